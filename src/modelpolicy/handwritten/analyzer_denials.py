"""What a document says of analyzers: that they exist, their status, which models they load, and that these are all."""

from collections.abc import Iterator, Sequence
from typing import Final

from modelpolicy.domain.analyzer import Status
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size, agrees
from modelpolicy.handwritten.denial import Denial
from modelpolicy.handwritten.known import Known
from modelpolicy.handwritten.sections import models_in
from modelpolicy.handwritten.statements import ListedAnalyzer, Section, Statement, StatusList
from modelpolicy.handwritten.words import says_no_models

_FACTS: Final = frozenset({"model", "size", "status"})


def deny_section(section: Section, known: Known) -> Iterator[Denial]:
    """Hold a section's names, their status and their models against code and registry."""
    certain = bool(_FACTS & section.fields.keys())
    status_line = section.fields["status"][0] if "status" in section.fields else section.line
    for name in section.names:
        if name not in known.names:
            yield from _deny_name(section.line, name, known, certain=certain)
        else:
            yield from _deny_status(status_line, name, section.status, known)
            yield from _deny_models(section, name, known)
            yield from _deny_no_models(section.line, name, section.group, known)


def deny_listed(listed: ListedAnalyzer, known: Known) -> Iterator[Denial]:
    """Hold an item's name, status and size against code and registry."""
    if listed.name not in known.names:
        yield from _deny_name(listed.line, listed.name, known, certain=listed.is_marked)
        return
    yield from _deny_status(listed.line, listed.name, listed.status, known)
    yield from _deny_no_models(listed.line, listed.name, listed.group, known)
    if listed.size is not None:
        yield from deny_analyzer_size(listed.line, listed.name, listed.size, known)


def deny_omissions(statements: Sequence[Statement], known: Known) -> Iterator[Denial]:
    """Every analyzer that the list of its status lacks, where that has the most of them and so claims to have all."""
    written = {name for one in statements if isinstance(one, Section) for name in one.names}
    written |= {one.name for one in statements if isinstance(one, ListedAnalyzer)}
    lines = {one.status: one.line for one in reversed(statements) if isinstance(one, StatusList)}
    for status, line in lines.items():
        names = [name for name, entry in known.registry.analyzers.items() if entry.status == status]
        missing = [name for name in names if name not in written]
        if len(missing) < len(names) / 2:
            yield from (_omitted(line, name, status) for name in missing)


def deny_analyzer_size(line: int, name: str, size: Size, known: Known, per: str | None = None) -> Iterator[Denial]:
    """Hold the size that an analyzer is said to take against its documented one, or its models' sum."""
    entry = known.registry.analyzers.get(name)
    if entry is None:
        return
    sizes = (entry.size,) if entry.size else tuple(known.size(model) for model in entry.models)
    known_sizes = tuple(one for one in sizes if one)
    if not known_sizes or len(known_sizes) < len(sizes):
        return
    total = Size.total(known_sizes)
    fitting = (*known_sizes, total) if per else (total,)
    if not any(agrees(size, one.bytes) for one in fitting):
        shown = f"{known_sizes[0]} {'each' if len(known_sizes) > 1 else ''}".strip() if per else str(total)
        message = f"{name} is documented here with {size}, and the registry says {shown}"
        yield Denial(line, message, f"write {shown}", name)


def _deny_name(line: int, name: str, known: Known, *, certain: bool) -> Iterator[Denial]:
    closest = known.closest(name)
    if certain or closest:
        remedy = f"did you mean {closest}?" if closest else "remove it, or add it to code and registry"
        yield Denial(line, f"there is no analyzer {name}, neither in the registry nor in the code", remedy, name)


def _deny_status(line: int, name: str, status: Status | None, known: Known) -> Iterator[Denial]:
    denying = [f"{said} in {who}" for who, said in known.statuses(name) if status and said != status]
    if denying:
        message = f"{name} is documented here as {status}, and is {' and '.join(denying)}"
        yield Denial(line, message, f"correct the status of {name} here, or change it there", name)


def _deny_models(section: Section, name: str, known: Known) -> Iterator[Denial]:
    named = [model.id for model in models_in(section)]
    if not named:
        return
    line = section.fields["model"][0]
    for model in named:
        lacking = [(who, models) for who, models in known.models(name) if model not in models]
        if lacking:
            yield _other_models(line, name, model, lacking, known)
    entry = known.registry.analyzers.get(name)
    if entry is not None and set(named) <= set(entry.models):
        yield from (_unnamed(line, name, model) for model in entry.models if model not in named)


def _unnamed(line: int, name: str, model: ModelId) -> Denial:
    message = f"{name} loads {model} too, as the registry says"
    return Denial(line, message, f"name {model} here", name, str(model), "medium")


def _other_models(
    line: int, name: str, model: ModelId, lacking: list[tuple[str, frozenset[ModelId]]], known: Known
) -> Denial:
    said = " and ".join(f"{who} has {', '.join(map(str, sorted(models))) or 'none'}" for who, models in lacking)
    right = sorted({other for _, models in lacking for other in models})
    reachable = any((use.analyzer, use.model) == (name, model) for use in known.graph.may)
    return Denial(
        line,
        f"{name} is documented here with {model}: {said}",
        f"write {', '.join(map(str, right))}" if right else "remove the model",
        name,
        str(model),
        "medium" if reachable else "high",
    )


def _deny_no_models(line: int, name: str, group: str, known: Known) -> Iterator[Denial]:
    """A model that lies in a package needs no mention: nobody can delete it alone."""
    if says_no_models(group):
        found = {model for _, models in known.models(name) for model in models if model.store != "bundled"}
        for model in sorted(found):
            message = f"{name} stands under {group!r}, and loads {model}"
            yield Denial(line, message, f"give {name} a section that names {model}", name, str(model), "medium")


def _omitted(line: int, name: str, status: Status) -> Denial:
    message = f"{name}, which is {status} in the registry, is not in this document"
    return Denial(line, message, f"add {name} below this heading", name, confidence="medium")
