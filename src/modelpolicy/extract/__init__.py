"""Which library calls load models, and how the ids in them are spelled canonically.

In: dotted names of external symbols and the strings that stand in their arguments. Out: the row of the
loader catalogue that a name matches, a ``ModelId`` for a string, and what a load risks. The rows are data,
``loaders/*.toml``; users add their own in the settings. Imported by ``resolve`` and the layers above it; imports
``domain`` and ``errors``.
"""
