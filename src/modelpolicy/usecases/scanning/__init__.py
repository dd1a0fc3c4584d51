"""Files to loads, to the graph.

``scan``         the loads of a project; ``scripts`` those of its scripts and shell lines
``unit``         the loads of one unit, and of many, several at once; ``found_data`` these as plain data
``recall_scan``  a scan of what changed since the last time; ``grounds`` which changes make no difference, ``readings``
                 which of those to files that were parsed
``rescan``       a scan made again within one run
``map``          loads to the graph of analyzers and models
``progress``     how far a scan is
``roomy``, ``uncollected``  how Python's stack and its collector are set for it
"""
