"""Bytes and trees of the scanned project. Nothing of it is imported or run.

In: directories and files. Out: paths in a fixed order, bytes, syntax trees with true positions, and a
``Failure`` for everything that could not be read. Extract, resolve and everything above may import it.
"""
