"""YAML with the place of every value, in bounded time and memory.

The parser's events are read one by one: composing nodes recurses in C, and deep nesting crashes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

Node: TypeAlias = "Scalar | Items | Table"

DEEPEST: Final = 30
MOST_NODES: Final = 50_000


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; ``line`` and ``column`` count from 0; ``style`` is the character it is written with."""

    text: str
    line: int
    column: int
    style: str | None


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Keys and values in their order; of what is no plain key nothing is kept."""

    entries: tuple[tuple[Scalar, Node], ...]

    def get(self, key: str) -> "Node | None":
        """The value under ``key``."""
        return next((value for known, value in self.entries if known.text == key), None)


@dataclass(slots=True)
class _Open:
    """A list, or a table, whose end has not been read; ``size`` counts the nodes in it, each alias with all of its."""

    is_table: bool
    anchor: str | None = None
    items: list[Node] = field(default_factory=list)
    size: int = 1


@dataclass(slots=True)
class _Builder:
    """Builds nodes from events, with a stack in place of recursion."""

    stack: list[_Open] = field(default_factory=lambda: [_Open(is_table=False)])
    anchored: dict[str, tuple[Node, int]] = field(default_factory=dict)

    def take(self, event: Any) -> None:
        match type(event).__name__:
            case "MappingStartEvent" | "SequenceStartEvent" as kind:
                self.stack.append(_Open(kind == "MappingStartEvent", event.anchor))
            case "ScalarEvent":
                mark = event.start_mark
                self._add(Scalar(event.value, mark.line, mark.column, event.style), 1, event.anchor)
            case "AliasEvent":
                self._add(*self.anchored.get(event.anchor, (Items(()), 1)), None)
            case "MappingEndEvent" | "SequenceEndEvent":
                self.close()

    def close(self) -> None:
        closed = self.stack.pop()
        node = _table(closed.items) if closed.is_table else Items(tuple(closed.items))
        self._add(node, closed.size, closed.anchor)

    @property
    def is_full(self) -> bool:
        return len(self.stack) > DEEPEST or sum(one.size for one in self.stack) > MOST_NODES

    def _add(self, node: Node, size: int, anchor: str | None) -> None:
        self.stack[-1].items.append(node)
        self.stack[-1].size += size
        if anchor is not None:
            self.anchored[anchor] = (node, size)


def read_nodes(text: str) -> "Node | None":
    """The first document of ``text``, as far as it can be read; an alias is what its anchor stands at."""
    builder = _Builder()
    for event in _events(text):
        builder.take(event)
        if builder.is_full or type(event).__name__ == "DocumentEndEvent":
            break
    while len(builder.stack) > 1:
        builder.close()
    return builder.stack[0].items[0] if builder.stack[0].items else None


def _events(text: str) -> Iterator[Any]:
    """The events up to the first mistake."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.YAMLError:
        return


def _table(items: list[Node]) -> Table:
    """Keys and values by turns; ``<<`` brings the entries of what stands under it that are not there already."""
    entries: list[tuple[Scalar, Node]] = []
    merged: dict[str, tuple[Scalar, Node]] = {}
    for key, value in zip(items[::2], items[1::2], strict=False):
        if isinstance(key, Scalar) and key.text == "<<":
            sources = value.items if isinstance(value, Items) else (value,)
            found = (entry for source in sources if isinstance(source, Table) for entry in source.entries)
            merged = {entry[0].text: entry for entry in found} | merged
        elif isinstance(key, Scalar):
            entries.append((key, value))
    own = {key.text for key, _ in entries}
    return Table((*entries, *(entry for name, entry in merged.items() if name not in own)))
