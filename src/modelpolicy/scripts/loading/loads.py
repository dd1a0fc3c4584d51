"""Commands that load models, as loads."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from modelpolicy.domain.load import Candidate, Load, LoadArgument
from modelpolicy.domain.location import Location
from modelpolicy.extract.canonical import is_weights_file, model_id, written_revision
from modelpolicy.extract.command import Command
from modelpolicy.extract.loader import Argument, Loader
from modelpolicy.loads.load_arguments import NAMES
from modelpolicy.scripts.loading.fetching import fetched_by
from modelpolicy.scripts.shell.command_line import Arguments
from modelpolicy.values.text import Text
from modelpolicy.values.values import Values, known, union


@dataclass(frozen=True, slots=True)
class Site:
    """A command in a file: where it starts, how it is shown, and whose command it is."""

    location: Location
    call: str
    owner: str


def command_load(command: Command, given: Arguments, site: Site, stays: bool) -> Load | None:
    """The load that ``command`` is with these arguments, where it is one; ``stays``: its paths are the project's."""
    if _is_excluded(command.loader, given):
        return None
    revisions = (given.get(command.loader.revision) or known()).texts
    revision = revisions[0].text if len(revisions) == 1 else None
    load = model_load(command.loader, _written(command, given), site, revision)
    if load is None:
        return None
    fetched = tuple(one for one in fetched_by(command, given, load) if stays or one.path.startswith(("/", "~")))
    return replace(load, arguments=tuple(_load_arguments(command, given)), fetched=fetched)


def model_load(loader: Loader, written: Values, site: Site, revision: str | None = None) -> Load | None:
    """The load of what ``written`` names, where that is anything."""
    models = tuple(_candidates(loader, written, revision, site))
    is_open = written.open and not loader.only_known
    if not models and not is_open:
        return None
    reason = written.reason if is_open else ""
    return Load(
        site.location,
        site.call,
        loader.name,
        loader.role,
        models,
        (site.owner,),
        is_open,
        reason,
        confidence=loader.confidence,
    )


def merged(loads: Iterable[Load]) -> list[Load]:
    """One load a command, whatever number of times, with whichever words and by whichever scripts it is run."""
    found: dict[tuple[Location, str, str], Load] = {}
    for load in loads:
        key = (load.location, load.call, load.loader)
        found[key] = _both(found[key], load) if key in found else load
    return list(found.values())


def _both(first: Load, second: Load) -> Load:
    models = tuple(dict.fromkeys((*first.models, *second.models)))
    reason = first.reason or second.reason
    fetched = tuple(dict.fromkeys((*first.fetched, *second.fetched)))
    owners = tuple(dict.fromkeys((*first.owners, *second.owners)))
    is_open = first.open or second.open
    return replace(first, models=models, owners=owners, open=is_open, reason=reason, fetched=fetched)


def _is_excluded(loader: Loader, given: Arguments) -> bool:
    return any(
        text.text in texts
        for name, texts in loader.unless.items()
        for text in (given.get(Argument(None, (name,))) or known()).texts
    )


def _written(command: Command, given: Arguments) -> Values:
    """The ids as the command writes them."""
    taken = union(_taken(command, values, given) for values in _naming(command, given))
    return taken if taken.options or taken.open else known(*map(Text, command.loader.default if given.ordered else ()))


def _naming(command: Command, given: Arguments) -> Sequence[Values]:
    """The arguments that can name a model."""
    if command.anywhere:
        return [*given.ordered, *given.named.values()]
    first = command.loader.parts[0]
    if command.loader.many and first.position is not None:
        return given.ordered[first.position :]
    value = given.get(first)
    return [] if value is None else [value]


def _taken(command: Command, values: Values, given: Arguments) -> Values:
    """The ids in one argument: its strings, or what of them the row's pattern takes."""
    if command.takes is None:
        return values
    is_saved_as_weights = any(is_weights_file(text.text) for text in (given.get(command.output) or known()).texts)
    taken = []
    for text in values.texts:
        match = command.takes.fullmatch(text.text)
        if match:
            taken.append(replace(text, text=match[1]))
        elif is_saved_as_weights and "://" in text.text:
            taken.append(text)
    return Values(tuple(taken), values.open, values.reason)


def _candidates(loader: Loader, written: Values, revision: str | None, site: Site) -> Iterator[Candidate]:
    for text in written.texts:
        identity = model_id(loader, text.text, loader.calls[0])
        if identity is not None:
            chosen = revision or written_revision(loader, text.text)
            place = text.location or site.location
            yield Candidate(text.text, identity, chosen, place, text.via, text.owners or (site.owner,))


def _load_arguments(command: Command, given: Arguments) -> Iterator[LoadArgument]:
    """What else the command is told, under the names that Python's loads have for it."""
    for name, keywords in NAMES.items():
        values = given.get(Argument(None, (*keywords, *_SPELLED.get(name, ()))))
        if name == "filename" and command.files is not None:
            values = union([*(given.ordered[command.files :]), *([values] if values else [])])
        if values is not None and (values.options or values.open):
            yield LoadArgument(name, tuple(dict.fromkeys(text.text for text in values.texts)), values.open)


_SPELLED: Final = {"filename": ("include",), "cache_dir": ("local_dir",)}
