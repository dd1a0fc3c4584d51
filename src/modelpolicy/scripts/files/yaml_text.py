"""Scalars of a YAML file as commands, each line in its place."""

from collections.abc import Iterator, Sequence
from typing import Final

from modelpolicy.scripts.files.yaml_nodes import Node, Scalar, Table
from modelpolicy.scripts.text import Lines, quoted

_BLOCK: Final = "|"
_FOLDED: Final = ">"
_QUOTES: Final = frozenset({"'", '"'})


def add_commands(lines: Lines, scalar: Scalar, source: Sequence[str]) -> None:
    """Add the commands that ``scalar`` holds; ``source`` are the lines of the file."""
    if scalar.style in (_BLOCK, _FOLDED):
        rows = source[scalar.line + 1 : scalar.line + 1 + _height(scalar, source)]
        margin = min((_indent(row) for row in rows if row.strip()), default=0)
        for number, row in enumerate(rows):
            text = row[margin:].rstrip() if scalar.style == _BLOCK else _folded(row[margin:], rows[number + 1 :])
            lines.add_in_place(text, scalar.line + 2 + number, margin)
    else:
        lines.add_in_place(scalar.text, scalar.line + 1, _start(scalar))


def add_variable(lines: Lines, name: Scalar, value: Node, assign: str = "export ") -> None:
    """Add the assignment of a variable; ``assign`` is what stands before it."""
    if isinstance(value, Scalar) and name.text.isidentifier():
        written = f"{assign}{name.text}="
        lines.add_in_place(written + quoted(value.text), value.line + 1, value.column - len(written))


def variables(node: "Node | None") -> Iterator[tuple[Scalar, Node]]:
    """The variables that a mapping, or a list of ``NAME=value``, sets."""
    if isinstance(node, Table):
        yield from node.entries
    elif node is not None and not isinstance(node, Scalar):
        for item in node.items:
            if isinstance(item, Scalar) and "=" in item.text:
                name, _, value = item.text.partition("=")
                column = _start(item)
                yield (
                    Scalar(name, item.line, column, None),
                    Scalar(value, item.line, column + len(name) + 1, None),
                )


def _height(scalar: Scalar, source: Sequence[str]) -> int:
    """How many lines a block takes: those that are blank or indented as its first one."""
    rows = source[scalar.line + 1 :]
    first = next((_indent(row) for row in rows if row.strip()), 0)
    least = max(first, _indent(source[scalar.line]) + 1)
    return next((number for number, row in enumerate(rows) if row.strip() and _indent(row) < least), len(rows))


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


def _folded(row: str, below: Sequence[str]) -> str:
    """A line of a folded block: joined with the one below it, unless a blank one parts them."""
    goes_on = row.strip() and below and below[0].strip()
    return f"{row.rstrip()} \\" if goes_on else row.rstrip()


def _start(scalar: Scalar) -> int:
    return scalar.column + (1 if scalar.style in _QUOTES else 0)
