"""Calls whose callee is a loader, with the models that each can be asked for."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from modelpolicy.domain.load import Candidate, Load
from modelpolicy.domain.model_id import ModelId
from modelpolicy.extract.canonical import model_id, written_revision
from modelpolicy.extract.catalogue import Catalogue
from modelpolicy.extract.loader import Argument, Loader
from modelpolicy.resolve.arguments import argument
from modelpolicy.resolve.asking import Evaluates
from modelpolicy.resolve.callsites import owner
from modelpolicy.resolve.containers import elements
from modelpolicy.resolve.contexts import places_of
from modelpolicy.resolve.load_arguments import load_arguments
from modelpolicy.resolve.members import CONSTRUCTOR, external_bases, find_method
from modelpolicy.resolve.modules import SourceModule
from modelpolicy.resolve.openness import open_reason
from modelpolicy.resolve.strings import combine
from modelpolicy.resolve.values import (
    NOTHING,
    ClassRef,
    Constant,
    External,
    Frame,
    Partial,
    Place,
    Result,
    Text,
    Value,
    Values,
    known,
    unknown,
)

DOWNLOADS: Final = frozenset({"hf_hub_download", "snapshot_download", "cached_download", "model_file_download"})
"""Calls that give the path of what they fetched: loading from that path loads the same model."""

LONGEST_CALL: Final = 80
"""Characters of a callee that messages show."""


@dataclass(frozen=True, slots=True)
class _Match:
    """``given`` is the call that gave the first arguments already, where the callee is a ``partial``."""

    loader: Loader
    callee: str
    catalogue: Catalogue
    given: Frame | None = None


def find_loads(evaluator: Evaluates, catalogue: Catalogue, module: SourceModule) -> Iterator[Load]:
    """The loads of one module, in the order of the source."""
    for call in module.calls:
        match = (
            _match(evaluator, catalogue, call, module) if _may_be_loader(evaluator, catalogue, call, module) else None
        )
        if match is not None:
            places = places_of(evaluator, module, call)
            sites = [Frame(call, place, earlier=match.given) for place in places]
            yield from _loads_at(evaluator, catalogue, match, sites)


def _may_be_loader(evaluator: Evaluates, catalogue: Catalogue, call: ast.Call, module: SourceModule) -> bool:
    """Whether it is worth asking what the call calls: cheap, and never wrongly no for a name or an alias."""
    callee = call.func
    if not isinstance(callee, ast.Attribute) or callee.attr == CONSTRUCTOR or callee.attr in module.aliased:
        return True
    root: ast.expr = callee
    while isinstance(root, ast.Attribute):
        root = root.value
    if isinstance(root, ast.Name) and root.id in module.imported:
        return True
    libraries = catalogue.libraries(callee.attr)
    return any("*" in library or evaluator.project.is_mentioned(library) for library in libraries)


def _match(evaluator: Evaluates, catalogue: Catalogue, call: ast.Call, module: SourceModule) -> _Match | None:
    for option in evaluator.evaluate(call.func, Place(module)).options:
        callee, given = (option.function, option.given) if isinstance(option, Partial) else (option, None)
        for name in _library_names(evaluator, callee):
            loader = catalogue.match(name)
            if loader is not None:
                return _Match(loader, name, catalogue, given)
    return None


def _library_names(evaluator: Evaluates, callee: Value) -> Iterator[str]:
    """What the library calls what is called; for a class that inherits its constructor, the library's class."""
    match callee:
        case External(name):
            yield name.removesuffix(f".{CONSTRUCTOR}")
        case ClassRef(definition) if find_method(evaluator, definition, CONSTRUCTOR) is None:
            yield from external_bases(evaluator, definition)


def _loads_at(evaluator: Evaluates, catalogue: Catalogue, match: _Match, sites: Iterable[Frame]) -> Iterator[Load]:
    """The load at one call, for every class that runs it; none where the call loads nothing by itself."""
    sites = [site for site in sites if _is_load(evaluator, match.loader, site)]
    written = [_written(evaluator, match, site) for site in sites]
    reasons = (open_reason(catalogue, values) for values in written if not match.loader.only_known)
    opened = [reason for reason in reasons if reason]
    models = dict.fromkeys(
        candidate
        for site, values in zip(sites, written, strict=True)
        for candidate in _candidates(evaluator, match, site, values)
    )
    if models or opened:
        call, module = sites[0].call, sites[0].caller.module
        yield Load(
            location=module.location(call),
            call=_shown(call.func),
            loader=match.loader.name,
            role=match.loader.role,
            models=tuple(models),
            owners=tuple(dict.fromkeys(owner(site.caller, call) for site in sites)),
            open=bool(opened),
            reason=next(iter(opened), ""),
            arguments=tuple(load_arguments(evaluator, sites)),
            confidence=match.loader.confidence,
        )


def _is_load(evaluator: Evaluates, loader: Loader, site: Frame) -> bool:
    """Whether the arguments make the call a load at all (``weights=None`` makes an empty model)."""
    if loader.only_with and not any(_is_on(evaluator, one, site) for one in loader.only_with):
        return False
    if any(_is_off(evaluator, one, site) for one in loader.unless_off):
        return False
    return not any(
        text.text in texts
        for keyword, texts in loader.unless.items()
        for text in (argument(evaluator, site, None, (keyword,)) or NOTHING).texts
    )


def _is_on(evaluator: Evaluates, one: Argument, site: Frame) -> bool:
    values = _given(evaluator, one, site)
    return values is not None and not _is_all_off(values)


def _is_off(evaluator: Evaluates, one: Argument, site: Frame) -> bool:
    values = _given(evaluator, one, site)
    return values is not None and _is_all_off(values)


def _is_all_off(values: Values) -> bool:
    off = [option for option in values.options if isinstance(option, Constant) and not option.value]
    return bool(off) and len(off) == len(values.options) and not values.open


def _given(evaluator: Evaluates, one: Argument | None, site: Frame) -> Values | None:
    return None if one is None else argument(evaluator, site, one.position, one.keywords)


def _written(evaluator: Evaluates, match: _Match, site: Frame) -> Values:
    """The ids as the source writes them at ``site``."""
    loader = match.loader
    if loader.fixed:
        return known(*map(Text, loader.fixed))
    if loader.from_callee:
        return known(Text(match.callee.rpartition(".")[2]))
    first, *others = [_given(evaluator, part, site) for part in loader.parts]
    if first is None or (first.options == (Constant(None),) and not first.open):
        default = _default(evaluator, loader, site)
        return unknown(first.reason) if first is not None and first.reason and default == NOTHING else default
    if not first.options and not first.open:
        return unknown("a look-up that finds nothing in the source")
    if loader.many:
        first = elements(first)
    given = [part for part in others if part is not None]
    return combine([first, *given], "/".join) if given else first


def _default(evaluator: Evaluates, loader: Loader, site: Frame) -> Values:
    tasks = _given(evaluator, loader.task, site)
    if tasks is None:
        return known(*map(Text, loader.default))
    chosen = [Text(loader.defaults[text.text], text.via) for text in tasks.texts if text.text in loader.defaults]
    return Values(tuple(chosen), tasks.open, tasks.reason)


def _candidates(evaluator: Evaluates, match: _Match, site: Frame, values: Values) -> Iterator[Candidate]:
    default = site.caller.module.location(site.call)
    yield from _downloaded(evaluator, match, values)
    revisions = (_given(evaluator, match.loader.revision, site) or NOTHING).texts
    for text in values.owned_by(owner(site.caller, site.call)).texts:
        identity = _identity(match, text)
        if identity is not None:
            revision = revisions[0].text if len(revisions) == 1 else written_revision(match.loader, text.text)
            yield Candidate(text.text, identity, revision, text.location or default, text.via, text.owners)


def _downloaded(evaluator: Evaluates, match: _Match, values: Values) -> Iterator[Candidate]:
    """The model of a download whose path the load is handed: ``torch.load(hf_hub_download("owner/name", "file"))``."""
    for option in values.options:
        if isinstance(option, Result) and option.made is not None and option.callee.rpartition(".")[2] in DOWNLOADS:
            loader = match.catalogue.match(option.callee)
            if loader is not None and loader is not match.loader:
                inner = _Match(loader, option.callee, match.catalogue)
                yield from _candidates(evaluator, inner, option.made, _written(evaluator, inner, option.made))


def _identity(match: _Match, text: Text) -> ModelId | None:
    if match.loader.fixed:
        return ModelId.parse(text.text)
    return model_id(match.loader, text.text, match.callee)


def _shown(callee: ast.expr) -> str:
    """The callee as messages show it; what is no plain dotted name is left out."""
    names: list[str] = []
    while isinstance(callee, ast.Attribute):
        names.append(callee.attr)
        callee = callee.value
    root = callee.id if isinstance(callee, ast.Name) else "…"
    return ".".join([root, *reversed(names)])[-LONGEST_CALL:]
