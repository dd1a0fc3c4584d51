"""Names in a sentence."""

from collections.abc import Sequence


def listed(names: Sequence[str], most: int = 3) -> str:
    """The first ``most`` names, and how many more there are: ``a, b, c and 2 more``."""
    first = ", ".join(names[:most])
    return f"{first} and {len(names) - most} more" if len(names) > most else first
