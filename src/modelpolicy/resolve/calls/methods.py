"""Methods of values that are known: strings, dicts, lists, opened files, patterns, what is promised."""

from dataclasses import replace
from typing import Final

from modelpolicy.program.modules import SourceModule
from modelpolicy.resolve.calls.promises import KEEPING
from modelpolicy.resolve.contents.choosing import chosen_among
from modelpolicy.resolve.contents.project_files import lines_of, text_of
from modelpolicy.resolve.definitions.reflected import call_namespace
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.resolve.strings import string_methods
from modelpolicy.values.collected import Items, Sections, Table
from modelpolicy.values.keys import can_be_any_key, key_of, keys_for, keys_of
from modelpolicy.values.patterns import Compiled, Matched, call_match, call_pattern
from modelpolicy.values.text import Text
from modelpolicy.values.values import (
    NOTHING,
    Constant,
    Method,
    Namespace,
    Opened,
    Promise,
    Result,
    Values,
    known,
    union,
    unknown,
)

_READING: Final = frozenset({"open", "read", "read_text", "read_bytes"})


def call_method(
    evaluator: Evaluates, method: Method, arguments: list[Values], keywords: dict[str, Values], reader: SourceModule
) -> Values:
    """What a call of ``method`` in the code of ``reader`` gives."""
    of, name = method.of, method.name
    match of:
        case Result() | Opened() | Text() if isinstance(of, Result) or name in _READING:
            return known(Opened(of) if isinstance(of, Text) else of)
        case Opened() if name == "readlines":
            return lines_of(evaluator, of, reader)
        case Opened():
            return _call_method_of_contents(text_of(evaluator, of, reader), name, arguments, keywords)
        case Promise(values) if name in KEEPING:
            return values
        case Text():
            return string_methods.call_method(of, name, arguments, keywords)
        case Table() | Items():
            return _call_method_of_container(of, name, arguments, keywords)
        case Namespace():
            return call_namespace(evaluator, of, name, arguments)
        case Compiled():
            return call_pattern(of, name, arguments, keywords)
        case Matched():
            return call_match(of, name, arguments)
        case _:
            return unknown(f"the result of {name}")


def _call_method_of_contents(texts: Values, name: str, arguments: list[Values], keywords: dict[str, Values]) -> Values:
    found = [string_methods.call_method(text, name, arguments, keywords) for text in texts.texts]
    return union([*found, texts.rest()])


def _call_method_of_container(
    of: Table | Items, name: str, arguments: list[Values], keywords: dict[str, Values]
) -> Values:
    if isinstance(of, Table):
        return _call_dict_method(of, name, arguments, keywords)
    match name:
        case "copy":
            return known(of)
        case "pop":
            return union(of.items)
        case _:
            return unknown(f"the result of {name}")


def _call_dict_method(table: Table, name: str, arguments: list[Values], keywords: dict[str, Values]) -> Values:
    match name:
        case "get" if isinstance(table, Sections) and len(arguments) > 1:
            return _option(table, arguments[0], arguments[1], keywords.get("fallback"))
        case "get" | "pop" | "setdefault" if arguments:
            return _get(table, arguments)
        case "values":
            return known(Items(tuple(value for _, value in table.entries), table.is_part))
        case "keys":
            return known(Items(tuple(key_of(key) for key in table.keys), table.is_part))
        case "items":
            pairs = tuple(known(Items((key_of(key), value))) for key, value in table.entries)
            return known(Items(pairs, table.is_part))
        case "copy":
            return known(table)
        case _:
            return unknown(f"the result of {name}")


def _option(sections: Sections, section: Values, option: Values, fallback: Values | None) -> Values:
    """``parser.get(section, option)``: without a fall-back one that is not there is an error."""
    found = _get(sections, [section, NOTHING])
    asked = [option] if fallback is None else [option, fallback]
    read = [_get(one, asked) for one in found.options if isinstance(one, Table)]
    return union([*read, found.rest()]) if read else fallback or unknown("an option that no configuration file has")


def entry_or_itself(table: Table, asked: Values) -> Values:
    """``table.get(name, name)``: what has an entry does not stay as it is."""
    left = (option for option in asked.options if not any(map(table.surely_has, keys_for(option))))
    return _get(table, [asked, replace(asked, options=tuple(left))])


def _get(table: Table, arguments: list[Values]) -> Values:
    asked = arguments[0]
    if asked.excluded:
        return asked
    keys, complete = keys_of(asked)
    complete = complete and not any(can_be_any_key(table, key) for key in keys)
    found = [table.get(key) for key in keys] if complete else [value for _, value in table.entries]
    default = arguments[1] if len(arguments) > 1 else known(Constant(None))
    is_there = complete and all(map(table.surely_has, keys))
    missing = NOTHING if is_there else default
    items = union([*(values for values in found if values is not None), missing])
    return chosen_among([table], asked, items)
