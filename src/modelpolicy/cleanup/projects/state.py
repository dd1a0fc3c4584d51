"""Where modelpolicy keeps what belongs to the user and to no project."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

VARIABLE: Final = "MODELPOLICY_STATE_DIR"


def state_directory(environment: Mapping[str, str] = os.environ) -> Path:
    """``MODELPOLICY_STATE_DIR``, else a directory in ``XDG_STATE_HOME``, else in ``~/.local/state``; absolute."""
    if own := environment.get(VARIABLE):
        return Path(own).absolute()
    # As the XDG specification has it, a relative path there counts as none.
    base = environment.get("XDG_STATE_HOME", "")
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.expanduser fails where there is no home
    return (Path(base) if base.startswith("/") else home / ".local" / "state") / "modelpolicy"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, also after the power failed.

    Raises:
        OSError: it cannot be written. The old one is as it was.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
