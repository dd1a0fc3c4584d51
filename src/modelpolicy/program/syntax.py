"""Names for the shapes of syntax that matter here."""

import ast
from typing import Final

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
ScopeNode = ast.Module | ast.ClassDef | Function

COMPREHENSIONS: Final = (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)


def scope_name(scope: ScopeNode) -> str:
    """What a scope is called; a lambda as Python itself calls it."""
    match scope:
        case ast.Module():
            return "<module>"
        case ast.Lambda():
            return "<lambda>"
        case _:
            return scope.name


def last_name(expression: ast.expr) -> str:
    """``c`` for ``c``, ``a.b.c`` and ``getattr(a.b, "c")``, nothing for other expressions."""
    if isinstance(expression, ast.Attribute):
        return expression.attr
    return expression.id if isinstance(expression, ast.Name) else attribute_asked(expression)


def attribute_asked(expression: ast.expr) -> str:
    """``c`` for ``getattr(a.b, "c")``, nothing for other expressions."""
    match expression:
        case ast.Call(func=ast.Name(id="getattr"), args=[_, ast.Constant(value=str(name)), *_]):
            return name
        case _:
            return ""


def calls_anything(code: ast.AST) -> bool:
    """Whether anything is called in ``code``."""
    return any(isinstance(node, ast.Call | ast.Await) for node in ast.walk(code))
