"""YAML text as plain data with the line of every key, in bounded time and memory.

Every scalar is text as written (``no`` is the text "no"), a plain empty or ``null`` one is ``None``.
The parser's events are read one by one: composing nodes recurses in C, and deep nesting crashes it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import yaml
from yaml import events

Key: TypeAlias = str | int
Data: TypeAlias = "str | list[Data] | dict[str, Data] | None"

MAX_NODES: Final = 100_000
MAX_DEPTH: Final = 20
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(Exception):
    """The text cannot be used. ``faults`` are (line, message, remedy), lines counting from 1."""

    def __init__(self, *faults: tuple[int, str, str]) -> None:
        self.faults = faults
        super().__init__("\n".join(f"line {line}: {message}" for line, message, _ in faults))


@dataclass(frozen=True, slots=True)
class Parsed:
    """``data`` and, for the path of keys and indexes to each value, the line where it stands."""

    data: Data
    lines: Mapping[tuple[Key, ...], int]


@dataclass(slots=True)
class _Open:
    """A collection whose end has not been read. ``before`` is how many values there were before it."""

    value: "list[Data] | dict[str, Data]"
    path: tuple[Key, ...]
    anchor: str | None
    before: int
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """Builds the data from events, with a stack in place of recursion."""

    lines: dict[tuple[Key, ...], int] = field(default_factory=dict)
    duplicates: list[tuple[int, str, str]] = field(default_factory=list)
    anchored: dict[str, tuple[Data, int]] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=list)
    root: Data = None
    documents: int = 0
    nodes: int = 0

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        match event:
            case events.ScalarEvent():
                self._scalar(event, line)
            case events.AliasEvent():
                self._alias(event.anchor, line)
            case events.MappingStartEvent():
                self._open({}, event.anchor, line)
            case events.SequenceStartEvent():
                self._open([], event.anchor, line)
            case events.MappingEndEvent() | events.SequenceEndEvent():
                closed = self.stack.pop()
                self._add(closed.value, closed.anchor, closed.before)
            case events.DocumentStartEvent():
                self._document(line)
            case _:
                pass

    def _document(self, line: int) -> None:
        self.documents += 1
        if self.documents > 1:
            raise YamlError((line, "a second document starts here", "keep one document in the file"))

    def _scalar(self, event: Any, line: int) -> None:
        if self._expects_key():
            self._key(event.value, event.anchor, line)
            return
        is_null = event.implicit[0] and event.value in _NULLS
        self._place(line)
        before = self._count(1, line)
        self._add(None if is_null else event.value, event.anchor, before)

    def _expects_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None

    def _key(self, key: str, anchor: str | None, line: int) -> None:
        here = self.stack[-1]
        if key == "<<":
            raise YamlError((line, "merge keys (<<) are not supported", "write the keys out"))
        if isinstance(here.value, dict) and key in here.value:
            first = self.lines[(*here.path, key)]
            self.duplicates.append((line, f"the key {key!r} stands twice, first in line {first}", "keep one of them"))
        here.key = key
        self.lines.setdefault((*here.path, key), line)
        if anchor is not None:
            self.anchored[anchor] = (key, 1)

    def _alias(self, anchor: str | None, line: int) -> None:
        if self._expects_key():
            raise YamlError((line, f"the alias *{anchor} stands for a key", "write the key out"))
        if anchor is None or anchor not in self.anchored:
            message = f"the alias *{anchor} refers to itself, or to nothing above it"
            raise YamlError((line, message, "write the value out"))
        self._place(line)
        value, nodes = self.anchored[anchor]
        before = self._count(nodes, line)
        self._add(value, None, before)

    def _open(self, value: "list[Data] | dict[str, Data]", anchor: str | None, line: int) -> None:
        if self._expects_key():
            raise YamlError((line, "a list or mapping stands for a key", "use a text as the key"))
        if len(self.stack) == MAX_DEPTH:
            raise YamlError((line, f"nested deeper than {MAX_DEPTH} levels", "see the schema for the layout"))
        self.stack.append(_Open(value, self._place(line), anchor, self._count(1, line)))

    def _place(self, line: int) -> tuple[Key, ...]:
        """Note where the next value stands (a mapping's value: where its key does), and its path."""
        if not self.stack:
            return ()
        here = self.stack[-1]
        path = (*here.path, len(here.value) if here.key is None else here.key)
        self.lines.setdefault(path, line)
        return path

    def _count(self, nodes: int, line: int) -> int:
        """Add to the number of values; return what it was."""
        before = self.nodes
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            message = f"more than {MAX_NODES} values once its aliases are expanded"
            raise YamlError((line, message, "write a smaller file, with fewer aliases"))
        return before

    def _add(self, value: Data, anchor: str | None, before: int) -> None:
        if anchor is not None:
            self.anchored[anchor] = (value, self.nodes - before)
        if not self.stack:
            self.root = value
            return
        here = self.stack[-1]
        if isinstance(here.value, list):
            here.value.append(value)
        elif here.key is not None:
            here.value[here.key] = value
            here.key = None


def parse_yaml(text: str) -> Parsed:
    """Read one YAML document.

    Raises:
        YamlError: not YAML, a duplicate key, a merge key, a second document, a key that is no text,
            an alias of itself, deeper than ``MAX_DEPTH`` or larger than ``MAX_NODES`` when expanded.

    """
    builder = _Builder()
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise YamlError(
            (line, f"not YAML: {error.problem}", "mend the syntax in this line or the one above")
        ) from error
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        raise YamlError((line, f"not YAML: {error.reason}", "remove the control character")) from error
    if builder.duplicates:
        raise YamlError(*builder.duplicates)
    return Parsed(builder.root, builder.lines)


def _events(text: str) -> Iterator[Any]:
    return iter(yaml.parse(text, Loader=_LOADER))
