import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from modelpolicy.cli.main import main
from modelpolicy.policies.builtin import DIRECTORY
from modelpolicy.policies.compiled import compile_policies
from modelpolicy.policies.json_schema import policies_json_schema
from modelpolicy.policies.read import parse_policies
from modelpolicy.policies.trial import mutate_policy, try_policy
from tests.policies.pages import PLACE, page

OWN = Path(__file__).parents[2] / "policies" / "analyzers.yaml"
SCHEMA = Path(__file__).parents[2] / "policies" / "policies.schema.json"


def test_the_committed_page_says_what_the_code_says() -> None:
    text = PLACE.read_text(encoding="utf-8")
    assert text == page(text), "run `make generate`"


def test_the_committed_schema_is_that_of_the_code() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == policies_json_schema(), "run `make generate`"


@pytest.mark.parametrize("place", [*DIRECTORY.glob("*.yaml"), OWN], ids=lambda place: place.name)
def test_editors_find_no_fault_with_policy_files(place: Path) -> None:
    assert not [
        *Draft202012Validator(policies_json_schema()).iter_errors(yaml.safe_load(place.read_text(encoding="utf-8")))
    ]


def test_editors_find_a_key_that_nobody_knows() -> None:
    document = yaml.safe_load(OWN.read_text(encoding="utf-8").replace("remedy:", "remedi:"))
    messages = [error.message for error in Draft202012Validator(policies_json_schema()).iter_errors(document)]
    assert any("'remedi' was unexpected" in message for message in messages)


def test_the_command_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "policies"]) == 0
    assert json.loads(capsys.readouterr().out) == policies_json_schema()


def test_the_example_of_the_page_is_one() -> None:
    (example,) = re.findall(r"^```yaml\n(format:.*?)^```$", PLACE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    for compiled in compile_policies(parse_policies(example.encode(), "example.yaml")):
        tried = mutate_policy(compiled, try_policy(compiled))
        assert (tried.failed, tried.unreached, tried.survivors) == ((), (), ())


def test_links_of_the_page_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", PLACE.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (PLACE.parent / link).exists()] == []
