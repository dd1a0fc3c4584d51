"""``modelpolicy test``, and ``check`` of a project with policies, as a user types them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from modelpolicy.cli.main import main
from modelpolicy.policies.builtin import builtin_policies

REGISTRY = """\
format: modelpolicy-registry/1
analyzers:
  speech: {status: enabled, models: [whisper:medium]}
models:
  whisper:medium: {size: 12GB}
"""
POLICIES = """\
format: modelpolicy-policies/1
policies:
  large-model:
    over: model
    deny: has(model.bytes) && model.bytes > 10 * GB
    message: "{model.id} takes {model.bytes}"
    remedy: "load a smaller one"
    owner: ml-platform
    tests:
      - given: {id: hf:a/b, bytes: 14GB}
        expected: hf:a/b takes 14GB
      - given: {id: hf:a/b, bytes: 10GB}
      - given: {id: hf:a/b}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "speech.py").write_text('import whisper\nmodel = whisper.load_model("medium")\n')
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "registry.yaml").write_text(REGISTRY)
    (tmp_path / "policies" / "own.yaml").write_text(POLICIES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("project")
def test_check_shows_what_a_policy_denies(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    (finding,) = report["findings"]
    assert (finding["code"], finding["name"], finding["severity"]) == ("MP901", "large-model", "error")
    assert (finding["path"], finding["line"]) == ("policies/registry.yaml", 5)
    assert (finding["message"], finding["remedy"]) == ("whisper:medium takes 12GB", "load a smaller one")
    assert finding["related"] == [
        {"path": "policies/own.yaml", "line": 3, "message": "the policy, owned by ml-platform"}
    ]
    assert report["summary"]["policies"] == 1


def test_policies_of_one_message_have_findings_of_their_own(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entry = POLICIES.partition("policies:\n")[2].replace("large-model", "too-large-model")
    (project / "policies" / "own.yaml").write_text(POLICIES + entry)
    assert main(["check", "--format", "json"]) == 1
    first, second = json.loads(capsys.readouterr().out)["findings"]
    assert first["message"] == second["message"]
    assert first["fingerprint"] != second["fingerprint"]


def test_policies_are_ignored_like_any_rule(project: Path) -> None:
    (project / "modelpolicy.toml").write_text('ignore = ["MP9"]\n')
    assert main(["check"]) == 0
    (project / "modelpolicy.toml").write_text('select = ["MP901"]\n')
    assert main(["check"]) == 1
    (project / "modelpolicy.toml").write_text("")
    registry = REGISTRY.replace("{size: 12GB}", "{size: 12GB}  # modelpolicy: ignore[MP901] bought already")
    (project / "policies" / "registry.yaml").write_text(registry)
    assert main(["check"]) == 0


def test_tests_of_policies_pass_fail_or_miss(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = project / "policies" / "own.yaml"
    assert main(["test", "--mutate"]) == 0
    assert "1 policy, 3 tests passed, every branch reached, 6 of 6 mutants caught" in capsys.readouterr().out

    own.write_text(POLICIES.replace("      - given: {id: hf:a/b, bytes: 10GB}\n", ""))
    assert main(["test"]) == 0
    assert "not reached: `model.bytes > 10 * GB` is never false" in capsys.readouterr().out
    assert main(["test", "--mutate"]) == 1
    assert "not noticed: `>` as `>=` in column 33" in capsys.readouterr().out

    own.write_text(POLICIES.replace("takes 14GB", "takes 15GB"))
    assert main(["test", "large-model"]) == 1
    said = capsys.readouterr().out
    assert "test 1\n      expected: hf:a/b takes 15GB\n      found: hf:a/b takes 14GB" in said
    assert "1 policy, 1 of 3 tests failed" in said


def test_the_outcome_of_tests_as_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "policies" / "own.yaml").write_text(POLICIES.replace("      - given: {id: hf:a/b}\n", ""))
    assert main(["test", "--mutate", "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["format"] == "modelpolicy-test/1"
    (policy,) = report["policies"]
    assert policy["unreached"] == [{"clause": "has(model.bytes)", "outcome": False}]
    assert [one["mistake"] for one in policy["survivors"]] == ["without `has(model.bytes)`"]
    assert report["summary"] | {"seconds": 0} == {
        "policies": 1, "tests": 2, "failed": 0, "unreached": 1, "mutants": 6, "survivors": 1, "seconds": 0,
    }  # fmt: skip


def test_the_policies_that_come_along_pass_their_tests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["test", "--builtin", "--mutate"]) == 0
    *_, outcome = capsys.readouterr().out.splitlines()
    assert outcome.startswith(f"{len(builtin_policies())} policies, ")
    assert "every branch reached" in outcome


def test_nothing_to_test(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "small-model"]) == 3
    assert "there is no such policy\n  remedy: there are: large-model" in capsys.readouterr().err
    (project / "policies" / "own.yaml").unlink()
    assert main(["test"]) == 3
    assert "this project has no policies" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "test"])
def test_a_broken_policy_is_told_with_place_and_remedy(
    project: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    (project / "policies" / "own.yaml").write_text(POLICIES.replace("model.bytes >", "model.bites >"))
    assert main([command]) == 2
    said = capsys.readouterr().err
    assert "policies/own.yaml:5: large-model.deny: model.bites is no fact of this kind" in said
    assert "remedy: did you mean model.bytes?" in said


def test_a_policy_that_comes_along_holds_where_the_settings_name_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = project / "modelpolicy.toml"
    settings.write_text('builtin_policies = ["model-without-licence"]\n')
    assert main(["check"]) == 1
    assert "MP901 model-without-licence" in capsys.readouterr().out
    settings.write_text('# policies\nbuiltin_policies = ["model-without-license"]\n')
    assert main(["check"]) == 2
    said = capsys.readouterr().err
    assert "modelpolicy.toml:2: no policy called 'model-without-license' comes with modelpolicy" in said
    assert "licence-not-allowed" in said


def test_two_policies_of_one_name_are_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "policies" / "second.yaml").write_text(POLICIES)
    assert main(["check"]) == 2
    assert (
        "policies/second.yaml:3: another policy is called large-model too, at policies/own.yaml:3"
        in capsys.readouterr().err
    )


def test_policies_lie_where_the_settings_say(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "modelpolicy.toml").write_text('policies = ["rules/**/*.yml"]\n')
    assert main(["check"]) == 2
    assert "modelpolicy.toml:1: 'rules/**/*.yml' matches no file: no policy holds" in capsys.readouterr().err
    place = project / "rules" / "sizes" / "own.yml"
    place.parent.mkdir(parents=True)
    (project / "policies" / "own.yaml").rename(place)
    assert main(["check"]) == 1


@pytest.mark.parametrize("command", ["check", "test"])
def test_policies_without_the_library_are_an_error_with_a_remedy(project: Path, command: str) -> None:
    program = f"import sys; sys.modules['cel_expr_python'] = None\nfrom modelpolicy.cli.main import main\nsys.exit(main([{command!r}]))"
    done = subprocess.run([sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=False)  # noqa: S603 - this interpreter
    assert done.returncode == 2
    assert "pip install 'modelpolicy[policies]'" in done.stderr
    assert "Traceback" not in done.stderr
