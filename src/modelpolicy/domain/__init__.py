"""Frozen values that every layer shares. No I/O, no imports from other packages of the project.

In: nothing. Out: the words of the project as types. Everyone may import it.

``analyzer``, ``load``, ``model_id``, ``location``, ``confidence``  what the code does, and where
``artifact``, ``size``        what lies on disk
``finding``                   where a rule fired
``deletion``, ``path_pattern``, ``path_part``  what a command deletes: paths, with wildcards and with what is not known
``plan``                      what is proposed to delete
``smoke``, ``trace``, ``runtime``  what ran, what it loaded, and both as rules look at it
``listed``                    names in a sentence
"""
