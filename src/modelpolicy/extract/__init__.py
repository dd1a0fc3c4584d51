"""Which library calls load models, and how the ids in them are spelled canonically.

In: dotted names of external symbols and the strings that stand in their arguments. Out: the row of the
loader catalogue that a name matches, a ``ModelId`` for a string, and what a load risks. The rows are data,
``loaders/*.toml``; users add their own in the settings. Imported by ``resolve`` and the layers above it; imports
``domain`` and ``errors``.

``catalogue``, ``loader``      the loader catalogue, and one row of it; ``patterns`` what dotted names can lead to
``shipped_rows``               the rows that are shipped, of which a run parses few
``commands``, ``command``      the same for the words of commands
``canonical``, ``same_model``  one id for a model, and which ids are one model in two stores
``file_roles``                 what a file of a model's repository is for
``looks``                      what names and values say of a call that no row lists
``risks``                      weights of any commit, code out of repositories, code in weights
"""
