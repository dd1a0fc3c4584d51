"""Which artifacts are needed, by whom, and why.

In: graph, registry, holdings. Out: demands, and a verdict for each artifact. Pure apart from what it is handed.
``rules``, ``cleanup`` and ``usecases`` may import it.

``demand``   what the analyzers of a project need, as code and registry say
``closure``  the same with the models that models need, matched to artifacts
``verdict``  needed, shared, free, unknown or protected
``sizes``    how much the documented models take on this disk
"""
