"""Attributes set on objects other than ``self``: ``config.name = value``, ``setattr(config, "name", value)``.

So are their items: ``config.paths["name"] = value``.
"""

import ast
from collections.abc import Iterator

from modelpolicy.program.bindings import Binding, dotted_name
from modelpolicy.program.modules import SourceModule
from modelpolicy.program.takings import is_own_module, takings_in
from modelpolicy.resolve.definitions.members import project_bases
from modelpolicy.resolve.names.bound import bound_value
from modelpolicy.resolve.names.taken import under
from modelpolicy.resolve.questions.asking import TOO_MANY_STEPS, Evaluates
from modelpolicy.values.collected import Table
from modelpolicy.values.places import Place
from modelpolicy.values.values import ClassRef, Instance, ModuleRef, Receiver, Value, Values, unknown


def set_elsewhere(evaluator: Evaluates, receiver: Receiver, name: str) -> list[Values]:
    """What any code of the project sets the attribute ``name`` of ``receiver`` to, from outside of its class.

    Instances of one class are not told apart.
    """
    of_class = Instance(receiver.definition) if isinstance(receiver, Instance) else receiver
    return evaluator.remember(("set elsewhere", of_class, name), lambda: list(_set(evaluator, of_class, name)))


def set_on_dicts(evaluator: Evaluates, name: str) -> list[Values]:
    """What any code sets the attribute ``name`` of an object to that is made of a dict: a ``SimpleNamespace``.

    These are not told apart.
    """
    return evaluator.remember(("set on dicts", name), lambda: list(_set_on_dicts(evaluator, name)))


def _set_on_dicts(evaluator: Evaluates, name: str) -> Iterator[Values]:
    for module in evaluator.project.setting(name):
        for target, binding in _assignments(module, name):
            for own in evaluator.classes.receivers(module, module.scope_of(target)):
                held = evaluator.callees(target, Place(module, own)).options
                if any(isinstance(one, Table) for one in held):
                    yield bound_value(evaluator, binding, Place(module, own))


def set_on_module(evaluator: Evaluates, module: SourceModule, name: str) -> list[Values]:
    """What code that imports ``module`` sets its global ``name`` to: ``config.NAME = value``."""
    settings = evaluator.project.setting(name, module.name.rpartition(".")[2])
    return [value for setting in settings for value in _given_to(evaluator, module, setting, name)]


def taken_by_module(evaluator: Evaluates, module: SourceModule, name: str) -> list[Values]:
    """What ``module`` takes for its global ``name`` out of dicts or under computed names: ``globals()[name] = value``.

    What ``exec`` runs may set any.
    """
    own = ((module, binding) for owner, binding in takings_in(module, module.tree) if is_own_module(owner))
    others = evaluator.remember(("given to", module), lambda: list(_given_by_others(evaluator, module)))
    return [value for giving, one in (*own, *others) for value in under(evaluator, one, giving, name)]


def _given_by_others(evaluator: Evaluates, module: SourceModule) -> Iterator[tuple[SourceModule, Binding]]:
    """What other modules give ``module`` for its globals, from dicts or under computed names."""
    for giving in evaluator.project.setting_anything(module.name.rpartition(".")[2]):
        for owner, binding in takings_in(giving, giving.tree):
            if not is_own_module(owner) and _is_module(evaluator, evaluator.callees(owner, Place(giving)), module):
                yield giving, binding


def _given_to(evaluator: Evaluates, module: SourceModule, setting: SourceModule, name: str) -> Iterator[Values]:
    for target, binding in _assignments(setting, name):
        first = (dotted_name(target) or "").partition(".")[0]
        if first in setting.imported and _is_module(evaluator, evaluator.callees(target, Place(setting)), module):
            yield bound_value(evaluator, binding, Place(setting))


def _is_module(evaluator: Evaluates, values: Values, module: SourceModule) -> bool:
    named = (one for one in values.options if isinstance(one, ModuleRef))
    return any(module in evaluator.project.find(one.name, one.importer.path) for one in named)


def reaches(evaluator: Evaluates, held: Value, receiver: Receiver) -> bool:
    """Whether setting an attribute of ``held`` can show on ``receiver``."""
    match held:
        case Instance(definition):
            return isinstance(receiver, Instance) and definition == receiver.definition
        case ClassRef(definition):
            return definition in project_bases(evaluator, receiver.definition)
        case _:
            return False


def _set(evaluator: Evaluates, receiver: Receiver, name: str) -> Iterator[Values]:
    for module in evaluator.project.setting(name):
        for target, binding in _assignments(module, name):
            for own in evaluator.classes.receivers(module, module.scope_of(target)):
                place = Place(module, own)
                held = evaluator.callees(target, place)
                if any(reaches(evaluator, one, receiver) for one in held.options):
                    yield bound_value(evaluator, binding, place)
                elif held.reason == TOO_MANY_STEPS:  # what it is was not found out: it may be the receiver
                    yield unknown(held.reason)


def _assignments(module: SourceModule, name: str) -> Iterator[tuple[ast.expr, Binding]]:
    """The objects whose attribute ``name`` the module sets, or items of it, each with what it is set to."""
    yield from module.assignments.attributes_set.get(name, ())
    for target, binding in module.assignments.own_attributes_set.get(name, ()):
        if module.class_of(module.scope_of(target)) is None:  # a function takes it, as a decorator of classes does
            yield target, binding
    for call in module.calls_by_name.get("setattr", ()):
        match call.args:
            case [target, ast.Constant(value=str(attribute)), value] if attribute == name:
                yield target, Binding(name, "value", call, value)
