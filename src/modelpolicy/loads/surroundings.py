"""What the names around a call say of what it loads, where its loader takes any file."""

import ast
from dataclasses import replace

from modelpolicy.extract.loader import Loader
from modelpolicy.extract.looks import speaks_of_data
from modelpolicy.program.modules import SourceModule
from modelpolicy.program.syntax import last_name, scope_name


def reads_data(loader: Loader, call: ast.Call) -> bool:
    """Whether a loader of any file is handed one whose name says that it is data: ``torch.load(embeddings_file)``."""
    if loader.store != "file" or loader.parts[0].position is None or len(call.args) <= loader.parts[0].position:
        return False
    named = (last_name(node) for node in ast.walk(call.args[loader.parts[0].position]) if isinstance(node, ast.expr))
    return any(map(speaks_of_data, named))


def told_by_result(loader: Loader, module: SourceModule, call: ast.Call) -> Loader:
    """The loader as it is where what a row looks for in a file's name stands in the name of the result.

    ``self.model = joblib.load(path)`` loads a model, whatever the file is called.
    """
    if loader.store != "file" or not loader.only_known or loader.ignored is None:
        return loader
    named = _result_name(module, call)
    is_told = bool(named) and not loader.ignored.fullmatch(named)
    return replace(loader, only_known=False, ignored=None) if is_told else loader


def _result_name(module: SourceModule, call: ast.Call) -> str:
    """What the result is kept as, or the function that returns it; empty where neither says."""
    match module.parents[call]:
        case ast.Assign(targets=[target]) | ast.AnnAssign(target=target) | ast.NamedExpr(target=target):
            return last_name(target)
        case ast.Return() as statement:
            return scope_name(module.scope_of(statement))
        case _:
            return ""
