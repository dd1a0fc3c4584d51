"""Analyzers that really load and run: each in a process of its own, on a GPU where there is one.

In: the graph and the registry, a device. Out: a ``SmokeRun`` for each analyzer. ``usecases`` may import it.

``select``     which analyzers are tried. Pure
``pack``       which of them run at once, and on which GPU. Pure; ``parallel`` runs them so
``attempt``    one analyzer, through all that is below
``diagnose``   how that went, as a failure of one kind, or none. Pure

``gpus``       where they run
``process``    the process that each has for itself
``worker``     what runs in it: alone there ML libraries are imported
``tracing``    what the worker and its children really loaded: calls of loaders, files of stores; what they are refused
``kept``       results that are kept
"""
