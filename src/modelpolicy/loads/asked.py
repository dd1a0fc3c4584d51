"""Which models a call of a loader asks for: its arguments as the source writes them, and as canonical ids."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace

from modelpolicy.domain.load import Candidate
from modelpolicy.domain.model_id import ModelId
from modelpolicy.extract.canonical import is_weights_file, model_id, written_revision
from modelpolicy.extract.catalogue import Catalogue
from modelpolicy.extract.loader import Argument, Loader
from modelpolicy.loads.parameter_objects import left_open, saying
from modelpolicy.resolve.contents.arguments import argument, callers_decide, may_pass_more, passed_at
from modelpolicy.resolve.contents.containers import elements
from modelpolicy.resolve.definitions.belonging import owner
from modelpolicy.resolve.definitions.reflected import ATTRIBUTES
from modelpolicy.resolve.outside.fetched import fetched
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.resolve.strings.combining import combine
from modelpolicy.resolve.strings.downloads import DOWNLOADS, OPENED
from modelpolicy.values.openness import open_reason
from modelpolicy.values.places import Frame
from modelpolicy.values.text import Text
from modelpolicy.values.values import NOTHING, Constant, Opened, Result, Values, known, union, unknown


@dataclass(frozen=True, slots=True)
class Match:
    """A call that loads, and the row that says so.

    ``given`` is the call that gave the first arguments already, where the callee is a ``partial``. ``through`` are the
    downloads that this one was come to by: a path that is made of itself leads to the same one again.
    """

    loader: Loader
    callee: str
    catalogue: Catalogue
    given: Frame | None = None
    through: tuple[ast.Call, ...] = ()


def given_values(evaluator: Evaluates, one: Argument | None, site: Frame) -> Values | None:
    """What the call passes for an argument of the catalogue; ``None`` where it leaves it out."""
    return None if one is None else argument(evaluator, site, one.position, one.keywords)


def written_values(evaluator: Evaluates, match: Match, site: Frame) -> Values:
    """The ids as the source writes them at ``site``."""
    written = [_written_in(evaluator, match, one) for one in saying(evaluator, match.loader, site)]
    return union([*written, left_open(evaluator, match.loader, site)]).without_offered()


def _written_in(evaluator: Evaluates, match: Match, site: Frame) -> Values:
    """The ids among the arguments of one call."""
    named = _named(evaluator, match, site)
    return union([named, *(values for one in match.loader.also if (values := given_values(evaluator, one, site)))])


def _named(evaluator: Evaluates, match: Match, site: Frame) -> Values:
    loader = match.loader
    if loader.fixed:
        return known(*map(Text, loader.fixed))
    if loader.from_callee:
        is_computed = f"{ATTRIBUTES}." in f"{match.callee}."
        return unknown("a computed name") if is_computed else known(Text(match.callee.rpartition(".")[2]))
    downloads = _fetched(evaluator, loader.parts[0], site)
    if downloads:
        return known(*downloads)
    named, *others = loader.parts
    first = _first(evaluator, loader, named, site)
    if first is None or (first.options == (Constant(None),) and not first.open):
        default = _default(evaluator, loader, site)
        return unknown(first.reason or "None, which names no model") if first and default == NOTHING else default
    if not first.options and not first.open:
        return unknown("a look-up that finds nothing in the source")
    if loader.many:
        first = elements(first)
    given = [values for part in others if (values := given_values(evaluator, part, site)) is not None]
    return combine([first, *given], "/".join) if given else first


def _first(evaluator: Evaluates, loader: Loader, named: Argument, site: Frame) -> Values | None:
    """What the call passes first, ``None`` for nothing; what it spreads can hold it, or leave it to the library."""
    values, at_times = passed_at(evaluator, site, named.position, named.keywords)
    default = _default(evaluator, loader, site)
    if values is None and (may_pass_more(evaluator, site) or (default == NOTHING and callers_decide(evaluator, site))):
        values, at_times = unknown("keyword arguments that are passed on"), True
    if values is None:
        return None
    return union([_paths(values), default]) if at_times else _paths(values)


def _paths(values: Values) -> Values:
    """Of files that were opened, their paths."""
    options = tuple(option.path if isinstance(option, Opened) else option for option in values.options)
    return replace(values, options=options)


def _fetched(evaluator: Evaluates, one: Argument, site: Frame) -> list[Result]:
    """The downloads to the path that the call is handed."""
    call = site.call
    at = [call.args[one.position]] if one.position is not None and one.position < len(call.args) else []
    named = [keyword.value for keyword in call.keywords if keyword.arg in one.keywords]
    return [found for path in (*at, *named) for found in fetched(evaluator, path, site.caller)]


def _default(evaluator: Evaluates, loader: Loader, site: Frame) -> Values:
    tasks = given_values(evaluator, loader.task, site)
    if tasks is None:
        return known(*map(Text, loader.default))
    chosen = [Text(loader.defaults[text.text], text.via) for text in tasks.texts if text.text in loader.defaults]
    if tasks.open or len(chosen) == len(tasks.options):
        return Values(tuple(chosen), tasks.open, tasks.reason)
    return Values(tuple(chosen), open=True, reason="what the library takes for what it is asked to do")


def candidates(evaluator: Evaluates, match: Match, site: Frame, values: Values) -> Iterator[Candidate]:
    """The models that ``values`` name, those of downloads among them first."""
    default = site.caller.module.location(site.call)
    match = _asking(evaluator, match, site)
    yield from _downloaded(evaluator, match, values)
    outputs = (given_values(evaluator, match.loader.output, site) or NOTHING).texts
    if outputs and all(is_weights_file(text.text) for text in outputs):
        match = replace(match, loader=replace(match.loader, ignored=None))
    revisions = (given_values(evaluator, match.loader.revision, site) or NOTHING).texts
    for text in values.owned_by(owner(site.caller, site.call)).texts:
        identity = _identity(match, text)
        if identity is not None:
            revision = revisions[0].text if len(revisions) == 1 else written_revision(match.loader, text.text)
            yield Candidate(text.text, identity, revision, text.location or default, text.via, text.owners)


def _asking(evaluator: Evaluates, match: Match, site: Frame) -> Match:
    """The same match, of the store that the call says, where it says one."""
    given = {name: argument(evaluator, site, None, (name,)) for name in match.loader.stores}
    said = {name: values.texts[0].text for name, values in given.items() if values and len(values.texts) == 1}
    return replace(match, loader=match.loader.asking(said)) if said else match


def reason_to_be_open(evaluator: Evaluates, match: Match, values: Values) -> str:
    """What decides beside the strings among ``values``, those of downloads included; empty where nothing does."""
    return open_reason(match.catalogue, values) or next(
        (reason for inner, made in _downloads(match, values) if (reason := _why_open(evaluator, inner, made))), ""
    )


def _why_open(evaluator: Evaluates, match: Match, site: Frame) -> str:
    return reason_to_be_open(evaluator, match, written_values(evaluator, match, site))


def _downloaded(evaluator: Evaluates, match: Match, values: Values) -> Iterator[Candidate]:
    for inner, made in _downloads(match, values):
        yield from candidates(evaluator, inner, made, written_values(evaluator, inner, made))


def _downloads(match: Match, values: Values) -> Iterator[tuple[Match, Frame]]:
    """The downloads whose path the load is handed: ``torch.load(hf_hub_download("owner/name", "file"))``."""
    for option in values.options:
        if isinstance(option, Result) and option.made is not None:
            loader = match.catalogue.match(option.callee)
            call = option.made.call
            is_fetched_again = loader is match.loader or match.loader.store == "url" or call in match.through
            if loader is not None and not is_fetched_again and _is_download(loader, option.callee):
                # What is loaded is a model, whatever its address looks like.
                unfiltered, through = replace(loader, ignored=None), (*match.through, call)
                yield Match(unfiltered, option.callee, match.catalogue, through=through), option.made


def _is_download(loader: Loader, callee: str) -> bool:
    name = callee.rpartition(".")[2]
    return name in DOWNLOADS or (loader.store == "url" and name not in OPENED)


def _identity(match: Match, text: Text) -> ModelId | None:
    if text.text in match.loader.fixed:
        return ModelId.parse(text.text)
    return model_id(match.loader, text.text, match.callee, is_path=text.is_path)
