"""Environment variables that Python text inside a script reads, where the script itself sets them."""

import ast

from modelpolicy.program.syntax import last_name
from modelpolicy.scripts.shell.scope import Scope


class EnvironmentReader(ast.NodeTransformer):
    """Puts what ``scope`` has in the place of ``os.environ["NAME"]``, ``.get("NAME")`` and ``os.getenv("NAME")``.

    Where something outside the script can decide too, the expression stays as one of two that it can be.
    """

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """``os.environ["NAME"]``."""
        self.generic_visit(node)
        return self._replaced(node, node.slice) if last_name(node.value) == "environ" else node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """``os.environ.get("NAME")``, ``os.getenv("NAME")``."""
        self.generic_visit(node)
        owner = last_name(node.func.value) if isinstance(node.func, ast.Attribute) else ""
        reads = last_name(node.func) == "getenv" or (owner, last_name(node.func)) == ("environ", "get")
        return self._replaced(node, node.args[0]) if reads and node.args else node

    def _replaced(self, node: ast.expr, name: ast.expr) -> ast.expr:
        if not isinstance(name, ast.Constant) or not self._scope.is_set(str(name.value)):
            return node
        values = self._scope.get(str(name.value))
        options: list[ast.expr] = [ast.Constant(text.text) for text in values.texts]
        options += [node] if values.open or not options else []
        chosen = options[0]
        for option in options[1:]:
            chosen = ast.IfExp(ast.Name("_", ast.Load()), option, chosen)
        return ast.fix_missing_locations(ast.copy_location(chosen, node))
