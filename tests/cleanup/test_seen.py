"""What a registered project was seen to load outlives the project: its code or its runs, either one keeps."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from modelpolicy.cli.main import main
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.runtime import SmokeResult, Surroundings, TracedCommand
from modelpolicy.domain.smoke import SmokeRun
from modelpolicy.domain.trace import ObservedLoad, Trace
from modelpolicy.smoke.kept.results import Results, database_in
from tests.cleanup.machine import Machine, deleted

YEARS_AGO = int(time.time()) - 1_000 * 86_400
HERE = Surroundings("a machine", "no card", "", {}, "")
OTHER = """
--- modelpolicy.toml

--- tool.py
from transformers import AutoModel
AutoModel.from_pretrained("some/other")
"""
LOADS = (ObservedLoad(ModelId("hf", "team/blip"), "transformers.AutoModel.from_pretrained"),)


def seen_in_a_trace(results: Results) -> None:
    results.add_trace(TracedCommand("python tool.py", YEARS_AGO, LOADS))


def seen_in_a_smoke_run(results: Results) -> None:
    run = SmokeRun("tool", (), "cpu", 1.0, trace=Trace(LOADS))
    results.add(SmokeResult(run, YEARS_AGO, "a digest", HERE))


def gone(root: Path) -> None:
    shutil.rmtree(root)


def broken_settings(root: Path) -> None:
    (root / "modelpolicy.toml").write_text("trace_days = [")


def without_source(root: Path) -> None:
    (root / "tool.py").unlink()


@pytest.mark.parametrize("see", [seen_in_a_trace, seen_in_a_smoke_run], ids=lambda one: one.__name__)
@pytest.mark.parametrize("lose", [gone, broken_settings, without_source], ids=lambda one: one.__name__)
def test_what_a_project_that_cannot_be_read_was_seen_to_load_stays(
    machine: Machine, see: Callable[[Results], None], lose: Callable[[Path], None]
) -> None:
    """After its last check: what that remembered knows nothing of the run. How long runs count cannot be read."""
    other = machine.write(OTHER, "other")
    assert main(["roots", "add", str(other)]) == 0
    see(Results(database_in(machine.state), other))
    lose(other)
    assert deleted(machine.plan("--include-unknown", "*")) == [("hf:openai/clip", "a")]


def test_what_it_was_seen_to_load_too_long_ago_goes_while_it_can_be_read(machine: Machine) -> None:
    other = machine.write(OTHER, "other")
    assert main(["roots", "add", str(other)]) == 0
    seen_in_a_trace(Results(database_in(machine.state), other))
    assert ("hf:team/blip", "b") in deleted(machine.plan())


def test_where_the_runs_cannot_be_read_nothing_is_planned(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    other = machine.write(OTHER, "other")
    assert main(["roots", "add", str(other)]) == 0
    shutil.rmtree(other)
    database_in(machine.state).parent.mkdir(exist_ok=True)
    database_in(machine.state).write_bytes(b"no database" * 100)
    assert main(["cache", "plan"]) == 2
    assert "results.sqlite: cannot be used" in capsys.readouterr().err
