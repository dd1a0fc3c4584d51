"""Methods and attributes of strings and paths that are known."""

import string
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Final

from modelpolicy.resolve.strings.combining import combine, join_path, narrow
from modelpolicy.values.collected import Items
from modelpolicy.values.text import Text
from modelpolicy.values.values import Constant, Values, known, union, unknown

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


def _format(text: Text, arguments: Sequence[Values], keywords: dict[str, Values]) -> Values:
    count, names = len(arguments), list(keywords)

    def fill(texts: Sequence[Any]) -> str:
        named = dict(zip(names, texts[1 + count :], strict=True))
        return string.Formatter().vformat(narrow(texts[0]), texts[1 : 1 + count], named)

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
    whole = all(isinstance(option, Items) and option.is_in_order for option in argument.options) and not argument.open
    return union([*joined, Values((), not whole, "" if whole else "a join of something unknown")])
