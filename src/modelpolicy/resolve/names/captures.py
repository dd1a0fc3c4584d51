"""What the patterns of ``match`` bind: ``case {"model": name, **rest}``. Only values count that the pattern fits."""

import ast
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from modelpolicy.program.bindings import Binding, captures
from modelpolicy.program.targets import Rest, parts_among
from modelpolicy.program.tree import Fits
from modelpolicy.resolve.callers.fields import field_names
from modelpolicy.resolve.contents.unpacking import part_of
from modelpolicy.resolve.definitions.kinds import is_one_of
from modelpolicy.resolve.definitions.records import as_items
from modelpolicy.resolve.flow.narrowing import none_passes
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Items, Table
from modelpolicy.values.comparisons import compare
from modelpolicy.values.keys import keys_of
from modelpolicy.values.places import Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import ClassRef, Constant, External, FunctionRef, Value, Values, known, union, unknown

_NO_SEQUENCES: Final = (Text, Constant, Table, ClassRef, FunctionRef)
_NO_MAPPINGS: Final = (Text, Constant, Items, ClassRef, FunctionRef)

_AS_THEY_ARE: Final = frozenset(
    f"builtins.{name}"
    for name in ("bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple")
)
"""Classes whose pattern takes the object itself: ``str(name)``."""

Held: TypeAlias = tuple[ast.pattern, Values]
"""A part of a pattern with what it is held against."""


def captured(evaluator: Evaluates, binding: Binding, place: Place) -> Values:
    """What the case of ``binding`` takes for its name out of the subject."""
    assert isinstance(binding.statement, ast.match_case)
    assert binding.value is not None
    subject = evaluator.evaluate(binding.value, place)
    found = _taken(evaluator, (binding.statement.pattern, subject), binding.name, place)
    return found if found.options or found.open else none_passes(binding.name)


def evaluate_fit(evaluator: Evaluates, node: Fits, place: Place) -> Values:
    """Whether a pattern fits: false where it fits none of the values, else not decided."""
    held = node.pattern, evaluator.evaluate(node.subject, place)
    return unknown("a pattern that may fit") if _any_can_fit(evaluator, held, place) else known(Constant(False))


def _taken(evaluator: Evaluates, held: Held, name: str, place: Place) -> Values:
    """What the pattern takes for ``name``, which it binds."""
    pattern, values = held
    match pattern:
        case ast.MatchAs(name=own, pattern=inner) if own == name:
            return values if inner is None else _fitting(evaluator, inner, values, place)
        case ast.MatchStar():
            return values
        case ast.MatchAs(pattern=ast.pattern() as inner):
            return _taken(evaluator, (inner, values), name, place)
        case ast.MatchOr(patterns=patterns):
            return union([_taken(evaluator, (one, values), name, place) for one in patterns])
    found = [
        _taken(evaluator, part, name, place)
        for option in _fitting(evaluator, pattern, values, place).options
        for part in _parts(evaluator, pattern, option, place) or ()
        if name in captures(part[0])
    ]
    return union([*found, values.rest()])


def _fitting(evaluator: Evaluates, pattern: ast.pattern, values: Values, place: Place) -> Values:
    """Those of the values that the pattern can fit."""
    options = (option for option in values.options if _can_fit(evaluator, pattern, option, place))
    return Values(tuple(options), values.open, values.reason, cut=values.cut)


def _can_fit(evaluator: Evaluates, pattern: ast.pattern, option: Value, place: Place) -> bool:
    match pattern:
        case ast.MatchAs(pattern=None) | ast.MatchStar():
            return True
        case ast.MatchAs(pattern=ast.pattern() as inner):
            return _can_fit(evaluator, inner, option, place)
        case ast.MatchOr(patterns=patterns):
            return any(_can_fit(evaluator, one, option, place) for one in patterns)
        case ast.MatchValue(value=value):
            return compare(ast.Eq(), known(option), evaluator.evaluate(value, place)) is not False
        case ast.MatchSingleton(value=value):
            return compare(ast.Is(), known(option), known(Constant(value))) is not False
    parts = _parts(evaluator, pattern, option, place)
    return parts is not None and all(_any_can_fit(evaluator, part, place) for part in parts)


def _any_can_fit(evaluator: Evaluates, held: Held, place: Place) -> bool:
    pattern, values = held
    is_told = values.options and not values.open
    return not is_told or any(_can_fit(evaluator, pattern, option, place) for option in values.options)


def _parts(evaluator: Evaluates, pattern: ast.pattern, option: Value, place: Place) -> list[Held] | None:
    """The parts of the pattern with what of ``option`` each is held against; ``None`` where it surely does not fit."""
    match pattern:
        case ast.MatchSequence(patterns=patterns):
            return _parts_of_sequence(patterns, as_items(evaluator, option))
        case ast.MatchMapping():
            return _parts_of_mapping(evaluator, pattern, option, place)
        case ast.MatchClass():
            return _parts_of_object(evaluator, pattern, option, place)
        case _:
            return []


def _parts_of_sequence(patterns: list[ast.pattern], option: Value) -> list[Held] | None:
    parts = list(parts_among(patterns, ast.MatchStar))
    stars = sum(isinstance(part, Rest) for part in parts)
    if isinstance(option, _NO_SEQUENCES):
        return None
    if isinstance(option, Items) and not option.is_part:
        count = len(option.items)
        if count < len(parts) - stars or (count > len(parts) and not stars):
            return None
    return [(pattern, part_of(option, part)) for pattern, part in zip(patterns, parts, strict=True)]


def _parts_of_mapping(
    evaluator: Evaluates, pattern: ast.MatchMapping, option: Value, place: Place
) -> list[Held] | None:
    rest = [ast.MatchAs(name=pattern.rest)] if pattern.rest else []
    if isinstance(option, _NO_MAPPINGS):
        return None
    keys, complete = keys_of(union([evaluator.evaluate(key, place) for key in pattern.keys]))
    if not isinstance(option, Table) or not complete or len(keys) != len(pattern.keys):
        return [(one, unknown("a part of a mapping")) for one in (*pattern.patterns, *rest)]
    found = [option.get(key) for key in keys]
    left = Table(tuple(entry for entry in option.written if entry[0] not in keys))
    held = [(one, values) for one, values in zip(pattern.patterns, found, strict=True) if values is not None]
    return None if None in found else [*held, *((one, known(left)) for one in rest)]


def _parts_of_object(evaluator: Evaluates, pattern: ast.MatchClass, option: Value, place: Place) -> list[Held] | None:
    kinds = evaluator.evaluate(pattern.cls, place)
    if is_one_of(evaluator, option, kinds) is False:
        return None
    named = zip(pattern.kwd_patterns, pattern.kwd_attrs, strict=True)
    held = [(one, evaluator.attribute(option, name)) for one, name in named]
    if not pattern.patterns:
        return held
    if any(isinstance(kind, External) and kind.name in _AS_THEY_ARE for kind in kinds.options):
        return [(pattern.patterns[0], known(option)), *held]
    names = _positional_names(evaluator, kinds.options)
    by_place = ((one, evaluator.attribute(option, name)) for one, name in zip(pattern.patterns, names, strict=False))
    missing = ((one, unknown("an attribute by its position")) for one in pattern.patterns[len(names) :])
    return [*by_place, *missing, *held]


def _positional_names(evaluator: Evaluates, kinds: Sequence[Value]) -> list[str]:
    """The attributes that a class pattern takes by position: ``__match_args__``, or the fields."""
    for kind in kinds:
        if isinstance(kind, ClassRef):
            written = evaluator.attribute(kind, "__match_args__")
            names = [text.text for option in written.options if isinstance(option, Items) for text in _texts(option)]
            return names or field_names(evaluator, kind.definition)
    return []


def _texts(items: Items) -> Iterator[Text]:
    return (text for item in items.items for text in item.texts[:1])
