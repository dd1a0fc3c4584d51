"""The baseline: a JSON file that names the findings that may pass, format ``modelpolicy-baseline/1``."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from modelpolicy.domain.finding import Finding
from modelpolicy.errors import InputError, Problem

FORMAT: Final = "modelpolicy-baseline/1"
_REMEDY: Final = "restore the file, or write it anew with `modelpolicy check --update-baseline`"


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding that may pass ``count`` times. What it says besides its fingerprint is for people who read the file."""

    fingerprint: str
    count: int
    code: str
    path: str
    message: str


Baseline: TypeAlias = Mapping[str, Entry]
"""Entries by fingerprint."""


def baseline_of(findings: Iterable[Finding]) -> Baseline:
    """A baseline that lets exactly these findings pass."""
    ordered = sorted(findings, key=lambda finding: finding.sort_key)
    counts = Counter(finding.fingerprint for finding in ordered)
    return {
        one.fingerprint: Entry(one.fingerprint, counts[one.fingerprint], one.code, one.location.path, one.message)
        for one in ordered
    }


def without(baseline: Baseline, mended: Mapping[str, int]) -> Baseline:
    """The baseline without so many of each fingerprint as ``mended`` has."""
    left = (replace(one, count=one.count - mended.get(one.fingerprint, 0)) for one in baseline.values())
    return {one.fingerprint: one for one in left if one.count > 0}


def baseline_text(baseline: Baseline) -> str:
    """The file's content: an entry a line, so that two branches rarely touch the same."""
    entries = [json.dumps(_data(one), ensure_ascii=False) for one in baseline.values()]
    lines = ",\n".join(f"    {entry}" for entry in entries)
    body = f"[\n{lines}\n  ]" if entries else "[]"
    return f'{{\n  "format": "{FORMAT}",\n  "findings": {body}\n}}\n'


def parse_baseline(content: bytes, path: str) -> Baseline:
    """Read a baseline; ``path`` is its name in messages.

    Raises:
        InputError: it is not JSON of this format.
    """
    try:
        document = json.loads(content)
        if document["format"] != FORMAT:
            raise InputError(Problem(path, 0, f"the format is not {FORMAT}", _REMEDY))
        return {one.fingerprint: one for one in _entries(document["findings"])}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(Problem(path, 0, "this is no baseline", _REMEDY)) from error


def _entries(findings: Iterable[Any]) -> Iterator[Entry]:
    for one in findings:
        entry = Entry(**one)
        if type(entry.count) is not int or not isinstance(entry.fingerprint, str):
            raise TypeError(entry)
        yield entry


def _data(entry: Entry) -> dict[str, str | int]:
    return {
        "fingerprint": entry.fingerprint,
        "code": entry.code,
        "path": entry.path,
        "count": entry.count,
        "message": entry.message,
    }
