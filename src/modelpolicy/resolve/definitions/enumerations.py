"""Enumerations of the project: their members, one by one and all together."""

import ast

from modelpolicy.program.modules import Definition
from modelpolicy.resolve.definitions.members import external_bases
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Table
from modelpolicy.values.comparisons import compare
from modelpolicy.values.places import Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import ClassRef, Member, Values, known, union, unknown

OWN_ATTRIBUTES = ("name", "value")


def is_enumeration(evaluator: Evaluates, cls: Definition) -> bool:
    """Whether the class is an enumeration, by the standard library's base."""
    return any(base.startswith("enum.") for base in external_bases(evaluator, cls))


def member_attribute(evaluator: Evaluates, cls: Definition, name: str) -> Values:
    """``name`` or ``value`` of whichever member ``self`` is."""
    members = members_of(evaluator, cls)
    return union([known(Text(one.name)) if name == "name" else one.value for one in members])


def first_of_its_value(evaluator: Evaluates, member: Member) -> Member:
    """The member that ``member`` is: one whose value another has already is that, under another name."""
    members = members_of(evaluator, member.definition)
    return next((one for one in members if compare(ast.Eq(), one.value, member.value)), member)


def member_by_value(evaluator: Evaluates, cls: Definition, node: ast.Call, place: Place) -> Values:
    """``Size("big")``: the members whose value that can be."""
    if len(node.args) != 1:
        return unknown("an enumeration that is made while the program runs")
    wanted = evaluator.evaluate(node.args[0], place)
    members = (one for one in members_of(evaluator, cls) if compare(ast.Eq(), one.value, wanted) is not False)
    return known(*members)


def members_by_name(evaluator: Evaluates, cls: Definition) -> Table:
    """``Size.__members__``."""
    return Table(tuple((one.name, known(one)) for one in members_of(evaluator, cls)))


def members_of(evaluator: Evaluates, cls: Definition) -> list[Member]:
    """All members of an enumeration."""
    bound = cls.module.bindings.in_scope(cls.node)
    found = [option for name in bound for option in evaluator.attribute(ClassRef(cls), name).options]
    return [option for option in found if isinstance(option, Member)]
