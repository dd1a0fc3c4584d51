"""What one item, table row, comment or label says."""

import re
from dataclasses import replace
from typing import Final

from modelpolicy.domain.analyzer import Status
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.handwritten.blocks import Inline, Item, Row
from modelpolicy.handwritten.model_names import model_at, model_id, split_remark
from modelpolicy.handwritten.sections import models_in
from modelpolicy.handwritten.statements import (
    Caption,
    DeletionRemark,
    FieldValue,
    ListedAnalyzer,
    Place,
    Section,
    Total,
    UseRemark,
)
from modelpolicy.handwritten.words import (
    FieldName,
    field_name,
    field_status,
    is_name_column,
    is_warning,
    said_deletion,
    said_status,
    said_summed,
    says_used,
)
from modelpolicy.registry.schema import Deletion

_NAME: Final = r"[A-Za-z_][\w.-]*"
_NAME_AND_REMARK: Final = re.compile(rf"(?P<name>{_NAME})(?: ?:| [-\u2013\u2014]) +(?P<remark>\S.*)")
_BETWEEN_NAMES: Final = re.compile(r"\s+(?:&|\+|und|and)\s+|,\s*")
_PLACELESS: Final = re.compile(r"# (?P<id>[a-z][a-z0-9-]*:[^\s:/][^\s:]*): .*")
_REST_OF_TOTAL: Final = re.compile(r"\s*\.?\s*(?:\([^()]*\))?\s*\.?")


def with_detail(section: Section, item: Item) -> Section:
    """Add a field, a warning, or whether its models may be deleted; the same section where the item says none of it."""
    labelled = field_in(item.inline)
    label, colon, value = item.inline.text.partition(":")
    if labelled is not None and labelled not in section.fields:
        return _with_field(section, labelled, (item.line, replace(item.inline, text=value.strip())))
    deletion = said_deletion(item.inline.text)
    if deletion is not None:
        remark = DeletionRemark(item.line, deletion, tuple(_model_codes(item.inline).values()))
        return replace(section, deletions=(*section.deletions, remark))
    if colon and is_warning(label) and says_used(value):
        return replace(section, warnings=(*section.warnings, _use_remark(item, value)))
    return section


def _use_remark(item: Item, value: str) -> UseRemark:
    models = _model_codes(item.inline)
    for code in models:
        value = value.replace(f"({code})", "").replace(code, "")
    return UseRemark(item.line, value.strip(), tuple(models.values()))


def _model_codes(inline: Inline) -> dict[str, ModelId]:
    """The models that are named as code, by how they are written."""
    named = ((code, model_id(code)) for code in inline.codes)
    return {code: model for code, model in named if model is not None}


def _with_field(section: Section, name: FieldName, value: FieldValue) -> Section:
    status = field_status(value[1].text) if name == "status" else None
    fields = {**section.fields, name: value}
    if name == "model" and (parts := _model_and_size(value)):
        fields = {"size": parts[1], **section.fields, name: parts[0]}
    return replace(section, fields=fields, status=status or section.status)


def _model_and_size(value: FieldValue) -> tuple[FieldValue, FieldValue] | None:
    """``owner/name (~140MB)`` as the two fields that it stands for."""
    line, inline = value
    model, remark = split_remark(inline.text)
    if _size_alone(remark) is None:
        return None
    return (line, replace(inline, text=model)), (line, Inline(remark))


def headed_section(line: int, heading: str, status: Status | None, group: str) -> Section | None:
    """The section below ``name`` or ``name (remark)``; a remark can say the status, which outweighs ``status``."""
    title, remark = split_remark(heading)
    names = analyzer_names(title)
    said = said_status(remark)
    unread = (remark,) if remark and said is None else ()
    return Section(line, names, said or status, group, unread=unread) if names else None


def section_in(row: Row, status: Status | None, group: str) -> Section | None:
    """The analyzer, or else the model, that a row of a table is about."""
    names = next((cell.text for head, cell in row.cells if is_name_column(head)), "")
    section = Section(row.line, analyzer_names(names) if names else (), status, group)
    if names and not section.names:
        return None
    for head, cell in row.cells:
        name = field_name(head)
        if name is not None and cell.text:
            section = _with_field(section, name, (row.line, cell))
        elif cell.text and not is_name_column(head):
            section = replace(section, unread=(*section.unread, head))
    return section if {"model", "size", "status"} & section.fields.keys() else None


def listed_analyzer(item: Item, status: Status, group: str) -> ListedAnalyzer | None:
    """Read ``name (method)``, ``name: method``, or a name alone that cannot be taken for a word."""
    name, remark = split_remark(item.inline.text)
    behind = _NAME_AND_REMARK.fullmatch(item.inline.text)
    if behind is not None and not re.fullmatch(_NAME, name):
        name, remark = behind["name"], behind["remark"]
    marked = "_" in name or name in item.inline.codes + tuple(bold.rstrip(":") for bold in item.inline.strong)
    in_parentheses = bool(remark) and behind is None
    if not ((in_parentheses or marked) and re.fullmatch(_NAME, name)):
        return None
    found = Size.find(remark)
    method = (remark[: found[1]] + remark[found[2] :]).strip(" ,;()") if found else remark
    return ListedAnalyzer(item.line, name, status, group, method, found[0] if found else None, marked)


def listed_place(item: Item, deletion: Deletion) -> Place | None:
    """Read an item that is a model's id or path, with or without a size in parentheses."""
    name, remark = split_remark(item.inline.text)
    model = model_at(name) or model_id(name)
    return Place(item.line, model, "", deletion, caption_in(item.line, f"({remark})")) if model else None


def listed_in(statement: Section | ListedAnalyzer | Place) -> tuple[ModelId | None, ...]:
    """The models that a statement adds to its list; ``None`` for a size that is no model's."""
    match statement:
        case Place(model=model):
            return (model,)
        case Section(fields=fields):
            models = tuple(model.id for model in models_in(statement))
            return models or ((None,) if "size" in fields else ())
        case ListedAnalyzer(size=size):
            return (None,) if size else ()


def place_in(line: int, text: str, deletion: Deletion, caption: Caption | None) -> Place | None:
    """Read a path that stands alone, or a comment that says of a model's id that its place is not known."""
    placeless = _PLACELESS.fullmatch(text)
    if placeless is not None:
        return Place(line, ModelId.parse(placeless["id"]), "", deletion, caption)
    model = model_at(text)
    return Place(line, model, text, deletion, caption) if model and not re.search(r"\s", text) else None


def total_in(line: int, label: str, value: str, listed: tuple[ModelId, ...]) -> Total | None:
    """Read a size that stands alone behind a label; what is around it says that it is part of a sentence."""
    found = Size.find(value)
    if found is None or value[: found[1]] or not _REST_OF_TOTAL.fullmatch(value, found[2]):
        return None
    summed = said_summed(label)
    if listed and summed == "deletable":
        summed = "listed"
    if summed == "listed" and not listed:
        return None
    return Total(line, f"{label}: {value}", found[0], summed, listed if summed == "listed" else ())


def caption_in(line: int, comment: str) -> Caption:
    """Read ``title (size)`` or ``title (remark)``."""
    title, remark = split_remark(comment)
    size = _size_alone(remark)
    return Caption(line, title, size, "" if size else remark)


def _size_alone(text: str) -> Size | None:
    found = Size.find(text)
    return found[0] if found is not None and found[1:] == (0, len(text)) else None


def analyzer_names(text: str) -> tuple[str, ...]:
    """Read ``name``, ``name & name`` or ``name, name and name``; empty where a part is no name."""
    names = tuple(_BETWEEN_NAMES.split(text.strip()))
    return names if all(re.fullmatch(_NAME, name) for name in names) else ()


def field_in(inline: Inline) -> FieldName | None:
    """Give the field that a text starts with."""
    label, colon, _ = inline.text.partition(":")
    return field_name(label) if colon else None
