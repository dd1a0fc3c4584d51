"""A shell's words as path patterns: quotes, wildcards, braces, the tilde, and what a variable can hold."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from modelpolicy.deletions.patterns.braces import BRACE_END, BRACE_START, COMMA, braces_expanded
from modelpolicy.domain.path_part import (
    ANY,
    DEEP,
    EVERY,
    ONE,
    SET_END,
    SET_START,
    UNKNOWN,
    VARIABLE_END,
    VARIABLE_START,
)
from modelpolicy.domain.path_pattern import HOME
from modelpolicy.resolve.strings.combining import combine
from modelpolicy.scripts.shell.scope import Scope
from modelpolicy.scripts.shell.shell_builtins import SHELL_OPTIONS
from modelpolicy.scripts.shell.syntax import SUBSTITUTIONS, text_of
from modelpolicy.scripts.shell.words import EXPANSIONS, Words, is_list
from modelpolicy.values.text import Text
from modelpolicy.values.values import Values, known, union

if TYPE_CHECKING:
    from tree_sitter import Node

_BLANK: Final = "\ue00e"
_WILDCARDS: Final = {"*": ANY, "?": ONE, "[": SET_START, "]": SET_END}
_ACTIVE: Final = str.maketrans({**_WILDCARDS, "{": BRACE_START, ",": COMMA, "}": BRACE_END})
_EXPANDED: Final = str.maketrans(_WILDCARDS)
_JOINED_LIST: Final = re.compile(r"\[\*\]|\$\{?\*")
_LATER_ITEM: Final = re.compile(r"^\$\{\w+\[(?![0@*]\])")
_NAME: Final = re.compile(r"[A-Za-z_]\w*")
_DEEP: Final = re.compile(f"(?<![^/]){ANY}{ANY}(?![^/])")
_FIRST_WILD: Final = re.compile(f"(?<![^/])(?=[{ONE}{SET_START}])")
_SET_BY_THE_SHELL: Final = frozenset({"RANDOM", "SRANDOM", "SECONDS", "LINENO", "OLDPWD", "REPLY", "OPTARG", "PPID"})


class PathWords(Words):
    """Reads words as the marked text of ``domain.path_pattern``: every option of every word is a pattern.

    What a variable holds is text until a word has it without quotes: then its wildcards count, and its blanks part it.
    """

    def absent(self, name: str, reason: str) -> Values:
        """A variable by its name, where nothing in the script or the shell sets it; unknown text for all else."""
        is_set_outside = _NAME.fullmatch(name) and name not in _SET_BY_THE_SHELL
        return Values((Text(f"{VARIABLE_START}{name}{VARIABLE_END}" if is_set_outside else UNKNOWN),), True, reason)

    def unknown(self, reason: str) -> Values:
        """Text that is marked as unknown."""
        return Values((Text(UNKNOWN),), True, reason)

    def joined(self, parts: Sequence[Values]) -> Values:
        """The parts in one word; unknown text where there are too many combinations."""
        values = combine(parts, "".join)
        return values if values.options else replace(values, options=(Text(UNKNOWN),))

    def evaluate(self, node: "Node", scope: Scope) -> Values:
        """What ``node`` is as a value; what is not known of it is marked."""
        values = super().evaluate(node, scope)
        if node.type in ("word", "concatenation"):
            values = _at_home(values.map_texts(_with_home), scope)
        elif node.type == "string" and _JOINED_LIST.search(text_of(node)):
            values = union([values, self.unknown("a list as one text")])
        elif node.type in EXPANSIONS and _LATER_ITEM.search(text_of(node)):
            values = union([values, self.unknown("an item that the list may not have")])
        is_marked = any(UNKNOWN in text.text or VARIABLE_START in text.text for text in values.texts)
        is_source = node.type in EXPANSIONS or node.type in SUBSTITUTIONS or not values.options
        if not values.open or is_marked or not is_source:
            return values
        return replace(values, options=(*values.options, Text(UNKNOWN)))

    def one(self, node: "Node", scope: Scope) -> Values:
        """What ``node`` is as one text: a list becomes one that is not worked out."""
        values = self.evaluate(node, scope)
        return union([values, self.unknown("a list as one text")]) if is_list(node) else values

    def many(self, node: "Node", scope: Scope) -> list[Values]:
        """The words that ``node`` becomes: one after the other, or those that one word can be."""
        values = self._pattern(node, scope, is_first=True)
        if text_of(node).startswith("~"):
            values = _at_home(values, scope)
        if scope.is_set(SHELL_OPTIONS):
            values = values.map_texts(_under({text.text for text in scope.get(SHELL_OPTIONS).texts}))
        rest = [self.unknown("a value that may be several words")] if self._may_part(node, scope) else []
        texts = [word for text in values.texts for word in _words_of(text)]
        if not texts or not (is_list(node) or len(values.texts) == 1):
            return [union([values.rest(), known(*texts)]), *rest]
        may_vanish = node.type in EXPANSIONS or "{" in text_of(node)
        return [*(replace(values, options=(text,)) for text in texts if text.text or not may_vanish), *rest]

    def _may_part(self, node: "Node", scope: Scope) -> bool:
        """Whether text that is not known stands without quotes beside other text, or nobody knows what parts words."""
        parts = node.named_children if node.type == "concatenation" else [node]
        bare = [part for part in parts if part.type in EXPANSIONS or part.type in SUBSTITUTIONS]
        texts = [text.text for part in bare for text in self.evaluate(part, scope).texts]
        is_beside = any(UNKNOWN in text and (len(parts) > 1 or text != UNKNOWN) for text in texts)
        return is_beside or (bool(bare) and len(_separators(scope)) > 1)

    def _pattern(self, node: "Node", scope: Scope, *, is_first: bool) -> Values:
        if node.type in ("word", "number"):
            return self.literal(node, _marked(text_of(node), is_first=is_first))
        if node.type == "concatenation":
            children = enumerate(node.named_children)
            parts = [self._pattern(part, scope, is_first=is_first and not number) for number, part in children]
            lists = [number for number, part in enumerate(node.named_children) if is_list(part)]
            return self._beside_lists(parts, lists) if lists else self.joined(parts)
        if node.type == "brace_expression":
            return self.literal(node, text_of(node).translate(_ACTIVE))
        values = self.evaluate(node, scope)
        if node.type in EXPANSIONS or node.type in SUBSTITUTIONS:
            parted = {**_EXPANDED, **dict.fromkeys(map(ord, _separators(scope)[0]), _BLANK)}
            return values.map_texts(lambda text: replace(text, text=text.text.translate(parted)))
        return values

    def _beside_lists(self, parts: list[Values], lists: list[int]) -> Values:
        """A word begins with the text in front or with the last item of a list, and ends likewise.

        Items in the middle are words alone; a list of one item has the text of both sides.
        """
        whole = (0, len(parts) - 1)
        words = ((start, end) for start in (0, *lists) for end in (*lists, len(parts) - 1) if start <= end)
        return union(self.joined(parts[start : end + 1]) for start, end in dict.fromkeys((whole, *words)))


def _separators(scope: Scope) -> list[str]:
    """What can part words (``IFS``)."""
    set_to = [text.text for text in scope.get("IFS").texts] if scope.is_set("IFS") else []
    return set_to or [" \t\n"]


def _under(options: set[str]) -> Callable[[Text], Text]:
    """What the options of ``shopt`` make of wildcards: of hidden files, of ``**``."""

    def change(text: Text) -> Text:
        changed = _DEEP.sub(DEEP, text.text) if "globstar" in options else text.text
        if "dotglob" in options:
            changed = _FIRST_WILD.sub(EVERY, changed.replace(ANY, EVERY))
        return text if changed == text.text else replace(text, text=changed)

    return change


def _with_home(text: Text) -> Text:
    return replace(text, text=HOME + text.text[1:]) if text.text == "~" or text.text.startswith("~/") else text


def _at_home(values: Values, scope: Scope) -> Values:
    """``~`` as what ``HOME`` is, where the script sets that."""
    homes = [text.text for text in scope.get("HOME").texts] if scope.is_set("HOME") else []
    if homes in ([], [HOME]):
        return values
    below = [text for text in values.texts if text.text.startswith(HOME)]
    moved = known(*(replace(text, text=home + text.text[1:]) for text in below for home in homes))
    return union([moved, replace(values, options=tuple(text for text in values.texts if text not in below))])


def _marked(source: str, *, is_first: bool) -> str:
    """A word without quotes: what a backslash stands before is plain."""
    result = ""
    characters: Iterator[str] = iter(source)
    for character in characters:
        if character == "\\":
            result += next(characters, "").replace("\n", "")
        else:
            result += character.translate(_ACTIVE)
    if is_first and source.startswith("~"):
        user, _, rest = result.partition("/")
        start = HOME if user == "~" else UNKNOWN
        return f"{start}/{rest}" if "/" in result else start
    return result


def _words_of(text: Text) -> Iterator[Text]:
    for expanded in braces_expanded(text.text):
        parts = expanded.split(_BLANK)
        yield from (replace(text, text=part) for part in parts if part or len(parts) == 1)
