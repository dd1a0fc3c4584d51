"""Makefiles as commands for a shell: first all variables, as make reads them, then the recipes."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from modelpolicy.scripts.text import Lines, ScriptText, quoted

_VARIABLE: Final = re.compile(
    r"(?P<export>export\s+)?(?P<name>[A-Za-z_][\w.-]*)[ \t]*(?P<operator>\?|:{0,3}|\+)=[ \t]*(?P<value>.*)", re.DOTALL
)
_INCLUDE: Final = re.compile(r"(?:-|s)?include\s+(?P<files>\S.*)", re.DOTALL)
_REFERENCE: Final = re.compile(r"\$\(([\w.-]+)\)")
_ONE_LINE_RULE: Final = re.compile(r"[^\s#=][^=#]*?:[^=;]*;(?P<recipe>.*)", re.DOTALL)
_HOME: Final = re.compile(r"(?<!\S)~(?=[/\s]|$)")
"""make writes a variable's text into the recipe, where the shell still sees it."""

_PREFIX: Final = re.compile(r"[@+\-\s]*")


def makefile_script(path: str, text: str) -> ScriptText:
    """The commands of a Makefile's recipes, behind its variables."""
    rows = text.split("\n")
    lines = Lines()
    for place, taken in _logical_lines(rows):
        if not taken.startswith("\t") and (match := _VARIABLE.match(taken)):
            _add_variable(lines, match, place)
        elif include := _INCLUDE.match(taken):
            _add_included(lines, include["files"], place)
    for place, taken in _logical_lines(rows):
        if taken.startswith("\t"):
            lines.add_apart(_shell(taken), place + 1)
        elif rule := _ONE_LINE_RULE.match(taken):
            lines.add_apart(_shell(rule["recipe"]), place + 1, rule.start("recipe"))
    return lines.as_script(path)


def _logical_lines(rows: Sequence[str]) -> Iterator[tuple[int, str]]:
    place = 0
    while place < len(rows):
        start = place
        while rows[place].endswith("\\") and place + 1 < len(rows):
            place += 1
        place += 1
        yield start, "\n".join(rows[start:place])


def _add_variable(lines: Lines, match: re.Match[str], place: int) -> None:
    name = _identifier(match["name"])
    value = _references(match["value"].partition(" #")[0].replace("\\\n", " ").strip()).replace('"', "")
    value = _HOME.sub("$HOME", value)
    if match["operator"] == "?":
        written = f': "${{{name}:='
        text = f'{written}{value}}}"'
    else:
        sign = '+=" ' if match["operator"] == "+" else '="'
        written = f"{(match['export'] and 'export ') or ''}{name}{sign}"
        text = f'{written}{value}"'
    lines.add_in_place(text, place + 1, match.start("value") - len(written))


def _add_included(lines: Lines, files: str, place: int) -> None:
    for file in _references(files.partition("#")[0].replace("\\\n", " ")).split():
        lines.add_in_place(f". {quoted(file)}", place + 1, 0)


def _shell(recipe: str) -> str:
    """A recipe as the shell gets it: without make's marks in front, with make's variables as the shell's."""
    marks = _PREFIX.match(recipe)
    end = marks.end() if marks else 0
    return " " * end + _references(recipe[end:])


def _references(text: str) -> str:
    """``$(NAME)`` as ``${NAME}``, and ``$$`` as the ``$`` that the shell gets."""
    return _REFERENCE.sub(lambda match: f"${{{_identifier(match[1])}}}", text).replace("$$", "$")


def _identifier(name: str) -> str:
    return re.sub(r"\W", "_", name)
