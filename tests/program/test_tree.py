import ast
from pathlib import Path

import pytest

from modelpolicy.program.bindings import statements_of
from modelpolicy.program.modules import SourceModule
from modelpolicy.program.tree import NodeIndex, all_of

SIGNS = (ast.expr_context, ast.boolop, ast.operator, ast.unaryop, ast.cmpop)
LIBRARY = sorted(Path(ast.__file__).parent.glob("[a-f]*.py"))


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.name)
def test_every_node_but_signs_is_found_with_its_parent(path: Path) -> None:
    tree = ast.parse(path.read_bytes())
    pairs = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    index = NodeIndex(tree)
    assert index.parents == {child: node for child, node in pairs.items() if not isinstance(child, SIGNS)}
    assert set(index.of(ast.Call)) == {child for child in pairs if isinstance(child, ast.Call)}
    assert set(all_of(tree)) == {tree, *index.parents}


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.name)
def test_every_statement_of_a_scope_is_found_in_order(path: Path) -> None:
    module = SourceModule(path.name, path.stem, ast.parse(path.read_bytes()))
    for scope in (module.tree, *module.classes):
        found = list(statements_of(scope))
        inside = [node for node in ast.walk(scope) if isinstance(node, ast.stmt) and node is not scope]
        assert {one for one in found if isinstance(one, ast.stmt)} == {
            node for node in inside if module.scope_of(node) is scope
        }
        lines = [one.lineno for one in found if isinstance(one, ast.stmt)]
        assert lines == sorted(lines)
