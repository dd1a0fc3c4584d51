"""Flags of absl (and of TensorFlow, which had them first): a default, and whatever the command line says."""

import ast
from collections.abc import Iterator
from typing import Final

from modelpolicy.domain.load import Step
from modelpolicy.resolve.contents.arguments import argument
from modelpolicy.resolve.contents.containers import elements
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Frame, Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import NOTHING, External, Result, Value, Values, union, unknown

_FLAGS: Final = ".flags.FLAGS"
_DEFINE: Final = ".flags.DEFINE_"
_WITH_CHOICES: Final = "enum"
_DEFINING: Final = tuple(f"DEFINE_{kind}" for kind in ("string", _WITH_CHOICES, "list", "multi_string"))


def flag_value(evaluator: Evaluates, of: Value, name: str) -> Values | None:
    """``FLAGS.name``, and ``NAME.value`` of what a definition gave; ``None`` where it is something else."""
    match of:
        case External(qualified) if qualified.endswith(_FLAGS):
            return _by_name(evaluator, name)
        case Result(qualified, Frame() as made) if _DEFINE in qualified and name == "value":
            return _defined(evaluator, made)
        case _:
            return None


def _by_name(evaluator: Evaluates, name: str) -> Values:
    definitions = list(_definitions(evaluator, name))
    if not definitions:
        return unknown(f"flag {name}, which nothing in the project defines")
    return union([_defined(evaluator, made) for made in definitions])


def _definitions(evaluator: Evaluates, name: str) -> Iterator[Frame]:
    for module in evaluator.project.mentioning(name):
        for call in (call for defining in _DEFINING for call in module.calls_by_name.get(defining, ())):
            frame = Frame(call, Place(module))
            named = argument(evaluator, frame, 0, ("name",)) or NOTHING
            if name in {text.text for text in named.texts}:
                yield frame


def _defined(evaluator: Evaluates, made: Frame) -> Values:
    """The default of a definition, and its choices."""
    call, module = made.call, made.caller.module
    named = argument(evaluator, made, 0, ("name",)) or NOTHING
    default = argument(evaluator, made, 1, ("default",)) or NOTHING
    has_choices = isinstance(call.func, ast.Attribute) and call.func.attr.endswith(_WITH_CHOICES)
    choices = argument(evaluator, made, 2, ("enum_values",)) if has_choices else None
    shown = Values(tuple(option for option in default.options if isinstance(option, Text)))
    name = " or ".join(text.text for text in named.texts)
    found = [shown, *([] if choices is None else [elements(choices)]), unknown(f"command line option {name}")]
    return union(found).through(Step(module.location(call), f"flag {name}"))
