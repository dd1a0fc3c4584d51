"""Conditions of policies: each alone, and many at once for many subjects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from modelpolicy.policies.environment import UnjudgedError, bind, compile_source, source_of, value_of
from modelpolicy.policies.facts import KINDS, NOTHING, Facts, Kind
from modelpolicy.policies.tokens import ExpressionError, tokens_of

if TYPE_CHECKING:
    from cel_expr_python import cel

Outcome: TypeAlias = bool | UnjudgedError

_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition over subjects of ``kind``. ``source`` is its text as the CEL library read it."""

    kind: Kind
    source: str
    expression: "cel.Expression"

    def holds(self, facts: Facts) -> bool:
        """Whether it holds for the subject with these facts.

        Raises:
            UnjudgedError: a fact that it needs is not known.
        """
        return bool(value_of(self.expression, bind(self.kind, facts)))


def compile_condition(kind: Kind, text: str) -> Condition:
    """Read a condition.

    Raises:
        ExpressionError: it is refused or wrong, or it needs a fact that is not known of every subject.
    """
    condition = compile_clause(kind, text)
    if condition.expression.return_type().name() != "BOOL":
        raise ExpressionError("this is no condition: it is neither true nor false", "compare it with something")
    _refuse_bad_patterns(kind, text)
    _refuse_unasked(condition)
    return condition


def compile_clause(kind: Kind, text: str) -> Condition:
    """Read a part of a condition: it can need a fact that another part has asked for.

    Raises:
        ExpressionError: it is refused or wrong.
    """
    source = source_of(kind, text)
    return Condition(kind, source, compile_source(kind, source))


class Conditions:
    """Conditions over subjects of one kind, evaluated by few calls of the CEL library: lists of them, not each."""

    def __init__(self, conditions: Sequence[Condition]) -> None:
        self._programs = [
            program
            for start in range(0, len(conditions), _AT_ONCE)
            for program in _programs(conditions[start : start + _AT_ONCE])
        ]

    def outcomes(self, kind: Kind, facts: Facts) -> list[Outcome]:
        """What each is for the subject with these facts, in their order."""
        bound = bind(kind, facts)
        return [outcome for program in self._programs for outcome in program.outcomes(bound)]


@dataclass(frozen=True, slots=True)
class _Program:
    """Conditions, and the list of all of them as one expression; ``None`` for one alone."""

    conditions: Sequence[Condition]
    together: "cel.Expression | None"

    def outcomes(self, bound: "cel.Activation") -> Sequence[Outcome]:
        """One that has no value leaves none to the list: then each is asked alone."""
        if self.together is not None:
            try:
                values: list[bool] = value_of(self.together, bound)
            except UnjudgedError:
                pass
            else:
                return values
        return [_outcome(condition, bound) for condition in self.conditions]


def _programs(conditions: Sequence[Condition]) -> Iterator[_Program]:
    """One program, or several where together they are nested too deep, or too large."""
    if len(conditions) == 1:
        yield _Program(conditions, None)
        return
    try:
        listed = ",\n".join(condition.source for condition in conditions)
        yield _Program(conditions, compile_source(conditions[0].kind, f"[{listed}]"))
    except ExpressionError:
        middle = len(conditions) // 2
        yield from _programs(conditions[:middle])
        yield from _programs(conditions[middle:])


def _outcome(condition: Condition, bound: "cel.Activation") -> Outcome:
    try:
        return bool(value_of(condition.expression, bound))
    except UnjudgedError as error:
        return error


def _refuse_bad_patterns(kind: Kind, text: str) -> None:
    if "matches" not in text:
        return
    tokens = tokens_of(text)
    for place, token in enumerate(tokens):
        if token.text == "matches" and place + 2 < len(tokens):
            pattern = tokens[place + 2]
            try:
                value_of(compile_source(kind, f"''.matches({pattern.text})"), _least(kind))
            except UnjudgedError as error:
                raise ExpressionError(str(error), "mend the pattern (RE2 syntax)", pattern.start) from error


def _refuse_unasked(condition: Condition) -> None:
    """A condition must also have a value for a subject of which nothing is known that may be unknown."""
    try:
        value_of(condition.expression, _least(condition.kind))
    except UnjudgedError as error:
        name = str(error).partition(" ")[0]
        is_fact = name.startswith(f"{condition.kind}.")
        remedy = f"ask first: has({name}) && ..." if is_fact else "make it hold for empty facts too"
        raise ExpressionError(f"{error}, for some subjects", remedy) from error


@cache
def _least(kind: Kind) -> "cel.Activation":
    return bind(kind, {name: NOTHING[fact.type] for name, fact in KINDS[kind].items() if not fact.optional})
