"""Analyzers that really load and run: each in a process of its own, on a GPU where there is one.

In: the graph and the registry, a device. Out: a ``SmokeRun`` for each analyzer. ``usecases`` may import it.

``select``     which analyzers are tried. Pure
``devices``    where they run; a GPU that is not there is said, never replaced. ``nvml``: the driver that knows them,
               ``visible``: what CUDA shows of them
``supervise``  one process: started in a session of its own, limited, killed with all its children when over;
               ``log``: what it prints, in a file that does not grow for ever
``sandbox``    the environment of that process: offline, its own temporary directory
``worker``     what runs in it, alone there ML libraries are imported; ``entry`` finds the analyzer's own code,
               ``by_store`` loads models where there is none, each by its library; ``gauges`` measure, and
               ``lifeline`` ends it with its watcher
``report``     what the worker says, as it goes on, and what was left when it was over
``tracing``    what the worker and its children really loaded: calls of loaders, files of stores; what they are refused
``pack``       which of them run at once, and on which GPU. Pure; ``parallel`` runs them so
``turn``       GPUs for one process at a time, where several that know nothing of each other ask for them
``vram``       what a worker holds on a GPU, as the driver sees it; ``resident`` what it had of RAM
``task``       what a worker is told, as a file
``results``    runs and traces that are kept, as ``run_data``; ``surroundings`` of which machine they are
``attempt``    one analyzer, through all of this
``diagnose``   that to a failure of one kind, or none. Pure
"""
