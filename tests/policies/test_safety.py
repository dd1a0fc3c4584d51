"""A policy reaches nothing but the facts, ends soon and takes little memory: refused when it is read, or stopped."""

import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from modelpolicy.policies.condition import Condition, compile_condition
from modelpolicy.policies.environment import UnjudgedError, compile_source
from modelpolicy.policies.facts import Facts, Kind
from modelpolicy.policies.given import facts_of
from modelpolicy.policies.tokens import ExpressionError

MANY = [f"analyzer_{number}" for number in range(1000)]
ROOT = Path(__file__).parents[2]
SECONDS = 20
BYTES = 600_000_000


def crowded() -> Facts:
    facts, _ = facts_of("model", {"id": f"hf:a/{'a' * 10_000}", "users": MANY, "enabled_users": MANY})
    return facts


REACHING_OUT = [
    "open('/etc/passwd') == ''",
    "file('/etc/passwd').contains('root')",
    "env('HOME') == ''",
    "os.environ['HOME'] == ''",
    "getenv(model.id) != ''",
    "http.get('http://example.org') == ''",
    "model.id.__class__ == ''",
    "model.__class__.__mro__ == ''",
    "__import__('os').system('true') == 0",
    "now() > timestamp('2020-01-01T00:00:00Z')",
    "google.protobuf.Any == 1",
    "type(model.id) == string",
    "dyn(model) == 1",
    "cel.bind(x, model.id, x == '')",
]


@pytest.mark.parametrize("condition", REACHING_OUT)
def test_what_is_no_fact_cannot_be_named(condition: str) -> None:
    with pytest.raises(ExpressionError):
        compile_condition("model", condition)


TEN = str(list(range(10)))

ENDLESS = {
    "a loop over large lists inside another": "model.users.all(a, model.users.all(b, a != '' && b != ''))",
    "loops over constants, eight deep": "".join(f"{TEN}.all({one}, " for one in "abcdefgh") + "true" + ")" * 8,
    "a pattern with catastrophic backtracking": "model.id.matches('(a+)+$')",
    "a pattern with nested choices": "model.id.matches('(a|aa|aaa)*b')",
    "a pattern that repeats often": "model.id.matches('(a?){1000}a{1000}')",
    "a pattern that repeats within repeats": "model.id.matches('((a{100}){100}){100}')",
    "a pattern in a loop": "model.users.all(one, one.matches('(a?){30}(n?){30}(.*){10}') || true)",
}

GROWING = {
    "a text doubled with names for parts": "[model.id].exists(a, [a + a].exists(b, [b + b].exists(c, c == '')))",
    "a text doubled by map": "[model.id].map(a, a + a).map(a, a + a).map(a, a + a) == []",
    "a list doubled by map": "[model.users].map(a, a + a).map(a, a + a).map(a, a + a) == []",
    "a text put together in a loop": "model.users.exists(one, one + one + one + one == '')",
    "a text added to itself": "(" * 5 + "model.id" + " + model.id)" * 5 + " == ''",
    "lists in lists": "[[[model.users, model.users], [model.users, model.users]]] == []",
    "a loop over what a loop made": "[model.users, model.users].all(a, a.all(b, b != ''))",
}

HUGE = {
    "many clauses": " || ".join(["model.loaded"] * 10_000),
    "deep brackets": "(" * 450 + "true" + ")" * 450,
    "many negations": "!" * 900 + "true",
    "many additions": " + ".join(["1"] * 200) + " > 1",
    "a long text": f"model.id == '{'a' * 100_000}'",
    "a large number": f"model.loaded && {'9' * 500} > 1",
    "many questions": "true ? " * 120 + "true" + " : false" * 120,
}


def attempt(condition: str, read: Callable[[Kind, str], Condition] = compile_condition) -> None:
    """What the process does that a test starts."""
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    with suppress(ExpressionError, UnjudgedError):
        read("model", condition).holds(crowded())


def attempt_unbounded(condition: str) -> None:
    attempt(condition, lambda kind, text: Condition(kind, text, compile_source(kind, text)))


def run_apart(function: str, condition: str) -> subprocess.CompletedProcess[str]:
    program = f"import sys; from tests.policies.test_safety import {function}; {function}(sys.stdin.read())"
    return subprocess.run(  # noqa: S603 - this interpreter, on this file
        [sys.executable, "-c", program],
        cwd=ROOT,
        input=condition,
        text=True,
        check=False,
        timeout=SECONDS,
        capture_output=True,
    )


@pytest.mark.parametrize(
    "condition", [*ENDLESS.values(), *GROWING.values(), *HUGE.values()], ids=[*ENDLESS, *GROWING, *HUGE]
)
def test_every_condition_ends_soon_and_takes_little_memory(condition: str) -> None:
    done = run_apart("attempt", condition)
    assert done.returncode == 0, done.stderr


def test_the_library_alone_would_not_stop_what_grows() -> None:
    doubled = "[model.id]" + ".map(a, a + a)" * 20 + " == []"
    assert run_apart("attempt_unbounded", doubled).returncode != 0
    assert run_apart("attempt", doubled).returncode == 0


@pytest.mark.parametrize(
    "condition", [one for name, one in GROWING.items() if name not in ("a text added to itself", "lists in lists")]
)
def test_what_would_double_and_double_is_refused_when_it_is_read(condition: str) -> None:
    with pytest.raises(ExpressionError):
        compile_condition("model", condition)


def test_a_loop_over_too_much_is_stopped_and_says_so() -> None:
    condition = compile_condition("model", ENDLESS["a loop over large lists inside another"])
    with pytest.raises(UnjudgedError, match="Iteration budget exceeded"):
        condition.holds(crowded())
