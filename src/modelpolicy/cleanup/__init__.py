"""What can be deleted, and deleting it in a way that can be undone.

In: artifacts with their verdicts, and the projects whose needs count. Out: a ``Plan``; then, entry by entry, what the
plan says in a quarantine, a journal of it, and a receipt. ``usecases`` may import it.

``moving``    into the quarantine, back, and out of it for good
``planning``  what can go, what stays, and why
``projects``  whose needs count
"""
