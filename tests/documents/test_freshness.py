import subprocess
import sys
from dataclasses import replace

import pytest

from modelpolicy.documents.freshness import StaleRegion, stale_regions
from modelpolicy.documents.regions import parse_regions, regions_of
from modelpolicy.documents.render import render
from modelpolicy.domain.location import Location
from modelpolicy.errors import InputError
from tests.documents.examples import REGISTRY

TEXT = render(REGISTRY, "en", None, "d.md")


def stale(text: str, language: str = "en") -> list[str]:
    return [region.name for region in stale_regions(REGISTRY, language, text, "d.md")]


def test_a_rendered_document_is_fresh_whatever_stands_around_its_regions() -> None:
    assert stale(TEXT) == []
    assert stale(f"Before.\n{TEXT}\nAfter.") == []


def test_a_changed_registry_makes_every_region_stale() -> None:
    changed = replace(REGISTRY, models={})
    found = stale_regions(changed, "en", f"\n{TEXT}", "d.md")
    assert found[0] == StaleRegion("introduction", Location("d.md", 2))
    assert len(found) == 6


def test_a_hand_edited_region_is_stale_and_its_neighbours_are_not() -> None:
    assert stale(TEXT.replace("~14.1GB", "~99GB")) == ["storage"]
    assert stale(TEXT.replace("- colours", "- colors")) == ["enabled"]


def test_a_stamp_of_another_region_or_none_is_stale() -> None:
    stamps = {region.name: region.digest for region in regions_of(parse_regions(TEXT, "d.md"))}
    assert stale(TEXT.replace(stamps["cleanup"], stamps["storage"])) == ["cleanup"]
    assert stale("<!-- modelpolicy:begin storage -->\n<!-- modelpolicy:end storage -->\n") == ["storage"]


def test_a_region_under_another_name_is_stale() -> None:
    (storage,) = (region for region in regions_of(parse_regions(TEXT, "d.md")) if region.name == "storage")
    assert stale(storage.text) == []
    assert stale(replace(storage, name="cleanup").text) == ["cleanup"]


def test_another_language_is_stale() -> None:
    assert len(stale(TEXT, "de")) == 6


def test_a_document_without_regions_is_refused() -> None:
    with pytest.raises(InputError, match="no region"):
        stale("# By hand\n")


def test_the_check_needs_no_template_engine() -> None:
    show = "print(sorted({'jinja2', 'tomllib', 'pydantic'} & set(sys.modules)))"
    code = f"import sys, modelpolicy.documents.freshness; {show}"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - fixed
    assert result.stdout.strip() == "[]"
