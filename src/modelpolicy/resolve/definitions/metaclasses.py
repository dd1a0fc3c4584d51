"""Metaclasses of the project: they decide what a call of a class gives."""

import ast

from modelpolicy.program.modules import Definition
from modelpolicy.resolve.definitions.members import find_method, project_bases
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place
from modelpolicy.values.values import ClassRef

_CALL = "__call__"


def calling(evaluator: Evaluates, cls: Definition) -> Definition | None:
    """The method of a metaclass that runs when ``cls`` is called; ``None`` where that is Python's own."""
    return evaluator.remember(("calling", cls), lambda: _find_calling(evaluator, cls))


def _find_calling(evaluator: Evaluates, cls: Definition) -> Definition | None:
    for base in project_bases(evaluator, cls):
        for keyword in base.node.keywords if isinstance(base.node, ast.ClassDef) else ():
            if keyword.arg == "metaclass":
                kinds = evaluator.callees(keyword.value, Place(base.module)).options
                found = (find_method(evaluator, one.definition, _CALL) for one in kinds if isinstance(one, ClassRef))
                return next((method for method in found if method is not None), None)
    return None
