"""Into the quarantine, back, and out of it for good.

``files``    the operations on the file system that deleting consists of: a port
``batch``    what one deletion moved, ``journal`` how far it got
``held``     what was moved, as the artifacts that it would be again
``receipt``  what was done, to keep
``prepare``  from a plan to a batch; ``moving`` into the quarantine and back
``purge``    out of it for good, ``age`` since when something is in it
``locks``    one deletion at a time, and none while the hub client downloads
"""
