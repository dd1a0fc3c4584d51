"""Surgery on YAML text: only the characters of what changes are touched.

Writing a parsed file back loses how people laid it out; here, lines that an edit does not concern stay
byte for byte.
"""

from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from modelpolicy.registry.parse_yaml import Key

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class LayoutError(Exception):
    """The text is laid out in a way that these edits do not know."""


@dataclass(frozen=True, slots=True)
class Span:
    """A node's place: lines from 0, columns in characters; ``last`` excludes trailing blanks and comments."""

    node: Any
    key: Any
    last: tuple[int, int]

    @property
    def first(self) -> tuple[int, int]:
        """Where the key stands, or the value where there is no key."""
        mark = (self.key or self.node).start_mark
        return mark.line, mark.column


@dataclass(slots=True)
class YamlLines:
    """A YAML text that ``parse_yaml`` accepts, and its nodes by path of keys."""

    text: str
    lines: list[str] = field(init=False)
    spans: dict[tuple[Key, ...], Span] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = self.text.split("\n")
        self._index(yaml.compose(self.text, Loader=_LOADER), None, ())

    def _index(self, node: Any, key: Any, path: tuple[Key, ...]) -> tuple[int, int]:
        last = self._trimmed(node.end_mark.line, node.end_mark.column)
        ends = [self._index(value, name, (*path, step)) for step, name, value in _members(node)]
        if ends and not node.flow_style:
            last = ends[-1]
        self.spans[path] = Span(node, key, last)
        return last

    def _trimmed(self, line: int, column: int) -> tuple[int, int]:
        """Step back over blanks: the parser ends a block scalar, or nothing, where the next token starts."""
        while line and (line == len(self.lines) or not self.lines[line][:column].strip()):
            line, column = line - 1, len(self.lines[line - 1].rstrip())
        return line, column

    def children(self, path: tuple[Key, ...]) -> list[tuple[Key, ...]]:
        """Give the paths of a collection's members in written order; none where there is no such node."""
        span = self.spans.get(path)
        return [(*path, step) for step, _, _ in _members(span.node)] if span else []

    def is_flow(self, path: tuple[Key, ...]) -> bool:
        """Tell whether a collection is written in brackets or braces."""
        return bool(self.spans[path].node.flow_style)

    def before(self, path: tuple[Key, ...]) -> str:
        """Give what stands on a node's first line before it: its indentation, and a list item's dash."""
        line, column = self.spans[path].first
        return self.lines[line][:column]

    def has_blank_line(self, path: tuple[Key, ...]) -> bool:
        """Tell whether a node's lines are set apart by blank ones."""
        span = self.spans[path]
        return any(not line.strip() for line in self.lines[span.first[0] : span.last[0]])

    def replace_scalar(self, path: tuple[Key, ...], old: str, new: str) -> str:
        """Put ``new`` in the place of the plain or quoted scalar ``old``, keeping its quotes."""
        span = self.spans[path]
        start, end = span.node.start_mark, span.node.end_mark
        line = self.lines[start.line]
        if start.line != end.line or old not in line[start.column : end.column]:
            raise LayoutError(f"{old!r} is not written where it counts")
        value = line[start.column : end.column].replace(old, new)
        return self._with(start.line, line[: start.column] + value + line[end.column :])

    def replace_value(self, path: tuple[Key, ...], new: str) -> str:
        """Put ``new`` in the place of a value that stands on one line."""
        start, end = self.spans[path].node.start_mark, self.spans[path].node.end_mark
        if start.line != end.line:
            raise LayoutError("it does not stand on one line")
        line = self.lines[start.line]
        return self._with(start.line, line[: start.column] + new + line[end.column :])

    def insert_after(self, path: tuple[Key, ...], text: str) -> str:
        """Put whole lines after the last line of a node."""
        after = self.spans[path].last[0] + 1
        ending = "\r" if self.lines[0].endswith("\r") else ""
        inserted = [line + ending for line in text.removesuffix("\n").split("\n")]
        return "\n".join([*self.lines[:after], *inserted, *self.lines[after:]])

    def insert_at_end(self, text: str) -> str:
        """Put whole lines below everything that is there."""
        last = max(number for number, line in enumerate(self.lines) if line.strip())
        ending = "\r" if self.lines[0].endswith("\r") else ""
        inserted = [line + ending for line in text.removesuffix("\n").split("\n")]
        return "\n".join([*self.lines[: last + 1], *inserted, *(self.lines[last + 1 :] or [""])])

    def insert_inline(self, path: tuple[Key, ...], text: str) -> str:
        """Put characters right after a node."""
        line, column = self.spans[path].last
        return self._with(line, self.lines[line][:column] + text + self.lines[line][column:])

    def insert_after_key(self, path: tuple[Key, ...], text: str) -> str:
        """Put characters after a key's colon."""
        mark = self.spans[path].key.end_mark
        line = self.lines[mark.line]
        return self._with(mark.line, line[: mark.column + 1] + text + line[mark.column + 1 :])

    def fill_empty(self, path: tuple[Key, ...], text: str) -> str:
        """Put whole lines in the place of an empty flow collection (``key: {}``)."""
        span = self.spans[path]
        start, end = span.node.start_mark, span.node.end_mark
        line = self.lines[start.line]
        if line[start.column : end.column] != "{}":
            raise LayoutError("an empty mapping is not written as {}")
        cleared = self._with(start.line, line[: start.column].rstrip() + line[end.column :])
        return YamlLines(cleared).insert_after(path, text)

    def remove_lines(self, path: tuple[Key, ...]) -> str:
        """Remove a node that has its lines for itself."""
        first, last = self._own_lines(path)
        return "\n".join([*self.lines[:first], *self.lines[last + 1 :]])

    def remove_paragraph(self, path: tuple[Key, ...]) -> str:
        """Remove a node that has its lines for itself, with one blank line above it."""
        first, last = self._own_lines(path)
        blank = first > 0 and not self.lines[first - 1].strip()
        return "\n".join([*self.lines[: first - blank], *self.lines[last + 1 :]])

    def remove_inline(self, path: tuple[Key, ...]) -> str:
        """Remove a member of a flow collection, with the comma to its neighbour."""
        siblings = self.children(path[:-1])
        index = siblings.index(path)
        start, end = self.spans[path].first, self.spans[path].last
        if index:
            start = self.spans[siblings[index - 1]].last
        elif len(siblings) > 1:
            end = self.spans[siblings[1]].first
        if start[0] != end[0]:
            raise LayoutError("it does not stand on one line with its neighbour")
        line = self.lines[start[0]]
        return self._with(start[0], line[: start[1]] + line[end[1] :])

    def _own_lines(self, path: tuple[Key, ...]) -> tuple[int, int]:
        span = self.spans[path]
        if self.before(path).strip(" -") or self._shares_line(path):
            raise LayoutError("it does not stand on lines of its own")
        return span.first[0], span.last[0]

    def _shares_line(self, path: tuple[Key, ...]) -> bool:
        line, column = self.spans[path].last
        rest = self.lines[line][column:].strip()
        return bool(rest) and not rest.startswith("#")

    def _with(self, number: int, line: str) -> str:
        return "\n".join([*self.lines[:number], line, *self.lines[number + 1 :]])


def _members(node: Any) -> list[tuple[Key, Any, Any]]:
    """Give (step of the path, key node, value node) of each member of a collection."""
    if isinstance(node, yaml.MappingNode):
        return [(key.value, key, value) for key, value in node.value]
    if isinstance(node, yaml.SequenceNode):
        return [(index, None, item) for index, item in enumerate(node.value)]
    return []
