"""Members of project classes: what the class body and its methods bind, base by base."""

import ast
from collections.abc import Iterator

from modelpolicy.resolve.asking import Evaluates
from modelpolicy.resolve.bindings import OWN_ATTRIBUTES
from modelpolicy.resolve.flow import Reached, anywhere, at_end
from modelpolicy.resolve.modules import Definition, Function, scope_name

CONSTRUCTOR = "__init__"


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


def methods_of(cls: Definition) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The methods in the class's own body."""
    if isinstance(cls.node, ast.ClassDef):
        yield from (node for node in cls.node.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def assigned_in_methods(cls: Definition, name: str) -> Iterator[tuple[Function, Reached]]:
    """The methods of the class's own body that assign the attribute ``name``, with what they assign."""
    for method in methods_of(cls):
        for own in OWN_ATTRIBUTES:
            dotted = f"{own}.{name}"
            reached = _reached(cls, method, dotted)
            if reached.bindings:
                yield method, reached


def _reached(cls: Definition, method: Function, dotted: str) -> Reached:
    """A constructor runs first and to its end; of other methods nobody knows when they run."""
    if scope_name(method) == CONSTRUCTOR:
        return at_end(cls.module, method, dotted)
    return Reached(anywhere(cls.module, method, dotted))


def decorator_names(function: ast.AST) -> set[str]:
    """The last names of a definition's decorators: ``property`` for ``@functools.property``."""
    found = set()
    for decorator in getattr(function, "decorator_list", []):
        target = decorator.func if isinstance(decorator, ast.Call) else decorator
        found.add(target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", ""))
    return found
