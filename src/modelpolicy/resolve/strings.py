"""Strings built from strings: f-strings, ``+``, ``%``, ``/`` of paths, ``format``, ``join`` and the like."""

import ast
import operator
import re
import string
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import product
from math import prod
from pathlib import PurePosixPath
from typing import Any, Final, TypeAlias

from modelpolicy.program.dependence import is_bound_once
from modelpolicy.resolve.asking import Evaluates
from modelpolicy.resolve.downloads import is_download
from modelpolicy.resolve.narrowing import Subject, assuming
from modelpolicy.values.collected import Items, Table
from modelpolicy.values.places import Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import MOST_OPTIONS, Constant, Member, Value, Values, known, union, unknown

LONGEST: Final = 4_096
"""No model id and no path is longer; a longer string is not built."""

Plain: TypeAlias = Text | Constant | Member
_PLAIN = (Text, Constant, Member)
_WIDE: Final = re.compile(r"[0-9]{4}")
"""A width or precision that could blow up the memory: such templates are not filled in."""


def evaluate_joined(evaluator: Evaluates, node: ast.JoinedStr, place: Place) -> Values:
    """An f-string."""
    return union(
        [
            combine([_evaluate_part(evaluator, part, one) for part in node.values], _joined)
            for one in _told_apart(evaluator, node, place)
        ]
    )


def _told_apart(evaluator: Evaluates, node: ast.expr, place: Place) -> list[Place]:
    """``place`` once for each value of the names that ``node`` reads more than once: no id is made of parts of two."""
    module, scope = place.module, place.module.scope_of(node)
    read = [one for one in ast.walk(node) if isinstance(one, ast.Name)]
    counts = Counter(one.id for one in read)
    again = {one.id: one for one in read if counts[one.id] > 1 and is_bound_once(module, scope, one.id)}
    places = [place]
    for name in again.values():
        values = evaluator.evaluate(name, place)
        if len(values.options) > 1 and not values.open and len(values.options) * len(places) <= MOST_OPTIONS:
            subject = Subject(name.id, scope, place)
            places = [assuming(one, subject, option) for one in places for option in values.options]
    return places


def evaluate_operation(evaluator: Evaluates, node: ast.BinOp, place: Place) -> Values:
    """``a + b``, ``a / b`` of paths, ``a % b``."""
    left, right = evaluator.evaluate(node.left, place), evaluator.evaluate(node.right, place)
    match node.op:
        case ast.Add():
            return concatenate([left, right])
        case ast.Div():
            return join_path([left, right])
        case ast.Mod():
            return _interpolate(left, right)
        case ast.BitOr():
            return _merged(left, right)
        case _:
            return unknown("arithmetic")


def concatenate(parts: Sequence[Values]) -> Values:
    """``a + b`` of strings; of lists, where both are known."""
    sides = [[option for option in part.options if isinstance(option, Items)] for part in parts]
    if all(len(options) == 1 and not part.open for options, part in zip(sides, parts, strict=True)):
        return known(Items(tuple(item for (side,) in sides for item in side.items)))
    return combine(parts, "".join)


def _merged(left: Values, right: Values) -> Values:
    """``a | b`` of dicts."""
    match left.options, right.options:
        case (Table() as first,), (Table() as second,):
            reason = left.reason or right.reason
            return Values((Table((*first.written, *second.written)),), left.open or right.open, reason)
        case _:
            return unknown("what | makes of its sides")


def join_path(parts: Sequence[Values]) -> Values:
    """``os.path.join(a, b)`` and ``a / b``."""
    joined = combine(parts, lambda texts: str(PurePosixPath(*texts)))
    return joined.map_texts(lambda text: replace(text, is_path=True))


def combine(parts: Sequence[Values], build: Callable[[Sequence[Any]], str]) -> Values:
    """``build`` applied to every choice of one string or number from each part.

    What begins with the path of a download is a path below it, and stands for the download.
    """
    downloads, parts = _begun(parts)
    parts = [_without_none(part) for part in parts]
    parts = [_without_members(part) for part in parts]
    choices = [[option for option in part.options if isinstance(option, _PLAIN)] for part in parts]
    is_plain = all(len(plain) == len(part.options) for plain, part in zip(choices, parts, strict=True))
    if prod(map(len, choices)) > MOST_OPTIONS:
        choices = list(map(_distinct, choices))
    if prod(map(len, choices)) > MOST_OPTIONS:
        return unknown(f"more than {MOST_OPTIONS} combinations")
    built = [_build(choice, build) for choice in product(*choices)]
    complete = is_plain and None not in built
    reason = next((part.reason for part in parts if part.reason), "" if complete else "a part that is not a string")
    is_open = not complete or any(part.open for part in parts)
    is_cut = None in built or any(part.cut for part in parts)
    options = (*downloads, *dict.fromkeys(text for text in built if text is not None))
    return Values(options, is_open, reason, not options and any(part.excluded for part in parts), is_cut)


def _distinct(options: Iterable[Plain]) -> list[Plain]:
    """The options, those that are the same string as one, whatever way each came."""
    found: dict[object, Plain] = {}
    for option in options:
        key = option.text if isinstance(option, Text) else option
        first = found.setdefault(key, option)
        if isinstance(first, Text) and isinstance(option, Text):
            found[key] = replace(first, owners=tuple(dict.fromkeys((*first.owners, *option.owners))))
    return list(found.values())


def _begun(parts: Sequence[Values]) -> tuple[list[Value], Sequence[Values]]:
    """The downloads that the first part can be, and the parts without them."""
    downloads: list[Value] = [option for option in parts[0].options if is_download(option)] if parts else []
    if not downloads:
        return [], parts
    rest = tuple(option for option in parts[0].options if option not in downloads)
    return downloads, [replace(parts[0], options=rest), *parts[1:]]


def _without_none(part: Values) -> Values:
    """``None`` that becomes part of a string is a mistake that code guards against, never a part of an id."""
    kept = tuple(option for option in part.options if option != Constant(None))
    if kept or not part.options:
        return replace(part, options=kept)
    return unknown("None, where a string is needed")


def _without_members(values: Values) -> Values:
    """The same with the values that an enumeration's members stand for instead of the members."""
    plain = [option.value if isinstance(option, Member) else known(option) for option in values.options]
    return union([*plain, values.rest()])


def as_text(option: Value) -> Text | None:
    """What ``str(option)`` gives, where that is known."""
    match option:
        case Text():
            return option
        case Constant(value) if not isinstance(value, bytes):
            return Text(str(value))
        case Member(value=Values(options=(Text() as text,))):
            return text
        case _:
            return None


def call_method(text: Text, name: str, arguments: Sequence[Values], keywords: dict[str, Values]) -> Values:
    """The result of a string's (or path's) method."""
    if name == "format":
        return _format(text, arguments, keywords)
    if name == "join" and len(arguments) == 1:
        return _join(text, arguments[0])
    if name in ("joinpath", "__truediv__"):
        return join_path([known(text), *arguments])
    if name in _SPLITS:
        return _split(text, name, arguments)
    if name in _KEEPS_MEANING:
        return known(text)
    if name in _QUESTIONS:
        return _ask(text, name, arguments)
    if name in _SIMPLE:
        return combine([known(text), *arguments], _SIMPLE[name])
    return unknown(f"the result of str.{name}")


def attribute(text: Text, name: str) -> Values | None:
    """An attribute of a path: ``parent`` is a path too, ``name``, ``stem`` and ``suffix`` are strings."""
    if name == "parents":
        return known(Items(tuple(known(replace(text, text=str(one))) for one in PurePosixPath(text.text).parents)))
    if name not in ("parent", "name", "stem", "suffix"):
        return None
    return known(replace(text, text=str(getattr(PurePosixPath(text.text), name)), is_path=name == "parent"))


_QUESTIONS: Final = frozenset({"startswith", "endswith", "isdigit", "isalpha", "isupper", "islower"})

_SPLITS: Final = frozenset({"split", "rsplit", "partition", "rpartition", "splitlines"})

_KEEPS_MEANING: Final = frozenset({"expanduser", "resolve", "absolute", "as_posix", "__str__", "encode", "decode"})

_SIMPLE: Final[dict[str, Callable[[Sequence[Any]], str]]] = {
    "lower": lambda texts: texts[0].lower(),
    "upper": lambda texts: texts[0].upper(),
    "title": lambda texts: texts[0].title(),
    "strip": lambda texts: texts[0].strip(*texts[1:2]),
    "lstrip": lambda texts: texts[0].lstrip(*texts[1:2]),
    "rstrip": lambda texts: texts[0].rstrip(*texts[1:2]),
    "replace": lambda texts: texts[0].replace(texts[1], texts[2]),
    "removeprefix": lambda texts: texts[0].removeprefix(texts[1]),
    "removesuffix": lambda texts: texts[0].removesuffix(texts[1]),
    "with_suffix": lambda texts: str(PurePosixPath(texts[0]).with_suffix(texts[1])),
    "with_name": lambda texts: str(PurePosixPath(texts[0]).with_name(texts[1])),
}


def _evaluate_part(evaluator: Evaluates, part: ast.expr, place: Place) -> Values:
    if not isinstance(part, ast.FormattedValue):
        return evaluator.evaluate(part, place)
    values = evaluator.evaluate(part.value, place)
    if part.format_spec is None:
        return values
    return combine([values, evaluator.evaluate(part.format_spec, place)], _format_value)


def _format_value(parts: Sequence[Any]) -> str:
    value, specification = parts
    return format(value, _narrow(specification))


def _narrow(template: str) -> str:
    if _WIDE.search(template):
        raise ValueError("too wide")
    return template


def _build(chosen: Sequence[Plain], build: Callable[[Sequence[Any]], str]) -> Text | None:
    """The string that ``build`` makes; ``None`` where it would raise, or be too long to be an id."""
    texts = [text for option in chosen if (text := as_text(option)) is not None]
    try:
        built = build([_plain(option) for option in chosen])
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError):
        return None
    via = tuple(dict.fromkeys(step for part in texts for step in part.via))
    owners = tuple(dict.fromkeys(owner for part in texts for owner in part.owners))
    is_path = any(part.is_path for part in texts)
    location = next((part.location for part in texts if part.location), None)
    return Text(built, via, owners, is_path, location) if len(built) <= LONGEST else None


def _plain(option: Plain) -> object:
    if isinstance(option, Constant):
        return option.value
    text = as_text(option)
    return option if text is None else text.text


def _joined(parts: Sequence[Any]) -> str:
    return "".join(map(str, parts))


def _interpolate(template: Values, argument: Values) -> Values:
    match argument.options:
        case (Items(items),) if not argument.open:
            return combine([template, *items], lambda texts: operator.mod(_narrow(texts[0]), tuple(texts[1:])))
        case (Table(entries),) if not argument.open:
            keys = [str(key) for key, _ in entries]
            values = [value for _, value in entries]
            return combine(
                [template, *values],
                lambda texts: operator.mod(_narrow(texts[0]), dict(zip(keys, texts[1:], strict=True))),
            )
        case _:
            return combine([template, argument], lambda texts: operator.mod(_narrow(texts[0]), texts[1]))


def _format(text: Text, arguments: Sequence[Values], keywords: dict[str, Values]) -> Values:
    count, names = len(arguments), list(keywords)

    def fill(texts: Sequence[Any]) -> str:
        named = dict(zip(names, texts[1 + count :], strict=True))
        return string.Formatter().vformat(_narrow(texts[0]), texts[1 : 1 + count], named)

    return combine([known(text), *arguments, *keywords.values()], fill)


def _ask(text: Text, name: str, arguments: Sequence[Values]) -> Values:
    """``startswith`` and the like; one of several prefixes too."""
    wanted = [option for part in arguments for option in part.options]
    parts = [part for one in wanted for part in (one.items if isinstance(one, Items) else [known(one)])]
    options = [option for part in parts for option in part.options]
    plain = [option.text for option in options if isinstance(option, Text)]
    if len(wanted) != len(arguments) or len(plain) != len(parts) or any(part.open for part in (*arguments, *parts)):
        return known(Constant(True), Constant(False))
    ask = getattr(text.text, name)
    return known(Constant(bool(ask(tuple(plain)) if arguments else ask())))


def _split(text: Text, name: str, arguments: Sequence[Values]) -> Values:
    plain = [
        one.text if isinstance(one, Text) else getattr(one, "value", None) for part in arguments for one in part.options
    ]
    if len(plain) != len(arguments) or any(part.open for part in arguments):
        return unknown(f"the result of str.{name}")
    try:
        parts = getattr(text.text, name)(*plain)
    except (ValueError, TypeError):
        return unknown(f"the result of str.{name}")
    return known(Items(tuple(known(replace(text, text=part)) for part in parts)))


def _join(separator: Text, argument: Values) -> Values:
    joined = (
        combine([known(separator), *option.items], lambda texts: texts[0].join(texts[1:]))
        for option in argument.options
        if isinstance(option, Items) and not option.is_part
    )
    whole = all(isinstance(option, Items) and not option.is_part for option in argument.options) and not argument.open
    return union([*joined, Values((), not whole, "" if whole else "a join of something unknown")])
