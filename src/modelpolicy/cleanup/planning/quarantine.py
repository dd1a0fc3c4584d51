"""Where deleted artifacts wait until they are purged: beside their store, on its file system."""

import os
import re
from typing import Final

NAME: Final = ".modelpolicy-quarantine"
BATCH: Final = re.compile(r"[0-9]{8}T[0-9]{6}-[0-9a-f]{8}")


def is_quarantined(path: str) -> bool:
    """Whether a path is a quarantine or lies in one."""
    return NAME in path.split("/")


def quarantine_for(root: str) -> str:
    """The quarantine of a store: beside its directory where that is one file system and allowed, else in it."""
    parent = os.path.dirname(root)  # noqa: PTH120 - paths of stores are text
    if parent != "/" and os.stat(parent).st_dev == os.stat(root).st_dev and os.access(parent, os.W_OK | os.X_OK):  # noqa: PTH116
        return f"{parent}/{NAME}"
    return f"{root}/{NAME}"
