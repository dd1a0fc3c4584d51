"""Instances that the command line or a file fills: a dataclass that becomes a parser's options."""

import ast
from typing import Final

from modelpolicy.resolve.contents.arguments import argument
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Items
from modelpolicy.values.places import FILLED, Frame, Place
from modelpolicy.values.values import ClassRef, Instance, Result, Value, Values, known, union, unknown

_PARSERS: Final = frozenset({"HfArgumentParser", "TrlParser"})
_METHODS: Final = (
    *("parse_args_into_dataclasses", "parse_args_and_config", "parse_dict"),
    *("parse_json_file", "parse_yaml_file"),
)
_FUNCTIONS: Final = frozenset(
    {"tyro.cli", "simple_parsing.parse", "pyrallis.parse", "draccus.parse", "jsonargparse.auto_cli"}
)


def fills(name: str) -> bool:
    """Whether the call of ``name`` outside the project gives instances of the classes that it is handed."""
    parser, _, method = name.rpartition(".")
    return name in _FUNCTIONS or (method in _METHODS and parser.rpartition(".")[2] in _PARSERS)


def evaluate_filled(evaluator: Evaluates, name: str, node: ast.Call, place: Place) -> Values:
    """The instance; of the parsers that take several classes, a tuple with one of each."""
    if name in _FUNCTIONS:
        kinds = argument(evaluator, Frame(node, place), 0, ("config_class", "f"))
        return union(_instances(kinds, place)) if kinds else unknown("options of no class")
    assert isinstance(node.func, ast.Attribute)
    parsers = evaluator.evaluate(node.func.value, place).options
    made = [parser.made for parser in parsers if isinstance(parser, Result) and parser.made is not None]
    given = [argument(evaluator, frame, 0, ("dataclass_types",)) for frame in made]
    tuples = [_tuple(kinds, place) for kinds in given if kinds is not None]
    return union(tuples) if tuples else unknown("options of no class")


def _tuple(kinds: Values, place: Place) -> Values:
    classes = (item for kind in kinds.options for item in (kind.items if isinstance(kind, Items) else [known(kind)]))
    items = [union(_instances(item, place)) for item in classes]
    return known(Items((*items, unknown("what the parser leaves over"))))


def _instances(kinds: Values, place: Place) -> list[Values]:
    filled = Frame(FILLED, place)
    made: list[Value] = [Instance(kind.definition, filled) for kind in kinds.options if isinstance(kind, ClassRef)]
    return [known(*made)] if made else [unknown("options of a class that is not known")]
