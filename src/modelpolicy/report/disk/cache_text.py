"""The models on this machine as text: a line an artifact, sums by verdict below."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from modelpolicy.domain.artifact import Artifact, Identity
from modelpolicy.domain.listed import listed
from modelpolicy.liveness.verdict import Judged, Verdict
from modelpolicy.registry.schema import HubRecord
from modelpolicy.report.counted import counted
from modelpolicy.report.shown import day, shown, size
from modelpolicy.stores.contents import Contents

ORDER: Final[tuple[Verdict, ...]] = ("needed", "shared", "protected", "unknown", "free")
"""From what must stay to what can go: a file of several artifacts counts for the first of these."""


def cache_text(judged: Sequence[Judged], contents: Contents, *, is_whole: bool) -> str:
    """The artifacts in the given order; ``is_whole``: nothing was filtered out, so that the sum is that of the disk."""
    lines = [*_table(judged), *_unread(contents)]
    total = sum(verdict_sizes(judged).values())
    besides = f", and {size(contents.overhead)} of directories, links and notes" if is_whole else ""
    lines.append(f"{counted(len(judged), 'artifact')}, {size(total)} on disk{besides}")
    lines += (f"  {verdict}: {size(amount)}" for verdict, amount in verdict_sizes(judged).items() if amount)
    return "\n".join(lines)


def why_text(judged: Judged, hub: HubRecord | None = None) -> str:
    """Everything that is known about one artifact, and what the hub said of its model."""
    artifact = judged.artifact
    facts = {
        "verdict": judged.verdict,
        "state": artifact.state + (f": {artifact.detail}" if artifact.detail else ""),
        "size": f"{size(artifact.bytes)} in {counted(len(artifact.files), 'file')}",
        "last use": day(artifact.last_used),
        "lies in": artifact.home,
        "also loaded as": listed([str(model) for model in artifact.serves], most=5),
        "on the hub": _on_the_hub(hub) if hub else "",
    }
    lines = [f"  {name}: {shown(value)}" for name, value in facts.items() if value]
    return "\n".join([name(artifact), *lines, *(f"    {shown(reason)}" for reason in judged.reasons)])


def _on_the_hub(hub: HubRecord) -> str:
    known = (str(hub.size or ""), hub.licence, "+".join(hub.formats), hub.revision and f"revision {hub.revision[:8]}")
    return f"{', '.join(filter(None, known)) or 'nothing is known'} (asked {hub.asked})"


def verdict_sizes(judged: Iterable[Judged]) -> dict[Verdict, int]:
    """Bytes on disk by verdict; every file counts once."""
    counted_files: set[Identity] = set()
    sizes: dict[Verdict, int] = dict.fromkeys(ORDER, 0)
    for one in sorted(judged, key=lambda one: ORDER.index(one.verdict)):
        for file in one.artifact.files:
            if file.identity not in counted_files:
                counted_files.add(file.identity)
                sizes[one.verdict] += file.allocated
    return sizes


def name(artifact: Artifact) -> str:
    """The id with its revision: the names that point to it, and the beginning of its commit."""
    revision = artifact.revision or ""
    refs = f"@{','.join(artifact.refs)}" if artifact.refs else ""
    return shown(f"{artifact.model}{refs}{f' ({revision[:8]})' if revision else ''}")


def _table(judged: Iterable[Judged]) -> Iterator[str]:
    rows = [(one.verdict, size(one.artifact.bytes), day(one.artifact.last_used), name(one.artifact)) for one in judged]
    widths = [max(len(row[column]) for row in rows) for column in range(4)] if rows else []
    for one, (verdict, amount, used, label) in zip(judged, rows, strict=True):
        cells = f"{verdict:{widths[0]}}  {amount:>{widths[1]}}  {used:{widths[2]}}  {label:{widths[3]}}"
        yield f"{cells}  {_remark(one)}".rstrip()


def _remark(judged: Judged) -> str:
    state = "" if judged.artifact.state == "complete" else f"{judged.artifact.state}: {judged.artifact.detail}"
    users = ", ".join(judged.users)
    return shown("; ".join(filter(None, (users, state))))


def _unread(contents: Contents) -> Iterator[str]:
    for unread in contents.unread:
        yield f"cannot be read: {shown(unread.path)}: {unread.reason}"
