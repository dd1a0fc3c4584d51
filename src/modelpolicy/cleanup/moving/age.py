"""Since when a deletion is in quarantine, by a clock that may have jumped.

A deletion is at least as young as every one before it: what a clock that was set back dates too early is not taken for
old. Of one that is dated in the future it is only known when a purge first saw it: its age counts from there, so that
it does not stay for ever.
"""

from collections.abc import Iterable, Iterator

from modelpolicy.cleanup.moving.journal import Record


def dated(records: Iterable[Record], now: int) -> Iterator[tuple[Record, int | None]]:
    """Each of ``records``, which are all there are and the oldest first, and since when it was surely there.

    In seconds since 1970 UTC, as ``now``; ``None`` where everything that is known of it lies after ``now``.
    """
    before: list[int] = []
    for record in records:
        before.append(record.batch.created)
        yield record, max((moment for moment in (*before, *record.seen) if moment <= now), default=None)
