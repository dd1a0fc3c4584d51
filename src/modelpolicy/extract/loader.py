"""One row of the loader catalogue, and how it is read from its TOML table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final, get_args

from modelpolicy.domain.confidence import FROM_LEAST, Confidence
from modelpolicy.domain.load import Role
from modelpolicy.domain.model_id import STORE
from modelpolicy.settings.row import Fields, expression, flag, one_of, read_fields, text, text_table, texts, texts_table

_SEGMENT: Final = re.compile(r"\*\*|[\w*]+")


def _no_entries() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Argument:
    """Where an argument stands in a call: at ``position`` (from 0, without ``self``) or under a keyword."""

    position: int | None
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loader:
    """A library call that loads weights, or what belongs to them.

    The fields say how the model's id is found:

    - ``calls``: dotted patterns of the callee; ``*`` stands for any part of one segment, ``**`` for any
      number of segments, none included.
    - ``parts``: the arguments that name the model. Several are joined with ``/``; one that is not given is
      left out, except the first, without which ``default`` holds.
    - ``default``: the ids that the library takes when the argument is not given.
    - ``task`` and ``defaults``: the argument that chooses among defaults, and the default for each value.
    - ``fixed``: full model ids that the call loads whatever its arguments are.
    - ``many``: the argument is a list of ids.
    - ``also``: arguments that each name one more model.
    - ``only_known``: what the source does not show is no load (a download of anything).
    - ``output``: the argument that names the file to write; where that is one of weights, nothing is ``ignored``.
    - ``folder``: the argument that names the directory that it writes into; where none is given, the library decides.
    - ``from_callee``: the id is the last segment of the callee that ``calls`` does not spell out.
    - ``parameter_object``: the argument that is an object of the library's, which was made with all the others, or with
      such objects in its turn: ``Detector(Config(model="x"))``.
    - ``only_with``: it is a load only when one of these is given and neither ``None`` nor ``False``.
    - ``unless_off``: it is no load when one of these is given as ``None`` or ``False``.
    - ``unless_with``: it is no load when one of these is given: a model that is loaded already.
    - ``unless``: it is no load when such a keyword has one of these values.
    - ``revision``, ``filename``: where the revision is given, and the file of the repository.
    - ``confidence``: how certain it is that the call loads a model.

    And how a written id becomes canonical (see ``canonical.model_id``):

    - ``store``: the store of ids that are neither paths nor URLs.
    - ``stores``: keyword -> value -> the store that a call with this value asks instead.
    - ``names``: written name -> canonical name.
    - ``rewrites``: patterns of whole names and what is written instead; the first that fits.
    - ``template``: for other names without ``/``; ``{}`` is the written name.
    - ``verbatim``: names that the template is not for.
    - ``owned_store``: the store of names of the form ``owner/name``, where it is another one.
    - ``prefixes``: a prefix that sends the rest of the name to another store.
    - ``separator``: what parts a name from a revision written behind it.
    - ``bare_files``: a weights file's name without a directory is an id of the store, not a path.
    - ``paths``: a pattern of strings that are paths, where their looks do not tell.
    - ``ignored``: a pattern of strings that name no weights (an architecture file, for example).
    """

    name: str
    calls: tuple[str, ...]
    store: str
    role: Role = "weights"
    parts: tuple[Argument, ...] = ()
    default: tuple[str, ...] = ()
    task: Argument | None = None
    defaults: Mapping[str, str] = field(default_factory=_no_entries)
    fixed: tuple[str, ...] = ()
    many: bool = False
    also: tuple[Argument, ...] = ()
    only_known: bool = False
    output: Argument | None = None
    folder: Argument | None = None
    from_callee: bool = False
    parameter_object: Argument | None = None
    only_with: tuple[Argument, ...] = ()
    unless_off: tuple[Argument, ...] = ()
    unless_with: tuple[Argument, ...] = ()
    unless: Mapping[str, tuple[str, ...]] = field(default_factory=_no_entries)
    revision: Argument | None = None
    filename: Argument | None = None
    confidence: Confidence = "high"
    stores: Mapping[str, Mapping[str, str]] = field(default_factory=_no_entries)
    names: Mapping[str, str] = field(default_factory=_no_entries)
    rewrites: tuple[tuple[re.Pattern[str], str], ...] = ()
    template: str = "{}"
    verbatim: tuple[str, ...] = ()
    owned_store: str = ""
    prefixes: Mapping[str, str] = field(default_factory=_no_entries)
    separator: str = ""
    bare_files: bool = False
    paths: re.Pattern[str] | None = None
    ignored: re.Pattern[str] | None = None

    def asking(self, values: Mapping[str, object]) -> "Loader":
        """The same loader where a call says with its ``values``, by keyword, that it asks another store."""
        chosen = [stores[str(values[name])] for name, stores in self.stores.items() if str(values.get(name)) in stores]
        return replace(self, store=chosen[0]) if chosen else self


def read_loader(row: Mapping[str, object]) -> Loader:
    """Read one row.

    Raises:
        ValueError: a field is unknown, missing or ill-formed; the message names every such field.
    """
    values, mistakes = read_fields(row, _FIELDS)
    if "model" in values:
        # The only part of the id.
        values.setdefault("parts", (values.pop("model"),))
    mistakes += [f"`{name}` is missing" for name in ("name", "calls", "store") if name not in row]
    if not mistakes and not _names_a_model(values):
        mistakes.append("nothing says which model: `model`, `parts`, `fixed` or `from_callee` is missing")
    if mistakes:
        raise ValueError("; ".join(mistakes))
    return Loader(**values)


def _names_a_model(values: Mapping[str, object]) -> bool:
    return any(values.get(name) for name in ("parts", "fixed", "from_callee"))


def _tables(value: object) -> Mapping[str, Mapping[str, str]]:
    if isinstance(value, dict):
        return MappingProxyType({key: text_table(entry) for key, entry in value.items()})
    raise ValueError("must be a table of tables of strings")


def _store(value: object) -> str:
    name = text(value)
    if STORE.fullmatch(name) is None:
        raise ValueError(f"is {name!r}, which is not of small letters, digits and dashes, a letter first")
    return name


def _patterns(value: object) -> tuple[str, ...]:
    patterns = texts(value)
    for pattern in patterns:
        segments = pattern.split(".")
        if not all(map(_SEGMENT.fullmatch, segments)) or all("*" in segment for segment in segments):
            raise ValueError(f"has {pattern!r}, which is not a dotted name with `*` and at least one plain segment")
    return patterns


def _rewrites(value: object) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((expression(pattern), replacement) for pattern, replacement in text_table(value).items())


def _argument(value: object) -> Argument:
    places = value if isinstance(value, list) else [value]
    positions = [place for place in places if type(place) is int and place >= 0]
    keywords = tuple(place for place in places if isinstance(place, str) and place.isidentifier())
    if not places or len(positions) > 1 or len(positions) + len(keywords) != len(places):
        raise ValueError('must be a position, keywords, or both: [0, "model"]')
    return Argument(positions[0] if positions else None, keywords)


def _arguments(value: object) -> tuple[Argument, ...]:
    if isinstance(value, list) and value:
        return tuple(map(_argument, value))
    raise ValueError('must be a list of arguments: [[0, "repo"], [1, "model"]]')


_FIELDS: Final[Fields] = {
    "name": text,
    "calls": _patterns,
    "store": _store,
    "role": one_of(*get_args(Role)),
    "model": _argument,
    "parts": _arguments,
    "default": texts,
    "task": _argument,
    "defaults": text_table,
    "fixed": texts,
    "many": flag,
    "also": _arguments,
    "only_known": flag,
    "output": _argument,
    "folder": _argument,
    "from_callee": flag,
    "parameter_object": _argument,
    "only_with": _arguments,
    "unless_off": _arguments,
    "unless_with": _arguments,
    "unless": texts_table,
    "revision": _argument,
    "filename": _argument,
    "confidence": one_of(*reversed(FROM_LEAST)),
    "stores": _tables,
    "names": text_table,
    "rewrites": _rewrites,
    "template": text,
    "verbatim": texts,
    "owned_store": _store,
    "prefixes": text_table,
    "separator": text,
    "bare_files": flag,
    "paths": expression,
    "ignored": expression,
}
