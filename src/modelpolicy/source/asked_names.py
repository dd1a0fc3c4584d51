"""Names that code asks for by a string: which those are, or in what it looks for names that it computes.

All of it is told from bytes: too much, where a comma or a quote stands in a string, rather than too little.
"""

import re
from collections.abc import Iterator
from typing import Final

ANYTHING: Final = "*"
"""The word for what is looked into by computed names, whatever that is."""

_REACHING_IN: Final = (b"getattr", b"vars", b"__dict__")
_GIVING_WORDS: Final = (b"getmembers", b"globals", b"locals")
_GIVING_ALL: Final = re.compile(rb"\b(?:getmembers\b|(?:globals|locals)\b(?!\s*\(\s*\)\s*\[\s*[\"'][^\"']*[\"']\s*\]))")
"""What gives all names, for one that is computed: ``globals()["name"]`` asks for one that is written."""

_OWN: Final = frozenset({b"self", b"cls"})
_WORD: Final = rb"[\w\x80-\xff]+"
_WORDS: Final = re.compile(_WORD)
_QUOTED: Final = rb",\s*+[\"'](%s)[\"']" % _WORD
_ASKED: Final = re.compile(rb"getattr\s*\(.{1,200}?%s" % _QUOTED, re.DOTALL)
_ASKED_OF_RESULT: Final = re.compile(rb"\)\s*" + _QUOTED)
_LITERAL: Final = rb"[\"'][^\"']*[\"']\s*[,)]"
_COMPUTED: Final = re.compile(rb"getattr\s*\(([^,]{1,200}),\s*+(?!%s)|vars\s*\(([^)]{1,200})\)" % _LITERAL)
_DICT: Final = re.compile(rb"\.__dict__")
_LONGEST: Final = 80
_LAST: Final = re.compile(rb"(%s)\s*\Z" % _WORD)
_RENAMED: Final = re.compile(rb"as(?<=\sas)\s+(%s)" % _WORD)
_ASSIGNED: Final = rb"%s(?<!\w%s)\s*=\s*(?:%s\.)*(%s)\s*\n"


def names_asked(data: bytes) -> frozenset[bytes]:
    """Give the names that code in ``data`` asks for: ``a`` of ``getattr(x, "a")``."""
    if b"getattr" not in data:
        return frozenset()
    return frozenset((*_ASKED.findall(data), *_ASKED_OF_RESULT.findall(data)))


def looked_into(code: bytes) -> frozenset[bytes]:
    """Give ``x.*`` for each ``x`` that ``code`` looks into by computed names: ``getattr(x, name)``, ``vars(x)``.

    For what it renames to ``x`` too. The strings in ``code`` are empty.
    """
    gives_all = any(word in code for word in _GIVING_WORDS) and _GIVING_ALL.search(code) is not None
    if not gives_all and not any(word in code for word in _REACHING_IN):
        return frozenset()
    owners = {word for found in _COMPUTED.findall(code) for owner in found for word in _WORDS.findall(owner)}
    owners |= {name for found in _DICT.finditer(code) for name in _before(code, found.start())}
    every = {ANYTHING.encode()} if owners or gives_all else set()
    owners -= _OWN
    if not owners:
        return frozenset(every)
    renamed = (found for found in _RENAMED.finditer(code) if found[1] in owners)
    imported = {name for found in renamed for name in _before(code, found.start())}
    assigned = {name for owner in owners for name in _assigned_to(code, owner)}
    return frozenset(every.union(b"%s.*" % name for name in owners | imported | assigned))


def into(name: str) -> str:
    """The word for a look-up of a computed name in what is called ``name``."""
    return f"{name}.{ANYTHING}"


def _before(code: bytes, end: int) -> Iterator[bytes]:
    """The name that ends at ``end``."""
    found = _LAST.search(code, max(0, end - _LONGEST), end)
    if found:
        yield found[1]


def _assigned_to(code: bytes, name: bytes) -> Iterator[bytes]:
    """The last names of what ``code`` assigns to ``name``: ``b`` of ``name = a.b``."""
    escaped = re.escape(name)
    yield from re.findall(_ASSIGNED % (escaped, escaped, _WORD, _WORD), code)
