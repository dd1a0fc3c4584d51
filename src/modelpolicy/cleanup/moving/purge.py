"""Out of quarantine for good: the only thing that cannot be undone."""

import os
import shutil
import stat
from collections.abc import Callable
from typing import Any

from modelpolicy.cleanup.moving.batch import Batch
from modelpolicy.cleanup.planning.quarantine import BATCH, NAME
from modelpolicy.errors import Problem, RefusedError


def purge(batch: Batch) -> list[Problem]:
    """Delete what a batch has in quarantine, and nothing else; gives what could not be deleted.

    Raises:
        RefusedError: the journal names something that is no quarantine.
    """
    for quarantine in batch.quarantines:
        _refuse_foreign(batch, quarantine)
    problems: list[Problem] = []
    for quarantine in batch.quarantines:
        if os.path.lexists(quarantine):
            shutil.rmtree(quarantine, onerror=_noting(problems))
            _remove_empty(os.path.dirname(quarantine))  # noqa: PTH120
    return problems


def _refuse_foreign(batch: Batch, quarantine: str) -> None:
    head, _, name = quarantine.rpartition("/")
    is_named = name == batch.id and BATCH.fullmatch(name) and head.rpartition("/")[2] == NAME
    if not is_named or os.path.realpath(quarantine) != quarantine:
        raise RefusedError(Problem(quarantine, 0, "this is no quarantine of that deletion", "nothing was purged"))


def _noting(problems: list[Problem]) -> Callable[[Callable[..., Any], str, Any], None]:
    def note(function: Callable[..., Any], path: str, details: Any) -> None:
        """Models can be kept in directories without write permission: give it, and try once more."""
        try:
            above = os.path.dirname(path)  # noqa: PTH120
            os.chmod(above, stat.S_IMODE(os.lstat(above).st_mode) | stat.S_IRWXU)  # noqa: PTH101
            if function in (os.unlink, os.rmdir):
                function(path)
                return
            shutil.rmtree(path)
        except OSError as error:
            remedy = "see to that, then purge again"
            problems.append(Problem(path, 0, f"cannot be deleted: {error.strerror or details[1]}", remedy))

    return note


def _remove_empty(quarantine: str) -> None:
    if os.path.isdir(quarantine) and not os.listdir(quarantine):  # noqa: PTH112, PTH208
        os.rmdir(quarantine)  # noqa: PTH106
