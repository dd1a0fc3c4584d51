"""What the project defines.

``classes``       what a class inherits, and which classes run a method; ``members`` what is in it
``enumerations``, ``records``  members of enumerations; named tuples and typed dicts
``descriptors``, ``stand_ins``  class attributes, and classes, that something of a library stands for
``decorations``   decorators as calls; ``wrappers`` what they make of a function, ``passing_on`` what a wrapper changes
``metaclasses``, ``intercepted``  what decides what a class makes; what stands before an attribute
``reflected``     what has a name that is computed
``kinds``         of which classes a value is
``belonging``     whose code a call is in; ``called`` whether a function is what is called
"""
