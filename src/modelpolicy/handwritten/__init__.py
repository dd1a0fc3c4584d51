"""Documents that a team writes by hand, in German or English: what they say, line by line.

In: Markdown, and what code and registry say. Out: a registry made from it with the lines that have no place in one,
and the lines that code or registry deny. Everything above may import it.

``blocks``           headings, items, rows of tables and code, with their lines
``words``            the words of such documents
``model_names``      which models they name
``read``             blocks to ``statements``: what each line says, ``items`` and ``sections`` in detail
``import_document``  statements to a registry, by way of a ``draft``
``claims``           sums, size groups and users, held against a registry
``denials``          statements held against what is ``known``: each a ``denial``, of analyzers (``analyzer_denials``)
                     or of models (``model_denials``)
``protection``       what a list of models that must not be deleted covers
"""
