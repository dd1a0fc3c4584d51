"""What a program really loads: recorded in it and in all Python processes that it starts.

In: the loader catalogue, the directories of the stores. Out: a ``Trace``.

``hook/sitecustomize``  what every traced interpreter imports at its start. It is on its own: no import of this project
``hook/modelpolicy_loaders``  wraps the loaders that ``modelpolicy_rows`` finds; ``modelpolicy_record`` writes them down
``hook/modelpolicy_refusals``  what a smoke run refuses, in the same processes
``recording``           the directory that a trace is written to, and the environment that makes processes do so
``files``               what the opened files say: formats of weights, revisions. Pure
``held``                a trace held against code and registry. Pure
``calls``               calls as the hook wrote them down, to model ids, by the rows of the catalogue. Pure
"""
