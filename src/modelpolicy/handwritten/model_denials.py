"""What a document says of models: their sizes, and whether they may be deleted."""

from collections.abc import Iterator

from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size, agrees
from modelpolicy.handwritten.analyzer_denials import deny_analyzer_size
from modelpolicy.handwritten.denial import Denial
from modelpolicy.handwritten.known import Known
from modelpolicy.handwritten.sections import meant, models_in, sizes_by_model, sizes_in
from modelpolicy.handwritten.statements import Place, Section
from modelpolicy.registry.schema import Deletion


def deny_section_sizes(section: Section, known: Known) -> Iterator[Denial]:
    """Hold the sizes in a section against those of its models, or of its analyzers where it names none."""
    line = section.fields["size"][0] if "size" in section.fields else section.line
    if models_in(section):
        for model, said in (sizes_by_model(section) or {}).items():
            if said.size is not None:
                yield from _deny_size(line, model, said.size, known)
        return
    for said in sizes_in(section)[:1]:
        if said.size is not None:
            for name in section.names:
                yield from deny_analyzer_size(line, name, said.size, known, said.per)


def deny_section_deletions(section: Section, known: Known) -> Iterator[Denial]:
    """Hold what a section says of deleting its models against who uses them."""
    for remark in section.deletions:
        for model in meant(section, remark):
            yield from _deny_deletion(remark.line, model, remark.deletion, known)


def deny_place(place: Place, known: Known) -> Iterator[Denial]:
    """Hold a place in a list of what may, or must not, be deleted against who uses it, and its size."""
    yield from _deny_deletion(place.line, place.model, place.deletion, known)
    if place.caption is not None and place.caption.size is not None:
        yield from _deny_size(place.caption.line, place.model, place.caption.size, known)


def _deny_size(line: int, model: ModelId, said: Size, known: Known) -> Iterator[Denial]:
    documented = known.size(model)
    if documented is not None and not agrees(said, documented.bytes):
        message = f"{model} is documented here with {said}, and the registry says {documented}"
        yield Denial(line, message, f"write {documented}", model=str(model))


def _deny_deletion(line: int, model: ModelId, said: Deletion, known: Known) -> Iterator[Denial]:
    users, entry = known.enabled_users(model), known.registry.models.get(model)
    if said == "allowed" and users:
        message = f"{model} may be deleted, as this says, and enabled analyzers use it: {', '.join(users)}"
        yield Denial(line, message, f"move {model} to what must not be deleted", users[0], str(model))
    elif entry is not None and entry.deletion not in {None, said} and not users:
        message = f"the deletion of {model} is {said} here, and {entry.deletion} in the registry"
        yield Denial(line, message, "correct the document, or the registry", model=str(model))
