"""What a deletion did, as JSON, format ``modelpolicy-receipt/1``: to keep, and to bring back by.

Of a receipt that somebody hands in, only the id counts: what is moved back stands in the journal.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from modelpolicy.cleanup.moving.batch import Batch
from modelpolicy.cleanup.planning.quarantine import BATCH
from modelpolicy.cleanup.projects.state import write_whole
from modelpolicy.errors import InputError, Problem

FORMAT: Final = "modelpolicy-receipt/1"


def write_receipt(state: Path, batch: Batch, before: int, after: int) -> Path:
    """Write the receipt of ``batch``; ``before`` and ``after`` are what the stores took on the disk, in bytes.

    Raises:
        OSError: it cannot be written.
    """
    document = {
        "format": FORMAT,
        "id": batch.id,
        "applied": f"{datetime.fromtimestamp(batch.created, UTC):%Y-%m-%dT%H:%M:%SZ}",
        "plan": batch.fingerprint,
        "artifacts": [{"id": one.model, "revision": one.revision, "bytes": one.bytes} for one in batch.artifacts],
        "moves": [{"from": move.source, "to": move.target} for move in batch.moves],
        "measured": {"before": before, "after": after},
    }
    place = state / "receipts" / f"{batch.id}.json"
    write_whole(place, json.dumps(document, indent=2).encode() + b"\n")
    return place


def batch_named(text: str) -> str:
    """The id of the batch that ``text`` names: an id, ``last``, or the path of a receipt.

    Raises:
        InputError: it is none of these.
    """
    if text == "last" or BATCH.fullmatch(text):
        return text
    try:
        document = json.loads(Path(text).read_bytes())
        name = {FORMAT: document["id"]}[document["format"]]
        if BATCH.fullmatch(name):
            return str(name)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    remedy = "name what `modelpolicy cache apply` printed, the receipt that it wrote, or: last"
    raise InputError(Problem(text, 0, "this is no receipt", remedy))
