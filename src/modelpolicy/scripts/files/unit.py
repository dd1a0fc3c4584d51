"""systemd units as commands for a shell: ``Environment=`` exports, ``Exec...=`` runs."""

import re
from typing import Final

from modelpolicy.scripts.text import Lines, ScriptText, quoted

_RUNS: Final = re.compile(r"(Exec(?:Condition|Reload|Start(?:Pre|Post)?|Stop(?:Post)?)\s*=\s*[@\-:+!|]*)(\S[\s\S]*)")
_ENVIRONMENT: Final = re.compile(r"Environment\s*=\s*([\s\S]*)")
_FILE: Final = re.compile(r"EnvironmentFile\s*=\s*-?\S*?([^/\s]+)\s*")
"""A path on the machine: what the project has of it has its name."""

_PAIR: Final = re.compile(r"\"(?P<a>\w+)=(?P<b>[^\"]*)\"|'(?P<c>\w+)=(?P<d>[^']*)'|(?P<e>\w+)=(?P<f>[^\s\"']*)")
_COMMENT: Final = ("#", ";")


def unit_script(path: str, text: str) -> ScriptText:
    """The commands of a unit, behind its variables."""
    lines, rows, place = Lines(), text.split("\n"), 0
    while place < len(rows):
        start = place
        while rows[place].endswith("\\") and not rows[start].startswith(_COMMENT) and place + 1 < len(rows):
            place += 1
        place += 1
        _add(lines, "\n".join(rows[start:place]), start + 1)
    return lines.as_script(path)


def _add(lines: Lines, entry: str, line: int) -> None:
    if runs := _RUNS.fullmatch(entry):
        lines.add(runs[2], line, runs.start(2))
    elif file := _FILE.fullmatch(entry):
        lines.add_in_place(f". {quoted(file[1])}", line, file.start(1))
    elif environment := _ENVIRONMENT.fullmatch(entry):
        for pair in _PAIR.finditer(environment[1]):
            name, value = (part for part in pair.groups() if part is not None)
            written = f"export {name}='"
            column = environment.start(1) + pair.start() + pair[0].find("=") + 1
            lines.add_in_place(f"{written}{value}'", line, column - len(written))
