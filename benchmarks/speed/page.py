"""What was measured as a page: ratios and shares, the worst first."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from benchmarks.speed.running import Run

MEASURE: Final = "ruff"
"""The command that all others are told in."""


class Figure(NamedTuple):
    """One line of the table: a figure and what it should be below."""

    name: str
    value: float
    target: float
    failed: bool

    @property
    def holds(self) -> bool:
        """Whether the figure was measured and is below its target."""
        return not self.failed and self.value < self.target


class Tree(NamedTuple):
    """What was scanned: how many files, how often, and the part that growth and profile are taken of."""

    files: int
    turns: int
    part: str


def page(tree: Tree, figures: Sequence[Figure], runs: Mapping[str, Run], profile: Mapping[str, float]) -> str:
    """The page in Markdown. ``profile`` are shares of the scan's time."""
    worst_first = sorted(figures, key=lambda one: (not one.failed, -one.value / one.target))
    lines = [
        "# How fast a scan is",
        "",
        f"Written by `make bench-speed`: a copy of the {tree.files} Python files of an environment, medians of",
        f"{tree.turns} runs in turns, Python {sys.version.split()[0]}. Ratios are of processor time, which",
        "a busy machine disturbs less than the clock. The worst line comes first.",
        "",
        "| | figure | should be below | |",
        "|---|--:|--:|---|",
        *map(_line, worst_first),
        "",
        f"| command | processor time / {MEASURE}'s | peak memory of its largest process / {MEASURE}'s |",
        "|---|--:|--:|",
        *_commands(runs),
        "",
        f"Where the time goes, in `{tree.part}` by itself:",
        "",
        "| | share of the scan |",
        "|---|--:|",
        *(f"| {name} | {share:.1%} |" for name, share in profile.items()),
        "",
    ]
    return "\n".join(lines)


def _line(one: Figure) -> str:
    value = "failed" if one.failed else f"{one.value:.2f}"
    return f"| {one.name} | {value} | {one.target:g} | {'holds' if one.holds else 'missed'} |"


def _commands(runs: Mapping[str, Run]) -> Iterator[str]:
    unit = runs[MEASURE]
    for name, one in runs.items():
        yield f"| {name} | {one.processor / unit.processor:.2f} | {one.megabytes / unit.megabytes:.2f} |"
