"""Which words stand in a file's bytes, and where: what decides whether the file is worth parsing."""

import re
from collections.abc import Iterator
from typing import Final

from modelpolicy.source.asked_names import ANYTHING, looked_into, names_asked
from modelpolicy.source.code import code_only

_WORD_BYTES: Final = re.compile(rb"[\w\x80-\xff]")
_WORDS_ONLY: Final = bytes(byte if _WORD_BYTES.match(bytes([byte])) else ord(" ") for byte in range(256))


_ITEM: Final = rb"\[[^\[\]]*+(?:\[[^\[\]]*+\][^\[\]]*+)*+\]"
_WORD: Final = rb"[\w\x80-\xff]"
_ANNOTATION: Final = rb":[ \t]*+[\w\x80-\xff.\[\]\"', |]{1,80}"
_SET: Final = re.compile(
    rb"\.[\s\\]*+(%s++)[\s\\)]*+(?:%s[\s\\)]*+)?(?:[-+*/|&^@%%]{0,2}|%s)=(?!=)" % (_WORD, _ITEM, _ANNOTATION)
)
_SEVERAL_SET: Final = re.compile(
    rb"\n[ \t(\[]*+(?:%s++(?:[.\[][^\n=(){}:#,]*)?,[^\n={}:#]*=(?!=)|(?:async )?for [^\n:]*? in )" % _WORD
)
_ENTERED: Final = re.compile(rb" as \(?%s++(?:, ?%s++)*+\.[\w\x80-\xff., \t]+" % (_WORD, _WORD))
_COMPUTED: Final = {
    b"setattr": rb"setattr(?<![.\w\x80-\xff]setattr)\s*\(\s*(?!self\s*,)[^,\n]{1,80},\s*+(?![\"']\w+[\"']\s*,)",
    b"__dict__": rb"\.__dict__\s*(?:\[|\.\s*update)",
    b"vars(": rb"vars(?<!\wvars)\([^()\n]*\)\s*(?:\[|\.\s*update)",
}
"""What sets attributes by names that are computed, by a word that stands in it."""

_ADDED_TO: Final = re.compile(rb"\.(%s+)\.(?:append|add|appendleft|insert|extend|update|setdefault)\(" % _WORD)
_ATTRIBUTE: Final = re.compile(rb"\.(%s+)" % _WORD)
_QUOTED: Final = re.compile(rb"[\"']([\w\x80-\xff]+)\\?[\"']")
_SETTER: Final = b"setattr"
_DEFINED: Final = (rb"def(?<!\wdef)[ \t]+[\w\x80-\xff]+", rb"class(?<!\wclass)[ \t]+[\w\x80-\xff]+")
_DEFINITIONS: Final = tuple(map(re.compile, _DEFINED))
_DECORATED: Final = re.compile(rb"@.*?\b(?:def|class)[ \t]+([\w\x80-\xff]+)", re.DOTALL)


def identifiers(data: bytes) -> frozenset[bytes]:
    """Give every identifier, keyword and number in ``data``, those in strings and comments too.

    Splitting the bytes is several times faster than looking for a hundred names by a regular expression.
    """
    return frozenset(data.translate(_WORDS_ONLY).split())


def places_of(data: bytes, word: bytes) -> Iterator[int]:
    """Give the places where the identifier ``word`` starts, parts of longer ones left out."""
    start = data.find(word)
    while start >= 0:
        end = start + len(word)
        if not _WORD_BYTES.match(data[start - 1 : start]) and not _WORD_BYTES.match(data[end : end + 1]):
            yield start
        start = data.find(word, start + 1)


def names_read(data: bytes) -> frozenset[bytes]:
    """Give every name that code in ``data`` may read: not those in comments and strings, nor those it only defines.

    A decorator is handed what it stands above: that is read. What is asked for by a string is read, and ``a.*`` stands
    for what ``a`` is asked for by a name that is computed.
    """
    code = code_only(data)
    by_string = names_asked(data) | looked_into(code)
    decorated = _DECORATED.findall(code)
    for definition in _DEFINITIONS:
        code = definition.sub(b"", code)
    return identifiers(code).union(decorated, by_string)


def attributes_set(data: bytes) -> frozenset[bytes]:
    """Give every attribute that ``data`` may set, or items of: ``x.a = 1``, ``x.a[0] = 1``, ``setattr(x, "a", 1)``.

    So do targets that are unpacked, and those of ``with`` and ``for``. Too many, and too few only of items whose key is
    an item of an item, and of targets that do not stand on one line. ``*`` stands for a name that is computed.
    """
    by_name = _QUOTED.findall(data) if _SETTER in data else ()
    targets = b"\n".join((*_SEVERAL_SET.findall(data), *_ENTERED.findall(data)))
    plainly = (*_SET.findall(data), *_ADDED_TO.findall(data), *_ATTRIBUTE.findall(targets))
    is_computed = any(word in data and re.search(setting, data) for word, setting in _COMPUTED.items())
    computed = [ANYTHING.encode()] if is_computed else ()
    return frozenset((*plainly, *by_name, *computed))
