"""Which strings an expression can be: an abstract evaluation of the source that never runs it.

In: parsed modules (``source``) and the loader catalogue (``extract``). Out: ``domain`` loads, each with the
models it can be asked for and the chain of places each id came through. ``graph`` and above may import it.

What is known of the source
    ``modules``    one module's tree with what is asked of it again and again: parents, scopes, calls by name
    ``tree``       a tree walked once; ``noted`` what is worked out of a node once
    ``project``    which file an import means; ``word_index`` which files hold or read a name
    ``bindings``   the names that one statement binds
    ``flow``       which bindings reach a use; ``reached``, ``guards`` under which conditions
    ``classes``    what a class inherits, and which classes run a method; ``members``, ``fields`` what is in it
    ``callsites``  who calls a function; ``usages`` whether it is handed on as a value, ``handed`` who calls it then,
                   ``carried`` by which names, ``reflected`` or by one that is computed
    ``started``    functions that threads, processes and pools call; ``promises`` what they give in the end;
                   ``decorations`` decorators as the calls that they are
    ``dependence`` which names of a function are made of which others

What an expression can be
    ``values``     the kinds of values; ``Values`` is a set of them with an ``open`` flag
    ``text``, ``collected``  strings and where they came from; lists and dicts, however large
    ``places``     where an expression is evaluated: in which call, for which receiver, in which turn
    ``evaluator``  questions and their answers, in bounded time; ``asking`` is what its parts may ask of it
    ``expressions`` which part evaluates which syntax
    ``memory``     what has been answered, for good or while a circle of questions is open
    ``entering``   what of a call the function that it enters can tell
    ``names``, ``imports``, ``parameters``, ``attributes``, ``outside_assignments``, ``calls``, ``arguments``
    ``containers``, ``lookups``, ``strings``, ``patterns``, ``library``, ``language_functions``
    ``conditions``, ``comparisons``, ``kinds``, ``truth``
    ``narrowing``  which values pass the conditions, which code they let run; ``deciding`` what a context decides
    ``mapped``, ``answering``  objects that take attributes from a dict, or answer for keys and attributes themselves
    ``enumerations``, ``filled``  members; instances that the command line fills
    ``keys``       what the items of dicts stand under; ``entries`` the keys and values that a statement sets
    ``options``, ``flags``, ``configs``, ``environment``  what command line, configuration files and environment say
    ``composed``   configurations that are merged, and composed of several files
    ``records``    named tuples and typed dicts; ``folds`` names that a loop makes anew out of themselves
    ``descriptors``  class attributes that an object of a library stands for
    ``pages``      what pages of Gradio hand to functions
    ``project_files``  files that the code reads by their path; ``package_files``, ``copied`` those that lie in a
                   package, or that are read where they were copied to
    ``stand_ins``  classes that are there for want of a library

What is loaded
    ``inputs``     what of its function's parameters a call depends on
    ``contexts``   the call chains and instances in which a piece of code runs; ``loop_turns`` the turns of loops,
                   ``earlier_turns`` what one leaves to the next
    ``cases``      the same once for each value that the conditions on the way ask about
    ``fetched``    files that code fetches from an address, by the path that it puts them at
    ``loads``      calls whose callee is a loader; ``asked`` the ids that they ask for, ``choosers`` who chooses them
    ``load_arguments``  what else they are passed; ``openness`` why a load is open
    ``callees``    what a call calls outside the project; ``downloads`` calls that give the path of a model
    ``unlisted``   calls that no row of the catalogue lists and that their values speak for
"""
