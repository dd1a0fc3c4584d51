"""Mistakes that somebody could make in a condition, made on purpose: its tests must notice each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from modelpolicy.policies.clauses import Clause, clauses_of, loop_bodies
from modelpolicy.policies.tokens import Token, tokens_of

_OTHER_BOUND: Final = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A condition with one mistake in it, and what the mistake is."""

    text: str
    mistake: str


def mutants_of(condition: str) -> tuple[Mutant, ...]:
    """The condition negated, each of its clauses negated or left out, each bound shifted by one. Each text once.

    What loops ask of their items has clauses too.
    """
    clauses = [clauses_of(condition), *loop_bodies(condition)]
    found = [
        Mutant(f"!({condition})", "negated"),
        *(mutant for clause in clauses for mutant in _negated(condition, clause)),
        *(mutant for clause in clauses for mutant in _dropped(condition, clause)),
        *_shifted(condition),
    ]
    return tuple({mutant.text: mutant for mutant in reversed(found)}.values())[::-1]


def _negated(condition: str, whole: Clause) -> Iterator[Mutant]:
    for leaf in whole.leaves:
        if leaf.text != condition:
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
    tokens = tokens_of(condition)
    for place, token in enumerate(tokens):
        if token.text in _OTHER_BOUND:
            yield _replaced(condition, token, _OTHER_BOUND[token.text])
            yield from _moved(condition, tokens[place + 1 : place + 3])


def _moved(condition: str, following: Sequence[Token]) -> Iterator[Mutant]:
    """A bound that is a whole number, one up and one down; one with a unit (``10 * GB``) is shifted by its operator."""
    match following:
        case [Token(sort="number", text=text) as number, *rest] if text.isdigit() and not _is_factor(rest):
            yield _replaced(condition, number, str(int(text) + 1))
            yield _replaced(condition, number, str(int(text) - 1))


def _is_factor(rest: Sequence[Token]) -> bool:
    return bool(rest) and rest[0].text in ("*", "/", "%")


def _replaced(condition: str, token: Token, text: str) -> Mutant:
    changed = condition[: token.start] + text + condition[token.end :]
    return Mutant(changed, f"`{token.text}` as `{text}` in column {token.start + 1}")
