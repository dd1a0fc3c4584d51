"""What is refused of an expression before it is compiled, so that every evaluation ends soon and takes little memory.

The CEL library bounds the length, the nesting and the turns of loops, and matches patterns in linear time. What it does
not bound is how far values grow: so loops run over facts alone, and nothing is put together inside of them.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final, TypeAlias

from modelpolicy.policies.tokens import ExpressionError, Token

MAX_LENGTH: Final = 1000
MAX_REPEATS: Final = 1000
LOOPS: Final = frozenset({"all", "exists", "exists_one", "filter"})

_Check: TypeAlias = Callable[[Sequence[Token], int], None]
_COUNT: Final = re.compile(r"\{(\d+)(?:,(\d*))?\}")
_OPENING: Final[Mapping[str, str]] = MappingProxyType({")": "(", "]": "["})


def refuse_unbounded(expression: str, tokens: Sequence[Token]) -> None:
    """Refuse what could run long or grow large.

    Raises:
        ExpressionError: it is too long, calls what is no function here, loops over something else than facts, puts
            values together in a loop, or matches a pattern that is no constant or repeats too often.
    """
    if len(expression) > MAX_LENGTH:
        message = f"the expression has {len(expression)} characters, and {MAX_LENGTH} is the limit"
        raise ExpressionError(message, "make two policies of it")
    for place, token in enumerate(tokens):
        if token.sort == "name" and _is(tokens, place + 1, "("):
            _check_call(tokens, place)


def closing(tokens: Sequence[Token], opening: int) -> int:
    """The index of the bracket that closes the one at ``opening``; the last token where none does."""
    depth = 0
    for place in range(opening, len(tokens)):
        depth += (tokens[place].text in ("(", "[")) - (tokens[place].text in (")", "]"))
        if depth == 0:
            return place
    return len(tokens) - 1


def _check_call(tokens: Sequence[Token], place: int) -> None:
    name = tokens[place].text
    if name not in _CHECKS:
        close = get_close_matches(name, _CHECKS, n=1)
        remedy = f"did you mean {close[0]}()?" if close else f"there are: {', '.join(sorted(_CHECKS))}"
        raise ExpressionError(f"there is no function {name}() here", remedy, tokens[place].start)
    _CHECKS[name](tokens, place)


def _nothing(_: Sequence[Token], __: int) -> None:
    """Its result is no larger than what it is given, and takes no longer."""


def _loop(tokens: Sequence[Token], place: int) -> None:
    if not _ranges_over_facts(tokens, place - 2):
        message = f"{tokens[place].text}() runs over something that is neither a fact nor a list of constants"
        raise ExpressionError(
            message, "write <kind>.<fact>.exists(one, ...), or ['a', 'b'].exists(one, ...)", _at(tokens, place)
        )
    for inner in tokens[place : closing(tokens, place + 1)]:
        if inner.text == "+":
            message = f"values are put together inside of {tokens[place].text}()"
            raise ExpressionError(message, "compare the parts instead, with startsWith() or endsWith()", inner.start)


def _ranges_over_facts(tokens: Sequence[Token], end: int) -> bool:
    """Whether what ends at ``end`` is a fact, a part of one, or a list of constants, filtered or not."""
    if end < 0 or not _is(tokens, end + 1, "."):
        return False
    if tokens[end].sort == "name":
        return True
    if tokens[end].text not in _OPENING:
        return False
    start = _opening(tokens, end)
    if tokens[end].text == ")":
        return start > 0 and tokens[start - 1].text == "filter"
    is_list = start == 0 or (tokens[start - 1].sort == "mark" and tokens[start - 1].text not in _OPENING)
    return is_list and all(one.sort in ("text", "number") or one.text == "," for one in tokens[start + 1 : end])


def _opening(tokens: Sequence[Token], end: int) -> int:
    depth = 0
    for place in range(end, -1, -1):
        depth += (tokens[place].text in (")", "]")) - (tokens[place].text in ("(", "["))
        if depth == 0:
            return place
    return 0


def _match(tokens: Sequence[Token], place: int) -> None:
    argument = tokens[place + 2 : place + 4]
    if [one.sort for one in argument] != ["text", "mark"] or argument[1].text != ")":
        raise ExpressionError("the pattern is no constant text", "write matches(r'...')", _at(tokens, place))
    pattern = argument[0]
    if "\\" in pattern.text and pattern.text[0] not in "rR":
        remedy = f"write it as matches(r{pattern.text}), with single backslashes"
        raise ExpressionError("the pattern has backslashes, and is no raw text", remedy, pattern.start)
    counts = (int(match[2] or match[1]) for match in _COUNT.finditer(pattern.text))
    if math.prod(max(count, 1) for count in counts) > MAX_REPEATS:
        message = f"the pattern repeats more than {MAX_REPEATS} times"
        raise ExpressionError(message, "write smaller numbers between the braces, or + and *", pattern.start)


def _is(tokens: Sequence[Token], place: int, text: str) -> bool:
    return place < len(tokens) and tokens[place].text == text


def _at(tokens: Sequence[Token], place: int) -> int:
    return tokens[place].start


_CHECKS: Final[Mapping[str, _Check]] = MappingProxyType(
    {
        **dict.fromkeys(sorted(LOOPS), _loop),
        **dict.fromkeys(("contains", "endsWith", "has", "size", "startsWith"), _nothing),
        "matches": _match,
    }
)
