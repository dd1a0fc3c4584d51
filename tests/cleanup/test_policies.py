"""``cache plan`` and ``cache apply`` stop at a policy that denies the deletion, and name it."""

import time

import pytest

from modelpolicy.cleanup.projects.projects import Projects
from modelpolicy.cli.main import main
from modelpolicy.domain.plan import Options
from modelpolicy.policies.facts import KINDS
from modelpolicy.policies.stock_subjects import plan_subjects
from modelpolicy.registry.schema import Registry
from modelpolicy.settings.project import find_project
from modelpolicy.usecases.cleanup.plan import make_plan
from modelpolicy.usecases.stock.disk import look_at_disk
from tests.cleanup.machine import Machine, deleted, tree

DENIED = """\
format: modelpolicy-policies/1
policies:
  blip-deleted:
    over: deletion
    severity: warning
    deny: deletion.id == "hf:team/blip" && "captions" in deletion.users
    message: "{deletion.id} frees {deletion.frees}, and stays"
    remedy: ask {deletion.users}
"""
REGISTRY = """\
format: modelpolicy-registry/1
analyzers:
  quality: {status: enabled, models: [hf:openai/clip]}
  captions: {status: disabled, models: [hf:team/blip]}
models:
  hf:openai/clip: {}
  hf:team/blip: {}
"""


def add_policy(machine: Machine, text: str = DENIED) -> None:
    place = machine.project / "policies" / "deletions.yaml"
    place.parent.mkdir(exist_ok=True)
    place.write_text(text)


def enable(machine: Machine, *names: str) -> None:
    settings = machine.project / "modelpolicy.toml"
    settings.write_text(f"{settings.read_text()}builtin_policies = {list(names)}\n")


def refused(machine: Machine, capsys: pytest.CaptureFixture[str]) -> str:
    place = machine.home / "refused.json"
    capsys.readouterr()
    assert main(["cache", "plan", "-o", str(place)]) == 4
    assert not place.exists()
    return capsys.readouterr().err


def test_a_plan_that_a_policy_denies_is_not_made(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    add_policy(machine)
    said = refused(machine, capsys)
    assert "policies/deletions.yaml:3: the policy blip-deleted denies this: hf:team/blip frees" in said
    assert "remedy: ask captions" in said


def test_a_policy_that_came_after_the_plan_stops_it(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.plan()
    before = tree(machine.hub.root)
    add_policy(machine)
    assert machine.apply() == 4
    assert "the policy blip-deleted denies this" in capsys.readouterr().err
    assert tree(machine.hub.root) == before


def test_policies_that_deny_nothing_stop_nothing(machine: Machine) -> None:
    add_policy(machine, DENIED.replace("hf:team/blip", "hf:openai/clip"))
    assert ("hf:team/blip", "b") in deleted(machine.plan())
    assert machine.apply() == 0


def test_a_policy_that_is_ignored_or_switched_off_stops_nothing(machine: Machine) -> None:
    add_policy(machine, f"{DENIED}    enabled: false\n")
    assert deleted(machine.plan())
    add_policy(machine)
    settings = machine.project / "modelpolicy.toml"
    settings.write_text(f'{settings.read_text()}ignore = ["MP901"]\n')
    assert deleted(machine.plan())


def test_a_broken_policy_stops_everything(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.plan()
    add_policy(machine, DENIED.replace("deletion.users", "deletion.user"))
    assert machine.apply() == 2
    assert "deletion.user is no fact of this kind" in capsys.readouterr().err


def test_nothing_goes_before_code_and_registry_agree(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    enable(machine, "deleted-before-disabled", "deleted-without-backup", "shared-model-deleted")
    assert "code and registry do not both say that captions is disabled" in refused(machine, capsys)
    (machine.project / "policies").mkdir()
    (machine.project / "policies" / "registry.yaml").write_text(REGISTRY)
    assert ("hf:team/blip", "b") in deleted(machine.plan())
    assert machine.apply() == 0


def test_what_disabled_analyzers_share_stays_until_somebody_allows_it(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    enable(machine, "shared-model-deleted")
    (machine.project / "policies").mkdir()
    registry = machine.project / "policies" / "registry.yaml"
    shared = REGISTRY.replace("models:\n", "  titles: {status: disabled, models: [hf:team/blip]}\nmodels:\n", 1)
    registry.write_text(shared)
    assert "hf:team/blip would be deleted, and is shared by captions, titles" in refused(machine, capsys)
    registry.write_text(shared.replace("hf:team/blip: {}", "hf:team/blip: {deletion: allowed}"))
    assert ("hf:team/blip", "b") in deleted(machine.plan())


def test_the_age_of_artifacts_is_checked_where_the_disk_is_looked_at(
    machine: Machine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    add_policy(
        machine,
        "format: modelpolicy-policies/1\npolicies:\n  lying-around:\n    over: artifact\n"
        "    deny: artifact.verdict == 'free' && artifact.state == 'complete' && has(artifact.days_unused)\n"
        "    message: '{artifact.id} of {artifact.users}'\n    remedy: r\n",
    )
    (machine.project / "policies" / "registry.yaml").write_text(REGISTRY)
    monkeypatch.chdir(machine.project)
    assert main(["check"]) == 0
    capsys.readouterr()
    assert main(["check", "--disk"]) == 1
    assert "MP901 lying-around  hf:team/blip of captions" in capsys.readouterr().out


def test_artifacts_deletions_and_plans_have_the_facts_of_their_kinds(machine: Machine) -> None:
    add_policy(machine)
    (machine.project / "policies" / "registry.yaml").write_text(REGISTRY)
    project, now = find_project(machine.project), int(time.time()) + 3 * 86_400
    planned = make_plan(project, Options(), Projects(machine.state))
    artifacts = look_at_disk(project, now).artifacts
    plan, *deletions = plan_subjects(planned.plan, ["hf:team/blip"], planned.stock.judged, Registry(), now)
    for subject in (*artifacts, plan, *deletions):
        known = KINDS[subject.kind]
        assert {name for name, fact in known.items() if not fact.optional} <= subject.facts.keys() <= known.keys()
    assert plan.facts["models"] in (("hf:openai/clip", "hf:team/blip"), ("hf:team/blip", "hf:openai/clip"))
    (blip,) = (one for one in deletions if one.model == "hf:team/blip")
    assert (blip.facts["users"], blip.facts["days_unused"]) == (("captions",), 3)
    (found,) = (one for one in artifacts if one.model == "hf:team/blip")
    assert (found.facts["files"], found.facts["verdict"], found.facts["bytes"]) == (("model.bin",), "free", 10_000)
