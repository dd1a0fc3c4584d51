"""The process that an analyzer has for itself, seen from outside.

``supervise``  started in a session of its own, limited, killed with all its children when over
``sandbox``    its environment: offline, its own temporary directory
``task``       what it is told, ``report`` what it says as it goes on: files
``log``        what it prints, in a file that does not grow for ever; ``resident`` what it had of RAM
"""
