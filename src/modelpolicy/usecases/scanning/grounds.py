"""What a unit's loads rest on, so that what changes beside it need not be searched again.

A file that was not parsed has a part in what its unit loads in two ways: the prefilter reads its text, and questions
about other files ask which words it holds. Where a changed file gives the same answers to all of that, the
loads are the same. A file that was parsed, or read as configuration, counts as a whole.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modelpolicy.cache.digest import digest
from modelpolicy.extract.catalogue import Catalogue
from modelpolicy.prefilter.worth import Wanted, worth_parsing
from modelpolicy.program.project import Project
from modelpolicy.source.files import SourceFiles

Answers = Mapping[str, Collection[int]]
"""Words that were asked for, and for each the files of the unit that held it, by their numbers."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What was asked of a unit's files: which words they held, which names they may read and attributes set.

    ``read`` are those that count as a whole, ``worth`` is the digest of what the prefilter said. ``not_bringing`` are
    names, and for each the files that could not bring it to who takes all of theirs.
    """

    read: tuple[str, ...]
    worth: str
    words: Answers
    names: Answers
    attributes: Answers
    not_bringing: Answers


def grounds_of(project: Project, sources: SourceFiles, worth: Mapping[str, Wanted | None]) -> Grounds:
    """What was asked up to now."""
    read = tuple(sorted({*sources.parsed, *sources.configurations}))
    return Grounds(
        read,
        _digest(worth),
        words=project.mentions.answers,
        names=project.names_read.answers,
        attributes=project.attributes_set.answers,
        not_bringing={name: sorted(files) for name, files in project.bringing.answers.items()},
    )


def still_hold(
    kept: Mapping[str, Any], root: Path, unit: tuple[str, ...], changed: Collection[str], catalogue: Catalogue
) -> bool:
    """Whether a scan of ``unit`` would ask the same again, and be told the same, though files of it ``changed``.

    Raises:
        KeyError, TypeError, ValueError: ``kept`` are no grounds.
    """
    grounds = Grounds(**kept)
    if not set(changed) <= set(unit) - set(grounds.read):
        return False
    sources = SourceFiles(root)
    numbers = [number for number, path in enumerate(unit) if path in changed]
    asked = (
        (grounds.words, sources.words),
        (grounds.names, sources.names_read),
        (grounds.attributes, sources.attributes_set),
    )
    if not all(_are_same(answers, {number: tell(unit[number]) for number in numbers}) for answers, tell in asked):
        return False
    project = Project(unit, sources)
    if any(
        project.bringing.may_bring(unit[number], name)
        for name, files in grounds.not_bringing.items()
        for number in files
        if number in numbers
    ):
        return False
    return _digest(worth_parsing(catalogue, project, sources)) == grounds.worth


def _are_same(answers: Answers, held: Mapping[int, Collection[bytes]]) -> bool:
    return all(
        (number in holding) == (word.encode() in words)
        for word, holding in answers.items()
        for number, words in held.items()
    )


def _digest(worth: Mapping[str, Wanted | None]) -> str:
    told = (
        f"{path}\0{wanted and (wanted.by_value, _sorted(wanted.names), sorted(wanted.common))}"
        for path, wanted in worth.items()
    )
    return digest(*(one.encode("utf-8", "surrogateescape") for one in told))


def _sorted(names: Mapping[str, Collection[str]]) -> list[tuple[str, list[str]]]:
    return sorted((name, sorted(first_names)) for name, first_names in names.items())
