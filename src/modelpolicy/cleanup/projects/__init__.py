"""Whose needs count: ``state`` is the user's directory, ``projects`` those in it, ``live_set`` what each needs."""
