"""What a function gives that is run elsewhere: ``pool.submit(function, argument).result()``."""

import ast
from collections.abc import Callable
from typing import Final, TypeAlias

from modelpolicy.program.started import STARTERS
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Frame, Place
from modelpolicy.values.values import ClassRef, FunctionRef, Promise, Values, known, union

_PROMISING: Final = frozenset({"submit", "to_thread", "run_in_executor", "run_sync", "apply_async"})

KEEPING: Final = frozenset({"result", "get"})
"""Methods of futures that give what the function gave."""

Enter: TypeAlias = Callable[[Evaluates, FunctionRef | ClassRef, Frame], Values]


def promised(evaluator: Evaluates, name: str, node: ast.Call, place: Place, enter: Enter) -> Values | None:
    """The future that the library call ``name`` gives; ``None`` where it is handed no function of the project."""
    method = name.rpartition(".")[2]
    if method not in _PROMISING:
        return None
    for position, argument in enumerate(node.args):
        options = evaluator.evaluate(argument, place).options
        functions = [one for one in options if isinstance(one, FunctionRef | ClassRef)]
        if functions:
            frame = Frame(node, place, skipped=position + 1, is_packed=method in STARTERS)
            return known(*(Promise(enter(evaluator, one, frame)) for one in functions))
    return None


def awaited(values: Values) -> Values:
    """What ``await`` makes of ``values``."""
    parts = (option.values if isinstance(option, Promise) else known(option) for option in values.options)
    return union([*parts, values.rest()])
