"""Attributes of classes and their instances, in the order in which Python looks for them."""

import ast
from collections.abc import Iterable, Iterator, Sequence

from modelpolicy.program.assigned import OWN_ATTRIBUTES
from modelpolicy.program.bindings import Binding
from modelpolicy.program.flow import at_end
from modelpolicy.program.growing import calls_handed
from modelpolicy.program.modules import Definition, ScopeNode, last_name, scope_name
from modelpolicy.program.noted import noted
from modelpolicy.program.reached import Reached
from modelpolicy.resolve.attributes.answering import answered_attribute
from modelpolicy.resolve.attributes.mapped import taken_from_dicts
from modelpolicy.resolve.callers.fields import field_value, is_field
from modelpolicy.resolve.calls.returns import returned_values
from modelpolicy.resolve.definitions.belonging import place_in
from modelpolicy.resolve.definitions.descriptors import declared_default
from modelpolicy.resolve.definitions.enumerations import is_enumeration
from modelpolicy.resolve.definitions.intercepted import is_intercepted
from modelpolicy.resolve.definitions.members import (
    CONSTRUCTOR,
    MAKING,
    assigned_in_methods,
    decorator_names,
    external_bases,
    methods_of,
)
from modelpolicy.resolve.flow.pinning import without_ruled_out
from modelpolicy.resolve.names.bound import bound_value
from modelpolicy.resolve.names.grown import grown_by_calls
from modelpolicy.resolve.names.outside_assignments import set_elsewhere
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place
from modelpolicy.values.values import (
    NOTHING,
    ClassRef,
    Constant,
    External,
    FunctionRef,
    Instance,
    Member,
    Receiver,
    Values,
    known,
    union,
    unknown,
)

_TEXTS = frozenset({"builtins.str", "enum.StrEnum"})

_PROPERTIES = frozenset({"property", "cached_property"})


def class_attribute(
    evaluator: Evaluates, bases: Iterable[Definition], name: str, receiver: Receiver, before: ast.AST | None = None
) -> Values:
    """The attribute ``name`` of a class or an instance, looked for in ``bases`` in their order.

    ``before`` is a constructor that has not set it yet.
    """
    order = tuple(bases)
    values = _attribute(evaluator, order, name, receiver, before)
    if not isinstance(receiver, Instance) or not is_intercepted(evaluator, receiver.definition, name):
        return values
    return union([values, unknown(f"what {receiver.definition.name} makes of its attribute {name}")])


def _attribute(
    evaluator: Evaluates, order: Sequence[Definition], name: str, receiver: Receiver, before: ast.AST | None
) -> Values:
    found = [*_set_by_methods(evaluator, order, name, receiver, before), *set_elsewhere(evaluator, receiver, name)]
    for position, base in enumerate(order):
        values, settled = _own_member(evaluator, base, name, receiver, before)
        found += values
        if settled:
            found += _set_by_constructors(evaluator, order[position + 1 :], name, receiver, before)
            return _preferring_values(_with_taken(evaluator, found, order, name, receiver))
    declared = field_value(evaluator, receiver, name)
    if declared is not None:
        found.append(declared)
    found = _with_taken(evaluator, found, order, name, receiver)
    answer = answered_attribute(evaluator, receiver, name) if not found and isinstance(receiver, Instance) else None
    found += [] if answer is None else [answer]
    if found:
        return _preferring_values(found)
    outside = external_bases(evaluator, receiver.definition)
    if not outside and name == MAKING:
        return known(External(f"builtins.object.{MAKING}"))
    if outside:
        return known(*(External(f"{base}.{name}") for base in outside))
    return unknown(f"{receiver.definition.name}.{name}, which is not defined")


def _with_taken(
    evaluator: Evaluates, found: list[Values], bases: Sequence[Definition], name: str, receiver: Receiver
) -> list[Values]:
    """What a class says of an attribute, and what its objects take for it from dicts: data, never its methods."""
    if any(isinstance(option, FunctionRef) for values in found for option in values.options):
        return found
    found = [*found, *_grown(evaluator, union(found), bases, name, receiver)]
    taken = list(taken_from_dicts(evaluator, bases, name, receiver))
    return [*found, *taken] if found else [values for values in taken if values.options]


def _grown(
    evaluator: Evaluates, values: Values, bases: Iterable[Definition], name: str, receiver: Receiver
) -> Iterator[Values]:
    """What functions add to the container that the attribute is, where a method hands it to them."""
    dotted = f"{OWN_ATTRIBUTES[0]}.{name}"
    for base in bases if isinstance(receiver, Instance) else ():
        for method in methods_of(base):
            if handed := calls_handed(base.module, method, dotted):
                place = place_in(evaluator, base.module, method, receiver)
                yield from grown_by_calls(evaluator, dotted, handed, place, values)


def _assigned(base: Definition, name: str, before: ast.AST | None) -> Iterator[tuple[ScopeNode, Reached]]:
    return (one for one in assigned_in_methods(base, name) if one[0] is not before)


def _set_by_methods(
    evaluator: Evaluates, bases: Iterable[Definition], name: str, receiver: Receiver, before: ast.AST | None
) -> Iterator[Values]:
    """What methods assign that may run after whatever settled the attribute."""
    for base in bases:
        for method, reached in _assigned(base, name, before):
            showing = reached if isinstance(receiver, Instance) else _showing_on_class(reached)
            if reached.from_before and showing.bindings:
                place = place_in(evaluator, base.module, method, receiver)
                yield from _arrived(evaluator, showing, method, place)


def _set_by_constructors(
    evaluator: Evaluates, bases: Iterable[Definition], name: str, receiver: Receiver, before: ast.AST | None
) -> Iterator[Values]:
    """What constructors of further bases give an object, whatever the class has under that name."""
    for base in bases if isinstance(receiver, Instance) else ():
        for method, reached in _assigned(base, name, before):
            if not reached.from_before and scope_name(method) == CONSTRUCTOR:
                yield from _arrived(evaluator, reached, method, place_in(evaluator, base.module, method, receiver))


def _showing_on_class(reached: Reached) -> Reached:
    """What the class has of what a method binds, or adds to: ``cls.name = value``, ``self.names.append(name)``."""
    bound = ((one, one.binding) for one in reached.arrivals if one.binding is not None)
    return Reached(tuple(one for one, binding in bound if binding.is_growing or binding.name.startswith("cls.")))


def _own_member(
    evaluator: Evaluates, base: Definition, name: str, receiver: Receiver, before: ast.AST | None
) -> tuple[list[Values], bool]:
    """What the class ``base`` itself says of ``name``, and whether that leaves nothing to its bases."""
    found: list[Values] = []
    if isinstance(receiver, Instance):
        assigned = list(_assigned(base, name, before))
        for method, reached in assigned:
            place = place_in(evaluator, base.module, method, receiver)
            found += _arrived(evaluator, reached, method, place)
        if any(_has_last_word(method, reached) for method, reached in assigned):
            return found, True
    body = at_end(base.module, base.node, name)
    if isinstance(receiver, Instance) and is_field(evaluator, receiver.definition, name):
        return found, False
    found += [_class_member(evaluator, binding, base, receiver) for binding in body.bindings]
    return found, not body.from_before


def _arrived(evaluator: Evaluates, reached: Reached, method: ScopeNode, place: Place) -> Iterator[Values]:
    """What a method has bound a name to at its end."""
    for arrival in reached.arrivals:
        if arrival.binding is not None:
            yield bound_value(evaluator, arrival.binding, without_ruled_out(evaluator, arrival, method, place))


def _has_last_word(method: ast.AST, reached: Reached) -> bool:
    """Whether a constructor always assigns an attribute, and runs no other constructor after that."""
    last = max(getattr(binding.statement, "lineno", 0) for binding in reached.bindings)
    return not reached.from_before and last >= _last_construction(method)


@noted
def _last_construction(method: ast.AST) -> int:
    """The line of the last call of a constructor by its name, ``super().__init__()``; 0 where there is none."""
    calls = (node for node in ast.walk(method) if isinstance(node, ast.Call) and last_name(node.func) == CONSTRUCTOR)
    return max((call.lineno for call in calls), default=0)


def _class_member(evaluator: Evaluates, binding: Binding, base: Definition, receiver: Receiver) -> Values:
    place = Place(base.module, receiver)
    values = bound_value(evaluator, binding, place)
    if binding.kind == "definition":
        return _bound(evaluator, values, receiver)
    values = union([values, declared_default(evaluator, binding, values, place)])
    if is_enumeration(evaluator, base):
        is_text = not _TEXTS.isdisjoint(external_bases(evaluator, base))
        return known(Member(base, binding.name, values.without_members() if is_text else values, is_text))
    return values


def _bound(evaluator: Evaluates, values: Values, receiver: Receiver) -> Values:
    """A method bound to its receiver; a property, evaluated."""
    bound = []
    for option in values.options:
        if not isinstance(option, FunctionRef):
            bound.append(known(option))
            continue
        decorators = decorator_names(option.definition.node)
        method = FunctionRef(option.definition, None if "staticmethod" in decorators else receiver)
        if decorators & _PROPERTIES and not isinstance(receiver, ClassRef):
            bound.append(returned_values(evaluator, option.definition, Place(option.definition.module, receiver)))
        else:
            bound.append(known(method))
    return union(bound)


def _preferring_values(found: list[Values]) -> Values:
    """All that was found; ``None`` only marks what is not yet set where there is anything else.

    Whether it is set a condition may well ask, which is then not decided.
    """
    values = union(found)
    kept = tuple(option for option in values.options if option != Constant(None))
    if kept and len(kept) < len(values.options):
        return Values(kept, values.open, values.reason or "an attribute that may not be set yet")
    return values if values.options or values.open else NOTHING
