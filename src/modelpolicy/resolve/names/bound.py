"""What one binding gives to its name: what is assigned, an item of a loop, what is imported or defined."""

import ast
from dataclasses import replace

from modelpolicy.domain.load import Step
from modelpolicy.program.bindings import Binding
from modelpolicy.program.modules import Definition
from modelpolicy.program.targets import Path
from modelpolicy.program.tree import Decorated
from modelpolicy.resolve.contents.containers import elements, iterated, spelled_out, turns, united
from modelpolicy.resolve.contents.unpacking import unpacked
from modelpolicy.resolve.definitions.wrappers import is_replaced
from modelpolicy.resolve.flow.earlier_turns import outside
from modelpolicy.resolve.names import imports
from modelpolicy.resolve.names.captures import captured
from modelpolicy.resolve.names.entries import entries
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.resolve.strings.combining import concatenate
from modelpolicy.values.collected import InEach, Items, Lost, Table, UnknownKey
from modelpolicy.values.keys import keys_written
from modelpolicy.values.places import Place
from modelpolicy.values.values import ClassRef, FunctionRef, Values, known, union, unknown


def bound_value(evaluator: Evaluates, binding: Binding, place: Place) -> Values:
    """The value that a binding gives to its name."""
    match binding.kind:
        case "import":
            return imports.imported_value(evaluator, binding, place.module)
        case "definition":
            return _decorated(evaluator, known(_defined(binding.statement, place)))
        case "removed":
            return known(_lost(evaluator, binding, place))
        case "opaque":
            return unknown(f"what {binding.name} is bound to")
        case _:
            values = _assigned_value(evaluator, binding, place)
            return values.through(Step(place.module.location(binding.statement), binding.name))


def _decorated(evaluator: Evaluates, values: Values) -> Values:
    """What the name of a definition stands for below its decorators."""
    match values.options:
        case (ClassRef(definition),) if is_replaced(evaluator, definition):
            return union([values, unknown(f"what a decorator gives for {definition.name}")])
        case _:
            return values


def evaluate_decorated(_: Evaluates, node: Decorated, place: Place) -> Values:
    """The function or class below a decorator."""
    return known(_defined(node.definition, place))


def _assigned_value(evaluator: Evaluates, binding: Binding, place: Place) -> Values:
    assert binding.value is not None
    if binding.kind == "captured":
        return captured(evaluator, binding, place)
    if binding.kind == "element":
        items = iterated(evaluator, binding.value, outside(place, binding.statement))
        values = _in_turn(items, turns(items), place.turn_of(binding.statement))
        return unpacked(evaluator, values, binding.path)
    if binding.key is not None:
        return _entered(evaluator, binding, place)
    values = evaluator.evaluate(binding.value, place)
    if binding.kind == "augmented":
        target = getattr(binding.statement, "target", None)
        return concatenate([evaluator.evaluate(target, place), values]) if isinstance(target, ast.expr) else values
    if binding.is_growing:
        return _grown(binding, values)
    return unpacked(evaluator, values, binding.path)


def _entered(evaluator: Evaluates, binding: Binding, place: Place) -> Values:
    """The items that one statement sets."""
    assert binding.key is not None
    found = [(keys_written(keys, binding.key), values) for keys, values in entries(evaluator, binding, place)]
    complete = all(is_known for (_, is_known), _ in found)
    table = Table(tuple(united((key, values) for (keys, _), values in found for key in keys)), is_part=True)
    return Values((table,), not complete, "" if complete else "an item under an unknown key")


def _lost(evaluator: Evaluates, binding: Binding, place: Place) -> Lost:
    """The keys that a statement takes out of a dict: any, where it does not say."""
    if binding.key is None:
        return Lost(frozenset({UnknownKey(ast.Constant(None))}))
    keys, _ = keys_written(evaluator.evaluate(binding.key, place), binding.key)
    return Lost(frozenset(keys))


def _grown(binding: Binding, values: Values) -> Values:
    """The part that one statement adds to a container."""
    match binding.kind:
        case "added":
            return known(Items((values,), is_part=True))
        case "each":
            return known(InEach(values))
        case _:
            parts = (replace(one, is_part=True) if isinstance(one, Items | Table) else one for one in values.options)
            return Values(tuple(parts), values.open, values.reason)


def comprehended(evaluator: Evaluates, generator: ast.comprehension, path: Path, place: Place) -> Values:
    """What a comprehension's ``for`` gives to the name at ``path`` of its target."""
    values, turn = iterated(evaluator, generator.iter, place), place.turn_of(generator)
    return unpacked(evaluator, _in_turn(values, spelled_out(values), turn), path)


def _in_turn(values: Values, items: list[Values] | None, turn: int | None) -> Values:
    return elements(values) if items is None or turn is None or turn >= len(items) else items[turn]


def _defined(statement: ast.AST, place: Place) -> ClassRef | FunctionRef:
    if isinstance(statement, ast.ClassDef):
        return ClassRef(Definition(place.module, statement))
    assert isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef)
    return FunctionRef(Definition(place.module, statement))
