"""What can be deleted, and deleting it in a way that can be undone.

In: artifacts with their verdicts, and the projects whose needs count. Out: a ``Plan``; then, entry by entry, what the
plan says in a quarantine, a journal of it, and a receipt. ``usecases`` may import it.

``planner``     what can go and what stays, with reasons; ``choose``, ``account`` and ``moves`` are parts of it. Pure
``plan_file``   a plan as JSON that cannot be edited unnoticed
``state``       the user's state directory; ``projects`` the projects registered there, ``live_set`` what each needs
``files``       the operations on the file system that deleting consists of: a port
``quarantine``  where things wait; ``batch`` what one deletion moved, ``journal`` how far it got
``held``        what was moved, as the artifacts that it would be again
``receipt``     what was done, to keep
``prepare``     from a plan to a batch; ``moving`` into the quarantine and back
``purge``       out of it for good, ``age`` since when something is in it
``locks``       one deletion at a time, and none while the hub client downloads; ``processes`` who holds a file open
``hindrance``   why the machine would not let something go: permissions, open files, ``mounts``
"""
