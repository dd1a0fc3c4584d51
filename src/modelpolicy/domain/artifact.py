"""A model as it lies in a store on this disk."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from modelpolicy.domain.model_id import ModelId

State = Literal["complete", "partial", "broken"]
Identity: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file's content, as one artifact sees it.

    ``name`` is what the artifact calls it (``unet/config.json``), ``path`` the absolute path of the regular file that
    holds the bytes, behind all links. ``size`` is its length in bytes, ``allocated`` what it takes on the disk in
    bytes, as ``du`` counts. ``links`` is the number of directory entries that the file has anywhere. ``through``
    are the links of the store between the artifact's name and the file that other artifacts use too: absolute paths.
    """

    name: str
    path: str
    size: int
    allocated: int
    device: int
    inode: int
    links: int = 1
    through: tuple[str, ...] = ()

    @property
    def identity(self) -> Identity:
        """The same for every name and link of the same bytes."""
        return self.device, self.inode


@dataclass(frozen=True, slots=True)
class Artifact:
    """A model, or one revision of it, in a store.

    - ``store``: the name of the store that found it; the id's prefix can differ (``hf-dataset:``).
    - ``model``: its canonical id. ``serves``: further ids that load it, for a file that several models share.
    - ``revision``: which of several; ``None`` where the store knows none. ``refs``: the names that point to it.
    - ``root``: the absolute directory of the store, behind links, that holds all of it.
    - ``home``: the entry below ``root`` that it has alone or with other revisions. When all artifacts of a home go, so
      does the home.
    - ``paths``: the entries of the store that this artifact alone has, absolute: files, directories, links.
      Moving these away takes the artifact out of the store. What it shares with others is only in ``files``.
    - ``files``: every file that loading it can read, shared ones included, each once for each name.
    - ``state``: ``partial`` is a download that did not end, ``broken`` names what is not there; ``detail`` says what.
    - ``last_used``: seconds since 1970 UTC of the latest access or change of a file that the file system knows of.
    - ``deletable``: ``False`` for what belongs to an installed package or links out of the store.

    Names and paths are as the disk has them: they can hold any character, and bytes that are no UTF-8 as surrogates.
    """

    store: str
    model: ModelId
    root: str
    home: str
    paths: tuple[str, ...]
    files: tuple[StoredFile, ...]
    revision: str | None = None
    refs: tuple[str, ...] = ()
    serves: tuple[ModelId, ...] = ()
    state: State = "complete"
    detail: str = ""
    last_used: int | None = None
    deletable: bool = True

    @property
    def bytes(self) -> int:
        """The length of its files, in bytes, those that it shares included."""
        return sum(file.size for file in unique_files((self,)).values())

    @property
    def models(self) -> tuple[ModelId, ...]:
        """Every id that loads it, its own first."""
        return self.model, *self.serves


def unique_files(artifacts: Iterable[Artifact]) -> dict[Identity, StoredFile]:
    """The files of ``artifacts``, each once however many names, links and artifacts it has."""
    return {file.identity: file for artifact in artifacts for file in artifact.files}
