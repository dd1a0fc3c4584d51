"""``pytest --modelpolicy-smoke`` as people run it, in a process of its own."""

import importlib
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.smoke.projects import Does, write_application

PLUGIN = "modelpolicy.cli.pytest_plugin"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_application(tmp_path, calm=Does(), odd=Does("raise ValueError('no')"), late=Does())
    (root / "test_own.py").write_text("def test_own(): pass\n")
    return root


def run(root: Path, *arguments: str, plugins: Sequence[str] = (PLUGIN,)) -> tuple[int, str, dict[str, str]]:
    """The exit code, what was printed, and the outcome of each test. Without plugins that others installed."""
    named = ("-p", "no:cacheprovider", *(word for plugin in plugins for word in ("-p", plugin)))
    done = subprocess.run(  # noqa: S603 - pytest itself
        (sys.executable, "-m", "pytest", *named, "--junitxml=out.xml", *arguments),
        cwd=root,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    cases = ET.parse(root / "out.xml").iter("testcase") if (root / "out.xml").exists() else ()  # noqa: S314 - pytest's
    return done.returncode, done.stdout + done.stderr, {str(case.get("name")): _outcome(case) for case in cases}


def _outcome(case: ET.Element) -> str:
    return next((name for name in ("failure", "skipped", "error") if case.find(name) is not None), "passed")


def test_there_is_a_test_an_analyzer(root: Path) -> None:
    code, said, outcomes = run(root, "--modelpolicy-smoke", "--modelpolicy-device=cpu")
    assert outcomes == {"test_own": "passed", "calm": "passed", "odd": "failure", "late": "passed"}
    assert code == 1
    assert "FAILED modelpolicy-smoke::odd - Failed: error: ValueError: no" in said


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["-k", "calm"], {"calm": "passed"}),
        (["-m", "modelpolicy_smoke and not skip", "-k", "late"], {"late": "passed"}),
        (["-x", "-m", "modelpolicy_smoke"], {"calm": "passed", "odd": "failure"}),
    ],
)
def test_options_of_pytest_choose_among_them(root: Path, arguments: list[str], expected: dict[str, str]) -> None:
    assert run(root, "--modelpolicy-smoke", "--modelpolicy-device=cpu", *arguments)[2] == expected


def test_processes_of_xdist_share_the_tests(root: Path) -> None:
    options, plugins = ("--modelpolicy-smoke", "--modelpolicy-device=cpu", "-n", "2"), (PLUGIN, "xdist")
    code, said, outcomes = run(root, *options, plugins=plugins)
    assert outcomes == {"test_own": "passed", "calm": "passed", "odd": "failure", "late": "passed"}
    assert code == 1
    assert "2 workers [4 items]" in said
    assert run(root, *options, "-k", "calm", plugins=plugins)[2] == {"calm": "passed"}


def test_pytest_finds_the_plugin_by_itself() -> None:
    assert [one.name for one in entry_points(group="pytest11") if one.value == PLUGIN] == ["modelpolicy"]
    assert importlib.import_module(PLUGIN).MARKER == "modelpolicy_smoke"


def test_without_the_option_nothing_is_added(root: Path) -> None:
    assert run(root)[2] == {"test_own": "passed"}


def test_a_gpu_that_is_not_there_is_skipped_or_failed(root: Path) -> None:
    device = "--modelpolicy-device=cuda:99"  # no machine has so many
    _, said, outcomes = run(root, "--modelpolicy-smoke", device, "-k", "calm", "-rs")
    assert outcomes == {"calm": "skipped"}
    assert "cuda:99: this machine has" in said
    assert run(root, "--modelpolicy-smoke", device, "-k", "calm", "--require-gpu")[2] == {"calm": "failure"}


def test_what_cannot_be_tried_is_skipped_and_says_why(root: Path) -> None:
    settings = root / "modelpolicy.toml"
    settings.write_text(settings.read_text().replace("catalog = ", "# "))
    (root / "cover.py").write_text("import sys, spacy\nspacy.load(sys.argv[1])\n")
    (root / "names.py").write_text("import spacy\nspacy.load('en_x')\n")
    _, said, outcomes = run(root, "--modelpolicy-smoke", "--modelpolicy-device=cpu", "-k", "cover", "-rs")
    assert outcomes == {"cover": "skipped"}
    assert "not tried: no model of it is known" in said


COUNTS = """
import os
import sys

scans = os.open("scans", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
sys.addaudithook(
    lambda event, args: event == "open" and str(args[0]).endswith("seldom.py") and os.write(scans, b"scan ")
)
"""


@pytest.mark.parametrize(("options", "plugins"), [((), (PLUGIN,)), (("-n", "2"), (PLUGIN, "xdist"))])
def test_the_project_is_scanned_once(root: Path, options: Sequence[str], plugins: Sequence[str]) -> None:
    """No analyzer's code is in that file: it is opened by scans alone."""
    (root / "conftest.py").write_text(COUNTS)
    (root / "app" / "seldom.py").touch()
    outcomes = run(root, "--modelpolicy-smoke", "--modelpolicy-device=cpu", *options, plugins=plugins)[2]
    assert len(outcomes) == 4
    assert (root / "scans").read_text() == "scan "


def test_what_a_user_wrote_wrongly_is_said_without_a_traceback(root: Path) -> None:
    code, said, _ = run(root, "--modelpolicy-smoke", "--modelpolicy-device=tpu")
    assert (code, "'tpu' is no device" in said) == (4, True)
    (root / "modelpolicy.toml").write_text("registy = 1\n")
    code, said, _ = run(root, "--modelpolicy-smoke", "--modelpolicy-device=cpu")
    assert (code, "modelpolicy.toml:1: " in said, "Traceback" in said) == (4, True, False)
    code, said, _ = run(root, "--modelpolicy-smoke", "--modelpolicy-device=cpu", "-n", "2", plugins=(PLUGIN, "xdist"))
    assert (code, "modelpolicy.toml:1: " in said, "Traceback" in said) == (4, True, False)


def test_results_that_cannot_be_kept_are_said_without_a_traceback(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "state" / "smoke").mkdir(parents=True)
    (root / "state" / "smoke" / "results.sqlite").write_text("no database, but some lines of text" * 9)
    monkeypatch.setenv("MODELPOLICY_STATE_DIR", str(root / "state"))
    code, said, outcomes = run(root, "--modelpolicy-smoke", "--modelpolicy-device=cpu", "-k", "calm")
    assert (code, outcomes) == (1, {"calm": "failure"})
    assert "results.sqlite: cannot be used: " in said
    assert "pytest_plugin.py" not in said


def test_the_project_is_the_one_that_pytest_is_run_in(root: Path) -> None:
    """As with the command, whose root need not be pytest's: a repository can hold several projects."""
    (root / "pytest.ini").write_text("[pytest]\n")
    inner = write_application(root / "inner", inside=Does())
    assert run(inner, "--modelpolicy-smoke", "--modelpolicy-device=cpu")[2] == {"inside": "passed"}


def test_the_project_is_the_one_that_pytest_is_sent_to(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    sent = ("--rootdir", str(root), "--modelpolicy-smoke", "--modelpolicy-device=cpu", "-k", "calm")
    assert run(elsewhere, *sent)[2] == {"calm": "passed"}
