"""How a library lays its weights out on disk: one row of ``libraries/*.toml``, or of the settings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from modelpolicy.settings.row import Fields, expression, flag, read_fields, text, texts, texts_table

_PLACEHOLDER: Final = re.compile(r"\{(?P<name>[a-z]+)(?::(?P<pattern>(?:[^{}]|\{[\d,]+\})+))?\}|(?P<any>\*)")
_STORE: Final = re.compile(r"[a-z][a-z0-9-]*")
_DIGEST: Final = re.compile(r"sha256:[0-9a-f]{64}|md5:[0-9a-f]{32}")


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Entry:
    """What an artifact looks like below a root: ``written`` is ``{name}.pt`` or ``{owner}/{name}/``.

    ``levels`` are patterns for the parts of the path. What the placeholders stand for, joined with ``/``, is the
    model's name; ``{revision}`` is its revision. ``*`` stands for anything that is no part of the name.
    """

    written: str
    levels: tuple[re.Pattern[str], ...]
    is_directory: bool

    @property
    def is_telling(self) -> bool:
        """Whether the last part of the path tells a model by more than being there."""
        last = self.written.removesuffix("/").rpartition("/")[2]
        return bool(_PLACEHOLDER.sub("", last)) or any(match["pattern"] for match in _PLACEHOLDER.finditer(last))


@dataclass(frozen=True, slots=True)
class Layout:
    """A directory that variables move, with a file or a directory for each model.

    - ``name``: the store. ``ids``: the prefix of its models' ids, if that is another one.
    - ``roots``: where it lies. Each root is a chain: the first path of it counts whose variables are all set. ``~`` and
      ``$VARIABLE`` are filled in; a variable alone can hold several paths (``a:b``); ``@packages`` stands for every
      directory of installed packages.
    - ``given``: the stores whose loaders can hand a directory to the library that is laid out the same.
    - ``entries``: what artifacts look like, see ``Entry``. Everything else in a root is an artifact too, by its path,
      unless it is ``ignored`` (notes of the library), belongs to another store (``foreign``), or ``dedicated`` is
      false: then the directory is not the library's alone, and only entries that are telling count.
    - ``models``: for names that do not say which file they load: id -> patterns of paths below the root.
      ``<store>:*`` is every id of a store.
    - ``elsewhere``: a pattern of names -> ids under which these lie in other stores; ``*`` stands for anything.
    - ``prefix``: what stands before every name.
    - ``urls``: a model of the store ``url`` lies here under the last part of its address.
    - ``digests``: path below the root -> ``sha256:...`` or ``md5:...``. ``digest_in_name``: a pattern whose group is
      the beginning of the file's SHA-256.
    - ``deletable``: false for what belongs to installed packages.
    - ``fetch``: the command that fetches a model; ``{name}`` is its name, ``{name!r}`` as a string of Python.
    """

    name: str
    roots: tuple[tuple[str, ...], ...] = ()
    entries: tuple[Entry, ...] = ()
    ids: str = ""
    given: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    dedicated: bool = True
    models: Mapping[str, tuple[str, ...]] = field(default_factory=_nothing)
    elsewhere: Mapping[str, tuple[str, ...]] = field(default_factory=_nothing)
    prefix: str = ""
    urls: bool = False
    digests: Mapping[str, str] = field(default_factory=_nothing)
    digest_in_name: re.Pattern[str] | None = None
    deletable: bool = True
    fetch: tuple[str, ...] = ()


def read_layout(row: Mapping[str, object]) -> Layout:
    """Read one row.

    Raises:
        ValueError: a field is unknown, missing or ill-formed; the message names every such field.
    """
    values, mistakes = read_fields(row, _FIELDS)
    if "name" not in row:
        mistakes.append("`name` is missing")
    if not row.keys() & {"roots", "elsewhere"}:
        mistakes.append("`roots` is missing")
    if mistakes:
        raise ValueError("; ".join(mistakes))
    values.setdefault("ids", values["name"])
    values.setdefault("given", (values["ids"],))
    return Layout(**values)


def _store(value: object) -> str:
    if isinstance(value, str) and _STORE.fullmatch(value):
        return value
    raise ValueError("must be a word of small letters, digits and `-`")


def _roots(value: object) -> tuple[tuple[str, ...], ...]:
    chains = value if isinstance(value, list) and any(isinstance(item, list) for item in value) else [value]
    roots = tuple(map(texts, chains))
    for path in (path for chain in roots for path in chain):
        if not path.startswith(("/", "~", "$", "@packages", "./")) or ".." in path.split("/"):
            raise ValueError(
                f"has {path!r}, which does not start with '/', '~', '$VARIABLE' or './', or has '..' in it"
            )
    return roots


def _entries(value: object) -> tuple[Entry, ...]:
    return tuple(map(_entry, texts(value)))


def _entry(written: str) -> Entry:
    # A slash inside a placeholder's pattern would part it: there is none in a name of a directory entry either.
    parts = written.removesuffix("/").split("/")
    if written.startswith("/") or not all(parts) or {".", ".."} & set(parts) or "{" not in written:
        raise ValueError(f"has {written!r}, which is no relative path with a placeholder such as {{name}}")
    try:
        levels = tuple(re.compile(_pattern(part), re.DOTALL) for part in parts)
    except re.error as error:
        raise ValueError(f"has {written!r}: {error}") from error
    return Entry(written, levels, written.endswith("/"))


def _pattern(part: str) -> str:
    pattern, end = "", 0
    for match in _PLACEHOLDER.finditer(part):
        pattern += re.escape(part[end : match.start()])
        pattern += ".*" if match["any"] else f"(?P<{match['name']}>{match['pattern'] or '.+'})"
        end = match.end()
    return pattern + re.escape(part[end:])


def _elsewhere(value: object) -> Mapping[str, tuple[str, ...]]:
    table = texts_table(value)
    for pattern in table:
        expression(pattern)
    return table


def _digests(value: object) -> Mapping[str, str]:
    if isinstance(value, dict) and all(isinstance(one, str) and _DIGEST.fullmatch(one) for one in value.values()):
        return MappingProxyType(dict(value))
    raise ValueError("must be a table of `sha256:` or `md5:` and hexadecimal digits")


_FIELDS: Final[Fields] = {
    "name": _store,
    "ids": _store,
    "roots": _roots,
    "given": texts,
    "entries": _entries,
    "ignored": texts,
    "foreign": texts,
    "dedicated": flag,
    "models": texts_table,
    "elsewhere": _elsewhere,
    "prefix": text,
    "urls": flag,
    "digests": _digests,
    "digest_in_name": expression,
    "deletable": flag,
    "fetch": texts,
}
