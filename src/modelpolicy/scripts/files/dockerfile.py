"""Dockerfiles as commands for a shell.

The instructions are those of https://docs.docker.com/reference/dockerfile: what ``RUN``, ``CMD`` and ``ENTRYPOINT``
run are commands, ``ENV`` exports, ``ARG`` is a default that a build can overrule, ``ADD`` fetches.
"""

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from modelpolicy.scripts.text import Lines, ScriptText, quoted

_INSTRUCTION: Final = re.compile(r"\s*(?:ONBUILD\s+)?(?P<name>[A-Za-z]+)(?P<gap>\s+)(?P<rest>.*)", re.DOTALL)
_HEREDOC: Final = re.compile(r"(?<!<)<<-?\s*([\"']?)(\w+)\1")
_BARE_HEREDOC: Final = re.compile(r"<<-?\s*[\"']?\w+[\"']?\s*")
_OPTION: Final = re.compile(r"(?:--\w[\w-]*=\S+\s+)+")
_PAIR: Final = re.compile(r"(?P<name>\w+)=(?P<value>(?:\"(?:\\.|[^\"\\])*\"|'[^']*'|\\.|[^\s\"'\\])*)", re.DOTALL)
_ARGUMENT: Final = re.compile(r"(?P<name>\w+)=(?P<value>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Instruction:
    """One instruction: ``rest`` is what follows its name, from ``line`` and ``column`` (both from 0) on."""

    name: str
    rest: str
    line: int
    column: int


def dockerfile_script(path: str, text: str) -> ScriptText:
    """The commands of a Dockerfile, in the order of its instructions."""
    lines = Lines()
    for one in _instructions(text.split("\n")):
        if one.name in ("RUN", "CMD", "ENTRYPOINT"):
            _add_command(lines, one)
        elif one.name == "ENV":
            _add_variables(lines, one)
        elif one.name == "ARG" and (argument := _ARGUMENT.fullmatch(one.rest.strip())):
            written = f": ${{{argument['name']}:="
            default = argument["value"].strip("\"'")
            column = one.column + argument.start("value")
            lines.add_in_place(f"{written}{default}}}", one.line + 1, column - len(written))
        elif one.name == "ADD":
            lines.add(f"ADD {_without_options(one.rest)}", one.line + 1, one.column - len("ADD "))
    return lines.as_script(path)


def _instructions(rows: Sequence[str]) -> Iterator[_Instruction]:
    place, ends = 0, _ends(rows)
    while place < len(rows):
        start = place
        taken, place = _logical_line(rows, place)
        match = _INSTRUCTION.fullmatch(taken)
        if match is not None and not taken.lstrip().startswith("#"):
            name = match["name"].upper()
            below = place
            place = _below_heredocs(ends, place, taken) if name in ("RUN", "COPY", "ADD") else place
            body = "".join(f"\n{row}" for row in rows[below:place])
            yield _Instruction(name, match["rest"] + body, start, match.start("rest"))


def _ends(rows: Sequence[str]) -> dict[str, list[int]]:
    """The lines that hold one word alone, by that word: they can end a here-document."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        found[row.strip()].append(place)
    return found


def _logical_line(rows: Sequence[str], place: int) -> tuple[str, int]:
    """A line with those that it goes on in; a comment among these is an empty line that goes on."""
    parts = [rows[place]]
    while parts[-1].rstrip().endswith("\\") and place + 1 < len(rows) and not parts[0].lstrip().startswith("#"):
        place += 1
        row = rows[place]
        parts[-1] = parts[-1].rstrip()
        parts.append("\\" if not row.strip() or row.lstrip().startswith("#") else row)
    return "\n".join(parts), place + 1


def _below_heredocs(ends: Mapping[str, Sequence[int]], place: int, taken: str) -> int:
    """The line below the here-documents of an instruction; a mark that no line below it repeats starts none."""
    for _, mark in _HEREDOC.findall(taken):
        places = ends.get(mark, ())
        index = bisect_left(places, place)
        place = places[index] + 1 if index < len(places) else place
    return place


def _add_command(lines: Lines, one: _Instruction) -> None:
    rest = _without_options(one.rest)
    words = _exec_form(rest)
    if words is not None:
        lines.add_in_place(" ".join(map(quoted, words)), one.line + 1, one.column)
    elif _BARE_HEREDOC.fullmatch(rest.partition("\n")[0]):
        body = rest.split("\n")[1:-1]
        lines.add("\n".join(["", *body]), one.line + 1)
    else:
        lines.add_apart(rest, one.line + 1, one.column)


def _without_options(rest: str) -> str:
    """The rest of an instruction with its ``--options`` blotted out."""
    options = _OPTION.match(rest)
    return " " * options.end() + rest[options.end() :] if options and "\n" not in options[0] else rest


def _exec_form(rest: str) -> list[str] | None:
    if not rest.lstrip().startswith("["):
        return None
    try:
        words = json.loads(rest.replace("\\\n", " "))
    except (ValueError, RecursionError):
        return None
    return [word for word in words if isinstance(word, str)] if isinstance(words, list) else None


def _add_variables(lines: Lines, one: _Instruction) -> None:
    """``NAME=value NAME=value``, or the old ``NAME value``."""
    if "=" not in one.rest.strip().partition(" ")[0]:
        name, _, value = one.rest.strip().partition(" ")
        if name.isidentifier():
            written = f"export {name}="
            column = one.column + one.rest.find(value)
            lines.add_in_place(written + quoted(value.strip()), one.line + 1, column - len(written))
        return
    for pair in _PAIR.finditer(one.rest):
        before = one.rest[: pair.start()]
        row, margin = before.count("\n"), len(before) - (before.rfind("\n") + 1)
        column = margin + (one.column if row == 0 else 0) - len("export ")
        lines.add_in_place(f"export {pair[0]}", one.line + 1 + row, column)
