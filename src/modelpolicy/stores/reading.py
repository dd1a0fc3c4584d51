"""Reading a store's files without a trace: no link is followed, and the time of access stays as it is where it can.

The time of access says when a model was used last, and what looks at models must not count as their use.
"""

import os
from typing import BinaryIO, Final

_FLAGS: Final = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC


def open_quietly(path: str) -> BinaryIO:
    """Open a regular file for reading.

    Raises:
        OSError: it cannot be read, or is a link.
    """
    try:
        handle = os.open(path, _FLAGS | getattr(os, "O_NOATIME", 0))
    except PermissionError:
        # Only a file's owner may leave its time of access alone.
        handle = os.open(path, _FLAGS)
    return os.fdopen(handle, "rb")
