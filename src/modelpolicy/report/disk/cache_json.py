"""The models on this machine as JSON, format ``modelpolicy-cache/1``."""

import json
from collections.abc import Sequence
from typing import Any, Final

from modelpolicy.domain.artifact import unique_files
from modelpolicy.liveness.verdict import Judged
from modelpolicy.report.disk.cache_text import verdict_sizes
from modelpolicy.report.shown import moment
from modelpolicy.stores.contents import Contents

FORMAT: Final = "modelpolicy-cache/1"


def cache_json(judged: Sequence[Judged], contents: Contents, seconds: float) -> str:
    """The artifacts, what could not be read, and sums. Characters that are no ASCII are escaped: names can be bytes."""
    files = unique_files(one.artifact for one in judged).values()
    summary = {
        "artifacts": len(judged),
        "bytes": sum(file.size for file in files),
        "allocated": sum(file.allocated for file in files),
        "overhead": contents.overhead,
        "verdicts": verdict_sizes(judged),
        "seconds": round(seconds, 3),
    }
    unread = [{"path": unread.path, "reason": unread.reason} for unread in contents.unread]
    document = {"format": FORMAT, "artifacts": [_artifact(one) for one in judged], "unread": unread, "summary": summary}
    return json.dumps(document, indent=2)


def _artifact(judged: Judged) -> dict[str, Any]:
    artifact = judged.artifact
    files = unique_files((artifact,)).values()
    return {
        "id": str(artifact.model),
        "store": artifact.store,
        "revision": artifact.revision,
        "refs": list(artifact.refs),
        "serves": [str(model) for model in artifact.serves],
        "bytes": sum(file.size for file in files),
        "allocated": sum(file.allocated for file in files),
        "files": len(artifact.files),
        "last_used": moment(artifact.last_used),
        "state": artifact.state,
        "detail": artifact.detail,
        "deletable": artifact.deletable,
        "verdict": judged.verdict,
        "needed_by": list(judged.users),
        "reasons": list(judged.reasons),
        "root": artifact.root,
        "home": artifact.home,
        "paths": list(artifact.paths),
    }
