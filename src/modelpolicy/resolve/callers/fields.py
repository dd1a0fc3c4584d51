"""Fields of dataclasses, attrs classes, pydantic models and named tuples: parameters of a constructor nobody wrote."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from modelpolicy.domain.load import Step
from modelpolicy.program.modules import Definition, last_name
from modelpolicy.program.noted import noted
from modelpolicy.resolve.callers.callsites import constructor_calls
from modelpolicy.resolve.contents.arguments import Passed, may_pass_more, passed_at
from modelpolicy.resolve.definitions.belonging import owner
from modelpolicy.resolve.definitions.members import decorator_names, external_bases, project_bases
from modelpolicy.resolve.definitions.records import NAMED_TUPLES
from modelpolicy.resolve.outside.environment import variables
from modelpolicy.resolve.questions.asking import Evaluates, Sought
from modelpolicy.values.places import FILLED, UNSEEN, Frame, Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import Instance, Receiver, Values, known, union, unknown

_DECORATORS = frozenset({"dataclass", "define", "frozen", "mutable", "attrs", "s"})
_BASES = ("pydantic.", "pydantic_settings.", "msgspec.", *NAMED_TUPLES)
_FACTORIES = frozenset({"field", "Field", "attrib", "ib"})
_ALIASES = frozenset({"alias", "validation_alias", "env"})


@dataclass(frozen=True, slots=True)
class _Field:
    """A field by its ``name``, ``statement`` in ``cls``; ``position`` is where a call passes it."""

    cls: Definition
    statement: ast.AnnAssign
    name: str
    position: int


def field_value(evaluator: Evaluates, receiver: Receiver, name: str) -> Values | None:
    """What the field ``name`` of the receiver can be; ``None`` where its class has no such field."""
    if not isinstance(receiver, Instance):
        return None
    declared = _field(evaluator, receiver.definition, name)
    return None if declared is None else _passed_or_default(evaluator, receiver, declared)


def field_names(evaluator: Evaluates, cls: Definition) -> list[str]:
    """The fields in the order in which they are passed."""
    fields = evaluator.remember(("fields of", cls), lambda: _fields(evaluator, cls)).values()
    return [field.name for field in sorted(fields, key=lambda field: field.position)]


def is_field(evaluator: Evaluates, cls: Definition, name: str) -> bool:
    """Whether the class has a field ``name``."""
    return _field(evaluator, cls, name) is not None


def _field(evaluator: Evaluates, cls: Definition, name: str) -> _Field | None:
    return evaluator.remember(("fields of", cls), lambda: _fields(evaluator, cls)).get(name)


def _passed_or_default(evaluator: Evaluates, receiver: Instance, field: _Field) -> Values:
    default = _default(evaluator, field.cls, field.statement)
    if _is_settings(evaluator, receiver.definition):
        default = union([default, variables(evaluator, known(*_variables(field)), field.cls.module)])
    elif receiver.made is not None and receiver.made.call is FILLED:
        outside = f"field {field.name} of {field.cls.name}, which is set from outside"
        default = union([default, unknown(outside)])
    made = _made(evaluator, receiver)
    found = [_passed(evaluator, site, field) for site in made.items]
    given = [values for values, _ in found if values is not None]
    if len(given) < len(found) and any(may_pass_more(evaluator, site) for site in made.items):
        default = union([default, unknown(f"keyword arguments that are passed on to {field.cls.name}")])
    if not made.is_whole:
        default = union([default, unknown(f"there are too many calls that can make a {field.cls.name}")])
    is_passed = given and len(given) == len(found) and made.is_whole and not any(one.at_times for one in found)
    return union(given) if is_passed else union([*given, default])


def _made(evaluator: Evaluates, receiver: Instance) -> Sought[Frame]:
    """The calls that made the instance."""
    made = receiver.made
    if made is None:
        return constructor_calls(evaluator, receiver.definition)
    return Sought(() if made.call in (UNSEEN, FILLED) else (made,), is_whole=True)


def _is_settings(evaluator: Evaluates, cls: Definition) -> bool:
    """Whether the environment gives the fields of the class what no call passes."""
    return any(base.rpartition(".")[2] == "BaseSettings" for base in external_bases(evaluator, cls))


def _variables(field: _Field) -> Iterator[Text]:
    """The environment variables that can give a field of settings, as pydantic names them."""
    named = field.statement.value.keywords if isinstance(field.statement.value, ast.Call) else []
    for one in named:
        if one.arg in _ALIASES and isinstance(one.value, ast.Constant):
            yield Text(str(one.value.value))
    name = _prefix(field.cls.node) + field.name
    yield from map(Text, dict.fromkeys((name.upper(), name)))


@noted
def _prefix(cls: ast.AST) -> str:
    """``env_prefix`` as the class's configuration has it."""
    for node in ast.walk(cls):
        match node:
            case ast.keyword(arg="env_prefix", value=ast.Constant(value=str(prefix))):
                return prefix
            case ast.Assign(targets=[ast.Name(id="env_prefix")], value=ast.Constant(value=str(prefix))):
                return prefix
    return ""


def _passed(evaluator: Evaluates, site: Frame, field: _Field) -> Passed:
    values, at_times = passed_at(evaluator, site, field.position, (field.name,))
    if values is None:
        return Passed(None)
    step = Step(site.caller.module.location(site.call), f"{field.name} of {field.cls.name}")
    return Passed(values.through(step).owned_by(owner(site.caller, site.call)), at_times)


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


def _fields(evaluator: Evaluates, cls: Definition) -> Mapping[str, _Field]:
    """The fields of a class by their names: declared where it is nearest, passed where it is first."""
    if not _has_fields(evaluator, cls):
        return {}
    declared = list(_declared(evaluator, cls))
    first = {_name(statement): position for position, (_, statement) in reversed(list(enumerate(declared)))}
    return {
        _name(statement): _Field(base, statement, _name(statement), first[_name(statement)])
        for base, statement in declared
    }


def _declared(evaluator: Evaluates, cls: Definition) -> Iterator[tuple[Definition, ast.AnnAssign]]:
    for base in reversed(list(project_bases(evaluator, cls))):
        for statement in getattr(base.node, "body", []):
            if isinstance(statement, ast.AnnAssign) and _is_field(statement):
                yield base, statement


@noted
def _is_field(statement: ast.AnnAssign) -> bool:
    names = (last_name(node) for node in ast.walk(statement.annotation) if isinstance(node, ast.expr))
    return isinstance(statement.target, ast.Name) and "ClassVar" not in names


def _name(statement: ast.AnnAssign) -> str:
    assert isinstance(statement.target, ast.Name)
    return statement.target.id


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
