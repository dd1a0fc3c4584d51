"""YAML with the place of every value, in bounded time and memory.

The parser's events are read one by one: composing nodes recurses in C, and deep nesting crashes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

Node: TypeAlias = "Scalar | Items | Table"

DEEPEST: Final = 30
MOST_EVENTS: Final = 100_000


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
    is_mapping: bool
    anchor: str | None
    items: list[Node]


def read_nodes(text: str) -> "Node | None":
    """The first document of ``text``, as far as it can be read; an alias is what its anchor stands at."""
    stack = [_Open(is_mapping=False, anchor=None, items=[])]
    anchored: dict[str, Node] = {}
    for event in _events(text):
        kind = type(event).__name__
        if kind in ("MappingStartEvent", "SequenceStartEvent"):
            if len(stack) > DEEPEST:
                break
            stack.append(_Open(kind == "MappingStartEvent", event.anchor, []))
        elif kind == "ScalarEvent":
            mark = event.start_mark
            _add(stack[-1], Scalar(event.value, mark.line, mark.column, event.style), event.anchor, anchored)
        elif kind == "AliasEvent":
            stack[-1].items.append(anchored.get(event.anchor) or Items(()))
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            _close(stack, anchored)
        elif kind == "DocumentEndEvent":
            break
    while len(stack) > 1:
        _close(stack, anchored)
    return stack[0].items[0] if stack[0].items else None


def _events(text: str) -> Iterator[Any]:
    """The events up to the first mistake."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for _, event in zip(range(MOST_EVENTS), yaml.parse(text, Loader=loader), strict=False):
            yield event
    except yaml.YAMLError:
        return


def _close(stack: list[_Open], anchored: dict[str, Node]) -> None:
    closed = stack.pop()
    node = _table(closed.items) if closed.is_mapping else Items(tuple(closed.items))
    _add(stack[-1], node, closed.anchor, anchored)


def _add(parent: _Open, node: Node, anchor: str | None, anchored: dict[str, Node]) -> None:
    parent.items.append(node)
    if anchor is not None:
        anchored[anchor] = node


def _table(items: list[Node]) -> Table:
    """Keys and values by turns; ``<<`` brings the entries of what stands under it."""
    entries: list[tuple[Scalar, Node]] = []
    merged: list[tuple[Scalar, Node]] = []
    for key, value in zip(items[::2], items[1::2], strict=False):
        if isinstance(key, Scalar) and key.text == "<<":
            sources = value.items if isinstance(value, Items) else (value,)
            merged += [entry for source in sources if isinstance(source, Table) for entry in source.entries]
        elif isinstance(key, Scalar):
            entries.append((key, value))
    return Table((*entries, *merged))
