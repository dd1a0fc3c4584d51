"""A plan for people: as text, and as Markdown for a ticket or a review."""

from collections.abc import Iterable, Iterator
from typing import Final

from modelpolicy.domain.plan import Line, Plan
from modelpolicy.report.counted import counted
from modelpolicy.report.disk.cache_text import name
from modelpolicy.report.shown import day, shown, size

_PACKAGED: Final = "bundled"


def plan_text(plan: Plan, *, explain: bool) -> str:
    """What goes, and why; with ``explain``, what stays and why too."""
    lines = [text for line in plan.deleted for text in _block("delete", line)]
    if explain:
        lines += [text for line in _own(plan.kept) for text in _block("keep", line)]
    return "\n".join([*lines, *_projects(plan), _summary(plan)])


def plan_markdown(plan: Plan) -> str:
    """Tables of what goes and what stays, and the list to keep as a backup: what to fetch to have it again."""
    tables = ["## Delete", *_table(plan.deleted), "## Keep", *_table(_own(plan.kept))]
    parts = ["# Deletion plan", _summary(plan), *tables, "## Backup", *_backup(plan)]
    remarks = list(_projects(plan))
    return "\n\n".join([*parts, *(["## Projects", *remarks] if remarks else [])]) + "\n"


def _own(lines: Iterable[Line]) -> list[Line]:
    """Without what installed packages bring: it never goes, and there is much of it."""
    return [line for line in lines if line.artifact.store != _PACKAGED]


def _backup(plan: Plan) -> Iterator[str]:
    artifacts = (line.artifact for line in plan.deleted)
    rows = (f"| {_cell(str(one.model))} | {_cell(one.revision or '-')} | {size(one.bytes)} |" for one in artifacts)
    yield "\n".join(["| model | revision | size |", "|---|---|---|", *rows])


def _block(word: str, line: Line) -> Iterator[str]:
    frees = f", frees {size(line.frees)}" if line.decision == "delete" else ""
    used = day(line.artifact.last_used)
    yield f"{word}  {name(line.artifact)}  {size(line.artifact.bytes)}{frees}, last use {used}"
    yield from (f"    {shown(reason)}" for reason in line.reasons)


def _summary(plan: Plan) -> str:
    going = f"{counted(len(plan.deleted), 'artifact')} can go and free {size(plan.frees)}"
    short = f", less than the {size(plan.options.free or 0)} asked for" if plan.is_short else ""
    return f"{going}{short}; {counted(len(_own(plan.kept)), 'artifact')} stay"


def _projects(plan: Plan) -> Iterator[str]:
    for project in plan.projects:
        note = f", {shown(project.detail)}" if project.detail else ""
        yield f"respects {shown(project.root)}{note}"


def _table(lines: Iterable[Line]) -> Iterator[str]:
    rows = ["| model | size | frees | last use | why |", "|---|---|---|---|---|"]
    for line in lines:
        reasons = "; ".join(map(_cell, line.reasons))
        amounts = f"{size(line.artifact.bytes)} | {size(line.frees)} | {day(line.artifact.last_used)}"
        rows.append(f"| {_cell(name(line.artifact))} | {amounts} | {reasons} |")
    yield "\n".join(rows)


def _cell(text: str) -> str:
    return shown(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
