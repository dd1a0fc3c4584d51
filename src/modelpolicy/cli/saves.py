"""A command that runs again whenever a file of the project is saved."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from modelpolicy.cache.store import DIRECTORY
from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import tell
from modelpolicy.errors import InputError, Problem

_LOOK_EVERY: Final = 500
"""Milliseconds between two looks at whether the user has had enough."""


def repeat(once: Callable[[], ExitCode], root: Path, ignored: Sequence[Path]) -> ExitCode:
    """Run ``once`` now and after every save below ``root``, until Ctrl-C; its last exit code.

    ``ignored`` are files that the command itself writes. What the user can get wrong is said, and does not end it.

    Raises:
        InputError: the extra that watches files is not installed.
    """
    code = ExitCode.CLEAN
    try:
        for _ in _saves(root, ignored):
            code = _said(once)
            tell(f"watching {root}: Ctrl-C to end")
    except KeyboardInterrupt:
        return code
    return code


def _said(once: Callable[[], ExitCode]) -> ExitCode:
    try:
        return once()
    except InputError as error:
        tell(str(error))
        return ExitCode.NOT_JUDGED


def _saves(root: Path, ignored: Sequence[Path]) -> Iterator[None]:
    """Once as soon as saves are seen, and once for all files that are saved together."""
    try:
        from watchfiles import DefaultFilter, watch
    except ImportError as error:
        remedy = 'install modelpolicy with the extra `watch`: pip install "modelpolicy[watch]"'
        raise InputError(Problem("--watch", 0, "the package watchfiles is not installed", remedy)) from error
    interesting = DefaultFilter(
        ignore_dirs=(*DefaultFilter.ignore_dirs, DIRECTORY), ignore_paths=[path.absolute() for path in ignored]
    )
    is_first = True
    for changes in watch(root, watch_filter=interesting, rust_timeout=_LOOK_EVERY, yield_on_timeout=True):
        if changes or is_first:
            yield
        is_first = False
