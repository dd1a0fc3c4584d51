"""The calls that load models, and the ids that they ask for.

In: an evaluator of a project (``resolve``), the loader catalogue (``extract``). Out: ``domain`` loads, each with the
models that it can be asked for and the chain of places each id came through. ``graph`` and above may import it.

``loads``      calls whose callee is a loader; ``looking`` which calls are worth a look, ``callees`` what a call calls
``is_load``    whether what a call is handed makes it a load at all
``to_come``    calls that a call leaves to a thread, a pool or an event loop
``contexts``   the call chains and instances in which a piece of code runs
``inputs``     what of its function's parameters a call depends on: only contexts that differ there are told apart
``cases``      the same once for each value that the conditions on the way ask about, ``sources`` for each name that
               such a value is found out of
``asked``      the ids that a load asks for; ``choosers`` who chooses them
``parameter_objects``  which calls have the arguments of a load, where it is handed an object of them
``load_arguments``  what else it is passed
``surroundings``  what the names around a call say of what it loads
``fetching``   where it puts what it fetches; ``together`` which path is that of which address; ``fetched_elsewhere``
               loads from such paths
``unlisted``   calls that no row of the catalogue lists and that their values speak for
"""
