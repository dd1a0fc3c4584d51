"""What a name stands for where it is used.

``names``    scopes from the inside out, each with the bindings that reach the use
``bound``    what one binding gives to its name; ``imports`` what an import does, ``captures`` what a pattern binds
``lazy``     what a package imports once it is asked for it
``outside_assignments``  what other code sets: ``module.name = value``, attributes of objects
``rebound``  what a global was before it was bound anew
``taken``    what objects and modules take from dicts, or under computed names
``entries``  the keys and values that a statement sets; ``grown`` what functions add to a container
"""
