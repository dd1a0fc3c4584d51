"""The figures as Markdown."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from benchmarks.accuracy.labels import Label
from benchmarks.accuracy.reasons import UNEXPLAINED
from benchmarks.accuracy.score import Judged, ids_of

MOST_SHOWN: Final = 4
"""Ids of a difference that are shown."""


def figures(judged: Sequence[Judged]) -> str:
    """Everything: the whole, by way, by loader, by package."""
    return "\n\n".join(
        (
            _overall(judged),
            _grouped("way", judged, lambda label, _: label.way),
            _grouped("loader", judged, lambda label, _: label.loader),
            _grouped("package", judged, lambda _, one: one.package),
        )
    )


def misses(judged: Iterable[Judged], reasons: Mapping[str, str]) -> str:
    """Every load that was not found, not there, or has other ids, role or openness than labelled, under its reason."""
    groups: dict[str, list[str]] = defaultdict(list)
    for one in judged:
        groups[reasons.get(_place(one), UNEXPLAINED)] += _miss(one)
    told = sorted((group for group in groups.items() if group[1]), key=lambda group: (-len(group[1]), group[0]))
    return "\n\n".join("\n".join((f"{reason}:\n", *(f"- {line}" for line in lines))) for reason, lines in told)


def _overall(judged: Sequence[Judged]) -> str:
    labelled = [one for one in judged if one.label]
    reported = [one for one in judged if one.load]
    found = [one for one in judged if one.is_found]
    literal = [one for one in labelled if one.label and one.label.way == "literal"]
    rows = (
        ("loads found (recall)", found, labelled),
        ("reported loads that are loads (precision)", found, reported),
        ("exact id sets", [one for one in labelled if one.has_exact_ids], labelled),
        ("exact id sets, of the loads found", [one for one in found if one.has_exact_ids], found),
        ("exact id sets of literals", [one for one in literal if one.has_exact_ids], literal),
        ("`open` right, of the loads found", [one for one in found if one.has_right_openness], found),
        ("role right, of the loads found", [one for one in found if one.has_right_role], found),
    )
    body = [f"| {name} | {len(part)} of {len(whole)} | {_share(len(part), len(whole))} |" for name, part, whole in rows]
    return "\n".join(("| | | |", "|---|---:|---:|", *body))


def _grouped(name: str, judged: Iterable[Judged], key: Callable[[Label, Judged], str]) -> str:
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for one in judged:
        if one.label:
            right = {"found": one.is_found, "exact": one.has_exact_ids}
            groups[key(one.label, one)].update(["labels", *(what for what, holds in right.items() if holds)])
    header = (f"| {name} | loads | found | exact ids |", "|---|---:|---:|---:|")
    ordered = sorted(groups.items(), key=lambda group: (-group[1]["labels"], group[0]))
    return "\n".join((*header, *(_row(group, counts) for group, counts in ordered)))


def _row(name: str, counts: Counter[str]) -> str:
    shares = (_share(counts[what], counts["labels"]) for what in ("found", "exact"))
    return f"| {name} | {counts['labels']} | {' | '.join(shares)} |"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def _place(one: Judged) -> str:
    return f"{one.package} `{one.path}:{one.line}`"


def _miss(one: Judged) -> Iterator[str]:
    place = _place(one)
    if one.label is None and one.load is not None:
        yield f"{place} `{one.load.call}`: reported as a load of {one.load.loader}, is none"
    elif one.label is not None and one.load is None:
        yield f"{place} `{one.label.call}`: not found; {one.label.way}, {one.label.loader}"
    elif one.label is not None and one.load is not None:
        yield from (f"{place} `{one.label.call}`: {text}" for text in _differences(one, one.label))


def _differences(one: Judged, label: Label) -> Iterator[str]:
    assert one.load is not None
    if not one.has_exact_ids:
        found, expected = ids_of(one.load), set(label.ids)
        yield f"ids ({label.way}): lacks {_set(expected - found)}, has too many {_set(found - expected)}"
    if not one.has_right_openness:
        reason = f" ({one.load.reason})" if one.load.reason else ""
        yield f"open: expected {label.open}, found {one.load.open}{reason}"
    if not one.has_right_role:
        yield f"role: expected {label.role}, found {one.load.role}"


def _set(ids: Iterable[str]) -> str:
    shown, rest = sorted(ids)[:MOST_SHOWN], len(set(ids)) - MOST_SHOWN
    return ", ".join((*(f"`{text}`" for text in shown), *([f"{rest} more"] if rest > 0 else []))) or "none"
