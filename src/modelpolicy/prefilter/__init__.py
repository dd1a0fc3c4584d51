"""Which files are worth parsing: told from their bytes, before anything is parsed.

In: the paths of a project, their bytes, the loader catalogue. Out: the files that can hold a load.

Parsing is what costs time in a large project, and few of its files load models. There may be too many files
in the answer, never too few: where text cannot tell, the file is parsed.

``imports``    the names that a file's imports bind, and what they stand for
``chains``     where a wanted name stands in code, with the dotted names around it
``needles``    many words looked for at once
``import_lines``  the words in a file that can name what it imports
``libraries``  what a project imports from outside of it
``renames``    other names that a file gives to things
``names``      what a file's names stand for in the libraries
``handed``     whether a loader's library is handed on as a value
``sight``      whether a file's text can hold a load
``marked``     files that spell out the name of a file of weights
``worth``      the files worth parsing
"""
