"""What unpacking gives: ``first, *rest = value``."""

from modelpolicy.program.targets import Part, Path, Rest
from modelpolicy.resolve.definitions.records import as_items
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Items, Table
from modelpolicy.values.keys import key_of
from modelpolicy.values.text import Text
from modelpolicy.values.values import NOTHING, Constant, Value, Values, known, union, unknown


def unpacked(evaluator: Evaluates, values: Values, path: Path) -> Values:
    """The part of ``values`` that ``path`` leads to."""
    for part in path:
        values = union([*(part_of(as_items(evaluator, option), part) for option in values.options), values.rest()])
    return values


def part_of(option: Value, part: Part) -> Values:
    """A part of what ``option`` gives one after another; nothing where there is no such part."""
    match option:
        case Items(items, True) | Items(items, is_shuffled=True):
            return known(option) if isinstance(part, Rest) else union(items)
        case Items(items):
            return _among(items, part)
        case Table():
            return _among(tuple(map(key_of, option.keys)), part)
        case Text(text, is_path=False):
            return _among(tuple(known(Text(sign)) for sign in text), part)
        case Constant(None):
            return NOTHING
        case _:
            return unknown("a part of something that the source does not spell out")


def _among(items: tuple[Values, ...], part: Part) -> Values:
    match part:
        case Rest(before, after) if before + after <= len(items):
            return known(Items(items[before : len(items) - after]))
        case int(index) if -len(items) <= index < len(items):
            return items[index]
        case _:
            return NOTHING
