"""The figures as Markdown."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from benchmarks.accuracy.labels import Label
from benchmarks.accuracy.score import Judged, ids_of


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


def misses(judged: Iterable[Judged]) -> str:
    """Every load that was not found, not there, or has other ids, role or openness than labelled."""
    return "\n".join(f"- {line}" for one in judged for line in _miss(one))


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


def _miss(one: Judged) -> Iterator[str]:
    place = f"{one.package} `{one.path}:{one.line}`"
    if one.label is None and one.load is not None:
        yield f"{place} `{one.load.call}`: reported as a load of {one.load.loader}, is none"
    elif one.label is not None and one.load is None:
        yield f"{place} `{one.label.call}`: not found; {one.label.way}, {one.label.loader}"
    elif one.label is not None and one.load is not None:
        yield from (f"{place} `{one.label.call}`: {text}" for text in _differences(one, one.label))


def _differences(one: Judged, label: Label) -> Iterator[str]:
    assert one.load is not None
    if not one.has_exact_ids:
        yield f"ids ({label.way}): expected {_set(label.ids)}, found {_set(ids_of(one.load))}"
    if not one.has_right_openness:
        reason = f" ({one.load.reason})" if one.load.reason else ""
        yield f"open: expected {label.open}, found {one.load.open}{reason}"
    if not one.has_right_role:
        yield f"role: expected {label.role}, found {one.load.role}"


def _set(ids: Iterable[str]) -> str:
    return ", ".join(f"`{text}`" for text in sorted(ids)) or "none"
