"""Words of a shell to values: the strings that they can be."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from modelpolicy.domain.load import Step
from modelpolicy.resolve.strings.combining import combine
from modelpolicy.scripts.shell.scope import Scope
from modelpolicy.scripts.shell.syntax import SUBSTITUTIONS, text_of
from modelpolicy.scripts.text import ScriptText
from modelpolicy.values.text import Text
from modelpolicy.values.values import Values, known, union, unknown

if TYPE_CHECKING:
    from tree_sitter import Node

_DEFAULTS: Final = frozenset({":-", "-", ":=", "="})
_ASSIGNS: Final = frozenset({":=", "="})
_ESCAPABLE: Final = frozenset('$`"\\')
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES: Final = {"n": "\n", "t": "\t", "\\": "\\", "'": "'", '"': '"'}
_BARE: Final = frozenset({"word", "concatenation"})
_BRACES: Final = re.compile(r"(?<!\$)\{([^{}\s]*,[^{}\s]*)\}")
EXPANSIONS: Final = frozenset({"simple_expansion", "expansion"})
_LIST: Final = re.compile(r"\[[@*]\]|\$\{?[@*]")


def is_list(node: "Node") -> bool:
    """Whether a word becomes any number of words: ``"${NAMES[@]}"``, ``$@``."""
    if node.type == "concatenation":
        return any(map(is_list, node.named_children))
    return node.type in (*EXPANSIONS, "string") and _LIST.search(text_of(node)) is not None


class Words:
    """Evaluates the words of one script. ``row`` is the line, from 0, where the tree starts in it."""

    def __init__(self, script: ScriptText, row: int = 0) -> None:
        self.script = script
        self._row = row

    def absent(self, name: str, reason: str) -> Values:  # noqa: ARG002 - what else is known of it is for others to say
        """What the variable ``name`` can be, where the script does not set it."""
        return self.unknown(reason)

    def unknown(self, reason: str) -> Values:
        """What the source does not tell."""
        return unknown(reason)

    def joined(self, parts: Sequence[Values]) -> Values:
        """The parts in one word."""
        return combine(parts, "".join)

    def evaluate(self, node: "Node", scope: Scope) -> Values:
        """What the word ``node`` can be."""
        evaluate = _EVALUATE.get(node.type)
        if evaluate is None:
            return unknown("what a command prints, or arithmetic")
        values = evaluate(self, node, scope)
        return _with_braces_expanded(values) if node.type in _BARE else values

    def many(self, node: "Node", scope: Scope) -> list[Values]:
        """The words that ``node`` becomes: a bare ``$names`` falls apart where it holds blanks."""
        values = self.evaluate(node, scope)
        if node.type not in EXPANSIONS or not any(len(text.text.split()) > 1 for text in values.texts):
            return [values]
        if len(values.options) > 1:
            return [self._parts(values)]
        return [known(part) for text in values.texts for part in _split(text)]

    def one(self, node: "Node", scope: Scope) -> Values:
        """What ``node`` is where it can be one text alone, as behind ``NAME=``."""
        return self.evaluate(node, scope)

    def turns(self, node: "Node", scope: Scope) -> Values:
        """What a loop over the word ``node`` binds, in any of its turns."""
        return union(self.many(node, scope))

    def location(self, node: "Node") -> tuple[int, int]:
        """Row and column, from 0, in the script."""
        return node.start_point.row + self._row, node.start_point.column

    def literal(self, node: "Node", text: str) -> Values:
        """A text that stands in the source."""
        return known(Text(text, location=self.script.location(*self.location(node))))

    def between(self, node: "Node", scope: Scope, plain: Callable[[str], str], cut: int = 0) -> Values:
        """Text with expansions in it, less ``cut`` bytes at each end; ``plain`` reads what is not expanded."""
        return self.joined(list(self.pieces(node, scope, plain, cut)))

    def pieces(self, node: "Node", scope: Scope, plain: Callable[[str], str], cut: int) -> Iterator[Values]:
        """The parts of such a text in their order."""
        source, start, position = node.text or b"", node.start_byte, cut
        for child in node.named_children:
            if child.type in EXPANSIONS or child.type in SUBSTITUTIONS or child.type == "arithmetic_expansion":
                if position < child.start_byte - start:
                    yield self._plain(node, source[position : child.start_byte - start], plain)
                yield self.evaluate(child, scope)
                position = child.end_byte - start
        if position < len(source) - cut or position == cut:
            yield self._plain(node, source[position : len(source) - cut], plain)

    def _plain(self, node: "Node", data: bytes, plain: Callable[[str], str]) -> Values:
        return self.literal(node, plain(data.decode("utf-8", "replace")))

    def _parts(self, values: Values) -> Values:
        return replace(values, options=tuple(part for text in values.texts for part in _split(text)))

    def _word(self, node: "Node", _: Scope) -> Values:
        return self.literal(node, _unescaped(text_of(node)))

    def _raw(self, node: "Node", _: Scope) -> Values:
        return self.literal(node, text_of(node)[1:-1])

    def _ansi(self, node: "Node", _: Scope) -> Values:
        text = text_of(node)[2:-1]
        if any(escape not in _ESCAPES for escape in _ESCAPE.findall(text)):
            return self.unknown("an escaped character")
        return self.literal(node, _ESCAPE.sub(lambda match: _ESCAPES[match[1]], text))

    def _string(self, node: "Node", scope: Scope) -> Values:
        return self.between(node, scope, lambda text: unescaped_in_quotes(text).replace("\\\n", ""), cut=1)

    def _joined(self, node: "Node", scope: Scope) -> Values:
        return self.joined([self.evaluate(child, scope) for child in node.named_children])

    def _variable(self, node: "Node", scope: Scope) -> Values:
        return self._through(node, scope.get(text_of(node).removeprefix("$")))

    def _expansion(self, node: "Node", scope: Scope) -> Values:
        name, operator, default = _parts_of(node)
        if is_list(node) and not scope.is_set(name):
            return self.unknown(f"the list {name}, which can be set elsewhere")
        if operator in _DEFAULTS and not _is_settled(scope, name):
            fallback = self._default(default, scope)
            values = union([fallback, scope.get(name)])
            if operator in _ASSIGNS:
                scope.variables[name] = values
            return self._through(node, values)
        if operator in _DEFAULTS | {"", ":?", "?"}:
            return self._through(node, scope.get(name))
        return unknown(f"the variable {name}, cut to another text")

    def _default(self, default: "list[Node]", scope: Scope) -> Values:
        return self.joined([self.evaluate(part, scope) for part in default]) if default else known(Text(""))

    def _through(self, node: "Node", values: Values) -> Values:
        return values.through(Step(self.script.location(*self.location(node)), text_of(node)[:80]))


def _split(text: Text) -> list[Text]:
    return [Text(part, text.via, text.owners, location=text.location) for part in text.text.split()]


def _with_braces_expanded(values: Values) -> Values:
    """``{a,b}.pt`` as ``a.pt`` and ``b.pt``; the first pair of braces, where a word has several."""
    if not any(_BRACES.search(text.text) for text in values.texts):
        return values
    parts = [known(*_alternatives(text)) for text in values.texts]
    return union([*parts, values.rest()])


def _alternatives(text: Text) -> list[Text]:
    braces = _BRACES.search(text.text)
    if braces is None:
        return [text]
    before, behind = text.text[: braces.start()], text.text[braces.end() :]
    return [replace(text, text=f"{before}{one}{behind}") for one in braces[1].split(",")]


def _is_settled(scope: Scope, name: str) -> bool:
    """Whether the source alone says what ``name`` is, and that it is not empty."""
    values = scope.get(name)
    return scope.is_set(name) and not values.open and all(text.text for text in values.texts)


def _parts_of(node: "Node") -> "tuple[str, str, list[Node]]":
    """Name, operator and what stands behind it, of ``${name:-default}``."""
    name = next((child for child in node.children if child.type in ("variable_name", "subscript")), None)
    if name is None:
        special = next((child for child in node.children if child.type == "special_variable_name"), None)
        return (text_of(special) if special else "?"), "", []
    behind = [child for child in node.children if child.start_byte >= name.end_byte and child.type != "}"]
    shown = text_of(name).partition("[")[0]
    if any(child.type in ("#", "!") for child in node.children if child.end_byte <= name.start_byte):
        return shown, "#", []
    operator = behind[0].type if behind else ""
    return shown, operator, behind[1:]


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    parts = text.replace("\\\n", "").split("\\\\")
    return "\\".join(part.replace("\\", "") for part in parts)


def unescaped_in_quotes(text: str) -> str:
    """The text between double quotes as the shell reads it, except that escaped line ends stay."""
    if "\\" not in text:
        return text
    result, rest = [], iter(text)
    for character in rest:
        following = next(rest, "") if character == "\\" else ""
        result.append(following if following in _ESCAPABLE and following else character + following)
    return "".join(result)


_EVALUATE: Final[Mapping[str, Callable[[Words, "Node", Scope], Values]]] = {
    "word": Words._word,
    "number": Words._word,
    "variable_name": Words._word,  # the grammar's name for the start of a default: ``${M:-bert-base}``
    "raw_string": Words._raw,
    "ansi_c_string": Words._ansi,
    "string": Words._string,
    "translated_string": Words._joined,
    "concatenation": Words._joined,
    "simple_expansion": Words._variable,
    "expansion": Words._expansion,
}
