"""What is kept of smoke runs, and how it is shown."""

import json
import platform
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from modelpolicy.cli.main import main
from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.runtime import SmokeResult, Surroundings, TracedCommand
from modelpolicy.domain.smoke import Measured, SmokeFailure, SmokeRun
from modelpolicy.domain.trace import ObservedLoad, Trace
from modelpolicy.report.running.smoke_history import history_text, sparkline
from modelpolicy.report.running.smoke_junit import smoke_junit
from modelpolicy.report.running.smoke_markdown import smoke_markdown
from modelpolicy.report.running.smoke_text import details
from modelpolicy.smoke.kept.results import Results, database_in
from tests.smoke.conftest import Smoke
from tests.smoke.projects import Does, write_application

LOAD = ObservedLoad(ModelId("hf", "a/b"), "transformers.pipelines.pipeline", Location("app.py", 3), "speech")
PASSED = SmokeRun(
    "speech",
    (ModelId("hf", "a/b"),),
    "cuda:0",
    9.5,
    Measured(4.25, 0.5, 1000, 2000, 3000, 4000, {"float16": 10}, ("safetensors",), {"hf:a/b": "0" * 40}),
    warnings=("old",),
    log="/logs/speech.log",
    trace=Trace((LOAD, replace(LOAD, location=None)), ("/hub/a",), ("x at y",)),
)
FAILED = replace(PASSED, failure=SmokeFailure("crash", "ended by SIGSEGV | <here>", "load"), measured=Measured())
HERE = Surroundings("a machine", "a card", "580.1", {"torch": "2.13.0"}, "f" * 40)


def result(run: SmokeRun, moment: int) -> SmokeResult:
    return SmokeResult(run, moment, "a digest", HERE)


@pytest.fixture
def results(tmp_path: Path) -> Results:
    return Results(tmp_path / "state" / "results.sqlite", tmp_path)


def test_what_was_kept_comes_back_as_it_was(results: Results) -> None:
    assert results.latest() == {}
    for one in (result(PASSED, 5), result(FAILED, 7), result(replace(PASSED, analyzer="other"), 6)):
        results.add(one)
    assert results.latest() == {"other": result(replace(PASSED, analyzer="other"), 6), "speech": result(FAILED, 7)}
    assert results.history(["speech"]) == (result(PASSED, 5), result(FAILED, 7))


def test_projects_do_not_see_each_other(tmp_path: Path, results: Results) -> None:
    results.add(result(PASSED, 5))
    assert Results(tmp_path / "state" / "results.sqlite", tmp_path / "other").latest() == {}


def test_traces_count_for_a_time(results: Results) -> None:
    old, young = (TracedCommand("python app.py", moment, (LOAD,)) for moment in (10, 20))
    results.add_trace(old)
    results.add_trace(young)
    assert results.traces(since=15) == (young,)
    assert results.traces(since=10) == (old, young)


def test_a_run_of_the_command_is_kept_and_shown(
    tmp_path: Path, smoke: Smoke, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_application(tmp_path, calm=Does(), odd=Does("raise ValueError('no')"))
    registry = root / "registry.yaml"
    registry.write_text(
        registry.read_text().replace("calm: {status: enabled}", "calm: {status: enabled, models: [a:b]}")
    )
    smoke(root)
    smoke(root, "--analyzer", "calm")

    assert main(["smoke", "report"]) == 1
    *runs, total = [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d  -  passed  calm  load .*", runs[0])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d  -  failed  odd   read .*", runs[1])
    assert total.startswith(f"2 analyzers on cpu ({platform.node()}): 1 passed, 1 failed (")
    assert main(["smoke", "history", "a:b"]) == 0
    chart, *runs = capsys.readouterr().out.splitlines()
    assert chart.startswith("a:b  ")
    assert len(runs) == 2
    assert main(["smoke", "history", "nobody"]) == 3


def test_a_report_leaves_out_analyzers_that_the_code_has_no_more(
    tmp_path: Path, smoke: Smoke, capsys: pytest.CaptureFixture[str]
) -> None:
    smoke(write_application(tmp_path, calm=Does(), odd=Does("raise ValueError('no')")))
    write_application(tmp_path, calm=Does())
    assert main(["smoke", "report", "--format", "json"]) == 0
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert (run["analyzer"], run["machine"], run["commit"], run["gpu"]) == ("calm", platform.node(), None, None)
    assert run["ended"].endswith("Z")


def test_projects_whose_analyzers_have_the_same_name_keep_their_logs(tmp_path: Path, smoke: Smoke) -> None:
    said = [smoke(write_application(tmp_path / name, one=Does(f"print('of {name}')"))) for name in ("a", "b")]
    assert [Path(one.runs["one"]["log"]).read_text() for one in said] == ["of a\n", "of b\n"]


def test_a_failure_names_the_models_that_were_not_loaded() -> None:
    assert "not loaded" not in "\n".join(details(FAILED))
    twice = replace(FAILED, models=(*FAILED.models, ModelId("whisper", "base"), ModelId("hf", "c/d")))
    assert list(details(twice))[1] == "not loaded: hf:c/d, whisper:base"


def test_junit_has_a_test_an_analyzer() -> None:
    suites = ET.fromstring(smoke_junit([result(PASSED, 60), result(replace(FAILED, analyzer="other"), 61)], 20.0))  # noqa: S314 - our own
    assert (suites.get("tests"), suites.get("failures")) == ("2", "1")
    passed, failed = suites.iter("testcase")
    assert (passed.get("name"), passed.find("failure")) == ("speech", None)
    failure = failed.find("failure")
    assert failure is not None
    assert failure.get("type") == "crash"
    assert "tried 1970-01-01 00:01 UTC at commit ffffffff on a machine, a card, driver 580.1" in str(
        passed.findtext("system-out")
    )


def test_a_markdown_table_has_failures_first_and_no_cell_breaks_it() -> None:
    lines = smoke_markdown([result(PASSED, 0), result(replace(FAILED, analyzer="z"), 0)], 20.0).splitlines()
    assert [line.split(" | ")[0] for line in lines[2:4]] == ["| z", "| speech"]
    assert len({line.count("|") for line in lines[:4]}) == 1
    assert [line for line in lines if line.startswith("- ")] == [
        "- z: ended by SIGSEGV \\| &lt;here>",
        "- z: warning: old",
        "- speech: warning: old",
    ]


def test_a_chart_is_as_high_as_its_highest_value() -> None:
    assert sparkline([0.0, 1.0, 2.0, None]) == "▁▅█✗"
    assert sparkline([]) == ""
    assert sparkline([0.0]) == "▁"
    slow = replace(PASSED, measured=replace(PASSED.measured, load_seconds=8.5))
    for runs, expected in (
        ([FAILED], "speech  ✗"),
        ([PASSED, FAILED], "speech  █✗  loads in 4.25 s"),
        ([slow, PASSED], "speech  █▅  loads in 4.25 to 8.50 s"),
    ):
        assert history_text("speech", [result(run, 0) for run in runs]).splitlines()[0] == expected


def test_what_was_measured_goes_into_the_registry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_application(tmp_path, speech=Does(), other=Does(), broken=Does())
    monkeypatch.chdir(root)
    monkeypatch.setenv("MODELPOLICY_STATE_DIR", str(tmp_path / "state"))
    kept = Results(database_in(tmp_path / "state"), root)
    for run in (
        replace(PASSED, measured=Measured(load_seconds=4.26, vram_peak=1_540_000_000)),
        replace(PASSED, analyzer="other", measured=Measured(load_seconds=0.5)),
        replace(FAILED, analyzer="broken"),
    ):
        kept.add(result(run, 5))

    assert main(["registry", "update", "--measured"]) == 0
    assert "speech: loads in 4.3 s, ~1.5GB of VRAM" in capsys.readouterr().err
    written = (root / "registry.yaml").read_text()
    assert "speech: {status: enabled, vram: ~1.5GB, load_time: 4.3 s}" in written
    assert "other: {status: enabled, load_time: 0.5 s}" in written
    assert "broken: {status: enabled}" in written

    assert main(["registry", "update", "--measured"]) == 0
    assert capsys.readouterr().err == "nothing to write\n"


@pytest.mark.parametrize(
    ("documented", "device", "expected"),
    [
        ("", "cpu", "load_time: 4.3 s (cpu)"),
        ("", "mps", "load_time: 4.3 s (mps)"),
        (", load_time: 9.9 s", "cpu", "load_time: 9.9 s"),
        (", load_time: 9.9 s (cpu)", "mps", "load_time: 9.9 s (cpu)"),
        (", load_time: 9.9 s (cpu)", "cuda:1", "load_time: 4.3 s"),
    ],
)
def test_a_load_time_without_a_gpu_says_so_and_gives_way_to_one_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, documented: str, device: str, expected: str
) -> None:
    root = write_application(tmp_path, speech=Does())
    registry = root / "registry.yaml"
    registry.write_text(registry.read_text().replace("status: enabled", f"status: enabled{documented}"))
    monkeypatch.chdir(root)
    monkeypatch.setenv("MODELPOLICY_STATE_DIR", str(tmp_path / "state"))
    run = replace(PASSED, device=device, measured=Measured(load_seconds=4.26))
    Results(database_in(tmp_path / "state"), root).add(result(run, 5))

    assert main(["registry", "update", "--measured"]) == 0
    assert f"speech: {{status: enabled, {expected}}}" in registry.read_text()
