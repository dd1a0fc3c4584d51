"""What the names around a call say of what it loads, where its loader takes any file."""

import ast
from collections.abc import Iterator
from dataclasses import replace

from modelpolicy.extract.loader import Loader
from modelpolicy.extract.looks import speaks_of_data
from modelpolicy.program.flow import anywhere
from modelpolicy.program.modules import SourceModule
from modelpolicy.program.syntax import last_name, scope_name
from modelpolicy.values.places import Frame


def reads_data(loader: Loader, site: Frame) -> bool:
    """Whether a loader of any file is handed one of which a name says that it is data: ``torch.load(embeddings_file)``.

    The name may be that of a list which a loop takes the file out of.
    """
    call, position = site.call, loader.parts[0].position if loader.parts else None
    if loader.store != "file" or position is None or len(call.args) <= position:
        return False
    handed = call.args[position]
    nodes = (node for one in (handed, *_sources(site.caller.module, handed)) for node in ast.walk(one))
    return any(speaks_of_data(last_name(node)) for node in nodes if isinstance(node, ast.expr))


def _sources(module: SourceModule, handed: ast.expr) -> Iterator[ast.expr]:
    """What the loops go over that bind the name which is handed."""
    if isinstance(handed, ast.Name):
        bindings = anywhere(module, module.scope_of(handed), handed.id)
        yield from (one.statement.iter for one in bindings if isinstance(one.statement, ast.For))


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
