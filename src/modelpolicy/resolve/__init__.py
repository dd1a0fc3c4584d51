"""Which values an expression can have: an abstract evaluation of the source that never runs it.

In: modules (``program``). Out: for an expression in a place, ``values``. ``loads`` and above may import it.

``evaluator``   questions and their answers, in bounded time; ``asking`` is what its parts may ask of it
``budget``      how much may be looked at for a question, a file, a project
``memory``      what has been answered, for good or while a circle of questions is open
``decisions``   which conditions hold; each has a small bound
``expressions`` which part evaluates which syntax

Syntax
    ``names``, ``bound``, ``unpacking``, ``captures``, ``imports``, ``parameters``, ``attributes``
    ``outside_assignments``
    ``calls``, ``arguments``, ``returns``, ``methods``
    ``containers``, ``lookups``, ``strings``, ``library``, ``language_functions``
    ``combining``  strings made of parts; ``string_methods`` what their methods give
    ``conditions``, ``kinds``; ``narrowing`` which values pass them, which code they let run; ``deciding`` what a
                   context decides
    ``entering``   what of a call the function that it enters can tell
    ``entries``    the keys and values that a statement sets; ``grown`` what functions add to a container
    ``loop_turns`` the turns of loops, ``earlier_turns`` what one leaves to the next, ``folds`` names that a loop makes
                   anew out of themselves

Classes and calls
    ``classes``    what a class inherits, and which classes run a method; ``members``, ``fields`` what is in it;
                   ``class_attributes`` what it, or an instance, has under a name
    ``mapped``, ``answering``  objects that take attributes from a dict, or answer for keys and attributes themselves
    ``enumerations``, ``records``  members; named tuples and typed dicts
    ``descriptors``, ``stand_ins``  class attributes, and classes, that something of a library stands for
    ``callsites``  who calls a function, ``called`` whether it is that one, ``belonging`` whose code the call is in
    ``handed``     who calls what is handed on as a value, ``taken`` by whom, ``escaping`` or nobody knows; ``carried``
                   by which names; ``decorations`` decorators as calls
    ``reflected``  what has a name that is computed, ``look_ups`` who calls it; ``affixes`` what of the name is known
    ``promises``   what threads, processes and pools give in the end

What others decide
    ``options``, ``flags``, ``filled``  what the command line says, and instances that it fills
    ``environment``, ``compose``  environment variables, and those that services are handed
    ``configs``    configuration files, ``composed`` of several
    ``pages``      what pages of Gradio hand to functions
    ``bundles``    where a bundled application lies
    ``project_files``  files that the code reads by their path; ``package_files``, ``copied`` those that lie in a
                   package, or that are read where they were copied to
    ``fetched``    files that code fetches from an address; ``downloads`` calls that give the path of a model;
                   ``writing`` where code writes files
"""
