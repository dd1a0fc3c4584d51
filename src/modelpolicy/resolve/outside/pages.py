"""What a page of Gradio hands to a function: the value and the choices of its components. Always open: a user decides.

``button.click(function, inputs=[component])`` calls the function with what the component holds.
"""

import ast
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from modelpolicy.program.modules import Definition, SourceModule, last_name
from modelpolicy.program.usages import reads_of
from modelpolicy.resolve.contents.arguments import argument, positional_parameters
from modelpolicy.resolve.contents.containers import elements, item_at
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Items
from modelpolicy.values.places import Frame, Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import NOTHING, Constant, FunctionRef, Result, Value, Values, union, unknown

_EVENTS: Final = frozenset(
    {
        "click", "change", "submit", "select", "input", "release", "upload", "load", "then", "success", "blur", "tick",
        "Interface", "on",
    }
)  # fmt: skip
_LIBRARY: Final = "gradio."
_OFFERING: Final = frozenset({"Dropdown", "Radio", "CheckboxGroup"})
"""Components whose first argument is what they let choose from; that of others is their value."""

_NO_CHOICE: Final = frozenset({"", "None", "none"})
"""What lists of choices have for nothing."""

_BY_A_USER: Final = unknown("what a user says on the page")


def handed_by_pages(evaluator: Evaluates, function: Definition, name: str) -> Values | None:
    """What pages hand to the parameter ``name`` of ``function``; ``None`` where none calls it."""
    names = positional_parameters(function)
    if name not in names or not evaluator.project.is_mentioned("gradio"):
        return None
    inputs = evaluator.remember(("inputs of", function), lambda: list(_inputs(evaluator, function)))
    found = [_held(evaluator, item_at(evaluator, one, names.index(name))) for one in inputs]
    return union(found) if found else None


def _inputs(evaluator: Evaluates, function: Definition) -> Iterator[Values]:
    """The components whose values each event passes to the function, as a list."""
    for module, node in _named(evaluator, function):
        call = _event(module, node)
        if call is not None and _is_function(evaluator, function, node, Place(module)):
            position = call.args.index(node) + 1 if node in call.args else None
            inputs = argument(evaluator, Frame(call, Place(module)), position, ("inputs",))
            if inputs is not None and _is_of_page(inputs):
                yield inputs if any(isinstance(one, Items) for one in inputs.options) else _alone(inputs)


def _named(evaluator: Evaluates, function: Definition) -> Iterator[tuple[SourceModule, ast.expr]]:
    """Where the function is named, or written."""
    if isinstance(function.node, ast.Lambda):
        yield function.module, function.node
    else:
        yield from reads_of(evaluator.project, function.name)


def _event(module: SourceModule, handed: ast.expr) -> ast.Call | None:
    """The call of an event that a function is handed to."""
    parent = module.parents[handed]
    call = module.parents[parent] if isinstance(parent, ast.keyword) else parent
    if not isinstance(call, ast.Call) or call.func is handed or last_name(call.func) not in _EVENTS:
        return None
    return call


def _is_function(evaluator: Evaluates, function: Definition, node: ast.expr, place: Place) -> bool:
    options = evaluator.evaluate(node, place).options
    return any(isinstance(one, FunctionRef) and one.definition == function for one in options)


def _alone(inputs: Values) -> Values:
    """A component that is no list stands for the one argument."""
    return Values((Items((inputs,)),))


def _is_of_page(inputs: Values) -> bool:
    lists = [one for one in inputs.options if isinstance(one, Items)]
    components = [option for one in lists for item in one.items for option in item.options] or inputs.options
    return any(map(_is_component, components))


def _is_component(value: Value) -> bool:
    return isinstance(value, Result) and value.callee.startswith(_LIBRARY)


def _held(evaluator: Evaluates, components: Values) -> Values:
    made = [one.made for one in components.options if isinstance(one, Result) and _is_component(one) and one.made]
    return union([*(values for frame in made for values in _offered(evaluator, frame)), _BY_A_USER])


def _offered(evaluator: Evaluates, made: Frame) -> Iterator[Values]:
    """The value of a component, and its choices: each is a value, or a label and a value."""
    yield from (replace(one, options=tuple(filter(_says_something, one.options))) for one in _shown(evaluator, made))


def _says_something(option: Value) -> bool:
    return option != Constant(None) and not (isinstance(option, Text) and option.text in _NO_CHOICE)


def _shown(evaluator: Evaluates, made: Frame) -> Iterator[Values]:
    offers = last_name(made.call.func) in _OFFERING
    value = argument(evaluator, made, None if offers else 0, ("value",)) or NOTHING
    yield Values(value.options)
    choices = argument(evaluator, made, 0 if offers else None, ("choices",)) or NOTHING
    for choice in elements(choices).options:
        yield Values(item_at(evaluator, Values((choice,)), 1).options if isinstance(choice, Items) else (choice,))
