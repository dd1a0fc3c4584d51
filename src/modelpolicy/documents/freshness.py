"""Whether a document still says what the registry says, without rendering it.

A region's begin marker carries a digest of everything that its text follows from (the registry, and this
package's template, locale and outline) and of the text itself, so a hand-edited region is stale too.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from modelpolicy.documents.regions import parse_regions, regions_of
from modelpolicy.domain.location import Location
from modelpolicy.errors import InputError, Problem
from modelpolicy.registry.schema import Registry

PACKAGE: Final = Path(__file__).parent
TEMPLATE: Final = "template.md.j2"


@dataclass(frozen=True, slots=True)
class StaleRegion:
    """A region whose text does not follow from the registry. ``location`` is its begin marker."""

    name: str
    location: Location


def stale_regions(registry: Registry, language: str, text: str, path: str) -> tuple[StaleRegion, ...]:
    """Find what rendering would change in the document ``text`` at ``path`` (POSIX, project-relative).

    Raises:
        InputError: the markers are broken, the document has none, or there is no such language.

    """
    source = source_digest(registry, language)
    regions = regions_of(parse_regions(text, path))
    if not regions:
        raise no_regions(path)
    return tuple(
        StaleRegion(region.name, Location(path, region.line))
        for region in regions
        if region.digest != region_digest(source, region.name, region.body)
    )


def source_digest(registry: Registry, language: str) -> bytes:
    """Digest what every region follows from.

    Raises:
        InputError: there is no locale file for ``language``.

    """
    files = (PACKAGE / TEMPLATE, locale_path(language), PACKAGE / "outline.py")
    content = b"\0".join(file.read_bytes() for file in files)
    return sha256(content + b"\0" + repr(registry).encode()).digest()


def region_digest(source: bytes, name: str, body: str) -> str:
    """Digest one region: 16 hex digits."""
    return sha256(b"\0".join((source, name.encode(), body.encode()))).hexdigest()[:16]


def locale_path(language: str) -> Path:
    """Find the words of a language.

    Raises:
        InputError: there is no locale file for ``language``.

    """
    known = {file.stem: file for file in sorted((PACKAGE / "locales").glob("*.toml"))}
    if language not in known:
        message = f"there are no documents in language {language!r}"
        raise InputError(Problem("documents", 0, message, f"known languages: {', '.join(known)}"))
    return known[language]


def no_regions(path: str) -> InputError:
    """Say that a document has no region to render into."""
    remedy = "move the file away and run `modelpolicy docs`, or add <!-- modelpolicy:begin NAME --> markers"
    return InputError(Problem(path, 0, "the document has no region to render into", remedy))
