"""How the tests of policies went, as JSON, format ``modelpolicy-test/1``."""

import json
from collections.abc import Sequence
from typing import Any, Final

from modelpolicy.policies.trial import Trial

FORMAT: Final = "modelpolicy-test/1"


def trials_json(trials: Sequence[Trial], seconds: float) -> str:
    """Each policy with its tests, what these do not reach and, where that was asked for, do not notice."""
    document = {
        "format": FORMAT,
        "policies": [_trial(trial) for trial in trials],
        "summary": {
            "policies": len(trials),
            "tests": sum(len(trial.tested) for trial in trials),
            "failed": sum(len(trial.failed) for trial in trials),
            "unreached": sum(len(trial.unreached) for trial in trials),
            "mutants": sum(trial.mutants for trial in trials),
            "survivors": sum(len(trial.survivors) for trial in trials),
            "seconds": round(seconds, 3),
        },
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def _trial(trial: Trial) -> dict[str, Any]:
    return {
        "name": trial.policy.name,
        "path": trial.policy.location.path,
        "line": trial.policy.location.line,
        "tests": [
            {
                "title": one.test.title,
                "expected": one.test.expected,
                "found": one.found,
                "problem": one.problem or None,
                "passed": one.has_passed,
            }
            for one in trial.tested
        ],
        "unreached": [{"clause": branch.clause, "outcome": branch.outcome} for branch in trial.unreached],
        "mutants": trial.mutants,
        "survivors": [{"condition": mutant.text, "mistake": mutant.mistake} for mutant in trial.survivors],
    }
