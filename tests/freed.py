"""What removing artifacts frees, as one sum over all of them: what the program counts step by step is held against it."""

from collections.abc import Iterable

from modelpolicy.domain.artifact import Artifact, Identity, unique_files


def freed_by_removing(removed: Iterable[Artifact], kept: Iterable[Artifact]) -> int:
    """What the disk gains, in bytes, when ``removed`` go and ``kept`` stay.

    What both read stays, and so does what has a name outside of them (a hard link).
    """
    paths: dict[Identity, set[str]] = {}
    gone = {}
    for file in (file for artifact in removed for file in artifact.files):
        gone[file.identity] = file
        paths.setdefault(file.identity, set()).add(file.path)
    staying = unique_files(kept).keys()
    return sum(
        file.allocated
        for identity, file in gone.items()
        if identity not in staying and len(paths[identity]) >= file.links
    )
