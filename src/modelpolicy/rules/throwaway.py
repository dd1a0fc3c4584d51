"""Files whose commands run on a machine that is made for them and thrown away: images, and the runs of CI."""

from typing import Final

from modelpolicy.deletions.taken.hits import whole_caches
from modelpolicy.domain.deletion import Deletion
from modelpolicy.rules.facts import Facts
from modelpolicy.source.kinds import kind_of

_KINDS: Final = frozenset({"dockerfile", "workflow", "compose"})


def is_throwaway(path: str) -> bool:
    """Whether what the file at ``path`` deletes is nobody's but its own."""
    return kind_of(path) in _KINDS


def empties_what_it_never_filled(deletion: Deletion, facts: Facts) -> bool:
    """Whether an image or a run of CI empties a cache to be smaller, and loads nothing itself."""
    path = deletion.location.path
    if not is_throwaway(path) or not any(whole_caches(deletion, facts.places)):
        return False
    return all(load.location.path != path for load in facts.graph.unowned)
