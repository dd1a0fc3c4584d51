"""What a script really deletes when bash runs it, against what is read of it: nothing that vanishes is missed.

``pytest tests/deletions`` tries some hundreds of scripts, ``--hypothesis-profile=nightly`` 10,000.
"""

from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings

from modelpolicy.domain.deletion import Deletion
from modelpolicy.domain.path_pattern import HOME, WORKING, PathPattern
from tests.deletions.missed_once import MISSED_ONCE
from tests.deletions.reading import deletions_in, targets
from tests.deletions.sandbox import Sandbox
from tests.deletions.scripts import ENTRIES, SCRIPTS, STRAIGHT_SCRIPTS

EXAMPLES: Final = max(150, settings().max_examples)
thorough = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    return Sandbox(tmp_path_factory.mktemp("sandbox"), ENTRIES)


def is_told(path: str, deletions: list[Deletion]) -> bool:
    """Whether one of ``deletions`` takes the path, or could take anything."""
    return any(_takes(deletion, path) for deletion in deletions)


def _takes(deletion: Deletion, path: str) -> bool:
    if not isinstance(deletion.target, PathPattern):
        return True
    parts = tuple(path.split("/"))
    names = [(HOME, *parts)] + ([(WORKING, *parts[1:])] if parts[0] == "work" else [])
    pattern = deletion.target
    return any(pattern.names(name) or (deletion.is_recursive and pattern.covers(name)) for name in names)


@pytest.mark.parametrize("name", MISSED_ONCE)
def test_what_was_missed_once(sandbox: Sandbox, name: str) -> None:
    script = MISSED_ONCE[name]
    deletions = deletions_in(script)
    gone = sandbox.run(script)
    assert gone, "the script deletes nothing"
    assert not [path for path in sorted(gone) if not is_told(path, deletions)], targets(script)


@given(SCRIPTS)
@thorough
def test_nothing_that_vanishes_is_missed(sandbox: Sandbox, script: str) -> None:
    deletions = deletions_in(script)
    missed = sorted(path for path in sandbox.run(script) if not is_told(path, deletions))
    assert not missed, f"{script}\n{targets(script)}"


@given(STRAIGHT_SCRIPTS)
@thorough
def test_of_a_straight_script_exactly_what_vanishes_is_told(sandbox: Sandbox, script: str) -> None:
    deletions = deletions_in(script)
    gone = sandbox.run(script)
    assert {path for path in sandbox.whole if is_told(path, deletions)} == gone, f"{script}\n{targets(script)}"


def test_the_sandbox_refuses_what_is_outside(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("stays")
    sandbox = Sandbox(tmp_path / "sandbox", ENTRIES)
    assert sandbox.run(f"rm -f {outside}; find {tmp_path} -name outside -delete; rm -f ../../../outside") == frozenset()
    assert outside.exists()
