"""Frozen values that every layer shares. No I/O, no imports from other packages of the project.

In: nothing. Out: the words of the project as types. Everyone may import it.
"""
