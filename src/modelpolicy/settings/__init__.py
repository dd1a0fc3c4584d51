"""What a project says about how it is to be checked.

In: ``modelpolicy.toml``, or ``[tool.modelpolicy]`` of ``pyproject.toml``. Out: a frozen ``Project``, or every
mistake in the file at once, each with its line. Source and everything above may import it.

``project``    where the settings of a path lie, and the project that they make; ``schema`` what they say, as types
``validate``   plain data to these types: by a ``layout``, with what is ``written`` as text read, and ``faults`` told
``file``       the settings file, read; ``key_lines`` the line of every key
``row``        a table that is the row of a catalogue, as the catalogues that come along have them too
"""
