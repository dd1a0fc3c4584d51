"""The settings as frozen values: what can be set, and what holds where nothing is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from modelpolicy.domain.confidence import Confidence
from modelpolicy.domain.size import Size

Language = Literal["de", "en"]
Mode = Literal["rendered", "checked"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A module-level name in a Python file, written ``<file>:<NAME>``."""

    path: str
    name: str

    def __str__(self) -> str:
        return f"{self.path}:{self.name}"


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown document: rendered from the registry in a language, or written by hand and checked against it."""

    path: str
    language: Language = "en"
    mode: Mode = "rendered"


@dataclass(frozen=True, slots=True)
class FileIgnore:
    """Rule codes, or their beginnings, that are not applied in the files that a pattern of a ``.gitignore`` matches."""

    pattern: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupplyChain:
    """What is asked of models and loads beyond that they are documented; nothing, unless it is set.

    - ``require_pinned``: a load from a hub names a commit.
    - ``forbid_remote_code``: no load runs code of a repository. ``forbid_pickle``: none unpickles weights. Both but for
      what the registry trusts an analyzer with.
    - ``allowed_sources``: patterns of model ids (``hf:openai/*``); empty for all.
    - ``allowed_licences``: SPDX identifiers; empty for all.
    """

    require_pinned: bool = False
    forbid_remote_code: bool = False
    forbid_pickle: bool = False
    allowed_sources: tuple[str, ...] = ()
    allowed_licences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VramBudget:
    """Analyzers that run together, and the memory of the card that they must fit on."""

    card: Size
    analyzers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Budgets:
    """What the models of the enabled analyzers may take together on disk, and what groups of them on a GPU."""

    disk: Size | None = None
    vram: tuple[VramBudget, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Paths are POSIX and relative to the project root.

    - ``paths``: directories and files to scan.
    - ``exclude``: patterns of what to leave out of these, as in a ``.gitignore``.
    - ``registry``: the documented analyzers and models.
    - ``catalog``: the application's dict of analyzer name -> class; without it each module is a unit.
    - ``disabled``: the application's list of the names of disabled analyzers.
    - ``documents``: what is rendered from the registry, or written by hand and checked.
    - ``select``, ``ignore``: rule codes or their beginnings (``MP1``); an empty ``select`` selects all.
    - ``per_file_ignores``: rules that are not applied in some files, in TOML a table of pattern -> codes.
    - ``require_reason``: whether a comment that ignores a rule must say why.
    - ``baseline``: the file that names the old findings, which pass.
    - ``load_confidence``: how certain a load must be for findings to rest on it.
    - ``supply_chain``, ``budgets``: what is asked for besides; nothing, unless it is set.
    - ``loaders``: rows for the loader catalogue, as tables; the catalogue itself says what a row may hold.
    - ``stores``: directories of models, as tables; ``stores.layout`` says what a row may hold. A row without
      ``entries`` that has the name of a known store adds directories to that store.
    - ``smoke_days``: for how many days a smoke run counts.
    - ``trace_days``: for how many days what a traced program loaded counts, and is kept from deletion.
    - ``policies``: patterns of the files that hold the project's own policies. A file that they match and that is
      something else by what it says of itself (the registry) is left alone.
    - ``builtin_policies``: the names of those that come with modelpolicy and hold here too.
    - ``register``: whether ``init`` and ``check`` register the project, so that no deletion touches what it needs.
    """

    paths: tuple[str, ...] = (".",)
    exclude: tuple[str, ...] = ()
    registry: str = "policies/registry.yaml"
    catalog: Symbol | None = None
    disabled: Symbol | None = None
    documents: tuple[Document, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[FileIgnore, ...] = ()
    require_reason: bool = False
    baseline: str | None = None
    load_confidence: Confidence = "medium"
    supply_chain: SupplyChain = SupplyChain()
    budgets: Budgets = Budgets()
    loaders: tuple[Mapping[str, object], ...] = ()
    stores: tuple[Mapping[str, object], ...] = ()
    smoke_days: int = 30
    trace_days: int = 30
    policies: tuple[str, ...] = ("policies/*.yaml",)
    builtin_policies: tuple[str, ...] = ()
    register: bool = True

    @property
    def rendered(self) -> tuple[Document, ...]:
        """The documents that are rendered from the registry."""
        return tuple(document for document in self.documents if document.mode == "rendered")

    @property
    def checked(self) -> tuple[Document, ...]:
        """The documents that are written by hand."""
        return tuple(document for document in self.documents if document.mode == "checked")

    def selects(self, code: str) -> bool:
        """Whether the rule with this code is to be applied."""
        if self.ignore and code.startswith(self.ignore):
            return False
        return not self.select or code.startswith(self.select)
