"""Which files are source: a walk that always gives the same list and skips nothing in silence."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from stat import S_ISDIR

from modelpolicy.domain.load import Failure
from modelpolicy.errors import NothingToCheckError, Problem
from modelpolicy.source.globs import Excluded
from modelpolicy.source.kinds import kind_of
from modelpolicy.source.walk import DOCUMENTS, FIRST_LINE, SOURCES, Walk, starts_as_shell


@dataclass(frozen=True, slots=True)
class Discovery:
    """The source files, and what could not be looked into.

    ``paths`` are Python files and notebooks, ``scripts`` what else holds commands (``kinds``), ``documents`` what is
    Markdown: POSIX, relative to the project root, sorted, each file once. ``environments`` are the directories among
    them in which distributions are installed, as ``site-packages`` is one; ``""`` is the project root.
    """

    paths: tuple[str, ...]
    failures: tuple[Failure, ...]
    scripts: tuple[str, ...] = ()
    environments: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


def discover(root: Path, paths: Sequence[Path], exclude: Iterable[str] = ()) -> Discovery:
    """Find the Python files, notebooks and scripts at and below ``paths`` (absolute, or relative to ``root``).

    A file that is named itself may also be a script without suffix whose first line calls Python or a shell.
    ``exclude`` holds patterns as in a ``.gitignore``. Symbolic links are followed, each target once.

    Raises:
        NothingToCheckError: a path does not exist or is no source, or no source is left.
    """
    walk = Walk(root, Excluded(exclude))
    links_last = sorted(paths, key=lambda path: (root / path).is_symlink())
    problems = [problem for path in links_last for problem in _start(walk, root, path)]
    walk.follow_links()
    if not (walk.files or walk.scripts or walk.failures or problems):
        named = ", ".join(map(str, paths)) or "no path at all"
        remedy = "name a directory that holds .py files or scripts, or change 'paths' and 'exclude' in the settings"
        problems = [Problem(named, 0, "there is no source to check", remedy)]
    if problems:
        raise NothingToCheckError(*problems)
    environments = tuple(sorted(walk.environments))
    return Discovery(
        tuple(sorted(walk.files)),
        tuple(sorted(walk.failures)),
        tuple(sorted(walk.scripts)),
        environments,
        tuple(sorted(walk.documents)),
    )


def _start(walk: Walk, root: Path, path: Path) -> list[Problem]:
    place = root / path
    name = PurePath(os.path.relpath(place, root)).as_posix()
    try:
        if S_ISDIR(place.stat().st_mode):
            walk.directory("" if name == "." else name)
        elif name.endswith(DOCUMENTS):
            walk.document(name)
        elif _is_python(place):
            walk.file(name, python=True)
        elif kind_of(name) or starts_as_shell(place):
            walk.file(name, python=False)
        else:
            return [Problem(name, 0, "this is not source", "name a directory, a .py file or a script")]
    except OSError as error:
        reason = "this path does not exist" if isinstance(error, FileNotFoundError) else str(error.strerror)
        return [Problem(name, 0, reason, "correct the path, on the command line or in the settings")]
    return []


def _is_python(place: Path) -> bool:
    if place.suffix:
        return place.suffix in SOURCES
    with place.open("rb") as script:
        first = script.readline(FIRST_LINE)
    return first.startswith(b"#!") and b"python" in first
