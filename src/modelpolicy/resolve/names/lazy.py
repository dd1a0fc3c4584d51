"""Names that a module gives when it is asked for them, by its own ``__getattr__`` (PEP 562): lazy imports."""

import ast

from modelpolicy.program.modules import Definition, SourceModule
from modelpolicy.program.usages import LAZY_EXPORTS
from modelpolicy.resolve.calls.returns import returned_values
from modelpolicy.resolve.contents.arguments import positional_parameters
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import UNSEEN, Assumption, Frame, Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import NOTHING, Constant, Values, known


def given_lazily(evaluator: Evaluates, module: SourceModule, name: str) -> Values:
    """What ``module`` answers for a name that it does not bind; nothing where it has no such answer."""
    asked = next(
        (one for one in module.tree.body if isinstance(one, ast.FunctionDef) and one.name == LAZY_EXPORTS), None
    )
    if asked is None or name.startswith("__"):
        return NOTHING
    function = Definition(module, asked)
    assumed = tuple(Assumption(one, asked, known(Text(name))) for one in positional_parameters(function)[:1])
    place = Place(module, None, asked, Frame(UNSEEN, Place(module)), assumed=assumed)
    return returned_values(evaluator, function, place).without(known(Constant(None)))
