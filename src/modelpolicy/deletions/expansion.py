"""A shell's words as path patterns: quotes, wildcards, braces, the tilde, and what a variable can hold."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from modelpolicy.domain.path_part import ANY, ONE, SET_END, SET_START, UNKNOWN, VARIABLE_END, VARIABLE_START
from modelpolicy.domain.path_pattern import HOME
from modelpolicy.resolve.strings import combine
from modelpolicy.resolve.values import MOST_OPTIONS, Text, Values, known, union
from modelpolicy.scripts.scope import Scope
from modelpolicy.scripts.syntax import SUBSTITUTIONS, text_of
from modelpolicy.scripts.words import EXPANSIONS, Words, is_list

if TYPE_CHECKING:
    from tree_sitter import Node

_BRACE_START: Final = "\ue00b"
_COMMA: Final = "\ue00c"
_BRACE_END: Final = "\ue00d"
_BLANK: Final = "\ue00e"
_WILDCARDS: Final = {"*": ANY, "?": ONE, "[": SET_START, "]": SET_END}
_ACTIVE: Final = str.maketrans({**_WILDCARDS, "{": _BRACE_START, ",": _COMMA, "}": _BRACE_END})
_EXPANDED: Final = str.maketrans({**_WILDCARDS, " ": _BLANK, "\t": _BLANK, "\n": _BLANK})
_PLAIN: Final = str.maketrans({_BRACE_START: "{", _COMMA: ",", _BRACE_END: "}"})
_INNERMOST: Final = re.compile(f"{_BRACE_START}([^{_BRACE_START}{_BRACE_END}]*){_BRACE_END}")
_RANGE: Final = re.compile(r"(-?\d{1,9}|[A-Za-z])\.\.(-?\d{1,9}|[A-Za-z])(?:\.\.-?\d{1,9})?")
_JOINED_LIST: Final = re.compile(r"\[\*\]|\$\{?\*")
_NAME: Final = re.compile(r"[A-Za-z_]\w*")
_SET_BY_THE_SHELL: Final = frozenset({"RANDOM", "SRANDOM", "SECONDS", "LINENO", "OLDPWD", "REPLY", "OPTARG", "PPID"})
_LONGEST: Final = 4_096


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
            values = values.map_texts(_with_home)
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
        if _JOINED_LIST.search(text_of(node)) and node.type == "string":
            values = union([values, self.unknown("a list as one text")])
        texts = [word for text in values.texts for word in _words_of(text)]
        if not texts or not (is_list(node) or len(values.texts) == 1):
            return [union([values.rest(), known(*texts)])]
        return [replace(values, options=(text,)) for text in texts if text.text or node.type not in EXPANSIONS]

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
            return values.map_texts(lambda text: replace(text, text=text.text.translate(_EXPANDED)))
        return values

    def _beside_lists(self, parts: list[Values], lists: list[int]) -> Values:
        """A word begins with the text in front or with the last item of a list, and ends likewise.

        Items in the middle are words alone; a list of one item has the text of both sides.
        """
        whole = (0, len(parts) - 1)
        words = ((start, end) for start in (0, *lists) for end in (*lists, len(parts) - 1) if start <= end)
        return union(self.joined(parts[start : end + 1]) for start, end in dict.fromkeys((whole, *words)))


def _with_home(text: Text) -> Text:
    return replace(text, text=HOME + text.text[1:]) if text.text == "~" or text.text.startswith("~/") else text


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
    for expanded in _braces_expanded(text.text):
        plain = expanded.translate(_PLAIN)
        parts = plain.split(_BLANK)
        yield from (replace(text, text=part) for part in parts if part or len(parts) == 1)


def _braces_expanded(text: str) -> list[str]:
    """Every alternative of every pair of braces, innermost pairs first; too many are unknown text."""
    done: list[str] = []
    pending = [text]
    while pending:
        one = _without_idle_braces(pending.pop(0))
        braces = next((found for found in _INNERMOST.finditer(one) if _alternatives(found[1])), None)
        if braces is None:
            done.append(one)
        elif len(pending) + len(done) > MOST_OPTIONS or len(one) > _LONGEST:
            return [UNKNOWN]
        else:
            pending += [one[: braces.start()] + choice + one[braces.end() :] for choice in _alternatives(braces[1])]
    return done


def _without_idle_braces(text: str) -> str:
    """Braces around a single word are plain text."""
    changed = ""
    while changed != text:
        text, changed = _INNERMOST.sub(_plain_if_idle, text), text
    return text


def _plain_if_idle(match: re.Match[str]) -> str:
    return match[0] if _alternatives(match[1]) else f"{{{match[1]}}}"


def _alternatives(inside: str) -> list[str]:
    if _COMMA in inside:
        return inside.split(_COMMA)
    match = _RANGE.fullmatch(inside)
    return _range(match[1], match[2]) if match else []


def _range(first: str, last: str) -> list[str]:
    if first.isalpha() != last.isalpha():
        return []
    start, end = (ord(first), ord(last)) if first.isalpha() else (int(first), int(last))
    if abs(end - start) >= MOST_OPTIONS or first.startswith("0") or last.startswith("0"):
        return [ANY]
    numbers = range(min(start, end), max(start, end) + 1)
    return [chr(number) if first.isalpha() else str(number) for number in numbers]
