"""Objects that answer for keys and attributes themselves: ``__getitem__``, ``__getattr__``, subclasses of dict."""

import ast
from collections.abc import Iterator
from typing import Final

from modelpolicy.program.flow import anywhere
from modelpolicy.program.modules import Definition, Function, last_name
from modelpolicy.program.noted import noted
from modelpolicy.resolve.attributes.mapped import dicts_taken
from modelpolicy.resolve.callers.callsites import constructor_calls
from modelpolicy.resolve.calls import library
from modelpolicy.resolve.calls.returns import returned_values
from modelpolicy.resolve.contents.arguments import given_arguments, positional_parameters
from modelpolicy.resolve.definitions.belonging import place_in
from modelpolicy.resolve.definitions.members import CONSTRUCTOR, external_bases, find_method, methods_of, project_bases
from modelpolicy.resolve.definitions.records import DICT
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Table
from modelpolicy.values.places import FILLED, UNSEEN, Assumption, Frame, Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import (
    ClassRef,
    Constant,
    Instance,
    Method,
    Receiver,
    Value,
    Values,
    known,
    union,
    unknown,
)

_ATTRIBUTE_DICTS: Final = frozenset({"addict.Dict", "easydict.EasyDict", "munch.Munch", "box.Box"})
"""Classes whose items are attributes too."""

_DICTS: Final = _ATTRIBUTE_DICTS | {DICT, "collections.OrderedDict", "collections.UserDict", "typing.Dict"}
_BY_KEY, _BY_NAME, _OF_CLASS = "__getitem__", "__getattr__", "__class_getitem__"
_FILLING: Final = frozenset({CONSTRUCTOR, "update"})


def answered_item(evaluator: Evaluates, of: Instance, keys: Values) -> Values | None:
    """``instance[key]``; ``None`` where the class has no look-ups."""
    return _answered(evaluator, of, _BY_KEY, keys)


def answered_by_class(evaluator: Evaluates, cls: ClassRef, keys: Values) -> Values | None:
    """``cls[key]``; ``None`` where the class has no such look-ups."""
    method = find_method(evaluator, cls.definition, _OF_CLASS)
    return None if method is None else _by_method(evaluator, method, cls, keys)


def answered_attribute(evaluator: Evaluates, of: Instance, name: str) -> Values | None:
    """``instance.name`` where nothing sets it; ``None`` where the class has no such answer."""
    if _is_dict(evaluator, of.definition) and hasattr(dict, name):
        return known(*(Method(table, name) for table in _contents(evaluator, of)))
    return None if name.startswith("__") else _answered(evaluator, of, _BY_NAME, known(Text(name)))


def _answered(evaluator: Evaluates, of: Instance, asking: str, keys: Values) -> Values | None:
    method = find_method(evaluator, of.definition, asking)
    if method is not None:
        return _by_method(evaluator, method, of, keys)
    if not _is_dict(evaluator, of.definition) or (asking == _BY_NAME and not _has_attributes(evaluator, of)):
        return None
    tables = list(_contents(evaluator, of))
    found = [value for key in keys.texts for table in tables if (value := table.get(key.text)) is not None]
    return union(found) if found else unknown(f"what is in {of.definition.name}")


def _by_method(evaluator: Evaluates, method: Definition, of: Receiver, keys: Values) -> Values:
    found = [_returned(evaluator, method, of, key) for key in keys.options if isinstance(key, Text | Constant)]
    return union([*found, keys.rest()]) if found else unknown("a look-up under a computed key")


def _returned(evaluator: Evaluates, method: Definition, of: Receiver, key: Value) -> Values:
    """What the method gives for ``key``."""
    assert isinstance(method.node, Function)
    parameters = positional_parameters(method)
    if not parameters:
        return unknown("a look-up that takes no key")
    assumed = (Assumption(parameters[0], method.node, known(key)),)
    frame = Frame(UNSEEN, Place(method.module))
    return returned_values(evaluator, method, Place(method.module, of, method.node, frame, assumed=assumed))


def _is_dict(evaluator: Evaluates, cls: Definition) -> bool:
    return not _DICTS.isdisjoint(external_bases(evaluator, cls))


def _has_attributes(evaluator: Evaluates, of: Instance) -> bool:
    """Whether what is in the dict are attributes too: ``__getattr__ = dict.get``, or the library's class has it so."""
    if not _ATTRIBUTE_DICTS.isdisjoint(external_bases(evaluator, of.definition)):
        return True
    return any(anywhere(base.module, base.node, _BY_NAME) for base in project_bases(evaluator, of.definition))


def _contents(evaluator: Evaluates, of: Instance) -> Iterator[Table]:
    """The dicts that a subclass of dict was made from: by its constructor, else by the call that made it."""
    found: list[Values] = []
    bases = list(project_bases(evaluator, of.definition))
    for base in bases:
        for method in methods_of(base):
            place = place_in(evaluator, base.module, method, of)
            found += [library.call(DICT, *given_arguments(evaluator, call, place)) for call in _fillings(method)]
    if find_method(evaluator, of.definition, CONSTRUCTOR) is None:
        made = constructor_calls(evaluator, of.definition).items if of.made is None else [of.made]
        seen = (frame for frame in made if frame.call not in (UNSEEN, FILLED))
        found += [library.call(DICT, *given_arguments(evaluator, frame.call, frame.caller)) for frame in seen]
    yield from (option for values in found for option in values.options if isinstance(option, Table))
    yield from dicts_taken(evaluator, bases, of)


@noted
def _fillings(method: ast.AST) -> tuple[ast.Call, ...]:
    """``super().__init__(values)``, ``self.update(values)`` in a method."""
    calls = (node for node in ast.walk(method) if isinstance(node, ast.Call) and last_name(node.func) in _FILLING)
    return tuple(call for call in calls if isinstance(call.func, ast.Attribute) and _is_own(call.func.value))


def _is_own(owner: ast.expr) -> bool:
    match owner:
        case ast.Name(id="self") | ast.Call(func=ast.Name(id="super")):
            return True
        case _:
            return False
