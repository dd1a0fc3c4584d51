"""What an expression over a kind of subject can name, compiled by Google's CEL library, which is imported here alone.

Every fact is a variable with a type (``model.bytes``), so that a name or a type that is wrong is found when the policy
is read. A fact that is not known has no value. CEL's ``has()`` asks for the keys of maps, and facts are no maps: it
becomes a variable of the same length (``has(model.bytes)``: ``has_model_bytes``), so that places in the text stay.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from modelpolicy.errors import PolicyError, Problem
from modelpolicy.policies.bounds import refuse_unbounded
from modelpolicy.policies.explained import explained, no_fact, reason
from modelpolicy.policies.facts import KINDS, LARGEST, UNITS, Facts, Kind, Value
from modelpolicy.policies.tokens import ExpressionError, Token, tokens_of

if TYPE_CHECKING:
    from cel_expr_python import cel


class UnjudgedError(Exception):
    """An expression has no value for a subject; the message says why."""


def source_of(kind: Kind, text: str) -> str:
    """The expression over a subject of ``kind`` as the library is to read it.

    Raises:
        ExpressionError: something in it is refused.
    """
    tokens = tokens_of(text)
    refuse_unbounded(text, tokens)
    return _with_known(kind, text, tokens)


def compile_source(kind: Kind, text: str) -> "cel.Expression":
    """Compile what ``source_of`` gave, or what is made of several of these.

    Raises:
        ExpressionError: it is no CEL, or names or types in it are wrong.
    """
    try:
        return _environment(kind).compile(text)
    except RuntimeError as error:
        raise explained(kind, text, str(error)) from error


def bind(kind: Kind, facts: Facts) -> "cel.Activation":
    """The facts of a subject, ready for expressions."""
    known: dict[str, Any] = {f"{kind}.{name}": _plain(value) for name, value in facts.items()}
    for name, fact in KINDS[kind].items():
        if fact.optional:
            known[_asking(kind, name)] = name in facts
    return _environment(kind).Activation({**UNITS, **known})


def value_of(expression: "cel.Expression", bound: "cel.Activation") -> Any:
    """What an expression is for a subject.

    Raises:
        UnjudgedError: a fact that it needs is not known, or it breaks a bound.
    """
    try:
        result = expression.eval(bound)
    except RuntimeError as error:
        raise UnjudgedError(reason(str(error))) from error
    if result.type() == _cel().Type.ERROR:
        raise UnjudgedError(reason(str(result.value())))
    return result.plain_value()


@cache
def _cel() -> Any:
    try:
        from cel_expr_python import cel
    except ImportError as error:
        remedy = "pip install 'modelpolicy[policies]'"
        raise PolicyError(Problem("policies", 0, "policies need the CEL library, which is not here", remedy)) from error
    return cel


@cache
def _environment(kind: Kind) -> "cel.Env":
    types = _cel().Type
    of = {
        "text": types.STRING,
        "number": types.INT,
        "bytes": types.INT,
        "flag": types.BOOL,
        "list": types.List(types.STRING),
    }
    facts = {f"{kind}.{name}": of[fact.type] for name, fact in KINDS[kind].items()}
    known = {_asking(kind, name): types.BOOL for name, fact in KINDS[kind].items() if fact.optional}
    env: cel.Env = _cel().NewEnv(variables={**facts, **known, **dict.fromkeys(UNITS, types.INT)})
    return env


def _asking(kind: Kind, fact: str) -> str:
    return f"has_{kind}_{fact}"


def _with_known(kind: Kind, text: str, tokens: Sequence[Token]) -> str:
    """``text`` with every ``has()`` written as its variable."""
    for place, token in enumerate(tokens):
        if token.text == "has":
            asked = tokens[place : place + 6]
            variable = _known(kind, [one.text for one in asked], token)
            text = text[: token.start] + variable.ljust(asked[-1].end - token.start) + text[asked[-1].end :]
    return text


def _known(kind: Kind, words: Sequence[str], token: Token) -> str:
    match words:
        case ["has", "(", over, ".", name, ")"] if over == kind:
            fact = KINDS[kind].get(name)
        case _:
            raise ExpressionError("has() asks for something that is no fact", f"write has({kind}.<fact>)", token.start)
    if fact is None:
        raise ExpressionError(*no_fact(kind, f"{kind}.{name}"), token.start)
    if not fact.optional:
        raise ExpressionError(f"{kind}.{name} is always known", "compare it with a value, or drop has()", token.start)
    return _asking(kind, name)


def _plain(value: Value) -> str | int | bool | list[str]:
    if isinstance(value, tuple):
        return [_text(one) for one in value]
    if isinstance(value, str):
        return _text(value)
    return value if isinstance(value, bool) else min(value, LARGEST)


def _text(value: str) -> str:
    """What the disk calls a file can be no UTF-8."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode()
