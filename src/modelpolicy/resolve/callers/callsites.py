"""Who calls a function: every call in the project whose callee can be it."""

import ast
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Final

from modelpolicy.program.modules import Definition, SourceModule, last_name
from modelpolicy.program.started import Started
from modelpolicy.program.usages import MAPS, handed_to_callers
from modelpolicy.resolve.callers.escaping import is_handed
from modelpolicy.resolve.callers.handed import Called, calls_of_handed, calls_of_read
from modelpolicy.resolve.callers.reflected_calls import calls_of_computed, calls_of_looked_up
from modelpolicy.resolve.callers.running import OWN_CLASS, called_at, enters, is_class, makes_instance, may_call
from modelpolicy.resolve.callers.subclassed import calls_by_bases, calls_of_inheriting, inheriting
from modelpolicy.resolve.definitions.belonging import place_in
from modelpolicy.resolve.definitions.called import (
    CALL,
    constructed_class,
    is_call_of,
    names_called,
    with_renamed,
)
from modelpolicy.resolve.definitions.decorations import decorations_by, is_decoration, keeps
from modelpolicy.resolve.definitions.members import INHERITED, project_bases
from modelpolicy.resolve.questions.asking import Evaluates, Sought
from modelpolicy.values.places import Frame, Place
from modelpolicy.values.values import Instance, Partial, Receiver

_PARTIAL: Final = "partial"
"""What gives a function back that is called later."""


def find(evaluator: Evaluates, function: Definition, receiver: Receiver | None) -> Sought[Frame]:
    """The calls of ``function``; with a ``receiver``, those that ``receiver``'s own class runs it for."""
    if isinstance(function.node, ast.Lambda):
        return evaluator.search(("calls of", function), partial(_find_of_lambda, evaluator, function, function.node))
    if isinstance(receiver, Instance) and receiver.made is not None:
        return _find_for_instance(evaluator, function, receiver)
    return evaluator.search(("calls of", function, receiver), lambda: _find(evaluator, function, receiver))


def _find_of_lambda(evaluator: Evaluates, function: Definition, node: ast.expr) -> Iterator[Frame]:
    """The calls of what has no name: those of what carries it, or takes it."""
    return _calling(evaluator, dict.fromkeys(calls_of_read(evaluator, function.module, node)), function, None)


def _find_for_instance(evaluator: Evaluates, function: Definition, receiver: Instance) -> Sought[Frame]:
    """The calls of ``function`` for any instance of the class, where they are for this one too: one search for all."""
    found = find(evaluator, function, Instance(receiver.definition))
    sites = (_made_for(evaluator, site, receiver) for site in found.items)
    return Sought(tuple(site for site in sites if enters(evaluator, site, function, receiver)), found.is_whole)


def _made_for(evaluator: Evaluates, site: Frame, receiver: Instance) -> Frame:
    """The call as ``receiver`` makes it, where an instance of its class does."""
    earlier = site.earlier and _made_for(evaluator, site.earlier, receiver)
    if site.caller.receiver != Instance(receiver.definition):
        return replace(site, earlier=earlier)
    module = site.caller.module
    caller = place_in(evaluator, module, module.scope_of(site.call), receiver)
    return replace(site, caller=caller, earlier=earlier)


def _find(evaluator: Evaluates, function: Definition, receiver: Receiver | None) -> Iterator[Frame]:
    """The calls, the most likely first: a search can be cut short."""
    if function.name == INHERITED:
        yield from inheriting(evaluator, function, receiver)
    names = _possible_names(evaluator, function, receiver)
    of_instances = _calls_of_instances(evaluator, function) if function.name == CALL else ()
    above = _constructions_above(evaluator, function, receiver)
    calls = dict.fromkeys((*_calls_named(evaluator, names), *of_instances, *above))
    indirect = (one for name in names for one in handed_to_callers(evaluator.project, name))
    found = yield from _counted(_calling(evaluator, chain(calls, indirect), function, receiver))
    if not found or is_handed(evaluator, function):
        handed = (call for call in _calls_of_handed(evaluator, names) if call not in calls)
        found += yield from _counted(_calling(evaluator, handed, function, receiver))
    may_be = partial(is_call_of, evaluator, function=function, receiver=receiver)
    called = names_called(evaluator, function, receiver)
    beside = chain(calls_of_looked_up(evaluator, function, called, may_be), calls_by_bases(evaluator, function))
    looked_up = (call for call in beside if call not in calls)
    found += yield from _counted(_calling(evaluator, looked_up, function, receiver))
    if not found:
        yield from _calling(evaluator, calls_of_computed(evaluator, function, called, may_be), function, receiver)


def _counted(sites: Iterable[Frame]) -> Generator[Frame, None, int]:
    """The same, and in the end how many there were."""
    number = 0
    for site in sites:
        number += 1
        yield site
    return number


def _calling(
    evaluator: Evaluates,
    calls: Iterable[Called],
    function: Definition,
    receiver: Receiver | None,
) -> Iterator[Frame]:
    """Those of ``calls`` that call the function, once for each class that makes them."""
    for module, call in calls:
        if isinstance(call, Started):
            yield from _starting(evaluator, module, call, function, receiver)
        elif not is_decoration(call) or keeps(function):
            for site in _sites(evaluator, module, call, receiver):
                if may_call(evaluator, site, function, receiver):
                    yield site


def constructor_calls(evaluator: Evaluates, cls: Definition) -> Sought[Frame]:
    """The calls that make an instance of exactly ``cls``."""
    return evaluator.search(("calls that make", cls), lambda: _find_constructor_calls(evaluator, cls))


def _find_constructor_calls(evaluator: Evaluates, cls: Definition) -> Iterator[Frame]:
    may_be = partial(is_class, evaluator, cls=cls)
    names = with_renamed(evaluator, [cls.name], may_be)
    handed = _calls_of_handed(evaluator, names)
    calls = (*_calls_named(evaluator, names), *_calls_of_own_class(evaluator, cls), *handed)
    looked_up = (*calls_of_looked_up(evaluator, cls, [cls.name], may_be), *calls_of_inheriting(evaluator, cls))
    found = yield from _counted(_making(evaluator, dict.fromkeys((*calls, *looked_up)), cls))
    if not found:
        yield from _making(evaluator, calls_of_computed(evaluator, cls, [cls.name], may_be), cls)


def _making(evaluator: Evaluates, calls: Iterable[Called], cls: Definition) -> Iterator[Frame]:
    """Those of ``calls`` that make an instance of exactly ``cls``, once for each class that makes them."""
    written = ((module, call) for module, call in calls if isinstance(call, ast.Call))
    sites = (site for module, call in written for site in _sites(evaluator, module, call, None))
    return (site for site in sites if makes_instance(evaluator, site, cls))


def _calls_of_handed(evaluator: Evaluates, names: Iterable[str]) -> tuple[Called, ...]:
    """The calls that can be of what has one of these names, where that is handed on as a value."""
    return tuple(call for name in names for call in _calls_of_handed_by_name(evaluator, name))


def _calls_of_handed_by_name(evaluator: Evaluates, name: str) -> tuple[Called, ...]:
    return evaluator.remember(("calls of handed", name), lambda: tuple(calls_of_handed(evaluator, name)))


def _calls_of_own_class(evaluator: Evaluates, cls: Definition) -> Iterator[Called]:
    """``cls(...)`` in a classmethod: a constructor's call that does not name the class."""
    for base in project_bases(evaluator, cls):
        module = base.module
        for call in module.calls_by_name.get(OWN_CLASS, ()):
            if module.class_of(module.scope_of(call)) is base.node:
                yield module, call


def _calls_named(evaluator: Evaluates, names: Iterable[str]) -> Iterator[Called]:
    seen: set[ast.Call] = set()
    for name in names:
        for module in evaluator.project.reading(name):
            for alias in (name, *module.assignments.aliases(name)):
                for call in (*module.calls_by_name.get(alias, ()), *decorations_by(module, alias)):
                    if call not in seen:
                        seen.add(call)
                        yield module, call


def _starting(
    evaluator: Evaluates, module: SourceModule, handed: Started, function: Definition, receiver: Receiver | None
) -> Iterator[Frame]:
    """``partial(function, ...)``, ``submit(function, ...)``: what follows the function are its arguments."""
    is_each = last_name(handed.call.func) in MAPS
    for site in _sites(evaluator, module, handed.call, receiver):
        options = evaluator.callees(handed.function, site.caller).options
        if any(is_call_of(evaluator, option, function, receiver) for option in options):
            found = replace(site, skipped=handed.skipped, is_each=is_each, is_packed=handed.is_packed)
            is_partial = last_name(handed.call.func) == _PARTIAL
            yield from _calls_of_partial(evaluator, module, found, receiver) if is_partial else (found,)


def _calls_of_partial(
    evaluator: Evaluates, module: SourceModule, given: Frame, receiver: Receiver | None
) -> Iterator[Frame]:
    """The calls of what ``partial(...)`` made, each after what that was given; that itself where nothing calls it."""
    called = dict.fromkeys(calls_of_read(evaluator, module, given.call))
    later = [
        replace(site, earlier=given)
        for place, call in called
        if isinstance(call, ast.Call)
        for site in _sites(evaluator, place, call, receiver)
        if any(isinstance(one, Partial) and one.given.call is given.call for one in called_at(evaluator, site))
    ]
    yield from later or (given,)


def _possible_names(evaluator: Evaluates, function: Definition, receiver: Receiver | None) -> list[str]:
    names = dict.fromkeys(names_called(evaluator, function, receiver))
    return with_renamed(evaluator, names, partial(is_call_of, evaluator, function=function, receiver=receiver))


def _calls_of_instances(evaluator: Evaluates, function: Definition) -> Iterator[Called]:
    """The calls of what holds instances of the method's class: ``detect(frame)`` after ``detect = Detector()``."""
    scope = function.module.scope_of(function.node)
    cls = Definition(function.module, scope)
    for kind in (cls, *evaluator.classes.subclasses(cls)) if isinstance(scope, ast.ClassDef) else ():
        for site in constructor_calls(evaluator, kind).items:
            yield from calls_of_read(evaluator, site.caller.module, site.call)


def _constructions_above(evaluator: Evaluates, function: Definition, receiver: Receiver | None) -> Iterator[Called]:
    """``super().__init__(...)``, ``Base.__init__(self, ...)``: in the modules of the classes that inherit."""
    node = constructed_class(function)
    if node is not None:
        cls = Definition(function.module, node)
        below = (cls, *evaluator.classes.subclasses(cls), *([receiver.definition] if receiver else []))
        for module in dict.fromkeys(kind.module for kind in below):
            yield from ((module, call) for call in module.calls_by_name.get(function.name, ()))
        made = [receiver.definition] if receiver else below
        yield from (call for kind in made for call in _calls_of_own_class(evaluator, kind))


def _sites(evaluator: Evaluates, module: SourceModule, call: ast.Call, receiver: Receiver | None) -> Iterator[Frame]:
    evaluator.step()
    scope = module.scope_of(call)
    cls = module.class_of(scope)
    if (
        receiver is not None
        and cls is not None
        and Definition(module, cls) in project_bases(evaluator, receiver.definition)
    ):
        yield Frame(call, place_in(evaluator, module, scope, receiver))
        return
    for own in evaluator.classes.receivers(module, scope):
        yield Frame(call, Place(module, own))
