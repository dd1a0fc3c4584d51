"""Render a registry into a document, keeping what people wrote between the regions."""

from collections.abc import Mapping
from typing import Any

from modelpolicy.documents.freshness import (
    PACKAGE,
    TEMPLATE,
    locale_path,
    no_regions,
    region_digest,
    source_digest,
)
from modelpolicy.documents.outline import outline
from modelpolicy.documents.regions import Passage, Region, parse_regions, regions_of
from modelpolicy.errors import InputError, Problem
from modelpolicy.registry.schema import Registry
from modelpolicy.registry.text import Text


def render(registry: Registry, language: str, existing: str | None, path: str) -> str:
    """Give the document as it should be; ``existing`` is its text now, ``None`` where there is none.

    A new document has every region. An existing one keeps its own choice and order of regions.

    Raises:
        InputError: ``existing`` has no region, an unknown one or broken markers, or there is no such
            language.

    """
    source = source_digest(registry, language)
    fresh = tuple(_stamp(piece, source) for piece in parse_regions(_rendered(registry, language), path))
    if existing is None:
        return "".join(piece.text for piece in fresh)
    pieces = parse_regions(existing, path)
    if not regions_of(pieces):
        raise no_regions(path)
    by_name = {region.name: region for region in regions_of(fresh)}
    _refuse_unknown(regions_of(pieces), by_name, path)
    return "".join(by_name[piece.name].text if isinstance(piece, Region) else piece.text for piece in pieces)


def diff(path: str, old: str, new: str) -> str:
    """Give the unified difference between two texts of a document; empty where they are equal."""
    from difflib import unified_diff

    lines = unified_diff(old.splitlines(), new.splitlines(), f"a/{path}", f"b/{path}", lineterm="")
    return "".join(f"{line}\n" for line in lines)


def _rendered(registry: Registry, language: str) -> str:
    import tomllib

    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    words = tomllib.loads(locale_path(language).read_text(encoding="utf-8"))
    environment = Environment(
        loader=FileSystemLoader(PACKAGE),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown, not HTML: escaping would change what it says
    )
    environment.filters["say"] = lambda text: _say(text, language)
    return environment.get_template(TEMPLATE).render(outline=outline(registry), words=words)


def _say(text: Text, language: str) -> str:
    return " ".join(text.in_language(language).split())


def _stamp(piece: Passage | Region, source: bytes) -> Passage | Region:
    if isinstance(piece, Passage):
        return piece
    return Region(piece.name, piece.body, region_digest(source, piece.name, piece.body))


def _refuse_unknown(regions: tuple[Region, ...], known: Mapping[str, Any], path: str) -> None:
    remedy = f"remove its markers, or name one of {', '.join(known)}"
    unknown = [region for region in regions if region.name not in known]
    if unknown:
        raise InputError(*(Problem(path, r.line, f"there is no region {r.name!r}", remedy) for r in unknown))
