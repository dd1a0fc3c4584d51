"""What a parameter can be: what the call in hand passes, else what any call site passes, and the default."""

import ast
from collections.abc import Iterator
from dataclasses import replace

from modelpolicy.domain.load import Step
from modelpolicy.program.modules import Definition, Function, ScopeNode
from modelpolicy.resolve.callers.callsites import find
from modelpolicy.resolve.callers.escaping import escapes
from modelpolicy.resolve.callers.handers import by_hander
from modelpolicy.resolve.callers.promised import promised
from modelpolicy.resolve.contents.arguments import defaults_of, may_pass_more, passed, takes_receiver
from modelpolicy.resolve.definitions.belonging import owner
from modelpolicy.resolve.definitions.members import is_of_class, project_bases
from modelpolicy.resolve.definitions.wrappers import is_wrapper, wrapping_of
from modelpolicy.resolve.outside.composed import composed_for
from modelpolicy.resolve.outside.options import decorated_option, for_command, is_command
from modelpolicy.resolve.outside.pages import handed_by_pages
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Table
from modelpolicy.values.places import FILLED, UNSEEN, Frame, Place
from modelpolicy.values.values import ClassRef, FunctionRef, Receiver, Values, known, union, unknown


def has_parameter(scope: ScopeNode, name: str) -> bool:
    """Whether ``scope`` is a function with a parameter ``name``."""
    return isinstance(scope, Function) and name in _names(scope.args)


def evaluate_parameter(evaluator: Evaluates, function: ScopeNode, name: str, place: Place) -> Values:
    """The values of ``function``'s parameter ``name`` in ``place``."""
    assert isinstance(function, Function)
    definition = Definition(place.module, function)
    if takes_receiver(definition) and name == _names(function.args)[0]:
        return known(*_receivers(evaluator, definition, place))
    values = _passed(evaluator, definition, name, place)
    if not wrapping_of(evaluator, definition).arguments:
        return values
    return union([values, unknown(f"what a decorator passes for {name} of {definition.name}")])


def _passed(evaluator: Evaluates, definition: Definition, name: str, place: Place) -> Values:
    """What calls of the function's name pass."""
    if place.function is definition.node and place.frame is not None:
        return _from_frame(evaluator, definition, name, place.frame, place)
    making = _call_that_made(evaluator, definition, place)
    if making is not None:
        return _from_site(evaluator, definition, name, making, place)
    return _from_anywhere(evaluator, definition, name, place)


def _call_that_made(evaluator: Evaluates, outer: Definition, place: Place) -> Frame | None:
    """The call of ``outer`` that gave the function inside of it that runs in ``place``: ``outer(...)(...)``."""
    inner, frame = place.function, place.frame
    if inner is None or frame is None or place.module.scope_of(inner) is not outer.node:
        return None
    made = frame.call.func
    if not isinstance(made, ast.Call):
        return None
    callees = evaluator.evaluate(made.func, frame.caller).options
    is_sure = bool(callees) and all(isinstance(one, FunctionRef) and one.definition == outer for one in callees)
    return Frame(made, frame.caller) if is_sure else None


def _from_frame(evaluator: Evaluates, definition: Definition, name: str, frame: Frame, place: Place) -> Values:
    if frame.call is UNSEEN:
        return _from_outside(evaluator, definition, name, place)
    if frame.call is FILLED:
        passed_on = unknown(f"parameter {name} of {definition.name}, which calls itself with what is not known")
        return union([_default(evaluator, definition, name, place), passed_on])
    return _from_site(evaluator, definition, name, frame, place)


def _from_site(evaluator: Evaluates, definition: Definition, name: str, site: Frame, place: Place) -> Values:
    value, at_times = passed(evaluator, definition, name, site)
    if value is None:
        value = _given_to_command(evaluator, definition, name) or _default(evaluator, definition, name, place)
        if may_pass_more(evaluator, site):
            value = union([value, unknown(f"keyword arguments that are passed on to {definition.name}")])
        elif any(keyword.arg is None for keyword in site.call.keywords):
            value = _left_to_callers(value, definition, name)
    else:
        value = for_command(evaluator, definition, site, value)
        value = value.through(Step(site.caller.module.location(site.call), f"{name} of {definition.name}"))
        if at_times and name in defaults_of(_function(definition).args):
            value = union([value, _default(evaluator, definition, name, place)])
    return value.owned_by(owner(site.caller, site.call))


def _from_anywhere(evaluator: Evaluates, definition: Definition, name: str, place: Place) -> Values:
    sites = find(evaluator, definition, place.receiver)
    told_apart = by_hander(evaluator, sites.items, definition, place.receiver)
    found = [_from_site(evaluator, definition, name, site, place) for site in told_apart]
    if not found or escapes(evaluator, definition):
        found.append(_from_outside(evaluator, definition, name, place))
    if not sites.is_whole:
        found.append(unknown(f"there are too many calls that can be one of {definition.name}"))
    return union(found)


def _from_outside(evaluator: Evaluates, definition: Definition, name: str, place: Place) -> Values:
    """What command line or page say; the default; without one, what the annotation promises; else nobody knows."""
    declared = _given_to_command(evaluator, definition, name) or handed_by_pages(evaluator, definition, name)
    if declared is not None:
        return declared
    default = _default(evaluator, definition, name, place)
    if not default.options:
        return _from_annotation(evaluator, definition, name, place)
    if is_wrapper(evaluator, definition):
        return union([default, unknown(f"parameter {name} of what a decorator gives")])
    if is_command(evaluator, definition):
        return replace(default, open=True, reason=f"command line option {name}")
    return _left_to_callers(default, definition, name)


def _given_to_command(evaluator: Evaluates, definition: Definition, name: str) -> Values | None:
    """What a decorator passes that makes a command of the function, however that is called."""
    declared = decorated_option(evaluator, definition.module, _function(definition), name)
    return declared or composed_for(evaluator, definition, name)


def _left_to_callers(default: Values, definition: Definition, name: str) -> Values:
    """The default as an answer that decides no condition: somebody whom the source does not show may pass another."""
    return replace(default, reason=default.reason or f"parameter {name} of {definition.name}, which callers decide")


def _default(evaluator: Evaluates, definition: Definition, name: str, place: Place) -> Values:
    function = _function(definition)
    expression = defaults_of(function.args).get(name)
    if function.args.kwarg is not None and function.args.kwarg.arg == name:
        return known(Table(()))
    if expression is None:
        return unknown(f"parameter {name} of {definition.name}, which nothing in the project passes")
    step = Step(place.module.location(expression), f"default of {name}")
    return evaluator.evaluate(expression, Place(place.module, place.receiver)).through(step)


def _from_annotation(evaluator: Evaluates, definition: Definition, name: str, place: Place) -> Values:
    function = _function(definition)
    annotation = next((arg.annotation for arg in _arguments(function.args) if arg.arg == name), None)
    missing = _default(evaluator, definition, name, place)
    if annotation is None:
        return missing
    instances = promised(evaluator, annotation, place.module)
    return known(*instances) if instances else missing


def _receivers(evaluator: Evaluates, method: Definition, place: Place) -> Iterator[Receiver]:
    cls = method.module.class_of(method.node)
    assert cls is not None
    definition = Definition(method.module, cls)
    if place.receiver is not None and definition in project_bases(evaluator, place.receiver.definition):
        candidates: tuple[Receiver | None, ...] = (place.receiver,)
    else:
        candidates = evaluator.classes.receivers(method.module, method.node)
    of_class = is_of_class(_function(method))
    for receiver in candidates:
        if receiver is not None:
            yield ClassRef(receiver.definition) if of_class else receiver


def _function(definition: Definition) -> Function:
    assert isinstance(definition.node, Function)
    return definition.node


def _arguments(arguments: ast.arguments) -> list[ast.arg]:
    rest = [arg for arg in (arguments.vararg, arguments.kwarg) if arg is not None]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *rest]


def _names(arguments: ast.arguments) -> list[str]:
    return [arg.arg for arg in _arguments(arguments)]
