"""``cache plan``, ``apply``, ``restore`` and ``purge`` as a user types them."""

import json
import shutil
from pathlib import Path

import pytest

from modelpolicy.cli.main import main
from tests.cleanup.machine import NEW, OLD, Machine, deleted, tree


def test_what_no_enabled_analyzer_loads_goes_and_comes_back(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(machine.hub.root)
    assert deleted(machine.plan()) == [("hf:openai/clip", "a"), ("hf:team/blip", "b")]
    assert tree(machine.hub.root) == before
    capsys.readouterr()
    assert machine.apply() == 0
    batch = capsys.readouterr().out.strip()
    clip = machine.hub.directory("openai/clip")
    assert [path.name for path in (clip / "snapshots").iterdir()] == [NEW]
    assert sorted(len(path.read_bytes()) for path in (clip / "blobs").iterdir()) == [2, 1_000_000]
    assert not machine.hub.directory("team/blip").exists()
    assert machine.hub.directory("some/other").exists()
    assert main(["cache", "restore", batch]) == 0
    assert tree(machine.hub.root) == before
    assert not list(machine.home.rglob(".modelpolicy-quarantine"))


def test_the_plan_says_why(machine: Machine) -> None:
    document = machine.plan()
    lines = [line for line in document["delete"] + document["keep"] if line["store"] == "hf"]
    reasons = {(line["id"], line["revision"][0]): line["reasons"] for line in lines}
    assert reasons == {
        ("hf:openai/clip", "a"): ["no analyzer asks for this revision"],
        ("hf:openai/clip", "b"): ["needed: quality: CLIPModel.from_pretrained at app/quality.py:4"],
        ("hf:team/blip", "b"): ["captions is disabled: AutoModel.from_pretrained at app/captions.py:4"],
        ("hf:some/other", "b"): ["unknown: no code and no registry know it; --include-unknown lets it go"],
    }
    assert [(one["id"], one["revision"], one["bytes"]) for one in document["backup"]] == [
        ("hf:openai/clip", OLD, 100_002),
        ("hf:team/blip", NEW, 10_000),
    ]


def test_where_nothing_can_go_it_is_said_what_tells_why(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    """An installed package's models never go, and are none of what is said to stay."""
    (machine.project / "app" / "any.py").write_text(
        "import sys\nfrom transformers import AutoModel\nAutoModel.from_pretrained(sys.argv[1])\n"
    )
    assert main(["cache", "plan"]) == 0
    shown = capsys.readouterr()
    assert shown.out.splitlines()[-1] == "0 artifacts can go and free 0 B; 4 artifacts stay"
    assert "next: `modelpolicy cache plan --explain`" in shown.err
    assert main(["cache", "plan", "--explain"]) == 0
    shown = capsys.readouterr()
    assert (
        "can load any model, until its `may` in the registry says which: AutoModel.from_pretrained at app/any.py:3"
        in shown.out
    )
    assert "next:" not in shown.err


def test_unknown_models_go_where_they_are_named(machine: Machine) -> None:
    assert ("hf:some/other", "b") in deleted(machine.plan("--include-unknown", "hf:some/*"))
    assert ("hf:openai/clip", "b") not in deleted(machine.plan("--include-unknown", "*"))


def test_what_is_freed_is_measured(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    planned = machine.plan()["summary"]["frees"]
    assert machine.apply() == 0
    assert main(["cache", "purge", "--older-than", "0d", "--yes"]) == 0
    assert planned >= 110_000
    assert "freed 1" in capsys.readouterr().err
    assert not list(machine.home.rglob(".modelpolicy-quarantine"))
    assert main(["cache", "restore", "last"]) == 4
    assert "only what `modelpolicy cache apply` moved, and nobody purged, is there" in capsys.readouterr().err


def test_purge_leaves_what_is_not_old_enough(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.plan()
    assert machine.apply() == 0
    assert main(["cache", "purge", "--older-than", "7d", "--yes"]) == 0
    assert capsys.readouterr().err.endswith("nothing was purged\n")
    assert main(["cache", "restore", "last"]) == 0


def test_purge_leaves_what_is_needed_again(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.plan()
    assert machine.apply() == 0
    catalogue = machine.project / "app" / "catalogue.py"
    catalogue.write_text(catalogue.read_text().replace('["captions"]', "[]"))
    assert main(["cache", "purge", "--older-than", "0d", "--yes"]) == 0
    assert "hf:team/blip is needed again" in capsys.readouterr().err
    assert main(["cache", "restore", "last"]) == 0
    assert machine.hub.directory("team/blip").exists()


def test_some_of_it_comes_back(machine: Machine) -> None:
    machine.plan()
    assert machine.apply() == 0
    assert main(["cache", "restore", "last", "team/*"]) == 0
    assert machine.hub.directory("team/blip").exists()
    assert not (machine.hub.directory("openai/clip") / "snapshots" / OLD).exists()
    assert main(["cache", "restore", "last"]) == 0
    assert (machine.hub.directory("openai/clip") / "snapshots" / OLD / "model.bin").read_bytes() == bytes(100_000)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda machine: machine.hub.revision("team/new", NEW, {"x.bin": 1}), "hf:team/new (bbbbbbbb) is new"),
        (lambda machine: shutil.rmtree(machine.hub.directory("team/blip")), "is not there any more"),
        (
            lambda machine: machine.hub.revision("team/blip", NEW, {"more.bin": 3}),
            "the files of hf:team/blip (bbbbbbbb) changed",
        ),
        (lambda machine: machine.write("--- app/more.py\nX = 1\n"), "the code of"),
        (
            lambda machine: machine.write("--- policies/registry.yaml\nformat: modelpolicy-registry/1\n"),
            "the registry of",
        ),
        (lambda machine: main(["roots", "add", str(machine.write("--- app.py\n", "second"))]), "was registered"),
    ],
)
def test_a_stale_plan_is_refused(
    machine: Machine, change: object, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.plan()
    change(machine)  # type: ignore[operator]
    before = tree(machine.hub.root)
    assert machine.apply() == 4
    assert said in capsys.readouterr().err
    assert tree(machine.hub.root) == before


def test_an_edited_plan_is_refused(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    document = machine.plan()
    document["moves"].append(str(machine.project))
    (machine.home / "plan.json").write_text(json.dumps(document))
    assert machine.apply() == 4
    assert "edited" in capsys.readouterr().err


def test_a_plan_is_applied_once(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.plan()
    assert machine.apply() == 0
    assert machine.apply() == 4
    assert "applied already" in capsys.readouterr().err


def test_without_a_terminal_yes_is_needed(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.plan()
    before = tree(machine.hub.root)
    assert main(["cache", "apply", str(machine.home / "plan.json")]) == 4
    assert "--yes" in capsys.readouterr().err
    assert tree(machine.hub.root) == before


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": "modelpolicy-plan/1"}', "\x00"])
def test_something_else_is_no_plan(machine: Machine, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    (machine.home / "plan.json").write_text(text)
    assert machine.apply() == 2
    assert "this is no plan" in capsys.readouterr().err


@pytest.mark.usefixtures("machine")
def test_formats(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache", "plan", "--explain"]) == 0
    assert "needed: quality" in capsys.readouterr().out
    assert main(["cache", "plan", "--format", "markdown"]) == 0
    shown, said = capsys.readouterr()
    assert "| hf:team/blip@main (bbbbbbbb) | 10.0 KB |" in shown
    assert f"## Backup\n\n| model | revision | size |\n|---|---|---|\n| hf:openai/clip | {OLD} | 100 KB |" in shown
    assert "bundled:" not in shown
    assert "-o plan.json keeps the plan" in said
    assert main(["cache", "plan", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["format"] == "modelpolicy-plan/1"
    assert main(["cache", "plan", "--free", "1GB"]) == 4
    assert "less than the 1.0 GB asked for" in capsys.readouterr().out
    assert main(["cache", "plan", "--free", "much"]) == 2


def test_what_a_registered_project_needs_stays(machine: Machine) -> None:
    second = machine.write(
        """
        --- modelpolicy.toml
        --- app.py
        from transformers import AutoModel
        AutoModel.from_pretrained("team/blip")
        """,
        "second",
    )
    assert main(["roots", "add", str(second)]) == 0
    document = machine.plan()
    assert deleted(document) == [("hf:openai/clip", "a")]
    shutil.rmtree(second)
    document = machine.plan()
    assert deleted(document) == [("hf:openai/clip", "a")]
    (gone,) = [project for project in document["projects"] if project["root"] == str(second)]
    assert gone["detail"].startswith("as last known")
    assert main(["roots", "forget", str(second)]) == 0
    assert deleted(machine.plan()) == [("hf:openai/clip", "a"), ("hf:team/blip", "b")]


def test_a_project_that_was_never_read_and_is_gone_stops_everything(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    second = machine.write("--- app.py\n--- policies/registry.yaml\nno registry\n", "second")
    assert main(["roots", "add", str(second)]) == 0
    shutil.rmtree(second)
    assert main(["cache", "plan"]) == 4
    said = capsys.readouterr().err
    assert f"modelpolicy roots forget {second}" in said
    assert "Errno" not in said
    assert main(["roots", "list"]) == 0
    assert f"{second}  (not there, and what it needs was never known: nothing" in capsys.readouterr().out


SECOND = """
--- app.py
import sys
from transformers import AutoModel
import whisper
AutoModel.from_pretrained("team/blip")
whisper.load_model(sys.argv[1])
--- policies/registry.yaml
format: modelpolicy-registry/1
"""


@pytest.mark.parametrize("command", [["check"], ["check", "--no-cache"], ["init"], ["roots", "add"]], ids=" ".join)
def test_a_project_that_is_gone_before_any_plan_keeps_what_it_needed(
    machine: Machine, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    second = machine.write(SECOND, "second")
    if command == ["init"]:
        (second / "policies" / "registry.yaml").unlink()
    weights = machine.home / "home" / ".cache" / "whisper" / "base.pt"
    weights.parent.mkdir(parents=True)
    weights.write_bytes(bytes(100))
    monkeypatch.chdir(second)
    assert main(command) in (0, 1)
    monkeypatch.chdir(machine.project)
    shutil.rmtree(second)
    document = machine.plan("--include-unknown", "*")
    assert deleted(document) == [("hf:openai/clip", "a"), ("hf:some/other", "b")]


@pytest.mark.parametrize("model", ['"some/other"', "sys.argv[1]"], ids=["a model", "any model"])
def test_a_project_that_lost_its_source_keeps_what_it_needed(
    machine: Machine, model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a checkout that is being made, or one of another branch: the directory is there, and its code is not."""
    monkeypatch.delenv("CI", raising=False)
    second = machine.write("--- modelpolicy.toml\n", "second")
    (second / "app.py").write_text(
        f"import sys\nfrom transformers import AutoModel\nAutoModel.from_pretrained({model})\n", encoding="utf-8"
    )
    monkeypatch.chdir(second)
    assert main(["roots", "add"]) == 0
    (second / "app.py").unlink()
    monkeypatch.chdir(machine.project)
    document = machine.plan("--include-unknown", "*")
    assert ("hf:some/other", "b") not in deleted(document)
    (state,) = (one for one in document["projects"] if one["root"] == str(second))
    assert state["detail"] == "as last known: it holds no source any more"


def test_what_a_recalled_check_found_is_remembered_again(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The code goes one way and back: what is remembered goes with it, although nothing is checked anew."""
    monkeypatch.delenv("CI", raising=False)
    second = machine.write(SECOND, "second")
    monkeypatch.chdir(second)
    assert main(["check"]) == 1
    (second / "app.py").write_text("import os\n")
    assert main(["check"]) == 0
    machine.write(SECOND, "second")
    assert main(["check"]) == 1
    monkeypatch.chdir(machine.project)
    shutil.rmtree(second)
    assert ("hf:team/blip", "b") not in deleted(machine.plan())


def test_check_registers_and_a_setting_turns_that_off(
    machine: Machine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    machine.write("--- policies/registry.yaml\nformat: modelpolicy-registry/1\n")
    settings = machine.project / "modelpolicy.toml"
    kept = settings.read_text()
    settings.write_text(f"register = false\n{kept}")
    assert main(["check"]) == 1
    assert not machine.state.exists()
    settings.write_text(kept)
    assert main(["check"]) == 1
    capsys.readouterr()
    assert main(["roots", "list"]) == 0
    assert capsys.readouterr().out == f"{machine.project}\n"


def test_check_does_without_a_place_to_register(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CI", raising=False)
    machine.write("--- policies/registry.yaml\nformat: modelpolicy-registry/1\n")
    (tmp_path / "file").touch()
    monkeypatch.setenv("MODELPOLICY_STATE_DIR", str(tmp_path / "file" / "state"))
    assert main(["check"]) == 1


def test_a_receipt_says_what_was_done_and_brings_it_back(machine: Machine) -> None:
    before = tree(machine.hub.root)
    plan = machine.plan()
    assert machine.apply() == 0
    (place,) = (machine.state / "receipts").iterdir()
    receipt = json.loads(place.read_text())
    assert receipt["plan"] == plan["fingerprint"]
    assert [move["from"] for move in receipt["moves"]] == plan["moves"]
    assert receipt["measured"]["before"] - receipt["measured"]["after"] >= plan["summary"]["frees"]
    assert main(["cache", "restore", str(place)]) == 0
    assert tree(machine.hub.root) == before


@pytest.mark.parametrize("text", ["", "{}", '{"format": "modelpolicy-receipt/1", "id": "../../x"}'])
def test_something_else_is_no_receipt(machine: Machine, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    (machine.home / "receipt.json").write_text(text)
    assert main(["cache", "restore", str(machine.home / "receipt.json")]) == 2
    assert main(["cache", "restore", "20261125T000000-00000000/../x"]) == 2
    assert "this is no receipt" in capsys.readouterr().err


@pytest.mark.usefixtures("machine")
def test_that_no_project_is_registered_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roots", "list"]) == 0
    shown, said = capsys.readouterr()
    assert shown == ""
    assert "no project is registered" in said
