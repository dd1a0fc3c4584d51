"""What a store answers."""

from dataclasses import dataclass
from typing import Protocol

from modelpolicy.domain.artifact import Artifact, StoredFile
from modelpolicy.domain.model_id import ModelId
from modelpolicy.stores.contents import Contents
from modelpolicy.stores.digest import Digest
from modelpolicy.stores.machine import Machine


@dataclass(frozen=True, slots=True, order=True)
class Root:
    """A directory where a store keeps weights. ``decided_by``: the variable or setting that says so, or ``default``.

    ``path`` is absolute and as the library computes it; it need not exist, and can be a link. ``shared``: other things
    than the library's lie there too, so that only what is surely a model counts.
    """

    store: str
    path: str
    decided_by: str
    shared: bool = False


class Store(Protocol):
    """A library's place for weights. Implementations read, and change nothing."""

    @property
    def name(self) -> str:
        """One lower-case word, as in ``Artifact.store``."""

    @property
    def prefixes(self) -> frozenset[str]:
        """The prefixes of the ids whose models can lie here."""

    def leads_to(self, prefix: str) -> frozenset[str]:
        """The prefixes of the ids that ``other_names`` can give for an id with ``prefix``."""

    def roots(self, machine: Machine) -> tuple[Root, ...]:
        """The directories that the library would use, whether they exist or not; no path twice."""

    def read(self, machine: Machine) -> Contents:
        """Everything that lies in the roots now."""

    def places(self, machine: Machine, model: ModelId) -> tuple[str, ...]:
        """Absolute paths where the store would keep ``model``, whether it is there or not; none for a foreign id.

        Every path lies below a root: a name that would lead elsewhere (``..``, NUL) has no place.
        """

    def other_names(self, model: ModelId) -> tuple[str, ...]:
        """Ids under which ``model`` can lie in other stores; ``*`` in them stands for anything.

        A library can have a name of its own for a model of the hub (``timm:resnet18``).
        """

    def digest(self, artifact: Artifact, file: StoredFile) -> Digest | None:
        """What the store says that the content of an artifact's file is; ``None`` where it says nothing."""

    def fetch(self, model: ModelId, revision: str | None) -> tuple[str, ...]:
        """The words of the command that brings ``model`` into the store; none where there is no such command."""
