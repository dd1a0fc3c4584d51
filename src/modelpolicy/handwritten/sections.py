"""What the fields of a section say of its models."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.handwritten.model_names import NamedModel, named_models
from modelpolicy.handwritten.statements import DeletionRemark, Section, UseRemark
from modelpolicy.handwritten.words import per_unit


@dataclass(frozen=True, slots=True)
class SaidSize:
    """A size, of one ``per`` where that is said; ``rest`` are the words beside it that say neither."""

    size: Size | None
    per: str | None
    rest: str


def models_in(section: Section) -> tuple[NamedModel, ...]:
    """The models that a section names; none where it names a method, or nothing."""
    return named_models(section.fields["model"][1]) if "model" in section.fields else ()


def meant(section: Section, remark: DeletionRemark | UseRemark) -> tuple[ModelId, ...]:
    """The models that a remark in a section is about."""
    return remark.models or tuple(model.id for model in models_in(section))


def sizes_in(section: Section) -> tuple[SaidSize, ...]:
    """The sizes that a section gives, one after another."""
    text = section.fields["size"][1].text if "size" in section.fields else ""
    return tuple(map(_said_size, re.split(r",(?!\d)", text))) if text else ()


def sizes_by_model(section: Section) -> Mapping[ModelId, SaidSize] | None:
    """Each model's size: one for all where it is the size of one of several. ``None``: which is which is not said."""
    models = [model.id for model in models_in(section)]
    sizes = [said for said in sizes_in(section) if said.size is not None]
    if len(sizes) == 1 and sizes[0].per is not None:
        sizes *= len(models)
    if models and sizes and len(sizes) != len(models):
        return None
    return dict(zip(models, sizes, strict=False))


def _said_size(part: str) -> SaidSize:
    found = Size.find(part)
    rest = (part[: found[1]] + part[found[2] :]).strip() if found else part
    unit = per_unit(rest)
    return SaidSize(found[0] if found else None, unit, "" if unit and found else rest)
