"""What a unit's loads rest on, so that what changes beside it need not be searched again.

A file that was not parsed has a part in what its unit loads in two ways: the prefilter reads its text, and questions
about other files ask which words it holds. Where a changed file gives the same answers to all of that, the
loads are the same. Of a file that was parsed, its reading has to be the same too; one that was read as configuration
counts as a whole.
"""

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modelpolicy.cache.digest import digest
from modelpolicy.extract.catalogue import Catalogue
from modelpolicy.prefilter.worth import Wanted, worth_parsing
from modelpolicy.program.project import Project
from modelpolicy.source.files import SourceFiles
from modelpolicy.source.walk import NOTEBOOK
from modelpolicy.usecases.scanning.readings import Reading, reading_of

Answers = Mapping[str, Collection[int]]
"""Words that were asked for, and for each the files of the unit that held it, by their numbers."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What was asked of a unit's files: which words they held, which names they may read and attributes set.

    ``read`` are those that count as a whole, ``worth`` is the digest of what the prefilter said. ``bringing`` are
    names, and for each the files that were found to bring it to who takes all of theirs, ``not_bringing`` those that
    could not. ``sizes`` are those of the files whose size was asked for, by their numbers, ``readings`` those of the
    files that were parsed.
    """

    read: tuple[str, ...]
    worth: str
    words: Answers
    names: Answers
    attributes: Answers
    bringing: Answers
    not_bringing: Answers
    sizes: Sequence[tuple[int, int]]
    readings: Mapping[str, Reading]


def grounds_of(project: Project, sources: SourceFiles, worth: Mapping[str, Wanted | None]) -> Grounds:
    """What was asked up to now."""
    readings = dict(_readings(project, sources))
    return Grounds(
        tuple(sorted({*sources.parsed, *sources.configurations} - readings.keys())),
        _digest(worth),
        words=project.mentions.answers,
        names=project.names_read.answers,
        attributes=project.attributes_set.answers,
        bringing={name: sorted(files) for name, files in project.bringing.coming.items()},
        not_bringing={name: sorted(files) for name, files in project.bringing.answers.items()},
        sizes=[(number, sources.sizes[path]) for number, path in enumerate(project.paths) if path in sources.sizes],
        readings=readings,
    )


def _readings(project: Project, sources: SourceFiles) -> Iterator[tuple[str, Reading]]:
    broken = {failure.location.path for failure in sources.failures()} | sources.configurations
    for path, asked in project.asked.items():
        text = None if path in broken or path.endswith(NOTEBOOK) else sources.text(path)
        if text is not None and (reading := reading_of(text, asked)):
            yield path, reading


def renewed(
    kept: Mapping[str, Any], root: Path, unit: tuple[str, ...], changed: Collection[str], catalogue: Catalogue
) -> dict[str, Reading] | None:
    """The readings of the files of ``unit`` that ``changed``, where a scan would ask and be told the same again.

    ``None`` where it would not. Nothing but the lines of these readings can be others.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: ``kept`` are no grounds.
    """
    grounds = Grounds(**{**kept, "readings": {path: Reading(**one) for path, one in kept["readings"].items()}})
    if not set(changed) <= set(unit) - set(grounds.read):
        return None
    sources = SourceFiles(root)
    project = Project(unit, sources)
    numbers = {number: path for number, path in enumerate(unit) if path in changed}
    if not _are_told_the_same(grounds, sources, numbers) or not _bring_the_same(grounds, project, numbers):
        return None
    readings = _readings_now(grounds, project, sources, changed)
    if readings is None or _digest(worth_parsing(catalogue, project, sources)) != grounds.worth:
        return None
    return readings


def _are_told_the_same(grounds: Grounds, sources: SourceFiles, numbers: Mapping[int, str]) -> bool:
    asked = (
        (grounds.words, sources.words),
        (grounds.names, sources.names_read),
        (grounds.attributes, sources.attributes_set),
    )
    return all(sources.size(numbers[number]) == size for number, size in grounds.sizes if number in numbers) and all(
        _are_same(answers, {number: tell(path) for number, path in numbers.items()}) for answers, tell in asked
    )


def _are_same(answers: Answers, held: Mapping[int, Collection[bytes]]) -> bool:
    return all(
        (number in holding) == (word.encode() in words)
        for word, holding in answers.items()
        for number, words in held.items()
    )


def _bring_the_same(grounds: Grounds, project: Project, numbers: Collection[int]) -> bool:
    may_bring, paths = project.bringing.may_bring, project.paths
    came = (may_bring(paths[number], name) for name, files in grounds.bringing.items() for number in files)
    comes = (
        may_bring(paths[number], name)
        for name, files in grounds.not_bringing.items()
        for number in files
        if number in numbers
    )
    return all(came) and not any(comes)


def _readings_now(
    grounds: Grounds, project: Project, sources: SourceFiles, changed: Collection[str]
) -> dict[str, Reading] | None:
    """The readings of the changed files; ``None`` where one says something else than it did."""
    found: dict[str, Reading] = {}
    for path in changed:
        if before := grounds.readings.get(path):
            now = _again(before, project, sources, path)
            if now is None or now.digest != before.digest:
                return None
            found[path] = now
    return found


def _again(before: Reading, project: Project, sources: SourceFiles, path: str) -> Reading | None:
    """The reading of a file, asked as it was before."""
    modules, text = project.modules(path), sources.text(path)
    if sources.failures() or text is None:
        return None
    (module,) = modules
    module.asked.names.update(before.names.split())
    for kind in before.kinds:
        module.every(getattr(ast, kind))
    return reading_of(text, module.asked)


def _digest(worth: Mapping[str, Wanted | None]) -> str:
    told = (
        f"{path}\0{wanted and (wanted.by_value, _sorted(wanted.names), sorted(wanted.common))}"
        for path, wanted in worth.items()
    )
    return digest(*(one.encode("utf-8", "surrogateescape") for one in told))


def _sorted(names: Mapping[str, Collection[str]]) -> list[tuple[str, list[str]]]:
    return sorted((name, sorted(first_names)) for name, first_names in names.items())
