"""Attributes that code of the project stands before: ``__getattribute__``, ``__setattr__``, descriptors."""

import ast

from modelpolicy.program.flow import anywhere
from modelpolicy.program.modules import Definition, Function
from modelpolicy.program.noted import noted
from modelpolicy.program.tree import all_of
from modelpolicy.resolve.definitions.members import find_method, project_bases
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place
from modelpolicy.values.values import Instance

_GETTING, _SETTING = "__getattribute__", "__setattr__"

_DESCRIBING = "__set__"


def is_intercepted(evaluator: Evaluates, cls: Definition, name: str) -> bool:
    """Whether instances of ``cls`` may give another value for an attribute than what is set."""
    if name.startswith("__"):
        return False
    all_of_them = evaluator.remember(("intercepts", cls), lambda: _intercepts_all(evaluator, cls))
    return all_of_them or evaluator.remember(("described", cls, name), lambda: _is_described(evaluator, cls, name))


def _intercepts_all(evaluator: Evaluates, cls: Definition) -> bool:
    if find_method(evaluator, cls, _GETTING) is not None:
        return True
    setting = find_method(evaluator, cls, _SETTING)
    return setting is not None and isinstance(setting.node, Function) and not _sets_plainly(setting.node)


@noted
def _sets_plainly(method: Function) -> bool:
    """Whether a ``__setattr__`` sets what it is handed: the value is only ever passed on as it is."""
    *_, value = ["", *(one.arg for one in method.args.args)]
    held = (node for node in all_of(method) if isinstance(node, ast.Call | ast.Assign))
    passed = [_last(node) for node in held if _is_setting(node)]
    return bool(passed) and all(isinstance(one, ast.Name) and one.id == value for one in passed)


def _is_setting(node: ast.Call | ast.Assign) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)):
            return name in (_SETTING, "setattr")
        case ast.Assign(targets=[ast.Subscript(value=ast.Attribute(attr="__dict__"))]):
            return True
        case _:
            return False


def _last(node: ast.Call | ast.Assign) -> ast.expr | None:
    return node.value if isinstance(node, ast.Assign) else node.args[-1] if node.args else None


def _is_described(evaluator: Evaluates, cls: Definition, name: str) -> bool:
    """Whether the class has a descriptor of the project under ``name``."""
    bound = ((base, one) for base in project_bases(evaluator, cls) for one in anywhere(base.module, base.node, name))
    made = (evaluator.callees(one.value, Place(base.module)) for base, one in bound if isinstance(one.value, ast.Call))
    kinds = (option.definition for values in made for option in values.options if isinstance(option, Instance))
    return any(find_method(evaluator, kind, _DESCRIBING) is not None for kind in kinds)
