"""Documents that a team writes by hand, in German or English: what they say, line by line.

In: Markdown. Out: a registry made from it, and the lines that have no place in one. Everything
above may import it.

``blocks``           headings, items and code, with their lines
``words``            the words of such documents
``model_names``      which models they name
``import_document``  a document to a registry, by way of a ``draft``
``claims``           what follows from the rest of a document, and whether it does
"""
