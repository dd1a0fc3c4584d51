"""Ways to write a string with the operations of strings."""

from tests.oracle.author import Author, Way
from tests.oracle.text import Block


def literal(_: Author, value: str, __: Block) -> str:
    return repr(value)


def _cut(author: Author, value: str) -> tuple[str, str]:
    at = author.choose(range(len(value) + 1))
    return value[:at], value[at:]


def plus(author: Author, value: str, block: Block) -> str:
    first, second = _cut(author, value)
    return f"({author.text(first, block)} + {author.text(second, block)})"


def percent(author: Author, value: str, block: Block) -> str:
    first, second = _cut(author, value)
    if author.maybe():
        return f"({'%s' + second!r} % {author.text(first, block)})"
    return f"('%s%s' % ({author.text(first, block)}, {author.text(second, block)}))"


def percent_mapping(author: Author, value: str, block: Block) -> str:
    first, second = _cut(author, value)
    return f"('%(a)s%(b)s' % {{'b': {author.text(second, block)}, 'a': {author.text(first, block)}}})"


def template(author: Author, value: str, block: Block) -> str:
    first, second = _cut(author, value)
    if author.maybe():
        return f"{'{}' + second!r}.format({author.text(first, block)})"
    return f"'{{first}}{{0}}'.format({author.text(second, block)}, first={author.text(first, block)})"


def fstring(author: Author, value: str, block: Block) -> str:
    first, second = _cut(author, value)
    return f'f"{{{author.name(first, block)}}}{second}"'


def fstring_of_two(author: Author, value: str, block: Block) -> str:
    first, second = _cut(author, value)
    return f'f"{{{author.name(first, block)}}}{{{author.name(second, block)}!s}}"'


def joined(author: Author, value: str, block: Block) -> str:
    first, second = _cut(author, value)
    return f"''.join([{author.text(first, block)}, {author.text(second, block)}])"


def joined_by(author: Author, value: str, block: Block) -> str:
    if len(value) < 3:
        return repr(value)
    return f"{value[1]!r}.join(({author.text(value[0], block)}, {author.text(value[2:], block)}))"


def lowered(author: Author, value: str, block: Block) -> str:
    return f"{author.text(value.upper(), block)}.lower()" if value == value.lower() else repr(value)


def stripped(author: Author, value: str, block: Block) -> str:
    if value != value.strip():
        return repr(value)
    return f"{author.text(f' {value}  ', block)}.strip()"


def replaced(author: Author, value: str, block: Block) -> str:
    if not value or "SLOT" in value:
        return repr(value)
    at = author.choose(range(len(value)))
    return f"{author.text(value[:at] + 'SLOT' + value[at + 1 :], block)}.replace('SLOT', {value[at]!r})"


def without_suffix(author: Author, value: str, block: Block) -> str:
    return f"{author.text(value + '-old', block)}.removesuffix('-old')"


def piece(author: Author, value: str, block: Block) -> str:
    if "," in value:
        return repr(value)
    return f"{author.text(f'{author.other(value)},{value}', block)}.split(',')[1]"


def sliced(author: Author, value: str, block: Block) -> str:
    return f"{author.text('ab' + value, block)}[2:]"


def as_string(author: Author, value: str, block: Block) -> str:
    return f"str({author.text(value, block)})"


def os_path(author: Author, value: str, block: Block) -> str:
    first, slash, second = value.partition("/")
    if not slash or not first or not second or second.startswith("/"):
        return repr(value)
    block.module.imports["import os"] = None
    return f"os.path.join({author.text(first, block)}, {author.text(second, block)})"


def path(author: Author, value: str, block: Block) -> str:
    parts = value.split("/")
    if len(parts) != 2 or not all(parts) or value != value.strip() or any(set(part) <= {"."} for part in parts):
        return repr(value)
    block.module.imports["from pathlib import Path"] = None
    return f"str(Path({author.text(parts[0], block)}) / {author.text(parts[1], block)})"


def substituted(author: Author, value: str, block: Block) -> str:
    """A regular expression that puts a character in the place of others."""
    if not value or "@" in value:
        return repr(value)
    at = author.choose(range(len(value)))
    block.module.imports["import re"] = None
    written = author.text(value[:at] + "@@" + value[at + 1 :], block)
    pattern = author.choose(("re.sub('@+', {0!r}, {1})", "re.compile('@@').sub({0!r}, {1})"))
    return pattern.format(value[at], written)


def matched_group(author: Author, value: str, block: Block) -> str:
    """A group of a regular expression."""
    if not value or "@" in value:
        return repr(value)
    block.module.imports["import re"] = None
    written = author.exactly(f"v=@{value}@", block)
    call = author.choose(("re.search('@([^@]+)@', {0})", "re.match('v=@(?P<name>[^@]+)', {0})"))
    found = author.choose((".group(1)", "[1]", ".groups()[0]"))
    return f"{call.format(written)}{found}"


STRINGS: tuple[Way, ...] = (
    literal,
    plus,
    percent,
    percent_mapping,
    template,
    fstring,
    fstring_of_two,
    joined,
    joined_by,
    lowered,
    stripped,
    replaced,
    without_suffix,
    piece,
    sliced,
    as_string,
    os_path,
    path,
    substituted,
    matched_group,
)
