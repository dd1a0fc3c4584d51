"""The project's Python as it is written: modules, names, scopes, flow. Nothing is evaluated here.

In: parsed files (``source``). Out: what is asked of them again and again. ``values`` and above may import it.

``modules``    one module's tree with its parents, scopes, calls by name
               ``asked`` by which names; ``outline`` the statements that a module consists of
``tree``       a tree walked once; ``noted`` what is worked out of a node once; ``syntax`` small questions to a node
``project``    modules by name, parsed on demand
               ``import_paths`` which file an import means; ``word_index`` which files hold a name, ``bringing`` where
               ``import *`` may bring one
``bindings``   what a statement binds a name to, ``assigned`` what it assigns to, ``targets`` where unpacking leads
               ``changes`` what a statement does to containers, ``held`` what holds what; ``binding_index`` all of that
               ``assignments`` what the module's assignments rename and set, ``takings`` what is set from dicts and
               under computed names
``flow``       which bindings reach a use; ``reached``, ``guards`` under which conditions
``dependence`` which names of a function are made of which others; ``growing`` what can add to a container
``usages``     where a name is read, and whether as a value; ``started`` what threads, processes and pools call
"""
