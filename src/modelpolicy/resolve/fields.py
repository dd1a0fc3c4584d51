"""Fields of dataclasses, attrs classes, pydantic models and named tuples: parameters of a constructor nobody wrote."""

import ast
from collections.abc import Iterator

from modelpolicy.domain.load import Step
from modelpolicy.resolve.arguments import argument
from modelpolicy.resolve.asking import Evaluates
from modelpolicy.resolve.callsites import constructor_calls, owner
from modelpolicy.resolve.members import decorator_names, external_bases, project_bases
from modelpolicy.resolve.modules import Definition, last_name
from modelpolicy.resolve.values import FILLED, UNSEEN, Frame, Instance, Place, Receiver, Values, union, unknown

_DECORATORS = frozenset({"dataclass", "define", "frozen", "mutable", "attrs", "s"})
_BASES = ("pydantic.", "pydantic_settings.", "typing.NamedTuple", "msgspec.")
_FACTORIES = frozenset({"field", "Field", "attrib", "ib"})


def field_value(evaluator: Evaluates, receiver: Receiver, name: str) -> Values | None:
    """What the field ``name`` of the receiver can be; ``None`` where its class has no such field."""
    if not isinstance(receiver, Instance) or not _has_fields(evaluator, receiver.definition):
        return None
    fields = list(_fields(evaluator, receiver.definition))
    declared = next((field for field in reversed(fields) if _name(field[1]) == name), None)
    if declared is None:
        return None
    cls, statement = declared
    position = [_name(field[1]) for field in fields].index(name)
    return _passed_or_default(evaluator, receiver, cls, statement, position)


def _passed_or_default(
    evaluator: Evaluates, receiver: Instance, cls: Definition, statement: ast.AnnAssign, position: int
) -> Values:
    default = _default(evaluator, cls, statement)
    if _is_filled(evaluator, receiver):
        default = union([default, unknown(f"field {_name(statement)} of {cls.name}, which is set from outside")])
    sites = _sites(evaluator, receiver)
    found = [_passed(evaluator, site, cls, _name(statement), position) for site in sites]
    given = [values for values in found if values is not None]
    return union(given) if given and len(given) == len(found) else union([*given, default])


def _sites(evaluator: Evaluates, receiver: Instance) -> list[Frame]:
    made = receiver.made
    if made is None:
        return constructor_calls(evaluator, receiver.definition)
    return [] if made.call in (UNSEEN, FILLED) else [made]


def _is_filled(evaluator: Evaluates, receiver: Instance) -> bool:
    """Whether the command line, a file or the environment can give what the call does not."""
    if receiver.made is not None and receiver.made.call is FILLED:
        return True
    return any(base.rpartition(".")[2] == "BaseSettings" for base in external_bases(evaluator, receiver.definition))


def _passed(evaluator: Evaluates, site: Frame, cls: Definition, name: str, position: int) -> Values | None:
    values = argument(evaluator, site, position, (name,))
    if values is None:
        return None
    step = Step(site.caller.module.location(site.call), f"{name} of {cls.name}")
    return values.through(step).owned_by(owner(site.caller, site.call))


def _default(evaluator: Evaluates, cls: Definition, statement: ast.AnnAssign) -> Values:
    expression = _default_expression(statement.value)
    if expression is None:
        return unknown(f"field {_name(statement)} of {cls.name}, which nothing in the project passes")
    step = Step(cls.module.location(statement), f"default of {_name(statement)}")
    return evaluator.evaluate(expression, Place(cls.module)).through(step)


def _default_expression(value: ast.expr | None) -> ast.expr | None:
    """``"x"`` for ``= "x"``, ``= field(default="x")``, ``= Field("x")``, ``= field(default_factory=lambda: "x")``."""
    if not isinstance(value, ast.Call) or _called(value) not in _FACTORIES:
        return value
    keywords = {keyword.arg: keyword.value for keyword in value.keywords}
    factory = keywords.get("default_factory", keywords.get("factory"))
    if isinstance(factory, ast.Lambda):
        return factory.body
    return keywords.get("default", value.args[0] if value.args else None)


def _has_fields(evaluator: Evaluates, cls: Definition) -> bool:
    outside = external_bases(evaluator, cls)
    if any(base.startswith(_BASES) for base in outside):
        return True
    return any(decorator_names(base.node) & _DECORATORS for base in project_bases(evaluator, cls))


def _fields(evaluator: Evaluates, cls: Definition) -> Iterator[tuple[Definition, ast.AnnAssign]]:
    for base in reversed(list(project_bases(evaluator, cls))):
        for statement in getattr(base.node, "body", []):
            if isinstance(statement, ast.AnnAssign) and _is_field(statement):
                yield base, statement


def _is_field(statement: ast.AnnAssign) -> bool:
    names = (last_name(node) for node in ast.walk(statement.annotation) if isinstance(node, ast.expr))
    return isinstance(statement.target, ast.Name) and "ClassVar" not in names


def _name(statement: ast.AnnAssign) -> str:
    assert isinstance(statement.target, ast.Name)
    return statement.target.id


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
