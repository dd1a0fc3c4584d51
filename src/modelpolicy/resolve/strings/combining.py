"""Strings made of parts that can each be several: every choice of them is one, up to a bound."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import product
from math import prod
from pathlib import PurePosixPath
from posixpath import join
from typing import Any, Final, TypeAlias

from modelpolicy.resolve.strings.downloads import is_download
from modelpolicy.values.collected import Items
from modelpolicy.values.openness import origin
from modelpolicy.values.text import Text
from modelpolicy.values.values import MOST_OPTIONS, Constant, Member, Value, Values, known, unknown

LONGEST: Final = 4_096
"""No model id and no path is longer; a longer string is not built."""

Plain: TypeAlias = Text | Constant | Member
_PLAIN = (Text, Constant, Member)
_WIDE: Final = re.compile(r"[0-9]{4}")
"""A width or precision that could blow up the memory: such templates are not filled in."""


def combine(parts: Sequence[Values], build: Callable[[Sequence[Any]], str]) -> Values:
    """``build`` applied to every choice of one string or number from each part.

    What begins with the path of a download is a path below it, and stands for the download.
    """
    downloads, parts = _begun(parts)
    parts = [_without_none(part) for part in parts]
    parts = [part.without_members() for part in parts]
    choices = [[option for option in part.options if isinstance(option, _PLAIN)] for part in parts]
    is_plain = all(len(plain) == len(part.options) for plain, part in zip(choices, parts, strict=True))
    if prod(map(len, choices)) > MOST_OPTIONS:
        choices = list(map(_distinct, choices))
    if prod(map(len, choices)) > MOST_OPTIONS:
        return unknown(f"more than {MOST_OPTIONS} combinations")
    built = [_build(choice, build) for choice in product(*choices)]
    complete = is_plain and None not in built
    reason = next((part.reason for part in parts if part.reason), "" if complete else _unknown_part(parts))
    is_open = not complete or any(part.open for part in parts)
    is_cut = None in built or any(part.cut for part in parts)
    options = (*downloads, *dict.fromkeys(text for text in built if text is not None))
    return Values(options, is_open, reason, not options and any(part.excluded for part in parts), is_cut)


def _unknown_part(parts: Sequence[Values]) -> str:
    odd = (option for part in parts for option in part.options if not isinstance(option, _PLAIN))
    return next(map(origin, odd), "a part that is not a string")


def concatenate(parts: Sequence[Values]) -> Values:
    """``a + b`` of strings; of lists, where both are known."""
    sides = [[option for option in part.options if isinstance(option, Items)] for part in parts]
    if all(len(options) == 1 and not part.open for options, part in zip(sides, parts, strict=True)):
        return known(Items(tuple(item for (side,) in sides for item in side.items)))
    return combine(parts, "".join)


def join_path(parts: Sequence[Values]) -> Values:
    """``os.path.join(a, b)`` and ``a / b``; what is joined to an address is an address."""
    joined = combine(parts, _join)
    return joined.map_texts(lambda text: replace(text, is_path="://" not in text.text))


def _join(texts: Sequence[str]) -> str:
    """The path; of nothing but empty strings an empty one: the name of a model was yet to come."""
    if texts and "://" in texts[0]:
        return join(*texts)
    return str(PurePosixPath(*texts)) if any(texts) else ""


def _as_text(option: Value) -> Text | None:
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


def narrow(template: str) -> str:
    """The same template.

    Raises:
        ValueError: what it makes could be too long.
    """
    if _WIDE.search(template):
        raise ValueError("too wide")
    return template


def _distinct(options: Iterable[Plain]) -> list[Plain]:
    """The options, those that are the same string as one, whatever way each came."""
    found: dict[object, Plain] = {}
    for option in options:
        key = option.text if isinstance(option, Text) else option
        first = found.setdefault(key, option)
        if isinstance(first, Text) and isinstance(option, Text):
            owners = tuple(dict.fromkeys((*first.owners, *option.owners)))
            found[key] = replace(first, owners=owners, is_offered=first.is_offered and option.is_offered)
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


def _build(chosen: Sequence[Plain], build: Callable[[Sequence[Any]], str]) -> Text | None:
    """The string that ``build`` makes; ``None`` where it would raise, or be too long to be an id."""
    texts = [text for option in chosen if (text := _as_text(option)) is not None]
    try:
        built = build([_plain(option) for option in chosen])
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError):
        return None
    via = tuple(dict.fromkeys(step for part in texts for step in part.via))
    owners = tuple(dict.fromkeys(owner for part in texts for owner in part.owners))
    is_path = any(part.is_path for part in texts)
    location = next((part.location for part in texts if part.location), None)
    is_offered = any(part.is_offered for part in texts)
    return Text(built, via, owners, is_path, location, is_offered) if len(built) <= LONGEST else None


def _plain(option: Plain) -> object:
    if isinstance(option, Constant):
        return option.value
    text = _as_text(option)
    return option if text is None else text.text
