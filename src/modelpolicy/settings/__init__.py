"""What a project says about how it is to be checked.

In: ``modelpolicy.toml``, or ``[tool.modelpolicy]`` of ``pyproject.toml``. Out: a frozen ``Project``, or every
mistake in the file at once, each with its line. Source and everything above may import it.
"""
