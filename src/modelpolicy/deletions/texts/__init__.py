"""Texts to what they delete.

``shell``     a script
``markdown``  a document, ``listed`` the paths that it lists
``python``    a module
"""
