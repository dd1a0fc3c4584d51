"""Ends of lines that the grammar takes for blanks.

tree-sitter-bash 0.25 reads a command below a pipeline of three as more words of the pipeline's last command, where
something is redirected into or out of it (``a | b | c``, then ``rm -rf d > log``), or where ``&&`` goes on with it.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tree_sitter import Node

MOST_ROUNDS: Final = 20
"""How often a text is parsed anew: each round ends at least one more command."""

_END: Final = re.compile(rb"(?<!\\)\n")


def parse_lines(data: bytes, parse: "Callable[[bytes], Node]") -> "Node":
    """The tree of ``data`` in which the end of a line ends a command. Lines and columns are those of ``data``."""
    root = parse(data)
    if data.count(b"|") < 2:  # noqa: PLR2004 - a pipeline of three
        return root
    for _ in range(MOST_ROUNDS):
        places = sorted(set(_lost_ends(root)))
        if not places:
            break
        data = _ended(data, places)
        root = parse(data)
    return root


def _lost_ends(root: "Node") -> Iterator[int]:
    """Where a command should have ended: behind the last word of a line after which the command goes on."""
    pending = [root]
    while pending:
        node = pending.pop()
        pending += node.children
        if node.type == "command":
            text, start = node.text or b"", node.start_byte
            for one, other in pairwise(node.children):
                if _END.search(text, one.end_byte - start, other.start_byte - start):
                    yield one.end_byte


def _ended(data: bytes, places: list[int]) -> bytes:
    pieces = [data[start:end] for start, end in pairwise([0, *places, len(data)])]
    return b";".join(pieces)
