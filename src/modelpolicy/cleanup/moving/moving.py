"""Into quarantine and back. All of a batch moves or nothing: what fails half way is undone.

A rename is atomic, and moves no bytes. So an entry lies at its place or in quarantine at every moment, and after a
crash the two directories themselves say how far it got.
"""

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from hashlib import blake2b

from modelpolicy.cleanup.moving.batch import Batch, Directory, Move
from modelpolicy.cleanup.moving.files import Files
from modelpolicy.cleanup.moving.journal import Journal
from modelpolicy.cleanup.planning.quarantine import NAME
from modelpolicy.errors import Problem, RefusedError

Progress = Callable[[int, int], None]


def move_away(batch: Batch, journal: Journal, files: Files, progress: Progress) -> None:
    """Move every entry of ``batch`` into quarantine. The journal must have begun.

    Raises:
        RefusedError: something could not be moved; then everything is where it was.
    """
    try:
        for quarantine in batch.quarantines:
            _make(quarantine, files)
        for number, move in enumerate(batch.moves):
            journal.step("move", number)
            _check(move)
            files.rename(move.source, move.target)
            progress(number + 1, len(batch.moves))
        _settle(batch, files)
        journal.end("done")
    except (OSError, RefusedError) as error:
        remaining = move_back(batch, journal, files)
        raise _failure(error, remaining) from error


def move_back(batch: Batch, journal: Journal, files: Files, only: Collection[int] | None = None) -> list[Problem]:
    """Move what lies in quarantine back to its place, all of it or the moves ``only``; gives what could not be.

    It can be repeated after any failure or crash, and does what is still to do.
    """
    problems = []
    for number in reversed(range(len(batch.moves))):
        if only is None or number in only:
            try:
                _back(batch, number, journal, files)
            except OSError as error:
                problems.append(_problem(batch.moves[number].source, error))
    problems += _close(batch, journal, files)
    return problems


def in_quarantine(batch: Batch) -> list[int]:
    """The moves whose entry lies in quarantine now."""
    return [number for number, move in enumerate(batch.moves) if os.path.lexists(move.target)]


def is_held(batch: Batch) -> bool:
    """Whether anything of a batch is in quarantine, if only the directory for it."""
    return any(map(os.path.lexists, batch.quarantines))


def _back(batch: Batch, number: int, journal: Journal, files: Files) -> None:
    move = batch.moves[number]
    if not os.path.lexists(move.target):
        return
    if os.path.lexists(move.source):
        raise FileExistsError(None, "something lies there again; move it away, then restore")
    with suppress(OSError):
        # Where nothing more can be written (a full disk), moving back is still right: it undoes, and can be repeated.
        journal.step("back", number)
    for directory in _missing_above(move.source, move.root):
        files.make_directory(directory, _mode_of(batch, directory))
    if os.path.realpath(os.path.dirname(move.source)) != os.path.dirname(move.source):  # noqa: PTH120
        raise PermissionError(None, "a directory above it has become a link")
    files.rename(move.target, move.source)


def _close(batch: Batch, journal: Journal, files: Files) -> Iterator[Problem]:
    """When all is back: leave no trace in the stores, and say so in the journal."""
    if in_quarantine(batch):
        return
    try:
        for quarantine in batch.quarantines:
            _remove(quarantine, files)
        for directory in batch.directories:
            if os.path.isdir(directory.path) and names_digest(directory.path) == directory.names:  # noqa: PTH112
                files.set_times(directory.path, directory.accessed, directory.modified)
        _settle(batch, files)
        journal.end("restored")
    except OSError as error:
        yield _problem(error.filename or batch.id, error)


def _make(quarantine: str, files: Files) -> None:
    above = quarantine.rpartition("/")[0]
    if not os.path.lexists(above):
        files.make_directory(above, 0o700)
    if os.path.realpath(above) != above:
        raise PermissionError(None, "the quarantine is a link", above)
    if not os.path.lexists(quarantine):
        files.make_directory(quarantine, 0o700)


def _remove(quarantine: str, files: Files) -> None:
    for directory in (quarantine, quarantine.rpartition("/")[0]):
        if os.path.isdir(directory) and not os.listdir(directory):  # noqa: PTH112, PTH208
            files.remove_directory(directory)


def _check(move: Move) -> None:
    """Whether the entry is still the one that was judged, and reached through no link."""
    parent = os.path.dirname(move.source)  # noqa: PTH120
    if os.path.realpath(parent) != parent:
        raise PermissionError(None, "a directory above it has become a link", move.source)
    status = os.lstat(move.source)
    if (status.st_dev, status.st_ino) != (move.device, move.inode):
        raise PermissionError(None, "it was replaced by something else in the meantime", move.source)


def _missing_above(path: str, root: str) -> list[str]:
    """The directories between a root and a path that are not there, the outermost first."""
    missing = []
    above = os.path.dirname(path)  # noqa: PTH120
    while above.startswith(f"{root}/") and not os.path.lexists(above):
        missing.append(above)
        above = os.path.dirname(above)  # noqa: PTH120
    return missing[::-1]


def _mode_of(batch: Batch, path: str) -> int:
    return next((one.mode for one in batch.directories if one.path == path), 0o755)


def _settle(batch: Batch, files: Files) -> None:
    for path in (*batch.quarantines, *(directory.path for directory in batch.directories)):
        if os.path.isdir(path):  # noqa: PTH112
            files.settle(path)


def directory_as_it_is(path: str) -> Directory:
    """What is to be set again when everything is back.

    Raises:
        OSError: it cannot be read.
    """
    status = os.stat(path)  # noqa: PTH116
    return Directory(path, status.st_mode & 0o7777, status.st_atime_ns, status.st_mtime_ns, names_digest(path))


def names_digest(path: str) -> str:
    """Changes with the names of what lies in a directory; a quarantine there does not count."""
    names = sorted(os.fsencode(name) for name in os.listdir(path) if name != NAME)  # noqa: PTH208
    return blake2b(b"\0".join(names), digest_size=16).hexdigest()


def _problem(path: str, error: OSError) -> Problem:
    return Problem(path, 0, f"cannot be moved: {error.strerror or error}", "see to that, then run the command again")


def _failure(error: OSError | RefusedError, remaining: list[Problem]) -> RefusedError:
    if isinstance(error, RefusedError):
        return RefusedError(*error.problems, *remaining)
    first = _problem(error.filename or "the disk", error)
    if remaining:
        return RefusedError(first, *remaining)
    remedy = f"{first.remedy}; everything is where it was"
    return RefusedError(Problem(first.path, 0, first.message, remedy))
