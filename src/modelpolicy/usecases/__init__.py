"""The only place where steps are chained: what a command does, without how it is asked for or shown.

In: a ``Project`` (root and settings). Out: values that ``report`` renders. Only ``cli`` imports it.

``scanning``   files to loads, to the graph
``policies``   policies read, enabled and tried
``stock``      what this machine has of the models, and what needs it
``documents``  registry and documents: made, brought up to date, read
``checking``   a project to findings, and to fixes
``cleanup``    what nobody needs: planned, moved away, brought back, freed
``running``    smoke runs and traces
``writing``    files: all of them or none
"""
