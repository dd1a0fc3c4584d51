"""Who calls a function, and so what its parameters are.

``callsites``   every call in the project whose callee can be it
``running``     whether a call, in its context, runs a function or makes an instance of a class
``handed``      who calls what is handed on as a value, ``taken`` by whom, ``escaping`` or nobody knows; ``carried``
                by which names; ``reflected_calls`` who calls what is looked up by a computed name, ``subclassed`` what
                is come to by a base of it
``handers``     which caller hands over what a parameter calls
``parameters``  what a parameter can be, ``promised`` what its annotation says; ``fields`` those of a constructor that
                nobody wrote
"""
