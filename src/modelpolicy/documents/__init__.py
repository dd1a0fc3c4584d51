"""The documents: Markdown rendered from the registry, one template, one locale file per language.

In: a registry, a language, and the document as it stands. Out: the document as it should be, the
difference, and whether it is stale. Use cases and the command line may import it.

``outline``    what a document says, before it has words: sections, groups and totals
``render``     that in the words of a language, into the document as it stands
``regions``    what of a document is rendered, and what people wrote around it
``freshness``  whether it is stale, told without rendering it
"""
