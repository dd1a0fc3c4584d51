"""Comments of YAML: what stands between the tokens."""

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from modelpolicy.suppression.comment import Comment, TextLines

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT: Final = re.compile(r"(?:(?<=\s)|^)#([^\n]*)")


def yaml_comments(path: str, text: str) -> Iterator[Comment]:
    """The comments of a text, in order; of broken YAML, those before the place where it breaks."""
    lines = TextLines(text)
    for start, end in _gaps(text):
        for match in _COMMENT.finditer(text, start, end):
            yield lines.comment(path, match.start(), match[1])


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    """Where no token stands."""
    end = 0
    try:
        for token in yaml.scan(text, Loader=_LOADER):
            if token.start_mark.index > end:
                yield end, token.start_mark.index
            end = max(end, token.end_mark.index)
    except yaml.YAMLError:
        return
    yield end, len(text)
