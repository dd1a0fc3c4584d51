"""What the disk gains when artifacts go one after the other. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from modelpolicy.domain.artifact import Artifact, Identity


class Account:
    """Counts who holds which content. Content is freed when the last artifact and the last name of it go."""

    def __init__(self, artifacts: Iterable[Artifact]) -> None:
        self._holders: Counter[Identity] = Counter()
        for artifact in artifacts:
            self._holders.update({file.identity for file in artifact.files})
        self._gone: defaultdict[Identity, Counter[str]] = defaultdict(Counter)

    def remove(self, artifact: Artifact) -> int:
        """Take an artifact away, and give the bytes that this frees."""
        freed = 0
        for identity, (paths, links, allocated) in _contents(artifact).items():
            self._holders[identity] -= 1
            self._gone[identity].update(paths)
            freed += allocated if self._is_free(identity, links) else 0
        return freed

    def put_back(self, artifact: Artifact) -> int:
        """Undo ``remove``, and give the bytes that are taken again."""
        taken = 0
        for identity, (paths, links, allocated) in _contents(artifact).items():
            taken += allocated if self._is_free(identity, links) else 0
            self._holders[identity] += 1
            self._gone[identity] = self._gone[identity] - Counter(paths)
        return taken

    def _is_free(self, identity: Identity, links: int) -> bool:
        return not self._holders[identity] and len(self._gone[identity]) >= links


def _contents(artifact: Artifact) -> dict[Identity, tuple[set[str], int, int]]:
    found: dict[Identity, tuple[set[str], int, int]] = {}
    for file in artifact.files:
        found.setdefault(file.identity, (set(), file.links, file.allocated))[0].add(file.path)
    return found
