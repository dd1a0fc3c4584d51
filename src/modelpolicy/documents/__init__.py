"""The documents: Markdown rendered from the registry, one template, one locale file per language.

In: a registry, a language, and the document as it stands. Out: the document as it should be, the
difference, and whether it is stale. Use cases and the command line may import it.
"""
