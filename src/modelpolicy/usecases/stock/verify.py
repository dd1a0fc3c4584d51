"""Whether files are what their stores say that they are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from modelpolicy.domain.artifact import Artifact, Identity, StoredFile
from modelpolicy.stores.digest import Digest, digest_of
from modelpolicy.stores.machine import is_within
from modelpolicy.stores.store import Store

Outcome = Literal["right", "wrong", "unreadable", "unknown"]


@dataclass(frozen=True, slots=True)
class Verified:
    """A file, and whether its content is what its store says; *unknown* where the store says nothing."""

    artifact: Artifact
    file: StoredFile
    outcome: Outcome
    detail: str = ""


def verify(artifacts: Iterable[Artifact], stores: Iterable[Store]) -> Iterator[Verified]:
    """Read every file that has a digest, each once however many artifacts have it."""
    by_name: dict[str, list[Store]] = {}
    for store in stores:
        by_name.setdefault(store.name, []).append(store)
    seen: set[Identity] = set()
    for artifact in artifacts:
        for file in artifact.files:
            if file.identity not in seen:
                seen.add(file.identity)
                digests = (store.digest(artifact, file) for store in by_name.get(artifact.store, ()))
                yield _verified(artifact, file, next(filter(None, digests), None))


def _verified(artifact: Artifact, file: StoredFile, expected: Digest | None) -> Verified:
    if expected is None or artifact.state == "partial" or not is_within(file.path, artifact.root):
        return Verified(artifact, file, "unknown")
    try:
        found = digest_of(file, expected.algorithm)
    except OSError as error:
        return Verified(artifact, file, "unreadable", error.strerror or str(error))
    if found.digits.startswith(expected.digits):
        return Verified(artifact, file, "right")
    return Verified(artifact, file, "wrong", f"expected {expected}, found {found}")
