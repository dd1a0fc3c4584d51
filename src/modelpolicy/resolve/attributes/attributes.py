"""Attributes to values: of modules, classes, instances, enumerations and things outside the project."""

import ast
from collections.abc import Iterator

from modelpolicy.program.assigned import target_name
from modelpolicy.program.bindings import dotted_name
from modelpolicy.program.dependence import comes_before, is_bound_once
from modelpolicy.program.flow import reaching
from modelpolicy.program.growing import calls_handed
from modelpolicy.program.modules import Definition, ScopeNode, scope_name
from modelpolicy.resolve.attributes.class_attributes import class_attribute
from modelpolicy.resolve.calls.language_functions import SUBCLASSES
from modelpolicy.resolve.contents.containers import is_command_line
from modelpolicy.resolve.definitions.enumerations import (
    OWN_ATTRIBUTES,
    first_of_its_value,
    is_enumeration,
    member_attribute,
    members_by_name,
)
from modelpolicy.resolve.definitions.members import CONSTRUCTOR, project_bases
from modelpolicy.resolve.definitions.stand_ins import stands_in
from modelpolicy.resolve.flow.earlier_turns import by_turns
from modelpolicy.resolve.flow.narrowing import Subject, narrowed
from modelpolicy.resolve.names import imports, names
from modelpolicy.resolve.names.bound import bound_value
from modelpolicy.resolve.names.grown import grown_by_calls
from modelpolicy.resolve.names.outside_assignments import set_on_dicts
from modelpolicy.resolve.outside.bundles import place_in_bundle
from modelpolicy.resolve.outside.flags import flag_value
from modelpolicy.resolve.outside.options import parsed_option
from modelpolicy.resolve.outside.package_files import folder_of
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.resolve.strings import string_methods
from modelpolicy.resolve.strings.downloads import OF_PATHS, is_download
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
    Namespace,
    Opened,
    Promise,
    Receiver,
    Reflected,
    Result,
    SomeModule,
    Super,
    Value,
    Values,
    known,
    union,
    unknown,
)


def evaluate_attribute(evaluator: Evaluates, node: ast.Attribute, place: Place) -> Values:
    """``value.attr``; for ``self.attr`` what the method itself assigned before comes first."""
    found = names.assumed_value(node, place) or _assigned_before(evaluator, node, place)
    if found is not None:
        return found
    values = evaluator.evaluate(node.value, place)
    before = _constructor_that_sets(node, place)
    parts = [(option, _attribute_before(evaluator, option, node.attr, before)) for option in values.options]
    had = [part for option, part in parts if part.options or not _may_lack_it(option)]
    held = [*(had or [part for _, part in parts]), _set_so_far(evaluator, node, place), values.rest()]
    return _passing(evaluator, node, union(held), place)


def _may_lack_it(value: Value) -> bool:
    """Whether a value without an attribute is not there where code goes on: ``None``, what stands in for a library."""
    return value == Constant(None) or stands_in(value)


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


def _constructor_that_sets(node: ast.Attribute, place: Place) -> ScopeNode | None:
    """The constructor that a use of ``self.attr`` stands in and that sets it only later; ``None`` elsewhere."""
    scope, dotted = place.module.scope_of(node), target_name(node)
    is_set = dotted is not None and dotted in place.module.bindings.in_scope(scope)
    return scope if is_set and scope_name(scope) == CONSTRUCTOR else None


def _attribute_before(evaluator: Evaluates, value: Value, name: str, before: ScopeNode | None) -> Values:
    if before is None or not isinstance(value, Instance):
        return attribute_of(evaluator, value, name)
    return class_attribute(evaluator, project_bases(evaluator, value.definition), name, value, before)


def attribute_of(evaluator: Evaluates, value: Value, name: str) -> Values:
    """The attribute ``name`` of one value."""
    match value:
        case ModuleRef() | SomeModule() | External() | Result():
            return _imported_attribute(evaluator, value, name)
        case ClassRef() | FunctionRef() | Instance() if (told := _told_of_itself(value, name)) is not None:
            return known(told)
        case Instance() | ClassRef() if (found := _of_enumeration(evaluator, value, name)) is not None:
            return found
        case ClassRef(definition) | Instance(definition):
            return class_attribute(evaluator, project_bases(evaluator, definition), name, value)
        case Super(definition, receiver):
            return class_attribute(evaluator, _bases_above(evaluator, definition, receiver), name, receiver)
        case Member():
            return _attribute_of_member(evaluator, value, name)
        case Table() if not hasattr(dict, name):
            entry = value.get(name) or unknown(f"attribute {name} of a dict")
            return union([entry, *set_on_dicts(evaluator, name)])
        case Text() | Items() | Table() | Constant() | Opened() | Promise() | Namespace():
            return _plain_attribute(value, name)
        case Compiled() | Matched():
            return known(Method(value, name))
        case _:
            return unknown(f"attribute {name} of a function")


def _told_of_itself(
    value: ClassRef | FunctionRef | Instance, name: str
) -> ClassRef | Namespace | Text | External | None:
    """What the language itself has of classes, functions and instances."""
    match name, value:
        case "__class__", Instance(definition):
            return ClassRef(definition)
        case "__subclasses__", ClassRef():
            return External(SUBCLASSES)
        case "__dict__", ClassRef() | Instance():
            return Namespace(value)
        case "__name__" | "__qualname__", ClassRef(definition) | FunctionRef(definition):
            return Text(definition.name)
        case _:
            return None


def _of_enumeration(evaluator: Evaluates, value: Instance | ClassRef, name: str) -> Values | None:
    """What an enumeration, or any member of it, answers itself."""
    if name not in (*OWN_ATTRIBUTES, "__members__") or not is_enumeration(evaluator, value.definition):
        return None
    if isinstance(value, ClassRef):
        return known(members_by_name(evaluator, value.definition)) if name == "__members__" else None
    return member_attribute(evaluator, value.definition, name) if name in OWN_ATTRIBUTES else None


def _imported_attribute(evaluator: Evaluates, value: ModuleRef | SomeModule | External | Result, name: str) -> Values:
    match value:
        case SomeModule():
            return Values((Reflected(value, name),), open=True, reason="an attribute of a computed import")
        case ModuleRef() if name == "__dict__":
            return known(Namespace(value))
        case ModuleRef(module, importer) if name == "__file__":
            return known(Text(evaluator.project.imports.place_of(module, importer.path), is_path=True))
        case ModuleRef(_, importer) if name == "__path__":
            return known(Items((folder_of(evaluator, value, importer),)))
        case ModuleRef(module, importer):
            return imports.attribute_of_module(evaluator, module, name, importer)
        case External(qualified):
            said = place_in_bundle(evaluator, f"{qualified}.{name}") or flag_value(evaluator, value, name)
            return said or evaluator.constant(f"{qualified}.{name}")
        case Result() if (name == "parent" and is_download(value)) or (name == "__dict__" and is_command_line(value)):
            return known(value)
        case Result() if _has_method(evaluator, value, name):
            return known(Method(value, name))
        case Result(qualified):
            said = parsed_option(evaluator, value, name) or flag_value(evaluator, value, name)
            return said or evaluator.constant(f"{qualified}.{name}")


def _has_method(evaluator: Evaluates, value: Result, name: str) -> bool:
    """Whether ``name`` is a method of what was fetched that gives the same file, or what is in it."""
    if is_download(value):
        return name in OF_PATHS
    return name == "read" and evaluator.fetcher(value.callee) is not None


def _plain_attribute(value: Text | Items | Table | Constant | Opened | Promise | Namespace, name: str) -> Values:
    """A part of a path, else a method."""
    if value == Constant(None) and not hasattr(None, name):
        return unknown(f"attribute {name} of None")
    found = string_methods.attribute(value, name) if isinstance(value, Text) else None
    return found or known(Method(value, name))


def _attribute_of_member(evaluator: Evaluates, member: Member, name: str) -> Values:
    """Its name and value; what the enumeration defines; else what the value has, as members of ``StrEnum`` do."""
    if name in OWN_ATTRIBUTES:
        return known(Text(first_of_its_value(evaluator, member).name)) if name == "name" else member.value
    bases = list(project_bases(evaluator, member.definition))
    if any(name in base.module.bindings.in_scope(base.node) for base in bases):
        return class_attribute(evaluator, bases, name, member)
    parts = [attribute_of(evaluator, option, name) for option in member.value.options]
    return union([*parts, member.value.rest()])


def _assigned_before(evaluator: Evaluates, node: ast.Attribute, place: Place) -> Values | None:
    dotted = target_name(node)
    if dotted is None:
        return None
    reached = reaching(place.module, node, dotted, place.module.scope_of(node))
    if reached.from_before:
        return None
    values = _set_so_far(evaluator, node, place)
    handed = calls_handed(place.module, place.module.scope_of(node), dotted)
    before = (call for call in handed if comes_before(place.module, call, node))
    return union([values, *grown_by_calls(evaluator, dotted, before, place, values)])


def _set_so_far(evaluator: Evaluates, node: ast.Attribute, place: Place) -> Values:
    """What the method itself has set ``self.attr`` to on the ways that lead to a use of it."""
    dotted = target_name(node)
    if dotted is None:
        return NOTHING
    reached = reaching(place.module, node, dotted, place.module.scope_of(node))
    return union(
        [
            bound_value(evaluator, arrival.binding, one)
            for arrival, places in by_turns(evaluator, reached.arrivals, place)
            for one in places
            if arrival.binding is not None
        ]
    )


def _bases_above(evaluator: Evaluates, definition: Definition, receiver: Receiver) -> Iterator[Definition]:
    """The bases of the receiver's class that come after ``definition``: where ``super()`` looks."""
    bases = list(project_bases(evaluator, receiver.definition))
    start = bases.index(definition) + 1 if definition in bases else len(bases)
    return iter(bases[start:])
