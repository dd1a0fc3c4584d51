"""The cheapest sufficient choice of what can go. Pure."""

from collections.abc import Iterable, Sequence
from typing import Final

from modelpolicy.cleanup.planning.account import Account
from modelpolicy.domain.artifact import Artifact

_DAY: Final = 86_400


def choose(candidates: Sequence[Artifact], everything: Iterable[Artifact], wanted: int | None) -> list[Artifact]:
    """Enough of ``candidates`` to free ``wanted`` bytes, all where that is ``None`` or not enough is there.

    Longest unused first, by whole days; of one day the largest first. Then what turns out not to be necessary stays,
    beginning with what was used last: so nothing goes that could stay.
    """
    ordered = sorted(candidates, key=_order)
    if wanted is None:
        return ordered
    account = Account(everything)
    taken: list[Artifact] = []
    freed = 0
    for artifact in ordered:
        if freed >= wanted:
            break
        freed += account.remove(artifact)
        taken.append(artifact)
    if freed < wanted:
        return taken
    return _necessary(taken, account, freed, wanted)


def _necessary(taken: list[Artifact], account: Account, freed: int, wanted: int) -> list[Artifact]:
    necessary = []
    for artifact in reversed(taken):
        back = account.put_back(artifact)
        if freed - back >= wanted:
            freed -= back
        else:
            account.remove(artifact)
            necessary.append(artifact)
    return necessary[::-1]


def _order(artifact: Artifact) -> tuple[int, int, str, str, str]:
    return (
        (artifact.last_used or 0) // _DAY,
        -artifact.bytes,
        str(artifact.model),
        artifact.revision or "",
        artifact.home,
    )
