"""How a load loads: pinned to a commit, with code of the model's own, from files that can run code."""

import re
from pathlib import PurePosixPath
from typing import Final

from modelpolicy.domain.load import Load, LoadArgument, Plain

_COMMIT: Final = re.compile(r"[0-9a-f]{40}")
_PICKLED: Final = frozenset({".bin", ".ckpt", ".joblib", ".pickle", ".pkl", ".pt", ".pt2", ".pth", ".th"})


def is_pinned(load: Load) -> bool:
    """Whether it names a commit, whatever it loads."""
    revision = _argument(load, "revision")
    if revision is not None and revision.open:
        return False
    named: set[Plain] = {one.revision for one in load.models} or set(revision.values if revision else ())
    return bool(named) and all(isinstance(one, str) and _COMMIT.fullmatch(one) for one in named)


def runs_remote_code(load: Load) -> bool:
    """Whether it can let a model run code of its own."""
    trusted = _argument(load, "trust_remote_code")
    return trusted is not None and (trusted.open or any(bool(value) for value in trusted.values))


def reads_pickle(load: Load) -> bool:
    """Whether it names a file whose format can run code, or asks for such files."""
    filename, safe = _argument(load, "filename"), _argument(load, "use_safetensors")
    names = [one.id.name for one in load.models] + [str(name) for name in (filename.values if filename else ())]
    return any(PurePosixPath(name).suffix in _PICKLED for name in names) or (safe is not None and False in safe.values)


def _argument(load: Load, name: str) -> LoadArgument | None:
    return next((one for one in load.arguments if one.name == name), None)
