"""Which analyzers run, and in which order."""

import pytest

from analyzers.base import Analyzer
from analyzers.catalogue import ANALYZERS, DISABLED
from analyzers.selection import UnknownAnalyzerError, select


def kind(name: str, *reads: str) -> type[Analyzer]:
    return type(name, (Analyzer,), {"name": name, "reads": reads})


CATALOGUE = {
    analyzer.name: analyzer
    for analyzer in (kind("story", "words", "off"), kind("words", "sound"), kind("sound"), kind("other"), kind("off"))
}


def names(*only: str) -> list[str]:
    return [analyzer.name for analyzer in select(CATALOGUE, ("off",), only)]


def test_all_enabled_run_after_what_they_read() -> None:
    chosen = names()
    assert sorted(chosen) == ["other", "sound", "story", "words"]
    assert chosen.index("sound") < chosen.index("words") < chosen.index("story")


def test_named_ones_bring_what_they_read() -> None:
    assert names("story") == ["sound", "words", "story"]
    assert names("other") == ["other"]


def test_a_disabled_one_runs_when_it_is_named_alone() -> None:
    assert names("off") == ["off"]
    assert names("story", "off").index("off") < names("story", "off").index("story")


def test_an_unknown_name_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(UnknownAnalyzerError, match="no analyzer is called nonsense; there are story, words"):
        names("sound", "nonsense")


def test_the_real_ones_can_be_ordered_and_read_only_what_there_is() -> None:
    chosen = [analyzer.name for analyzer in select(ANALYZERS, DISABLED, tuple(ANALYZERS))]
    assert sorted(chosen) == sorted(ANALYZERS)
    assert all(chosen.index(read) < chosen.index(name) for name in chosen for read in ANALYZERS[name].reads)
