"""What objects have under a name or a key.

``attributes``           of modules, classes, instances, enumerations and things outside the project
``class_attributes``     of classes and their instances, in Python's order
``mapped``, ``answering``  of objects that take attributes from a dict, or answer for keys and attributes themselves
``lookups``              ``container[key]``
"""
