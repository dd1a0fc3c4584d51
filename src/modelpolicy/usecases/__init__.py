"""The only place where steps are chained: what a command does, without how it is asked for or shown.

In: a ``Project`` (root and settings). Out: values that ``report`` renders. Only ``cli`` imports it.

``scan``   files to loads; ``recall_scan`` the same, of what changed since the last time;
           ``grounds`` which changes make no difference
``map``    loads to the graph of analyzers and models
``look``   a project to the facts that rules judge
``check``  these facts to findings
"""
