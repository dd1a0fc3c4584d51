"""Policy files: every mistake at once, each with its line and a remedy, in bounded time."""

import time
from pathlib import Path

import pytest

from modelpolicy.errors import PolicyError
from modelpolicy.policies.compiled import MAX_POLICIES, compile_policies
from modelpolicy.policies.read import parse_policies, read_policies
from modelpolicy.policies.schema import PolicyTest

PATH = "policies/own.yaml"

GOOD = """\
format: modelpolicy-policies/1
policies:
  large-model:
    over: model
    deny: |
      has(model.bytes) &&
        model.bytes > 10 * GB
    severity: warning
    message: "{model.id} takes {model.bytes}"
    remedy: load a smaller one than {model.name}
    owner: ml-platform
    enabled: false
    tests:
      - title: above
        given: {id: hf:a/b, bytes: 14GB, users: [x], loaded: true}
        expected: hf:a/b takes 14GB
      - given: {id: hf:a/b, licence: null}
"""


def problems(text: str | bytes) -> list[tuple[int, str, str]]:
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(PolicyError) as caught:
        compile_policies(parse_policies(content, PATH))
    assert all(problem.path == PATH and problem.remedy for problem in caught.value.problems)
    return [(problem.line, problem.message, problem.remedy) for problem in caught.value.problems]


def policy(**keys: str) -> str:
    written = {"over": "model", "deny": "model.loaded", "message": "m", "remedy": "r", **keys}
    lines = "".join(f"    {key}: {value}\n" for key, value in written.items())
    return f"format: modelpolicy-policies/1\npolicies:\n  p:\n{lines}"


def test_reads_values_and_remembers_where_they_stand() -> None:
    (found,) = parse_policies(GOOD.encode(), PATH)
    assert (found.name, str(found.location), found.line_of("deny"), found.line_of("message")) == (
        "large-model", f"{PATH}:3", 5, 9,
    )  # fmt: skip
    entry = found.entry
    assert (entry.over, entry.severity, entry.owner, entry.enabled) == ("model", "warning", "ml-platform", False)
    above, unknown = entry.tests
    assert (above.title, above.expected) == ("above", "hf:a/b takes 14GB")
    assert above.given["bytes"] == 14_000_000_000
    assert (above.given["publisher"], above.given["users"], above.given["loaded"]) == ("a", ("x",), True)
    assert unknown == PolicyTest(unknown.given)
    assert {"bytes", "licence"}.isdisjoint(unknown.given)
    assert unknown.given["loaded"] is False


def test_every_problem_is_reported_with_its_line() -> None:
    found = problems(
        "format: modelpolicy-policies/1\n"
        "policies:\n"
        "  Big Model: {}\n"
        "  a:\n"
        "    over: models\n"
        "    deni: 'true'\n"
        "    message: [x]\n"
        '    remedy: "a\\nb"\n'
        "    enabled: maybe\n"
        "    tests:\n"
        "      - given: {id: {x: y}}\n"
        "        expects: x\n"
        "extra: 1\n"
    )
    text = "\n".join(f"{line} {message} ({remedy})" for line, message, remedy in found)
    for words in (
        "3 policies.Big Model: one line of text was expected",
        "5 policies.a.over: 'model', 'analyzer', 'load', 'artifact', 'deletion' or 'plan' was expected",
        "6 policies.a.deni: unknown key 'deni' (did you mean 'deny'?)",
        "4 policies.a.deny: the key is missing",
        "7 policies.a.message: a text was expected",
        "8 policies.a.remedy: one line of text was expected",
        "9 policies.a.enabled: true or false was expected",
        "12 policies.a.tests.0.expects: unknown key 'expects' (did you mean 'expected'?)",
        "13 extra: unknown key 'extra'",
    ):
        assert words in text


def test_every_wrong_expression_is_reported_with_its_line() -> None:
    found = problems(policy(deny="model.nope", message="'{model.id} {'", remedy="'{model.bites}'"))
    assert [(line, message) for line, message, _ in found] == [
        (5, "p.deny: model.nope is no fact of this kind at `.nope`"),
        (6, "p.message: '{' stands alone at `{`"),
        (7, "p.remedy: model.bites is no fact of this kind at `.bites}`"),
    ]
    assert found[2][2] == "did you mean model.bytes?"


def test_a_message_that_is_too_long_and_too_many_policies_are_refused() -> None:
    ((line, message, _),) = problems(policy(message=f"'{'{model.id}' * 1000}'"))
    assert (line, message) == (6, "p.message: it has 10000 characters, and 1000 is the limit")
    entry = policy().partition("policies:\n")[2]
    many = "".join(entry.replace("p:", f"p{number}:", 1) for number in range(MAX_POLICIES + 1))
    ((line, message, _),) = problems(f"format: modelpolicy-policies/1\npolicies:\n{many}")
    assert (line, message) == (5 * MAX_POLICIES + 3, "a project has 2000 policies at most, and this is one more")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("{bites: 3}", "p.tests.0.given.bites: model.bites is no fact"),
        ("{bytes: many}", "'many' is not a size"),
        ("{loaded: yes}", "'yes' is neither true nor false"),
        ("{users: a}", "a list was expected"),
        ("{title: [a]}", "one value was expected"),
        ("{id: whisper}", "'whisper' is not a model id"),
        ("{id: {x: y}}", "p.tests.0.given.id: a text, or a list of texts, was expected"),
        ("{users: [[a]]}", "p.tests.0.given.users: a text, or a list of texts, was expected"),
    ],
)
def test_a_fact_in_a_test_has_its_type(given: str, message: str) -> None:
    ((line, found, _),) = problems(f"{policy()}    tests:\n      - given: {given}\n")
    assert line == 9
    assert message in found


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"", 0, "is empty"),
        (b"policies: {}\n", 1, "format: the key is missing"),
        (b"format: modelpolicy-policies/9\n", 1, "'modelpolicy-policies/1' was expected"),
        (b"format: modelpolicy-policies/1\npolicies: []\n", 2, "policies: a mapping was expected"),
        (b"policies: &a\n  x: *a\n", 2, "refers to itself"),
        (b"policies:\n  a: {}\n  a: {}\n", 3, "stands twice"),
        (b"policies: " + b"[" * 1000, 1, "nested deeper"),
        (b"a: &a [x,x,x,x,x,x,x,x,x,x]\n" + b"".join(b"%c: &%c [%s]\n" % (c, c, b",".join([b"*%c" % (c - 1)] * 10)) for c in b"bcdefghij"), 5, "aliases"),
        (b"format: modelpolicy-policies/1\npolicies: {p: {deny: \xff}}", 2, "not UTF-8"),
        (b"policies: {}\n" * 200_000, 0, "larger than"),
    ],
    ids=["empty", "no format", "format", "list", "cycle", "twice", "deep", "billion laughs", "bytes", "large"],
)  # fmt: skip
def test_bad_content_has_place_message_and_remedy_in_bounded_time(content: bytes, line: int, message: str) -> None:
    start = time.process_time()
    found = problems(content)
    assert time.process_time() - start < 10
    assert any(at == line and message in text for at, text, _ in found), found


def test_a_file_that_says_that_it_is_something_else_holds_none(tmp_path: Path) -> None:
    custodian = "policies:\n  - name: unused\n    resource: ec2\n    filters: []\n"
    for text in ("format: modelpolicy-registry/1\nanalyzers: {}\n", "a: 1\n", "# policies:\n", custodian):
        (tmp_path / "x.yaml").write_text(text)
        assert read_policies(tmp_path / "x.yaml", "x.yaml") == ()


@pytest.mark.parametrize(
    "text", ["format: modelpolicy-policy/1\n", GOOD.partition("\n")[2], "'format': 'modelpolicy-policies/2'\n"]
)
def test_a_file_that_nearly_says_that_it_holds_policies_is_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.yaml").write_text(text)
    with pytest.raises(PolicyError, match="format"):
        read_policies(tmp_path / "x.yaml", "x.yaml")


def test_a_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(GOOD, encoding="utf-8-sig")
    assert [one.name for one in read_policies(tmp_path / "x.yaml", "x.yaml")] == ["large-model"]


def test_a_directory_in_its_place_is_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="cannot be read"):
        read_policies(tmp_path, "policies/own.yaml")
