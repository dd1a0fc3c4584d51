"""Take out of a comment the codes that let nothing pass; where none is left, the comment."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.location import Location
from modelpolicy.errors import InputError, Problem
from modelpolicy.fixes.change import Change
from modelpolicy.fixes.situation import Situation
from modelpolicy.suppression.directive import Directive, codes_in

_DIRECTIVE: Final = re.compile(r"(?:<!--|#|;)?\s*modelpolicy:\s*ignore\b\s*\[(?P<codes>[^\]]*)\][^#]*?(?:-->|(?=#|$))")


def plan(finding: Finding, situation: Situation) -> Iterator[Change]:
    """Safe: it lets more be reported. A notebook is not edited."""
    for judgement in situation.facts.judgements:
        directive = judgement.directive
        if directive.location == finding.location and judgement.unused and directive.location.cell is None:
            left = tuple(code for code in directive.codes if code not in judgement.unused)
            edit = partial(_without, directive=directive, left=left)
            yield Change(directive.location.path, edit, directive.location.line)


def _without(text: str, directive: Directive, left: tuple[str, ...]) -> str:
    """The text with the codes ``left`` in the comment, or without it; a line that held nothing else goes too."""
    lines = text.split("\n")
    row = directive.location.line - 1
    line = lines[row] if row < len(lines) else ""
    match = next((one for one in _DIRECTIVE.finditer(line) if codes_in(one["codes"]) == directive.codes), None)
    if match is None:
        raise _changed(directive.location)
    if left:
        lines[row] = line[: match.start("codes")] + ", ".join(left) + line[match.end("codes") :]
        return "\n".join(lines)
    rest = f"{line[: match.start()].rstrip()}  {line[match.end() :].lstrip()}".rstrip(" \t")
    return "\n".join([*lines[:row], *([rest] if rest.strip() else []), *lines[row + 1 :]])


def _changed(location: Location) -> InputError:
    return InputError(Problem(location.path, location.line, "there is no such comment here any more", "check again"))
