"""Which entries of the stores have to move, so that some artifacts go and the others lack nothing. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from modelpolicy.domain.artifact import Artifact, unique_files

_LEADS_ELSEWHERE: Final = re.compile(r"\0|/\.{0,2}(?:/|\Z)")


def entries_of(removed: Sequence[Artifact], kept: Sequence[Artifact]) -> tuple[str, ...]:
    """The entries to move, in order: a home as a whole where nothing of it stays, else what the artifact alone has.

    Then what removed artifacts share with each other, and with none that stays. No entry lies below another.
    """
    kept_homes = {artifact.home for artifact in kept}
    found: dict[str, None] = {}
    for artifact in removed:
        own = artifact.paths if artifact.home in kept_homes else (artifact.home,)
        found.update(dict.fromkeys(own))
    found.update(dict.fromkeys(_shared(removed, kept)))
    return tuple(entry for entry in found if found.keys().isdisjoint(above(entry)))


def _shared(removed: Iterable[Artifact], kept: Sequence[Artifact]) -> Iterator[str]:
    """Links before the content that they lead to."""
    staying = unique_files(kept).keys()
    files = {(file.through, file.path) for one in removed for file in one.files if file.identity not in staying}
    for through, path in sorted(files):
        yield from through
        yield path


def intruders(entries: Iterable[str], kept: Iterable[Artifact]) -> dict[str, Artifact]:
    """The entries in which something lies that stays, each with an artifact that does."""
    wanted = frozenset(entries)
    found: dict[str, Artifact] = {}
    seen: set[str] = set()
    for artifact in kept:
        for path in all_paths(artifact):
            for place in (path, *above(path)):
                if place in seen:
                    break
                seen.add(place)
                if place in wanted:
                    found[place] = artifact
    return found


def all_paths(artifact: Artifact) -> Iterator[str]:
    """Every place of the store that the artifact has or reads."""
    yield from artifact.paths
    for file in artifact.files:
        yield file.path
        yield from file.through


def is_inside(path: str, root: str) -> bool:
    """Whether a path lies strictly below a root, as written: absolute, without ``..``, empty parts or NUL."""
    return root.startswith("/") and root != "/" and path.startswith(f"{root}/") and not _LEADS_ELSEWHERE.search(path)


def above(path: str) -> Iterator[str]:
    """The directories that hold a path, the nearest first."""
    end = path.rfind("/")
    while end > 0:
        yield path[:end]
        end = path.rfind("/", 0, end)
