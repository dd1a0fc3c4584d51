"""What the plain assignments of a module rename and set, wherever they stand in it."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from modelpolicy.program.bindings import Binding, target_name
from modelpolicy.program.syntax import last_name
from modelpolicy.program.tree import NodeIndex


class Assignments:
    """Looked up by name; each table is made when it is asked for first."""

    def __init__(self, nodes: NodeIndex) -> None:
        self._nodes = nodes

    def aliases(self, name: str) -> list[str]:
        """The other names that imports and assignments of the module give to ``name``."""
        return self._aliases.get(name, [])

    @cached_property
    def _aliases(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for imported in self._nodes.of(ast.alias):
            if imported.asname:
                found[imported.name.rpartition(".")[2]].append(imported.asname)
        for assignment in self._nodes.of(ast.Assign):
            match assignment:
                case ast.Assign(targets=[ast.Name(id=alias)], value=value) if name := last_name(value):
                    found[name].append(alias)
        return dict(found)

    @cached_property
    def attributes_set(self) -> dict[str, list[tuple[ast.expr, ast.expr]]]:
        """Objects other than ``self`` whose attributes plain assignments set, with the values, by attribute."""
        found: defaultdict[str, list[tuple[ast.expr, ast.expr]]] = defaultdict(list)
        for target, value in self._targets():
            if isinstance(target, ast.Attribute) and target_name(target) is None:
                found[target.attr].append((target.value, value))
        return dict(found)

    @cached_property
    def attribute_items_set(self) -> dict[str, list[tuple[ast.expr, Binding]]]:
        """Objects other than ``self`` of whose attributes plain assignments set items, with those, by attribute."""
        found: defaultdict[str, list[tuple[ast.expr, Binding]]] = defaultdict(list)
        for node in self._nodes.of(ast.Assign):
            for target in node.targets:
                match target:
                    case ast.Subscript(value=ast.Attribute(value=owner, attr=name) as table, slice=key) if (
                        target_name(table) is None
                    ):
                        found[name].append((owner, Binding(name, "item", node, node.value, key=key)))
        return dict(found)

    @cached_property
    def items_set(self) -> dict[str, list[tuple[ast.expr, ast.expr]]]:
        """Containers whose items plain assignments set, with the values, by keys that are strings."""
        found: defaultdict[str, list[tuple[ast.expr, ast.expr]]] = defaultdict(list)
        for target, value in self._targets():
            match target:
                case ast.Subscript(value=container, slice=ast.Constant(value=str(key))):
                    found[key].append((container, value))
        return dict(found)

    @cached_property
    def aliased(self) -> frozenset[str]:
        """Names and attributes that a plain assignment makes another name for something."""
        renaming = (target for target, value in self._targets() if isinstance(value, ast.Name | ast.Attribute))
        return frozenset(map(last_name, renaming))

    def _targets(self) -> Iterator[tuple[ast.expr, ast.expr]]:
        return ((target, node.value) for node in self._nodes.of(ast.Assign) for target in node.targets)
