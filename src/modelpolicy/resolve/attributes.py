"""Attributes to values: of modules, classes, instances, enumerations and things outside the project."""

import ast
from collections.abc import Iterable, Iterator

from modelpolicy.program.bindings import Binding, dotted_name, target_name
from modelpolicy.program.dependence import is_bound_once
from modelpolicy.program.flow import at_end, reaching
from modelpolicy.program.modules import Definition, last_name
from modelpolicy.program.noted import noted
from modelpolicy.program.reached import Reached
from modelpolicy.resolve import imports, names, string_methods
from modelpolicy.resolve.answering import answered_attribute
from modelpolicy.resolve.asking import Evaluates
from modelpolicy.resolve.belonging import place_in
from modelpolicy.resolve.bound import bound_value
from modelpolicy.resolve.containers import is_command_line
from modelpolicy.resolve.descriptors import declared_default
from modelpolicy.resolve.downloads import is_download
from modelpolicy.resolve.earlier_turns import by_turns
from modelpolicy.resolve.enumerations import OWN_ATTRIBUTES, is_enumeration, member_attribute, members_by_name
from modelpolicy.resolve.fields import field_value, is_field
from modelpolicy.resolve.flags import flag_value
from modelpolicy.resolve.mapped import taken_from_dicts
from modelpolicy.resolve.members import CONSTRUCTOR, assigned_in_methods, decorator_names, external_bases, project_bases
from modelpolicy.resolve.narrowing import Subject, narrowed
from modelpolicy.resolve.options import parsed_option
from modelpolicy.resolve.outside_assignments import set_elsewhere
from modelpolicy.resolve.package_files import folder_of
from modelpolicy.resolve.returns import returned_values
from modelpolicy.resolve.stand_ins import stands_in
from modelpolicy.values.collected import Items, Table
from modelpolicy.values.patterns import Compiled, Matched
from modelpolicy.values.places import Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import (
    NOTHING,
    ClassRef,
    Constant,
    External,
    FunctionRef,
    Instance,
    Member,
    Method,
    ModuleRef,
    Opened,
    Promise,
    Receiver,
    Result,
    Super,
    Value,
    Values,
    known,
    union,
    unknown,
)

_TEXTS = frozenset({"builtins.str", "enum.StrEnum"})

_PROPERTIES = frozenset({"property", "cached_property"})


def evaluate_attribute(evaluator: Evaluates, node: ast.Attribute, place: Place) -> Values:
    """``value.attr``; for ``self.attr`` what the method itself assigned before comes first."""
    found = names.assumed_value(node, place) or _assigned_before(evaluator, node, place)
    if found is not None:
        return found
    values = evaluator.evaluate(node.value, place)
    parts = [(option, attribute_of(evaluator, option, node.attr)) for option in values.options]
    had = [part for option, part in parts if part.options or not stands_in(option)]
    return _passing(evaluator, node, union([*(had or [part for _, part in parts]), values.rest()]), place)


def _passing(evaluator: Evaluates, node: ast.Attribute, values: Values, place: Place) -> Values:
    """The values that pass the conditions on the way, where nothing can change the attribute since."""
    module, dotted = place.module, dotted_name(node)
    can_name = len(values.options) > 1 and any(isinstance(option, Text | Member) for option in values.options)
    if not can_name or dotted is None or dotted not in module.tested or node.attr in module.assignments.attributes_set:
        return values
    scope = module.scope_of(node)
    if not is_bound_once(module, scope, dotted.partition(".")[0]):
        return values
    arrivals, subject = reaching(module, node, dotted, scope).arrivals, Subject(dotted, scope, place)
    if any(arrival.binding for arrival in arrivals):
        return values
    passing = union([narrowed(evaluator, values, arrival, subject) for arrival in arrivals])
    return passing if passing.options or passing.open else values


def attribute_of(evaluator: Evaluates, value: Value, name: str) -> Values:
    """The attribute ``name`` of one value."""
    match value:
        case ModuleRef() | External() | Result():
            return _imported_attribute(evaluator, value, name)
        case Instance(definition) if name == "__class__":
            return known(ClassRef(definition))
        case ClassRef(definition) | FunctionRef(definition) if name in ("__name__", "__qualname__"):
            return known(Text(definition.name))
        case Instance() | ClassRef() if (found := _of_enumeration(evaluator, value, name)) is not None:
            return found
        case ClassRef(definition) | Instance(definition):
            return _member(evaluator, project_bases(evaluator, definition), name, value)
        case Super(definition, receiver):
            return _member(evaluator, _bases_above(evaluator, definition, receiver), name, receiver)
        case Member():
            return _attribute_of_member(evaluator, value, name)
        case Text() | Items() | Table() | Constant() | Opened() | Promise():
            return _plain_attribute(value, name)
        case Compiled() | Matched():
            return known(Method(value, name))
        case _:
            return unknown(f"attribute {name} of a function")


def _of_enumeration(evaluator: Evaluates, value: Instance | ClassRef, name: str) -> Values | None:
    """What an enumeration, or any member of it, answers itself."""
    if name not in (*OWN_ATTRIBUTES, "__members__") or not is_enumeration(evaluator, value.definition):
        return None
    if isinstance(value, ClassRef):
        return known(members_by_name(evaluator, value.definition)) if name == "__members__" else None
    return member_attribute(evaluator, value.definition, name) if name in OWN_ATTRIBUTES else None


def _imported_attribute(evaluator: Evaluates, value: ModuleRef | External | Result, name: str) -> Values:
    match value:
        case ModuleRef(module, importer) if name == "__file__":
            return known(Text(evaluator.project.imports.place_of(module, importer.path), is_path=True))
        case ModuleRef(_, importer) if name == "__path__":
            return known(Items((folder_of(evaluator, value, importer),)))
        case ModuleRef(module, importer):
            return imports.attribute_of_module(evaluator, module, name, importer)
        case External(qualified):
            return flag_value(evaluator, value, name) or evaluator.constant(f"{qualified}.{name}")
        case Result() if (name == "parent" and is_download(value)) or (name == "__dict__" and is_command_line(value)):
            return known(value)
        case Result(callee) if name == "read" and (is_download(value) or evaluator.fetcher(callee) is not None):
            return known(Method(value, name))
        case Result(qualified):
            said = parsed_option(evaluator, value, name) or flag_value(evaluator, value, name)
            return said or evaluator.constant(f"{qualified}.{name}")


def _plain_attribute(value: Text | Items | Table | Constant | Opened | Promise, name: str) -> Values:
    """A part of a path, an entry of a dict whose keys are attributes too, else a method."""
    found = None
    if isinstance(value, Text):
        found = string_methods.attribute(value, name)
    elif isinstance(value, Table) and not hasattr(dict, name):
        found = value.get(name)
    return found or known(Method(value, name))


def _attribute_of_member(evaluator: Evaluates, member: Member, name: str) -> Values:
    """Its name and value; what the enumeration defines; else what the value has, as members of ``StrEnum`` do."""
    if name in OWN_ATTRIBUTES:
        return known(Text(member.name)) if name == "name" else member.value
    bases = list(project_bases(evaluator, member.definition))
    if any(name in base.module.bindings.in_scope(base.node) for base in bases):
        return _member(evaluator, bases, name, member)
    parts = [attribute_of(evaluator, option, name) for option in member.value.options]
    return union([*parts, member.value.rest()])


def _assigned_before(evaluator: Evaluates, node: ast.Attribute, place: Place) -> Values | None:
    dotted = target_name(node)
    if dotted is None:
        return None
    reached = reaching(place.module, node, dotted, place.module.scope_of(node))
    if reached.from_before:
        return None
    return union(
        [
            bound_value(evaluator, arrival.binding, one)
            for arrival, places in by_turns(evaluator, reached.arrivals, place)
            for one in places
            if arrival.binding is not None
        ]
    )


def _member(evaluator: Evaluates, bases: Iterable[Definition], name: str, receiver: Receiver) -> Values:
    order = tuple(bases)
    found = [*_set_by_methods(evaluator, order, name, receiver), *set_elsewhere(evaluator, receiver, name)]
    for base in order:
        values, settled = _own_member(evaluator, base, name, receiver)
        found += values
        if settled:
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
    if outside:
        return known(*(External(f"{base}.{name}") for base in outside))
    return unknown(f"{receiver.definition.name}.{name}, which is not defined")


def _with_taken(
    evaluator: Evaluates, found: list[Values], bases: Iterable[Definition], name: str, receiver: Receiver
) -> list[Values]:
    """What a class says of an attribute, and what its objects take for it from dicts: data, never its methods."""
    if any(isinstance(option, FunctionRef) for values in found for option in values.options):
        return found
    taken = list(taken_from_dicts(evaluator, bases, name, receiver))
    return [*found, *taken] if found else [values for values in taken if values.options]


def _set_by_methods(
    evaluator: Evaluates, bases: Iterable[Definition], name: str, receiver: Receiver
) -> Iterator[Values]:
    """What methods assign that may run after whatever settled the attribute."""
    for base in bases if isinstance(receiver, Instance) else ():
        for method, reached in assigned_in_methods(base, name):
            place = place_in(evaluator, base.module, method, receiver)
            if reached.from_before:
                yield from (bound_value(evaluator, binding, place) for binding in reached.bindings)


def _own_member(evaluator: Evaluates, base: Definition, name: str, receiver: Receiver) -> tuple[list[Values], bool]:
    """What the class ``base`` itself says of ``name``, and whether that leaves nothing to its bases."""
    found: list[Values] = []
    if isinstance(receiver, Instance):
        assigned = list(assigned_in_methods(base, name))
        for method, reached in assigned:
            place = place_in(evaluator, base.module, method, receiver)
            found += [bound_value(evaluator, binding, place) for binding in reached.bindings]
        if any(_has_last_word(method, reached) for method, reached in assigned):
            return found, True
    body = at_end(base.module, base.node, name)
    if isinstance(receiver, Instance) and is_field(evaluator, receiver.definition, name):
        return found, False
    found += [_class_member(evaluator, binding, base, receiver) for binding in body.bindings]
    return found, not body.from_before


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
        return known(Member(base, binding.name, values, is_text))
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


def _bases_above(evaluator: Evaluates, definition: Definition, receiver: Receiver) -> Iterator[Definition]:
    """The bases of the receiver's class that come after ``definition``: where ``super()`` looks."""
    bases = list(project_bases(evaluator, receiver.definition))
    start = bases.index(definition) + 1 if definition in bases else len(bases)
    return iter(bases[start:])


def _preferring_values(found: list[Values]) -> Values:
    """All that was found; ``None`` only marks what is not yet set where there is anything else."""
    values = union(found)
    kept = tuple(option for option in values.options if option != Constant(None))
    return Values(kept, values.open, values.reason) if kept else values if values.options or values.open else NOTHING
