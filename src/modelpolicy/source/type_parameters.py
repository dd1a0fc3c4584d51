"""Type parameters and ``type`` statements (PEP 695, Python 3.12), written as an older Python reads them.

So the same file is readable whichever Python this runs on. Every rewriting keeps the width of the text. What is lost,
names of types, is nothing that says which model is loaded.
"""

import re
from typing import Final

_DEEPEST: Final = 4
"""Brackets in brackets: ``[T: Callable[[list[int]], str]]``."""


def _brackets(depth: int) -> str:
    return rf"\[(?:[^\[\]]{'|' + _brackets(depth - 1) if depth > 1 else ''})*\]"


_NEWER: Final = re.compile(
    rf"""
    '''[\s\S]*?'''|\"{3}[\s\S]*?\"{3}|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|\#[^\n]*
    | (?:^|(?<=[:;]))[ \t]*type(?P<gap>[ \t]+)(?=\w+[ \t]*[=\[])            # type X = Y
    | \b(?:def|class)[ \t]+\w+[ \t]*(?P<parameters>{_brackets(_DEEPEST)})  # def f[T](...)
    """,
    re.VERBOSE | re.MULTILINE,
)


def without_type_parameters(code: str) -> str:
    """Give ``code``, of the same width in bytes, without type parameters and with ``type X`` as one name."""
    return _NEWER.sub(_rewrite, code)


def _rewrite(match: re.Match[str]) -> str:
    if match.lastgroup is None:
        return match[0]
    start, end = (place - match.start() for place in match.span(match.lastgroup))
    written = match[0][start:end]
    fill = "_" * len(written) if match.lastgroup == "gap" else _blank(written)
    return match[0][:start] + fill + match[0][end:]


def _blank(written: str) -> str:
    """Blanks in its place; at the end of each line but the last a sign that the next one goes on."""
    *lines, last = (" " * len(line.encode()) for line in written.split("\n"))
    return "\n".join([*(f"{line[:-1]}\\" for line in lines), last])
