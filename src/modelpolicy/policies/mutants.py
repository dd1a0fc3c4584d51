"""Mistakes that somebody could make in a condition, made on purpose: its tests must notice each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from modelpolicy.policies.clauses import Clause, clauses_of
from modelpolicy.policies.tokens import tokens_of

_OTHER_BOUND: Final = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A condition with one mistake in it, and what the mistake is."""

    text: str
    mistake: str


def mutants_of(condition: str) -> tuple[Mutant, ...]:
    """The condition negated, each of its clauses negated or left out, each bound shifted by one. Each text once."""
    whole = clauses_of(condition)
    found = [*_negated(condition, whole), *_dropped(condition, whole), *_shifted(condition)]
    return tuple({mutant.text: mutant for mutant in reversed(found)}.values())[::-1]


def _negated(condition: str, whole: Clause) -> Iterator[Mutant]:
    yield Mutant(f"!({condition})", "negated")
    for leaf in whole.leaves:
        if leaf is not whole:
            text = f"{condition[: leaf.start]}!({leaf.text}){condition[leaf.end :]}"
            yield Mutant(text, f"`{leaf.text}` negated")


def _dropped(condition: str, whole: Clause) -> Iterator[Mutant]:
    for clause in whole.all():
        if clause.operator not in ("and", "or"):
            continue
        for place, part in enumerate(clause.parts):
            start = clause.parts[place - 1].end if place else part.start
            end = part.end if place else clause.parts[1].start
            yield Mutant(condition[:start] + condition[end:], f"without `{part.text}`")


def _shifted(condition: str) -> Iterator[Mutant]:
    for token in tokens_of(condition):
        if token.text in _OTHER_BOUND:
            other = _OTHER_BOUND[token.text]
            text = condition[: token.start] + other + condition[token.end :]
            yield Mutant(text, f"`{token.text}` as `{other}` in column {token.start + 1}")
