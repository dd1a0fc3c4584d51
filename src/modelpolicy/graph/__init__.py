"""Analyzer -> load -> model, built from the source.

In: the resolver and its loads, the settings' ``catalog`` and ``disabled``. Out: an immutable ``Graph`` and
queries over it. ``rules``, ``report`` and ``usecases`` may import it.

``model``  the graph and what is asked of it
``units``  which analyzers the application has: its own dict of them, else its modules
``reach``  which definitions and module bodies an analyzer's code runs, and which it could import
``build``  loads attributed to analyzers
``symbols``  names at module level, and which of them a piece of code names
"""
