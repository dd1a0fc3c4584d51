"""Bytes and trees of the scanned project. Nothing of it is imported or run.

In: directories and files. Out: paths in a fixed order, bytes, syntax trees with true positions, and a
``Failure`` for everything that could not be read. Extract, resolve and everything above may import it.

``discover``, ``walk``, ``globs``, ``kinds``, ``units``  which files are source, of which kind, and which are one unit
``files``, ``lines``          files by their path, each parsed once; single lines to show
``parse``, ``syntax``, ``decode``, ``notebook``  bytes to trees, in whatever coding
``dialect``, ``type_parameters``  older and newer Python than the one that this runs on
``recover``                   what does not parse to the most of it that does, with its ``fault``: by ``conflict``,
                              ``statements`` by their ``lexemes``, ``layout``, ``repair`` of one, or the ``calls`` in it
``identifiers``, ``code``     words in bytes, and bytes without comments and strings: what needs no tree;
                              ``exports`` what ``import *`` takes out of them
``asked_names``               names that code asks for by strings
"""
