"""Old and new Python that this Python does not read, rewritten to what it reads, character by character.

Every rewriting keeps the width of the text, so that all positions stay true. What is lost (the name that
``except E, e`` binds, the value of an old octal number) is nothing that says which model is loaded.
"""

import re
from typing import Final

from modelpolicy.source.type_parameters import without_type_parameters

_REWRITTEN: Final = re.compile(
    r"""
    (?P<raw>\b[uU](?=[rR]["']))                                     # ur"..."
    | (?P<kept>'''[\s\S]*?'''|\"{3}[\s\S]*?\"{3}|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|\#[^\n]*)
    | (?:^|(?<=[:;]))[ \t]*(?P<word>
        (?:print|exec)\b[ \t]*>>                                    # print >>file, x
        | (?:print|exec)(?=[ \t]+[\w"'`{\[~-]|["'`])                # print x
      )
    | \bexcept[ \t]+(?:[\w.]+|\([^()]*\))(?P<bound>(?:[ \t]*,[ \t]*[\w.]+)+)(?=[ \t]*:)    # except E, e:
    | \braise[ \t]+[\w.]+[ \t]*(?P<comma>,)                         # raise E, "text"
    | (?P<repr>`[^`\n]*`)
    | (?<![.\w])(?P<zeros>0+)(?=[1-7][0-7]*\b(?!\.))                        # 0777
    | \b(?:0[xX][0-9a-fA-F]+|[0-9]+)(?P<long>[lL])\b                # 10L
    | (?P<unequal><>)
    """,
    re.VERBOSE,
)


def modern(code: str) -> str:
    """Give ``code``, of the same width, with the old and the newest forms written as this Python reads them."""
    return _REWRITTEN.sub(_rewrite, without_type_parameters(code))


def _rewrite(match: re.Match[str]) -> str:
    group = str(match.lastgroup)
    start, end = (place - match.start() for place in match.span(group))
    whole = match[0]
    return whole[:start] + _replacement(group, whole[start:end]) + whole[end:]


def _replacement(group: str, text: str) -> str:
    match group:
        case "kept":
            return text
        case "repr":
            return f"({text[1:-1]})"
        case "comma":
            return ";"
        case "unequal":
            return "!="
        case _:
            return " " * len(text.encode())
