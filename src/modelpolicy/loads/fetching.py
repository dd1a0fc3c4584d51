"""Where a load puts what it fetches: the paths that the source names for it."""

import ast
from collections.abc import Iterator, Sequence
from typing import Final

from modelpolicy.domain.load import Candidate, Fetched
from modelpolicy.extract.canonical import path_name
from modelpolicy.extract.loader import Argument, Loader
from modelpolicy.loads.asked import Match, candidates, given_values, reason_to_be_open, written_values
from modelpolicy.loads.together import Both, told_together
from modelpolicy.program.dependence import names_read
from modelpolicy.program.modules import SourceModule
from modelpolicy.resolve.outside.writing import calls_that_write, moved_beside, written_beside
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.resolve.strings.combining import join_path
from modelpolicy.values.openness import URL
from modelpolicy.values.places import Frame
from modelpolicy.values.values import Values

_UNTOLD: Final = "which of several files is fetched to its path"


def fetched_at(
    evaluator: Evaluates, match: Match, site: Frame, models: Sequence[Candidate], reason: str
) -> Iterator[Fetched]:
    """What the call at ``site``, which asks for ``models``, puts at paths that the source names."""
    if not models:
        return
    loader = match.loader
    paths = _paths(evaluator, loader, site)
    is_folder = loader.store != URL and given_values(evaluator, loader.output, site) is None
    if len(paths) <= 1 or len({model.id for model in models}) == 1:
        yield from (Fetched(path, tuple(models), is_folder, reason) for path in paths)
        return
    cases = _cases(evaluator, loader, site)
    if len(cases) == 1:
        # Where these are all, any of them can be at any path.
        told, why = ((), _UNTOLD) if reason else (tuple(models), "")
        yield from (Fetched(path, told, is_folder, why) for path in paths)
        return
    for case in cases:
        values = written_values(evaluator, match, case)
        asked = tuple(candidates(evaluator, match, case, values))
        yield from fetched_at(evaluator, match, case, asked, reason_to_be_open(evaluator, match, values))


def _paths(evaluator: Evaluates, loader: Loader, site: Frame) -> list[str]:
    written = frozenset(_written(evaluator, loader, site))
    moved = (text.text for text in moved_beside(evaluator, written, site)) if written else ()
    return sorted({path_name(one) for one in (*written, *moved)})


def _written(evaluator: Evaluates, loader: Loader, site: Frame) -> Iterator[str]:
    output = _chosen(evaluator, loader.output, site)
    if loader.folder is not None:
        folder = _chosen(evaluator, loader.folder, site)
        given = [one for one in (folder, output) if one is not None]
        yield from (text.text for text in (join_path(given).texts if folder else ()))
    elif output is not None:
        yield from (text.text for text in output.texts)
    elif loader.store == URL and loader.output is None:
        yield from (text.text for text in written_beside(evaluator, site))


def _chosen(evaluator: Evaluates, one: Argument | None, site: Frame) -> Values | None:
    values = given_values(evaluator, one, site)
    return None if values is None else values.without_offered()


def _cases(evaluator: Evaluates, loader: Loader, site: Frame) -> list[Frame]:
    """The call once for each value that both address and path are made of."""
    asked = frozenset(name for part in loader.parts for name in _names(site, part))
    given = frozenset(name for part in (loader.output, loader.folder) if part for name in _names(site, part))
    beside = frozenset(name for one in calls_that_write(site) for name in names_read(one))
    return told_together(evaluator, site, Both(asked, given or beside))


def _names(site: Frame, one: Argument) -> Iterator[str]:
    call = site.call
    at = [call.args[one.position]] if one.position is not None and one.position < len(call.args) else []
    named = [keyword.value for keyword in call.keywords if keyword.arg in one.keywords]
    spread = [keyword.value for keyword in call.keywords if keyword.arg is None]
    entries = [entry for value in spread for entry in _entries(site.caller.module, call, value, one.keywords)]
    return (name for value in (*at, *named, *entries) for name in names_read(value))


def _entries(module: SourceModule, call: ast.Call, spread: ast.expr, keys: tuple[str, ...]) -> Iterator[ast.expr]:
    """What is written under one of ``keys`` in the dict that ``call`` spreads, there or where it is bound to a name."""
    bound = module.bindings.in_scope(module.scope_of(call)).get(spread.id, ()) if isinstance(spread, ast.Name) else ()
    for mapping in (spread, *(binding.value for binding in bound)):
        if isinstance(mapping, ast.Dict):
            written = zip(mapping.keys, mapping.values, strict=True)
            yield from (value for key, value in written if isinstance(key, ast.Constant) and key.value in keys)
    for binding in bound:
        if isinstance(binding.key, ast.Constant) and binding.key.value in keys and binding.value is not None:
            yield binding.value
