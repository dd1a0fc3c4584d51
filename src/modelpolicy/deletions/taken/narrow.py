"""The target of a deletion, written so that it takes no more than it names."""

import re

from modelpolicy.deletions.taken.breadth import Excess, Namesakes, Unset
from modelpolicy.deletions.taken.places import HUB_FOLDER


def narrowed(written: str, found: Excess | None) -> str:
    """What to write instead of ``written``; the same where it is not plain what was meant.

    Plain is a whole repository of the hub, and nothing where a variable is not set.
    """
    match found:
        case Namesakes(named, _) if named.startswith(HUB_FOLDER):
            return written.replace(f"{named}*", named)
        case Unset(name, _):
            return re.sub(rf"\$(?:{name}\b|\{{{name}\}})", f"${{{name}:?}}", written)
        case _:
            return written
