"""Named tuples and typed dicts: classes whose instances are tuples and dicts.

``namedtuple(...)`` is read as the class that it makes.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from modelpolicy.program.modules import Definition, SourceModule
from modelpolicy.resolve.definitions.members import external_bases, project_bases
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Items
from modelpolicy.values.places import Place
from modelpolicy.values.values import ClassRef, External, Instance, Value, Values, known, unknown

NAMED_TUPLES: Final = frozenset({"collections.namedtuple", "typing.NamedTuple", "typing_extensions.NamedTuple"})
TYPED_DICTS: Final = frozenset({"typing.TypedDict", "typing_extensions.TypedDict"})

DICT: Final = "builtins.dict"

Evaluate = Callable[[Evaluates, ast.Call, Place], Values]


def is_typed_dict(evaluator: Evaluates, cls: Definition) -> bool:
    """Whether calling the class gives a dict."""
    return not TYPED_DICTS.isdisjoint(external_bases(evaluator, cls))


def as_items(evaluator: Evaluates, value: Value) -> Value:
    """The tuple that an instance of a named tuple is; any other value as it is."""
    if not isinstance(value, Instance) or NAMED_TUPLES.isdisjoint(external_bases(evaluator, value.definition)):
        return value
    return Items(tuple(evaluator.attribute(value, name) for name in _field_names(evaluator, value.definition)))


def _field_names(evaluator: Evaluates, cls: Definition) -> Iterator[str]:
    for base in project_bases(evaluator, cls):
        for statement in getattr(base.node, "body", []):
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                yield statement.target.id


def _named_tuple(_: Evaluates, node: ast.Call, place: Place) -> Values:
    """The class that the call makes, once for each call."""
    module = place.module
    made = module.remember(("class made by", node), lambda: _make_class(module, node))
    return unknown("a named tuple with computed fields") if made is None else known(ClassRef(Definition(module, made)))


def _typed_dict(_: Evaluates, __: ast.Call, ___: Place) -> Values:
    return known(External(DICT))


def _make_class(module: SourceModule, node: ast.Call) -> ast.ClassDef | None:
    match node.args:
        case [ast.Constant(value=str(name)), fields, *_] if names := _written_names(fields):
            body = [_field(field, default) for field, default in zip(names, _defaults(node, len(names)), strict=True)]
            made = ast.ClassDef(name=name, bases=[node.func], keywords=[], body=body, decorator_list=[])
            for part in (made, *body):
                ast.copy_location(part, node)
            module.adopt(made, beside=node)
            return made
        case _:
            return None


def _written_names(fields: ast.expr) -> list[str]:
    """``"a b"``, ``"a, b"``, ``["a", "b"]``, ``[("a", str), ("b", str)]``; none where a name is computed."""
    match fields:
        case ast.Constant(value=str(text)):
            return text.replace(",", " ").split()
        case ast.List(elts=items) | ast.Tuple(elts=items):
            named = [item.elts[0] if isinstance(item, ast.Tuple) and item.elts else item for item in items]
            names = [one.value for one in named if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            return names if len(names) == len(items) else []
        case _:
            return []


def _defaults(node: ast.Call, count: int) -> list[ast.expr | None]:
    """The default of each field: those that are given belong to the last ones."""
    given = next((keyword.value for keyword in node.keywords if keyword.arg == "defaults"), None)
    written = given.elts[:count] if isinstance(given, ast.List | ast.Tuple) else []
    return [*([None] * (count - len(written))), *written]


def _field(name: str, default: ast.expr | None) -> ast.stmt:
    target = ast.Name(id=name, ctx=ast.Store())
    return ast.AnnAssign(target=target, annotation=ast.Constant(value=""), value=default, simple=1)


MADE_CLASSES: Final[Mapping[str, Evaluate]] = {
    **dict.fromkeys(NAMED_TUPLES, _named_tuple),
    **dict.fromkeys(TYPED_DICTS, _typed_dict),
}
"""Calls that make a class, by qualified name."""
