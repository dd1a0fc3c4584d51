"""Which strings an expression can be: an abstract evaluation of the source that never runs it.

In: parsed modules (``source``) and the loader catalogue (``extract``). Out: ``domain`` loads, each with the
models it can be asked for and the chain of places each id came through. ``graph`` and above may import it.

``values``      what an expression can be; ``Values`` is a set of them with an ``open`` flag
``modules``     one module's tree with what is asked of it again and again: parents, scopes, calls by name
``project``     which file an import means
``bindings``    the names that one statement binds
``flow``        which bindings reach a use
``evaluator``   expressions to values; ``names``, ``attributes``, ``calls``, ``operators``, ``library`` are its parts
``parameters``  what a parameter can be: defaults and every call site
``loads``       calls whose callee is a loader
"""
