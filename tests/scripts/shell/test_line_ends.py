"""Where a line ends, a command ends, whatever the grammar makes of it."""

import pytest
import tree_sitter_bash
from tree_sitter import Language, Node, Parser

from modelpolicy.scripts.shell.line_ends import parse_lines

PARSER = Parser(Language(tree_sitter_bash.language()))


def parse(data: bytes) -> Node:
    return PARSER.parse(data).root_node


def commands(root: Node) -> list[str]:
    found = [(root.text or b"").decode()] if root.type == "command" else []
    return found + [text for child in root.children for text in commands(child)]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("a | b | c\nrm -rf d > log\n", ["a", "b", "c", "rm -rf d"]),
        ("a | b | c\nd <<E\nx\nE\n", ["a", "b", "c", "d"]),
        ("a | b | c\n\n# why\nd < f\n", ["a", "b", "c", "d"]),
        ("if a; then\n  a | b | c\n  d > f\nfi\n", ["a", "a", "b", "c", "d"]),
        ("a | b | c\nd > f\na | b | c\ne > f\n", ["a", "b", "c", "d", "a", "b", "c", "e"]),
        ("a | b | c \\\n  d > f\n", ["a", "b", "c \\\n  d"]),
        ("a | b | c 'x\ny' > f\n", ["a", "b", "c 'x\ny'"]),
        ("a |\n b |\n c > f\n", ["a", "b", "c"]),
    ],
)
def test_commands_are_those_of_the_lines(script: str, expected: list[str]) -> None:
    assert commands(parse_lines(script.encode(), parse)) == expected


def test_lines_and_columns_stay() -> None:
    root = parse_lines(b"a | b | c\n  d > f\n", parse)
    (found,) = [node for node in root.children if (node.text or b"").startswith(b"d")]
    assert found.start_point == (1, 2)
