"""What a document says, one value for each place that says something. Lines count from 1."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from modelpolicy.domain.analyzer import Status
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.handwritten.blocks import Inline
from modelpolicy.handwritten.words import FieldName, Summed
from modelpolicy.registry.schema import Deletion

FieldValue: TypeAlias = tuple[int, Inline]


@dataclass(frozen=True, slots=True)
class StatusList:
    """A heading over the analyzers of one status."""

    line: int
    status: Status


@dataclass(frozen=True, slots=True)
class DeletionRemark:
    """Whether ``models`` may be deleted: all of the section where it names none."""

    line: int
    deletion: Deletion
    models: tuple[ModelId, ...] = ()


@dataclass(frozen=True, slots=True)
class UseRemark:
    """Who else uses ``models``, in words: all of the section where it names none."""

    line: int
    text: str
    models: tuple[ModelId, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """What one heading, or one item with items below it, says of its analyzers.

    ``group`` is the heading that it stands under with others (``Large models (>1GB)``), empty without one. ``warnings``
    are remarks about who else uses the models. Where a row of a table speaks of a model alone, ``names`` is empty;
    ``status`` is ``None`` where nothing says it, and ``unread`` are the columns of that row, or the words behind the
    names, which say nothing known.
    """

    line: int
    names: tuple[str, ...]
    status: Status | None
    group: str = ""
    fields: Mapping[FieldName, FieldValue] = field(default_factory=dict)
    deletions: tuple[DeletionRemark, ...] = ()
    warnings: tuple[UseRemark, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedAnalyzer:
    """An item ``name (method ~5MB)``. ``is_marked``: the name is set as code or bold, or cannot be taken for a word."""

    line: int
    name: str
    status: Status
    group: str = ""
    method: str = ""
    size: Size | None = None
    is_marked: bool = True


@dataclass(frozen=True, slots=True)
class Caption:
    """A comment above a place: ``# Video-LLaVA (14GB)``. ``remark`` is what its parentheses say besides a size."""

    line: int
    title: str
    size: Size | None
    remark: str


@dataclass(frozen=True, slots=True)
class Place:
    """A path in a list of what may, or must not, be deleted."""

    line: int
    model: ModelId
    path: str
    deletion: Deletion
    caption: Caption | None = None


@dataclass(frozen=True, slots=True)
class DeletionList:
    """A heading over what may, or must not, be deleted, and the ``text`` below it up to the next such heading."""

    line: int
    deletion: Deletion
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of sizes: of the models ``listed`` above it, or of all that its words name."""

    line: int
    text: str
    size: Size
    summed: Summed
    listed: tuple[ModelId, ...] = ()


Statement: TypeAlias = StatusList | Section | ListedAnalyzer | Place | DeletionList | Total
