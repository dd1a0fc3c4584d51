import json
import re
from pathlib import Path

from modelpolicy.policies.compiled import compile_policies
from modelpolicy.policies.json_schema import policies_json_schema
from modelpolicy.policies.read import parse_policies
from modelpolicy.policies.trial import mutate_policy, try_policy
from tests.policies.pages import PLACE, page

SCHEMA = Path(__file__).parents[2] / "policies" / "policies.schema.json"


def test_the_committed_page_says_what_the_code_says() -> None:
    text = PLACE.read_text(encoding="utf-8")
    assert text == page(text), "run `make generate`"


def test_the_committed_schema_is_that_of_the_code() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == policies_json_schema(), "run `make generate`"


def test_the_example_of_the_page_is_one() -> None:
    (example,) = re.findall(r"^```yaml\n(format:.*?)^```$", PLACE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    for compiled in compile_policies(parse_policies(example.encode(), "example.yaml")):
        tried = mutate_policy(compiled, try_policy(compiled))
        assert (tried.failed, tried.unreached, tried.survivors) == ((), (), ())


def test_links_of_the_page_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", PLACE.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (PLACE.parent / link).exists()] == []
