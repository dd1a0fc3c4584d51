"""Whether what is called is a function, and by which name it is called."""

import ast
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from modelpolicy.program.modules import Definition
from modelpolicy.resolve.definitions.members import CONSTRUCTOR, MAKING, find_method, project_bases
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.values import ClassRef, FunctionRef, Instance, Receiver, Reflected, SomeModule, Value

CALL: Final = "__call__"
"""The method that runs when an instance is called."""

_CONSTRUCTING: Final = (CONSTRUCTOR, MAKING)
"""The methods that run when a class is called."""


def is_call_of(evaluator: Evaluates, callee: Value, function: Definition, receiver: Receiver | None) -> bool:
    """Whether ``callee`` runs ``function``; with a ``receiver``, for that one's own class."""
    match callee:
        case FunctionRef(definition, bound):
            same_class = receiver is None or bound is None or bound.definition == receiver.definition
            return definition == function and same_class
        case ClassRef(definition):
            same_class = receiver is None or definition == receiver.definition
            return same_class and any(find_method(evaluator, definition, name) == function for name in _CONSTRUCTING)
        case Instance(definition):
            same_class = receiver is None or definition == receiver.definition
            return same_class and find_method(evaluator, definition, CALL) == function
        case Reflected():
            return _may_mean(evaluator, callee, function, receiver)
        case _:
            return False


def _may_mean(evaluator: Evaluates, reflected: Reflected, function: Definition, receiver: Receiver | None) -> bool:
    owner = reflected.owner
    if isinstance(owner, ClassRef | Instance) and not _has_method(evaluator, owner, function, receiver):
        return False
    names = names_called(evaluator, function, receiver)
    return any(is_call_of(evaluator, one, function, receiver) for one in meant(evaluator, reflected, names))


def _has_method(
    evaluator: Evaluates, owner: ClassRef | Instance, function: Definition, receiver: Receiver | None
) -> bool:
    """Whether ``owner`` can have the function as a method: asked of very many, and soon told of most."""
    if receiver is not None and receiver.definition != owner.definition:
        return False
    cls = Definition(function.module, function.module.scope_of(function.node))
    return isinstance(cls.node, ast.ClassDef) and cls in project_bases(evaluator, owner.definition)


def meant(evaluator: Evaluates, reflected: Reflected, names: Iterable[str]) -> Iterator[Value]:
    """What a look-up under a computed name gives where that is one of ``names``."""
    owner = reflected.owner
    for name in filter(reflected.can_be_called, names):
        if isinstance(owner, SomeModule):
            yield from _in_modules(evaluator, owner, name)
        else:
            yield from evaluator.attribute(owner, name).options


def _in_modules(evaluator: Evaluates, modules: SomeModule, name: str) -> Iterator[Value]:
    for module in evaluator.project.mentioning(name):
        if modules.name.fit(module.name):
            yield from evaluator.exported(module, name).options


def names_called(evaluator: Evaluates, function: Definition, receiver: Receiver | None) -> list[str]:
    """The names of what can be called to run ``function``: of a constructor, those of the classes that have it."""
    node = constructed_class(function)
    if node is None:
        return [function.name]
    cls = Definition(function.module, node)
    made = [receiver.definition] if receiver else [cls, *evaluator.classes.subclasses(cls)]
    return list(dict.fromkeys(kind.name for kind in made))


def with_renamed(evaluator: Evaluates, names: Iterable[str], may_be: Callable[[Value], bool]) -> list[str]:
    """``names``, and those under which modules have the same for others to import: ``from .a import name as other``."""
    found = list(names)
    for name in found:
        for module in evaluator.project.reading(name):
            for alias in module.assignments.aliases(name):
                if alias not in found and any(map(may_be, evaluator.exported(module, alias).options)):
                    found.append(alias)
    return found


def called_name(function: Definition) -> str:
    """The name by which the function is called: of a constructor, that of its class."""
    node = constructed_class(function)
    return function.name if node is None else node.name


def constructed_class(function: Definition) -> ast.ClassDef | None:
    """The class whose constructor the function is; a function called ``__init__`` elsewhere is none."""
    scope = function.module.scope_of(function.node)
    return scope if function.name in _CONSTRUCTING and isinstance(scope, ast.ClassDef) else None
