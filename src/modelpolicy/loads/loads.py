"""Calls that load, by the catalogue or by the looks of them, with the models that each can be asked for."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import replace

from modelpolicy.domain.confidence import rank
from modelpolicy.domain.load import Candidate, Fetched, Load, LoadArgument, Role
from modelpolicy.extract.catalogue import Catalogue
from modelpolicy.extract.file_roles import role_of_files
from modelpolicy.extract.loader import Loader
from modelpolicy.loads.asked import Match, candidates, reason_to_be_open, written_values
from modelpolicy.loads.callees import library_callees, shown
from modelpolicy.loads.choosers import with_choosers
from modelpolicy.loads.contexts import entered_places, places_of
from modelpolicy.loads.fetching import fetched_at
from modelpolicy.loads.is_load import is_load, may_name_models
from modelpolicy.loads.load_arguments import load_arguments
from modelpolicy.loads.looking import Look, Suspects, bound_to, how_to_look, is_imported
from modelpolicy.loads.sources import chosen_by_source
from modelpolicy.loads.surroundings import as_told, asks_only_about, becomes_fields, reads_data
from modelpolicy.loads.to_come import calls_to_come
from modelpolicy.loads.unlisted import unlisted
from modelpolicy.program.modules import SourceModule
from modelpolicy.resolve.definitions.belonging import owner
from modelpolicy.resolve.definitions.members import CONSTRUCTOR
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Frame, Place


def find_loads(
    evaluator: Evaluates, catalogue: Catalogue, module: SourceModule, wanted: Suspects | None = None
) -> Iterator[Load]:
    """The loads of one module, in the order of the source; ``wanted`` says which calls can be one, if that is known."""
    # Questions about one file have a bound: which calls load comes first, then what, and last what no row lists.
    written = [(call, _listed(evaluator, catalogue, module, call, wanted)) for call in module.calls]
    left = [
        (one, _listed(evaluator, catalogue, module, one, wanted))
        for call in module.calls
        for one in calls_to_come(module, call)
    ]
    found = [
        (call, load) for call, matches in (*written, *left) for load in _loads_listed(evaluator, matches, module, call)
    ]
    rest = [call for call, matches in written if not matches]
    found += [(call, load) for call in rest for load in _unlisted_loads(evaluator, catalogue, module, call)]
    yield from (load for _, load in sorted(found, key=lambda one: (one[0].lineno, one[0].col_offset)))


def _listed(
    evaluator: Evaluates, catalogue: Catalogue, module: SourceModule, call: ast.Call, wanted: Suspects | None
) -> tuple[Match, ...]:
    """What the call matches of the catalogue, where it is worth asking what it calls."""
    look = how_to_look(evaluator, call.func, module, wanted)
    if look is None or not _may_be_loader(catalogue, call, module):
        return ()
    return _matches(look, catalogue, evaluator, call, module)


def _loads_listed(
    evaluator: Evaluates, matches: Iterable[Match], module: SourceModule, call: ast.Call
) -> Iterator[Load]:
    """The load that a call is, of all that it matches."""
    return _as_one(load for match in matches for load in _loads_of(evaluator, match, module, call))


def _may_be_loader(catalogue: Catalogue, call: ast.Call, module: SourceModule) -> bool:
    """Whether it is worth asking what the call calls: cheap, and never wrongly no for a name or an alias."""
    callee = call.func
    if not isinstance(callee, ast.Attribute) or callee.attr == CONSTRUCTOR or callee.attr in module.assignments.aliased:
        return True
    return is_imported(module, callee) or callee.attr in catalogue.tokens


def _matches(
    look: Look, catalogue: Catalogue, evaluator: Evaluates, call: ast.Call, module: SourceModule
) -> tuple[Match, ...]:
    """What a call matches of the catalogue: once a row, and once a callee where it names the model or is a partial."""
    callees = look(call.func, Place(module))
    if not callees.options and evaluator.is_spent:
        callees = bound_to(evaluator, call.func, module)
    found: dict[object, Match] = {}
    for callee in library_callees(evaluator, callees):
        loader = catalogue.match(callee.name)
        if loader is not None:
            told_apart_by = (loader.name, loader.calls, callee.name if loader.from_callee else "", callee.given)
            found.setdefault(told_apart_by, Match(loader, callee.name, catalogue, callee.given))
    return tuple(found.values())


def _unlisted_loads(evaluator: Evaluates, catalogue: Catalogue, module: SourceModule, call: ast.Call) -> Iterator[Load]:
    """The load that a call is by the looks of it: one, whatever number of its arguments name models."""
    matches = [
        Match(row.loader, row.callee.name, catalogue, row.callee.given) for row in unlisted(evaluator, module, call)
    ]
    loads = [load for match in matches for load in _loads_of(evaluator, match, module, call) if load.models]
    yield from _as_one(loads)


def _as_one(loads: Iterable[Load]) -> Iterator[Load]:
    """The load that a call is, of all that it can be: the one that is most certain says of what loader."""
    if found := sorted(loads, key=lambda load: rank(load.confidence), reverse=True):
        opened = next((load for load in found if load.open), found[0])
        models = tuple(dict.fromkeys(candidate for load in found for candidate in load.models))
        fetched = tuple(dict.fromkeys(one for load in found for one in load.fetched))
        yield replace(found[0], models=models, open=opened.open, reason=opened.reason, fetched=fetched)


def _loads_of(evaluator: Evaluates, match: Match, module: SourceModule, call: ast.Call) -> Iterator[Load]:
    match = replace(match, loader=as_told(match.loader, module, call))
    if asks_only_about(match.loader, module, call) or becomes_fields(evaluator, match.loader, module, call):
        return iter(())
    if not may_name_models(evaluator, match, module, call):
        return iter(())
    sites = [Frame(call, place, earlier=match.given) for place in places_of(evaluator, module, call)]
    return _loads_at(evaluator, match, sites, entered_places(evaluator, module, call))


def _loads_at(evaluator: Evaluates, match: Match, sites: Iterable[Frame], entered: Iterable[Place]) -> Iterator[Load]:
    """The load at one call, for every class that runs it; none where the call loads nothing by itself.

    ``entered`` are the contexts of the code around it, whether or not they get to the call.
    """
    sites = [site for site in sites if is_load(evaluator, match.loader, site)]
    written = chosen_by_source(sites, [written_values(evaluator, match, site) for site in sites])
    reasons = [reason_to_be_open(evaluator, match, values) for values in written]
    opened = [reason for reason in reasons if reason]
    found = [
        (site.caller, tuple(candidates(evaluator, match, site, values)))
        for site, values in zip(sites, written, strict=True)
    ]
    models = dict.fromkeys(with_choosers(found, entered))
    if models or (opened and not match.loader.only_known and not reads_data(match.loader, sites[0])):
        call, module = sites[0].call, sites[0].caller.module
        arguments = tuple(load_arguments(evaluator, match.loader, sites))
        yield Load(
            location=module.location(call),
            call=shown(call.func),
            loader=match.loader.name,
            role=_role(match.loader, arguments, models),
            models=tuple(models),
            owners=tuple(dict.fromkeys(owner(site.caller, call) for site in sites)),
            open=bool(opened),
            reason=next(iter(opened), ""),
            arguments=arguments,
            confidence=match.loader.confidence,
            fetched=_fetched(evaluator, match, sites, found, reasons),
        )


def _fetched(
    evaluator: Evaluates,
    match: Match,
    sites: Iterable[Frame],
    found: Iterable[tuple[Place, tuple[Candidate, ...]]],
    reasons: Iterable[str],
) -> tuple[Fetched, ...]:
    """What the load puts where, in each context by itself: a path and an address of two of them are no pair."""
    contexts = zip(sites, found, reasons, strict=True)
    fetched = (
        one for site, (_, models), reason in contexts for one in fetched_at(evaluator, match, site, models, reason)
    )
    return tuple(dict.fromkeys(fetched))


def _role(loader: Loader, arguments: Iterable[LoadArgument], models: Iterable[Candidate]) -> Role:
    """What the loader loads; of a download of files, what the files are for."""
    if loader.role != "weights":
        return loader.role
    named = [str(value) for one in arguments if one.name == "filename" for value in one.values]
    files = named or [model.written for model in models if loader.store == "url"]
    return role_of_files(files) or loader.role
