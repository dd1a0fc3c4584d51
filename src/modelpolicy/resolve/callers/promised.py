"""What an annotation promises: instances of the project's classes that it names, in quotes and with others too."""

import ast
from collections.abc import Iterator
from typing import Final

from modelpolicy.program.modules import Definition, SourceModule, last_name
from modelpolicy.resolve.definitions.enumerations import is_enumeration, members_of
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place
from modelpolicy.values.values import ClassRef, Instance, Value, Values

_ALTERNATIVES: Final = frozenset({"Optional", "Union"})


def promised(evaluator: Evaluates, annotation: ast.expr, module: SourceModule) -> list[Value]:
    """What a parameter with this annotation can be, as far as it is of classes of the project."""
    named = (option for values in _named(evaluator, annotation, module) for option in values.options)
    classes = dict.fromkeys(option.definition for option in named if isinstance(option, ClassRef))
    return [instance for cls in classes for instance in _instances(evaluator, cls)]


def _named(evaluator: Evaluates, annotation: ast.expr, module: SourceModule) -> Iterator[Values]:
    """What each of the alternatives is: ``A | B``, ``Optional[A]``, ``"A | B"``."""
    for node in _alternatives(annotation):
        match node:
            case ast.Constant(value=str(text)):
                yield from (evaluator.exported(module, name.strip()) for name in text.split("|"))
            case _:
                yield evaluator.evaluate(node, Place(module))


def _alternatives(annotation: ast.expr) -> Iterator[ast.expr]:
    match annotation:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            yield from (one for side in (left, right) for one in _alternatives(side))
        case ast.Subscript(value=kind, slice=ast.Tuple(elts=inner)) if last_name(kind) in _ALTERNATIVES:
            yield from (one for each in inner for one in _alternatives(each))
        case ast.Subscript(value=kind, slice=inner) if last_name(kind) in _ALTERNATIVES:
            yield from _alternatives(inner)
        case _:
            yield annotation


def _instances(evaluator: Evaluates, cls: Definition) -> Iterator[Value]:
    """What an instance of a class can be: of an enumeration its members, which conditions tell apart."""
    members = members_of(evaluator, cls) if is_enumeration(evaluator, cls) else []
    yield from members or (Instance(kind) for kind in (cls, *evaluator.classes.subclasses(cls)))
