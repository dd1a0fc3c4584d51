"""What can go, what stays, and why. Pure: everything that it judges by is handed in.

There is no option that makes an artifact go which somebody enabled can load: only what is *free* goes, and what is
*unknown* where the user names it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

from modelpolicy.cleanup.planning.account import Account
from modelpolicy.cleanup.planning.choose import choose
from modelpolicy.cleanup.planning.moves import all_paths, entries_of, intruders, is_inside
from modelpolicy.cleanup.planning.quarantine import is_quarantined
from modelpolicy.domain.artifact import Artifact
from modelpolicy.domain.plan import Line, Options, Plan, ProjectState
from modelpolicy.liveness.verdict import Judged

Hindrance = Callable[[Artifact], str]
"""Why this machine would not let an artifact go now; empty where it would."""


def plan_deletion(
    judged: Sequence[Judged], options: Options, projects: Iterable[ProjectState], hindrance: Hindrance
) -> Plan:
    """The plan: a line for every artifact, what goes first, in the order in which it goes."""
    kept = {id(one.artifact): reasons for one in judged if (reasons := _keeping(one, options, hindrance))}
    everything = [one.artifact for one in judged]
    _keep_around_what_stays(everything, kept)
    candidates = [one for one in everything if id(one) not in kept]
    chosen = choose(candidates, everything, options.free)
    if len(chosen) < len(candidates):
        chosen = _without_broken_homes(chosen, everything)
    gone = {id(artifact) for artifact in chosen}
    for artifact in everything:
        if id(artifact) not in gone:
            kept.setdefault(id(artifact), ("enough goes without it",))
    entries = entries_of(chosen, [artifact for artifact in everything if id(artifact) not in gone])
    lines = (*_deletions(chosen, judged), *_keeps(judged, kept))
    return Plan(options, tuple(sorted(projects)), lines, entries)


def _keeping(one: Judged, options: Options, hindrance: Hindrance) -> tuple[str, ...]:
    """Why an artifact has to stay, whatever goes besides; nothing where it can go."""
    if one.verdict in ("needed", "shared", "protected"):
        return tuple(f"{one.verdict}: {reason}" for reason in one.reasons)
    if one.verdict == "unknown" and not _is_named(one.artifact, options.include_unknown):
        return ("unknown: no code and no registry know it; --include-unknown lets it go",)
    problem = _danger(one.artifact) or hindrance(one.artifact)
    return (problem,) if problem else ()


def _is_named(artifact: Artifact, patterns: Sequence[str]) -> bool:
    spellings = [spelling for model in artifact.models for spelling in (str(model), model.name)]
    return any(fnmatchcase(spelling, pattern) for spelling in spellings for pattern in patterns)


def _danger(artifact: Artifact) -> str:
    """Why it could be dangerous to move it, as far as its paths tell."""
    if not artifact.deletable:
        return artifact.detail or "it belongs to an installed package"
    if is_quarantined(artifact.home):
        return "it is in quarantine already: `modelpolicy cache purge` frees it"
    places = (artifact.home, *all_paths(artifact))
    if not all(is_inside(place, artifact.root) for place in places):
        return "a part of it lies outside of its store"
    return ""


def _keep_around_what_stays(everything: Sequence[Artifact], kept: dict[int, tuple[str, ...]]) -> None:
    """Keep, until nothing changes, what could only go together with something that stays."""
    while True:
        removed = [one for one in everything if id(one) not in kept]
        staying = [one for one in everything if id(one) in kept]
        found = intruders(entries_of(removed, staying), staying)
        hit = [(one, other) for one in removed for place in _own(one) if (other := found.get(place))] if found else []
        if not hit:
            return
        kept.update((id(one), (f"{other.model} lies in it",)) for one, other in hit)


def _own(artifact: Artifact) -> Iterator[str]:
    yield artifact.home
    yield from all_paths(artifact)


def _without_broken_homes(chosen: Sequence[Artifact], everything: Sequence[Artifact]) -> list[Artifact]:
    """A smaller choice can leave something in a home that otherwise went: then that is looked at once more."""
    gone = {id(artifact) for artifact in chosen}
    kept: dict[int, tuple[str, ...]] = {id(one): () for one in everything if id(one) not in gone}
    _keep_around_what_stays(everything, kept)
    return [artifact for artifact in chosen if id(artifact) not in kept]


def _deletions(chosen: Sequence[Artifact], judged: Sequence[Judged]) -> Iterator[Line]:
    account = Account(one.artifact for one in judged)
    reasons = {id(one.artifact): one.reasons for one in judged}
    for artifact in chosen:
        yield Line(artifact, "delete", reasons[id(artifact)], account.remove(artifact))


def _keeps(judged: Iterable[Judged], kept: Mapping[int, tuple[str, ...]]) -> Iterator[Line]:
    for one in judged:
        if id(one.artifact) in kept:
            yield Line(one.artifact, "keep", kept[id(one.artifact)])
