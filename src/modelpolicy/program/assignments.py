"""What the plain assignments of a module rename and set, wherever they stand in it."""

import ast
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from functools import cached_property
from itertools import product
from typing import Final

from modelpolicy.program.asked import Asked, AskedNames, AskedTable
from modelpolicy.program.assigned import Target, target_name, targets_of
from modelpolicy.program.bindings import Binding
from modelpolicy.program.changes import added_to_attribute
from modelpolicy.program.held import HOLDING, Holder, held_by
from modelpolicy.program.syntax import last_name
from modelpolicy.program.tree import NodeIndex

_SETTING: Final = (
    *(ast.Assign, ast.AnnAssign, ast.AugAssign, ast.For, ast.AsyncFor, ast.With, ast.AsyncWith),
    ast.Delete,
)
"""Statements that set something, or take it away."""


class Assignments:
    """Looked up by name; each table is made when it is asked for first."""

    def __init__(self, nodes: NodeIndex, asked: Asked) -> None:
        self._nodes = nodes
        self._asked = asked

    def aliases(self, name: str) -> list[str]:
        """The other names that imports and assignments of the module give to ``name``."""
        return self._aliases.get(name, [])

    @cached_property
    def _aliases(self) -> Mapping[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for imported in self._nodes.of(ast.alias):
            if imported.asname:
                found[imported.name.rpartition(".")[2]].append(imported.asname)
        for assignment in self._nodes.of(ast.Assign):
            match assignment:
                case ast.Assign(targets=[ast.Name(id=alias)], value=value) if name := last_name(value):
                    found[name].append(alias)
        return AskedTable(found, self._asked)

    @property
    def attributes_set(self) -> Mapping[str, list[tuple[ast.expr, Binding]]]:
        """Objects other than ``self`` whose attributes statements set, or items of those, by attribute."""
        return self._attributes_set[False]

    @property
    def own_attributes_set(self) -> Mapping[str, list[tuple[ast.expr, Binding]]]:
        """The same of what is called ``self`` or ``cls``."""
        return self._attributes_set[True]

    @cached_property
    def _attributes_set(self) -> Mapping[bool, Mapping[str, list[tuple[ast.expr, Binding]]]]:
        found: dict[bool, defaultdict[str, list[tuple[ast.expr, Binding]]]]
        found = {True: defaultdict(list), False: defaultdict(list)}
        for statement in (node for kind in _SETTING for node in self._nodes.of(kind)):
            for target in targets_of(statement):
                if (one := _attribute_set(target, statement)) is not None:
                    attribute, binding = one
                    found[target_name(attribute) is not None][binding.name].append((attribute.value, binding))
        for attribute, bindings in filter(None, map(added_to_attribute, self._nodes.of(ast.Expr))):
            found[target_name(attribute) is not None][attribute.attr] += [(attribute.value, one) for one in bindings]
        return {is_own: AskedTable(sets, self._asked) for is_own, sets in found.items()}

    @cached_property
    def items_set(self) -> Mapping[str, list[tuple[ast.expr, ast.expr]]]:
        """Containers whose items plain assignments set, with the values, by keys that are strings."""
        found: defaultdict[str, list[tuple[ast.expr, ast.expr]]] = defaultdict(list)
        for target, value in self._targets():
            match target:
                case ast.Subscript(value=container, slice=ast.Constant(value=str(key))):
                    found[key].append((container, value))
        return AskedTable(found, self._asked)

    @cached_property
    def same(self) -> Mapping[str, list[tuple[str, ast.Assign]]]:
        """For each name the others that plain assignments make the same as it, each with the assignment."""
        found: defaultdict[str, list[tuple[str, ast.Assign]]] = defaultdict(list)
        for node in self._nodes.of(ast.Assign):
            values = [name for operand in _operands(node.value) if (name := target_name(operand))]
            targets = [name for target in node.targets if (name := target_name(target))] if values else []
            for one, other in product(targets, values):
                if one != other:
                    found[one].append((other, node))
                    found[other].append((one, node))
        return AskedTable(found, self._asked)

    @cached_property
    def holders(self) -> Mapping[str, list[Holder]]:
        """For each name what holds the object that it stands for."""
        found: defaultdict[str, list[Holder]] = defaultdict(list)
        for name, holder in (one for kind in HOLDING for node in self._nodes.of(kind) for one in held_by(node)):
            found[name].append(holder)
        return AskedTable(found, self._asked)

    @cached_property
    def aliased(self) -> Container[str]:
        """Names and attributes that a plain assignment makes another name for something."""
        renaming = (target for target, value in self._targets() if isinstance(value, ast.Name | ast.Attribute))
        return AskedNames(frozenset(map(last_name, renaming)), self._asked)

    def _targets(self) -> Iterator[tuple[ast.expr, ast.expr]]:
        return ((target, node.value) for node in self._nodes.of(ast.Assign) for target in node.targets)


def _operands(value: ast.expr) -> list[ast.expr]:
    """The expressions of which ``value`` is one."""
    match value:
        case ast.BoolOp(values=operands):
            return operands
        case ast.IfExp(body=body, orelse=orelse):
            return [body, orelse]
        case _:
            return [value]


def _attribute_set(target: Target, statement: ast.AST) -> tuple[ast.Attribute, Binding] | None:
    """The attribute that ``target`` is, or is an item of, with what is bound to it."""
    match target.written:
        case ast.Attribute(attr=name) as attribute:
            return attribute, Binding(name, target.kind, statement, target.value, target.path)
        case ast.Subscript(value=ast.Attribute(attr=name) as attribute, slice=key) if target.part:
            return attribute, Binding(name, "item", statement, target.part, key=key)
        case _:
            return None
