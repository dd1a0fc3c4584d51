"""Strings made of parts.

``strings``         by syntax: f-strings, ``+``, ``%``, ``/`` of paths
``string_methods``  by their methods
``combining``       every choice of parts that can each be several
``affixes``         how one begins and ends that is known in part
``downloads``       paths of what was fetched, which stand for the model
"""
