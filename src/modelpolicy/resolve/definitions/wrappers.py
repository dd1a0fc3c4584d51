"""What decorators of the project make of what stands below them: a wrapper may pass on, and give back, other things."""

import ast
from collections.abc import Iterable, Iterator
from typing import Final

from modelpolicy.program.bindings import dotted_name
from modelpolicy.program.modules import Definition, Function, last_name
from modelpolicy.program.usages import reads_of
from modelpolicy.resolve.definitions.called import CALL, constructed_class
from modelpolicy.resolve.definitions.decorations import decorates
from modelpolicy.resolve.definitions.members import CONSTRUCTOR, method_in
from modelpolicy.resolve.definitions.metaclasses import calling
from modelpolicy.resolve.definitions.passing_on import UNCHANGED, Wrapping, assigned_by, returned_by, wrapping_by
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place
from modelpolicy.values.values import ClassRef, External, FunctionRef, Instance, Value

_DISPATCHING: Final = frozenset({"functools.singledispatch", "functools.singledispatchmethod"})
"""Decorators of functions in whose place others may run."""


def wrapping_of(evaluator: Evaluates, function: Definition) -> Wrapping:
    """What the decorators of ``function`` change; of a constructor, what the metaclass does."""
    decorators = getattr(function.node, "decorator_list", [])
    constructed = constructed_class(function)
    if not decorators and constructed is None:
        return UNCHANGED
    return evaluator.remember(("wrapping", function), lambda: _find(evaluator, function, decorators, constructed))


def is_replaced(evaluator: Evaluates, cls: Definition) -> bool:
    """Whether a decorator of the project gives something else for a class than that itself, or what calls it."""
    decorators = getattr(cls.node, "decorator_list", [])
    return bool(decorators) and evaluator.remember(
        ("replaced", cls), lambda: any(_replaces(evaluator, one, cls) for one in decorators)
    )


def is_wrapped(evaluator: Evaluates, cls: Definition) -> bool:
    """Whether a decorator of the project gives a function that makes instances in place of the class."""
    decorators = getattr(cls.node, "decorator_list", [])
    return bool(decorators) and evaluator.remember(
        ("wrapped", cls), lambda: any(_wraps(evaluator, one, cls) for one in decorators)
    )


def _wraps(evaluator: Evaluates, decorator: ast.expr, cls: Definition) -> bool:
    options = evaluator.callees(decorator, Place(cls.module)).options
    functions = (one.definition.node for one in options if isinstance(one, FunctionRef))
    return any(isinstance(one, ast.FunctionDef) and any(_returned_wrappers(one)) for one in functions)


def _replaces(evaluator: Evaluates, decorator: ast.expr, cls: Definition) -> bool:
    for option in evaluator.callees(decorator, Place(cls.module)).options:
        match option:
            case FunctionRef(Definition(node=ast.FunctionDef() as node)):
                inside = {one.name for one in node.body if isinstance(one, ast.ClassDef)}
                returned = {one.id for one in returned_by(node) if isinstance(one, ast.Name)}
                if not inside.isdisjoint(returned) or _by(option) != UNCHANGED:
                    return True
    return False


def is_wrapper(evaluator: Evaluates, function: Definition) -> bool:
    """Whether a decorator gives the function: whoever calls what that stands above calls it."""
    outer = function.module.scope_of(function.node)
    while isinstance(outer, ast.FunctionDef):
        if any(decorates(module, node) for module, node in reads_of(evaluator.project, outer.name)):
            return True
        outer = function.module.scope_of(outer)
    return False


def _find(
    evaluator: Evaluates, function: Definition, decorators: Iterable[ast.expr], constructed: ast.ClassDef | None
) -> Wrapping:
    found = UNCHANGED
    for decorator in decorators:
        for option in evaluator.callees(decorator, Place(function.module)).options:
            found |= _by(option)
        found |= Wrapping(arguments=_registers(evaluator, decorator, function))
    return found if constructed is None else found | _by_metaclass(evaluator, Definition(function.module, constructed))


def _by_metaclass(evaluator: Evaluates, cls: Definition) -> Wrapping:
    """By what a metaclass passes on: ``super().__call__(*args, **kwargs)``."""
    calling_method = calling(evaluator, cls)
    method = None if calling_method is None else calling_method.node
    return wrapping_by(method, "super().__call__", skipped=1) if isinstance(method, Function) else UNCHANGED


def _by(decorator: Value) -> Wrapping:
    match decorator:
        case FunctionRef(Definition(node=ast.FunctionDef() as node)):
            return _by_function(node, has_receiver=decorator.receiver is not None)
        case ClassRef(definition):
            return _by_class(definition)
        case Instance(definition) if isinstance(call := method_in(definition, CALL), ast.FunctionDef):
            return _by_function(call, has_receiver=True)
        case External(name) if name in _DISPATCHING:
            return Wrapping(result=True)
        case _:
            return UNCHANGED


def _registers(evaluator: Evaluates, decorator: ast.expr, function: Definition) -> bool:
    """Whether calls of another function can run this one by the kind of an argument: ``@show.register``."""
    written = decorator.func if isinstance(decorator, ast.Call) else decorator
    if not isinstance(written, ast.Attribute) or written.attr != "register":
        return False
    generic = evaluator.callees(written.value, Place(function.module)).options
    return any(isinstance(one, FunctionRef) for one in generic)


def _by_function(decorator: ast.FunctionDef, *, has_receiver: bool) -> Wrapping:
    """By what a decorator returns: what it took, or a function inside of it."""
    taken = [one.arg for one in (*decorator.args.posonlyargs, *decorator.args.args)][has_receiver:]
    found = Wrapping(arguments=any(_gives_first(value) for value in returned_by(decorator)))
    for wrapper in _returned_wrappers(decorator) if taken else ():
        found |= wrapping_by(wrapper, taken[0])
    return found


def _gives_first(value: ast.expr) -> bool:
    """Whether something is called with arguments that come before those of each call: ``partial(function, name)``."""
    match value:
        case ast.Call(func=func, args=[_, *more], keywords=keywords):
            return last_name(func) == "partial" and bool(more or keywords)
        case _:
            return False


def _by_class(cls: Definition) -> Wrapping:
    """By what the instances of a class do where they are called, with what their constructor has kept."""
    constructor, call = method_in(cls, CONSTRUCTOR), method_in(cls, CALL)
    taken = [one.arg for one in constructor.args.args[1:2]] if constructor else []
    if constructor is None or call is None or not taken:
        return UNCHANGED
    kept = next((name for name, value in assigned_by(constructor) if dotted_name(value) in taken), "")
    return wrapping_by(call, kept, skipped=1)


def _returned_wrappers(decorator: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[Function]:
    """The functions inside that a decorator gives; what gives others in its turn is a decorator itself."""
    inside = {one.name: one for one in decorator.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}
    for value in returned_by(decorator):
        match value:
            case ast.Lambda():
                yield value
            case ast.Name(id=name) | ast.Call(args=[ast.Name(id=name)]) if name in inside:
                yield from [] if any(_returned_wrappers(inside[name])) else [inside[name]]
