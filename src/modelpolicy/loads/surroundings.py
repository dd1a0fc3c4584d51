"""What the names around a call say of what it loads, where its loader takes any file."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from modelpolicy.extract.loader import Argument, Loader
from modelpolicy.extract.looks import speaks_of_data, speaks_of_models, speaks_of_weights, words
from modelpolicy.program.flow import anywhere, reaching
from modelpolicy.program.modules import Definition, SourceModule
from modelpolicy.program.syntax import last_name, scope_name
from modelpolicy.resolve.callers.fields import field_names
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.openness import URL
from modelpolicy.values.places import Frame, Place
from modelpolicy.values.values import ClassRef

_SAID_OF_IT: Final = frozenset({"headers", "status_code", "ok", "reason", "raise_for_status", "close"})
"""What a response has besides the content."""


def reads_data(loader: Loader, site: Frame) -> bool:
    """Whether a loader of any file is handed one of which a name says that it is data: ``torch.load(embeddings_file)``.

    The name may be that of a list which a loop takes the file out of. What makes an object of its own, or says that it
    loads a model, reads nothing else, whatever the model is for: ``InferenceSession(audio_codec)``.
    """
    called = last_name(site.call.func)
    if loader.store != "file" or not loader.parts or called[:1].isupper() or speaks_of_weights(called):
        return False
    module = site.caller.module
    handed = [source for one in _given(site.call, loader.parts[0]) for source in (one, *_sources(module, one))]
    nodes = (node for one in handed for node in ast.walk(one) if isinstance(node, ast.expr))
    return any(speaks_of_data(last_name(node)) for node in nodes)


def _sources(module: SourceModule, handed: ast.expr) -> Iterator[ast.expr]:
    """What the loops go over that bind the name which is handed."""
    if isinstance(handed, ast.Name):
        bindings = anywhere(module, module.scope_of(handed), handed.id)
        yield from (one.statement.iter for one in bindings if isinstance(one.statement, ast.For))


def asks_only_about(loader: Loader, module: SourceModule, call: ast.Call) -> bool:
    """Whether of a response only what the server says of the file is read: how long it is, whether it is there."""
    match module.parents[call]:
        case ast.Assign(targets=[ast.Name(id=name)]) as bound if loader.store == URL and loader.output is None:
            uses = _uses_of(module, bound, name)
            return bool(uses) and all(getattr(module.parents[use], "attr", "") in _SAID_OF_IT for use in uses)
        case _:
            return False


def _uses_of(module: SourceModule, bound: ast.Assign, name: str) -> list[ast.Name]:
    """Where in its scope a name is read that ``bound`` has given its value."""
    scope = module.scope_of(bound)
    named = (node for node in module.names(name) if isinstance(node, ast.Name) and module.is_within(node, scope))
    return [
        node for node in named if any(one.statement is bound for one in reaching(module, node, name, scope).bindings)
    ]


def becomes_fields(evaluator: Evaluates, loader: Loader, module: SourceModule, call: ast.Call) -> bool:
    """Whether what a loader of any file reads becomes the fields of an object: ``State(**torch.load(path))``.

    An object whose class declares its fields is data, saved as such, unless they are called after models.
    """
    if loader.store != "file":
        return False
    match module.parents[call]:
        case ast.Assign(targets=[ast.Name(id=name)]) as bound:
            uses: list[ast.expr] = list(_uses_of(module, bound, name))
        case _:
            uses = [call]
    takers = [_taker(module, use) for use in uses]
    is_spread = any(taker is not None and any(one.arg is None for one in taker.keywords) for taker in takers)
    return is_spread and all(taker is not None and _makes_record(evaluator, module, taker) for taker in takers)


def _taker(module: SourceModule, use: ast.expr) -> ast.Call | None:
    """The call that is handed what is read, or an item of it."""
    parent = module.parents[use]
    if isinstance(parent, ast.Subscript):
        parent = module.parents[parent]
    call = module.parents[parent] if isinstance(parent, ast.keyword) else parent
    return call if isinstance(call, ast.Call) else None


def _makes_record(evaluator: Evaluates, module: SourceModule, call: ast.Call) -> bool:
    made = evaluator.callees(call.func, Place(module)).options
    return bool(made) and all(isinstance(one, ClassRef) and _is_data(evaluator, one.definition) for one in made)


def _is_data(evaluator: Evaluates, cls: Definition) -> bool:
    fields = field_names(evaluator, cls)
    return bool(fields) and not any(speaks_of_models(one) or "state" in words(one) for one in (cls.name, *fields))


def as_told(loader: Loader, module: SourceModule, call: ast.Call) -> Loader:
    """The loader as it is for one call, where the names around it tell a model and the value does not."""
    if not loader.only_known or not loader.parts:
        return loader
    if loader.store == "file" and loader.ignored is not None and _keeps_model(loader.ignored, module, call):
        return replace(loader, only_known=False, ignored=None)
    return replace(loader, only_known=False) if loader.store == "url" and _fetches_weights(loader, call) else loader


def _keeps_model(ignored: re.Pattern[str], module: SourceModule, call: ast.Call) -> bool:
    """Whether what a row looks for in a file's name stands in that of the result: ``model = joblib.load(path)``."""
    named = _result_name(module, call)
    return bool(named) and not ignored.fullmatch(named)


def _fetches_weights(loader: Loader, call: ast.Call) -> bool:
    """Whether the address or the file that a download writes is named after weights: ``urlretrieve(url, model_path)``.

    What is asked for without being kept can be a service that is about models.
    """
    outputs = [] if loader.output is None else _given(call, loader.output)
    streams = any(one.arg == "stream" and getattr(one.value, "value", False) is True for one in call.keywords)
    named = (last_name(one) for one in (*_given(call, loader.parts[0]), *outputs))
    return (bool(outputs) or streams) and any(map(speaks_of_weights, named))


def _given(call: ast.Call, one: Argument) -> list[ast.expr]:
    at = [] if one.position is None else call.args[one.position : one.position + 1]
    return [*at, *(keyword.value for keyword in call.keywords if keyword.arg in one.keywords)]


def _result_name(module: SourceModule, call: ast.Call) -> str:
    """What the result is kept as, or the function that returns it; empty where neither says."""
    match module.parents[call]:
        case ast.Assign(targets=[target]) | ast.AnnAssign(target=target) | ast.NamedExpr(target=target):
            return last_name(target.value if isinstance(target, ast.Subscript) else target)
        case ast.Return() as statement:
            return scope_name(module.scope_of(statement))
        case _:
            return ""
