"""The clauses of a condition: what stands between its ``&&``, ``||``, ``!`` and ``? :``.

Reads conditions that the CEL library has accepted; of others the answer means nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from modelpolicy.policies.bounds import LOOPS, closing
from modelpolicy.policies.tokens import Token, tokens_of

Operator = Literal["or", "and", "not", "if", "none"]

_OPERATORS: Final[tuple[tuple[str, Operator], ...]] = (("||", "or"), ("&&", "and"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a condition, at ``start`` up to ``end`` in its text, brackets around it included.

    ``parts`` are the operands of ``operator``; one without is a clause in itself.
    """

    text: str
    start: int
    end: int
    operator: Operator = "none"
    parts: tuple["Clause", ...] = ()

    def all(self) -> Iterator["Clause"]:
        """The clause itself, and every one in it."""
        yield self
        for part in self.parts:
            yield from part.all()

    @property
    def leaves(self) -> tuple["Clause", ...]:
        """The clauses that are not made of others, in written order."""
        return tuple(clause for clause in self.all() if not clause.parts)


def clauses_of(condition: str) -> Clause:
    """The whole condition as a clause."""
    return _read(condition, tokens_of(condition))


def loop_bodies(condition: str) -> Iterator[Clause]:
    """What each loop asks of one item, as a clause: ``one == "a"`` of ``names.exists(one, one == "a")``."""
    tokens = tokens_of(condition)
    for place, token in enumerate(tokens):
        if token.text in LOOPS and tokens[place + 1].text == "(":
            # Behind the name of the item and a comma.
            yield _read(condition, tokens[place + 4 : closing(tokens, place + 1)])


def _read(text: str, tokens: Sequence[Token]) -> Clause:
    start, end = tokens[0].start, tokens[-1].end
    operator, parts = _split(_unwrapped(tokens))
    return Clause(text[start:end], start, end, operator, tuple(_read(text, part) for part in parts))


def _unwrapped(tokens: Sequence[Token]) -> Sequence[Token]:
    while tokens[0].text == "(" and closing(tokens, 0) == len(tokens) - 1:
        tokens = tokens[1:-1]
    return tokens


def _split(tokens: Sequence[Token]) -> tuple[Operator, list[Sequence[Token]]]:
    question = _outside(tokens, "?")
    if question:
        # What stands between ? and : is closed like brackets: the last : belongs to the first ?.
        colon = _colon_of(tokens, question[0])
        return "if", [tokens[: question[0]], tokens[question[0] + 1 : colon], tokens[colon + 1 :]]
    for written, operator in _OPERATORS:
        places = _outside(tokens, written)
        if places:
            borders = [-1, *places, len(tokens)]
            return operator, [tokens[left + 1 : right] for left, right in pairwise(borders)]
    if tokens[0].text == "!" and _is_one_operand(tokens[1:]):
        return "not", [tokens[1:]]
    return "none", []


def _outside(tokens: Sequence[Token], text: str) -> list[int]:
    """Where ``text`` stands outside of all brackets."""
    depth, places = 0, []
    for place, token in enumerate(tokens):
        depth += (token.text in ("(", "[")) - (token.text in (")", "]"))
        if depth == 0 and token.text == text:
            places.append(place)
    return places


def _colon_of(tokens: Sequence[Token], question: int) -> int:
    open_questions = 0
    for place in sorted([*_outside(tokens, "?"), *_outside(tokens, ":")]):
        open_questions += 1 if tokens[place].text == "?" else -1
        if place > question and open_questions == 0:
            return place
    return len(tokens) - 1


def _is_one_operand(tokens: Sequence[Token]) -> bool:
    """Whether ``!`` before ``tokens`` is about all of them, and not about the first part of a comparison."""
    marks = ("==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%")
    return not any(_outside(tokens, mark) for mark in marks) and not any(
        token.text == "in" for token in tokens if token.sort == "name"
    )
