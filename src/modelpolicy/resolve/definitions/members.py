"""Members of project classes: what the class body and its methods bind, base by base."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping

from modelpolicy.program.assigned import OWN_ATTRIBUTES
from modelpolicy.program.flow import anywhere, at_end
from modelpolicy.program.modules import Definition, Function, ScopeNode, last_name, scope_name
from modelpolicy.program.noted import noted
from modelpolicy.program.reached import Arrival, Reached
from modelpolicy.resolve.questions.asking import Evaluates

CONSTRUCTOR = "__init__"

MAKING = "__new__"
"""The method that gives what a call of the class gives, which need not be new."""

INHERITED = "__init_subclass__"
"""The method that runs for each class that inherits it."""

_OF_CLASSES = frozenset({INHERITED, MAKING, "__class_getitem__"})
"""Methods that are class methods without saying so."""


def find_method(evaluator: Evaluates, cls: Definition, name: str) -> Definition | None:
    """The method ``name`` that instances of ``cls`` have; ``None`` where no class of the project defines it."""
    for base in project_bases(evaluator, cls):
        node = method_in(base, name)
        if node is not None:
            return Definition(base.module, node)
    return None


def project_bases(evaluator: Evaluates, cls: Definition) -> Iterator[Definition]:
    """The class and its bases inside the project, nearest first."""
    return (base for base in evaluator.classes.bases(cls) if isinstance(base, Definition))


def external_bases(evaluator: Evaluates, cls: Definition) -> tuple[str, ...]:
    """The qualified names of the bases outside the project."""
    return tuple(base for base in evaluator.classes.bases(cls) if isinstance(base, str))


def method_in(cls: Definition, name: str) -> Function | None:
    """The method ``name`` in the class's own body."""
    return next((method for method in methods_of(cls) if method.name == name), None)


def is_of_class(method: Function) -> bool:
    """Whether a method takes the class, not an instance."""
    return "classmethod" in decorator_names(method) or scope_name(method) in _OF_CLASSES


def methods_of(cls: Definition) -> tuple[ast.FunctionDef | ast.AsyncFunctionDef, ...]:
    """The methods in the class's own body."""
    return _methods(cls.node)


@noted
def _methods(scope: ScopeNode) -> tuple[ast.FunctionDef | ast.AsyncFunctionDef, ...]:
    body = scope.body if isinstance(scope, ast.ClassDef) else []
    return tuple(node for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def assigned_in_methods(cls: Definition, name: str) -> Iterator[tuple[Function, Reached]]:
    """The methods of the class's own body that assign the attribute ``name``, with what they assign."""
    for method, dotted in _assigning(cls).get(name, ()):
        reached = _reached(cls, method, dotted)
        if reached.bindings:
            yield method, reached


def _assigning(cls: Definition) -> Mapping[str, list[tuple[Function, str]]]:
    """The methods that assign an attribute, by the attribute, each with the dotted name that it assigns."""
    return cls.module.remember(("assigning", cls.node), lambda: _find_assigning(cls))


def _find_assigning(cls: Definition) -> Mapping[str, list[tuple[Function, str]]]:
    found: defaultdict[str, list[tuple[Function, str]]] = defaultdict(list)
    for method in methods_of(cls):
        for function in (method, *_functions_in(method)):
            for dotted in cls.module.bindings.in_scope(function):
                own, _, name = dotted.partition(".")
                if name and own in OWN_ATTRIBUTES:
                    found[name].append((function, dotted))
    return found


def _functions_in(method: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.FunctionDef]:
    """The functions that a method defines for others to call: decorators do."""
    return (statement for statement in method.body if isinstance(statement, ast.FunctionDef))


def _reached(cls: Definition, method: Function, dotted: str) -> Reached:
    """A constructor runs first and to its end; of other methods nobody knows when they run."""
    if scope_name(method) == CONSTRUCTOR:
        return at_end(cls.module, method, dotted)
    return Reached((*map(Arrival, anywhere(cls.module, method, dotted)), Arrival()))


@noted
def decorator_names(function: ast.AST) -> frozenset[str]:
    """The last names of a definition's decorators: ``property`` for ``@functools.property``."""
    decorators = getattr(function, "decorator_list", [])
    return frozenset(last_name(one.func if isinstance(one, ast.Call) else one) for one in decorators)
