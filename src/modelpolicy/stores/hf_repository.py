"""One repository of the Hugging Face hub's cache: its revisions, and what no revision names.

Checked against huggingface_hub 2.4.0 (``file_download``, ``_cache_manager``, ``_shared_blobs``). A repository has
``blobs/<etag>`` (files, or links to the cache's shared payloads), ``snapshots/<commit>/`` (links to blobs, or files
where links are not possible), ``refs/<name>`` (a commit), ``trees/<commit>.json`` and ``.no_exist/<commit>/``.
"""

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from modelpolicy.domain.artifact import Artifact, StoredFile
from modelpolicy.domain.model_id import ModelId
from modelpolicy.stores.hf_snapshot import Snapshot
from modelpolicy.stores.reading import open_quietly
from modelpolicy.stores.tree import Survey, followed, latest_use, stored

_INCOMPLETE: Final = ".incomplete"
_LONGEST_REF: Final = 256


@dataclass(frozen=True, slots=True)
class _Blob:
    """An entry of ``blobs``: ``path`` is the entry, ``file`` the content, ``None`` where the entry leads nowhere."""

    path: str
    file: StoredFile | None
    used: int = 0
    outward: bool = False


def read_repository(survey: Survey, root: str, directory: str, model: ModelId) -> tuple[Artifact, ...]:
    """The artifacts of the repository in ``directory``, which lies in ``root`` and is no link itself."""
    unread = len(survey.unread)
    artifacts = _Repository(survey, root, directory, model).artifacts()
    if len(survey.unread) == unread:
        return artifacts
    # What cannot be seen can be what makes a blob needed: nobody may judge the rest.
    return tuple(replace(artifact, deletable=False, detail=_with_unread(artifact)) for artifact in artifacts)


class _Repository:
    """Reads one repository. Only content inside ``root`` belongs to it."""

    def __init__(self, survey: Survey, root: str, directory: str, model: ModelId) -> None:
        self._survey = survey
        self._root = root
        self._directory = directory
        self._model = model
        self._entries = {entry.name: entry for entry in survey.entries(directory)}
        self._listed: dict[str, list[os.DirEntry[str]]] = {}
        self._blobs_directory = f"{directory}/blobs"
        self._blobs = {blob.path.rpartition("/")[2]: blob for blob in self._read_blobs()}
        self._resolved: dict[tuple[str, str], str] = {}

    def artifacts(self) -> tuple[Artifact, ...]:
        self._count_the_rest()
        refs = self._read_refs()
        snapshots = {entry.name: self._read_snapshot(entry) for entry in self._below("snapshots")}
        users = Counter(name for snapshot in snapshots.values() for name in snapshot.blobs)
        revisions = [
            self._revision(commit, snapshot, refs.pop(commit, []), users) for commit, snapshot in snapshots.items()
        ]
        lost = [self._lost_revision(commit, names) for commit, names in refs.items()]
        leftover = [blob for name, blob in self._blobs.items() if name not in users]
        if leftover or not (revisions or lost):
            revisions.append(self._leftover(leftover))
        return tuple(revisions + lost)

    def _below(self, name: str) -> list[os.DirEntry[str]]:
        if name not in self._listed:
            entry = self._entries.get(name)
            is_directory = entry is not None and entry.is_dir(follow_symlinks=False)
            self._listed[name] = self._survey.entries(f"{self._directory}/{name}") if is_directory else []
        return self._listed[name]

    def _count_the_rest(self) -> None:
        """Everything but blobs, snapshots and refs, which count when they are read."""
        for path in (self._directory, *(entry.path for entry in self._entries.values())):
            self._survey.count_entry(path)
        for name, entry in self._entries.items():
            if name not in ("blobs", "snapshots", "refs") and entry.is_dir(follow_symlinks=False):
                for below in self._survey.walk(entry.path):
                    self._survey.count_entry(below)

    def _read_blobs(self) -> Iterator[_Blob]:
        for entry in self._below("blobs"):
            status = self._survey.status(entry)
            if status is None:
                continue
            if stat.S_ISREG(status.st_mode):
                yield _Blob(entry.path, stored(entry.name, entry.path, status), latest_use(status))
            elif stat.S_ISLNK(status.st_mode):
                self._survey.count(status)
                yield self._linked_blob(entry)
            else:
                self._survey.count_below(entry.path)

    def _linked_blob(self, entry: os.DirEntry[str]) -> _Blob:
        """A link to the payload that the cache's repositories share, or to anywhere."""
        target, outward = followed(self._survey, self._root, entry.path)
        if target is None:
            return _Blob(entry.path, None, outward=outward)
        path, status = target
        file = replace(stored(entry.name, path, status), through=(entry.path,))
        return _Blob(entry.path, file, latest_use(status))

    def _read_refs(self) -> dict[str, list[str]]:
        """Commit to the names that stand for it. What stands in a ref is compared, and never used as a path."""
        refs: dict[str, list[str]] = {}
        start = f"{self._directory}/refs"
        if not ("refs" in self._entries and self._entries["refs"].is_dir(follow_symlinks=False)):
            return refs
        for entry in self._survey.walk(start):
            self._survey.count_entry(entry)
            if entry.is_file(follow_symlinks=False) and (commit := self._read_ref(entry.path)):
                refs.setdefault(commit, []).append(entry.path[len(start) + 1 :])
        return refs

    def _read_ref(self, path: str) -> str:
        try:
            with open_quietly(path) as file:
                return file.read(_LONGEST_REF).decode("utf-8", "surrogateescape").strip()
        except OSError as error:
            self._survey.note(path, error)
            return ""

    def _read_snapshot(self, entry: os.DirEntry[str]) -> Snapshot:
        status = self._survey.count_entry(entry)
        snapshot = Snapshot(entry.path, 0 if status is None else int(status.st_mtime))
        if not entry.is_dir(follow_symlinks=False):
            (snapshot.outward if entry.is_symlink() else snapshot.missing).append(entry.name)
            return snapshot
        for found in self._survey.walk(entry.path):
            self._add(snapshot, found, found.path[len(entry.path) + 1 :])
        return snapshot

    def _add(self, snapshot: Snapshot, entry: os.DirEntry[str], name: str) -> None:
        status = self._survey.status(entry)
        if status is None:
            snapshot.missing.append(name)
        elif stat.S_ISREG(status.st_mode):
            snapshot.files.append(stored(name, entry.path, status))
            snapshot.used = max(snapshot.used, latest_use(status))
        else:
            self._survey.count(status)
            if stat.S_ISLNK(status.st_mode):
                self._add_linked(snapshot, entry, name)

    def _add_linked(self, snapshot: Snapshot, entry: os.DirEntry[str], name: str) -> None:
        blob_name, blob = self._blob_behind(entry)
        if blob is not None:
            snapshot.blobs.add(blob_name)
        if blob is None or blob.file is None:
            outward = blob.outward if blob else followed(self._survey, self._root, entry.path)[1]
            (snapshot.outward if outward else snapshot.missing).append(name)
            return
        file = blob.file
        snapshot.files.append(
            StoredFile(name, file.path, file.size, file.allocated, file.device, file.inode, file.links, file.through)
        )
        snapshot.used = max(snapshot.used, blob.used)

    def _blob_behind(self, entry: os.DirEntry[str]) -> tuple[str, _Blob | None]:
        """The blob that a link of a snapshot names; a link to anywhere else in the store counts as one too."""
        try:
            head, _, name = os.readlink(entry.path).rpartition("/")  # noqa: PTH115 - objects for each of 100,000 links take time
        except OSError as error:
            self._survey.note(entry.path, error)
            return "", None
        if self._directory_of(entry, head) == self._blobs_directory:
            return name, self._blobs.get(name)
        target, _ = followed(self._survey, self._root, entry.path)
        if target is None:
            return "", None
        path, status = target
        head, _, name = path.rpartition("/")
        if head == self._blobs_directory:
            return name, self._blobs.get(name)
        return path, _Blob(path, stored(entry.name, path, status), latest_use(status))

    def _directory_of(self, entry: os.DirEntry[str], head: str) -> str:
        key = (entry.path.rpartition("/")[0], head)
        if key not in self._resolved:
            self._resolved[key] = os.path.normpath(f"{key[0]}/{head}" if not head.startswith("/") else head)
        return self._resolved[key]

    def _revision(self, commit: str, snapshot: Snapshot, refs: Iterable[str], users: Mapping[str, int]) -> Artifact:
        state, detail = snapshot.state
        own = [self._blobs[name].path for name in sorted(snapshot.blobs) if users[name] == 1 and name in self._blobs]
        named = [f"{self._directory}/refs/{ref}" for ref in refs]
        return Artifact(
            "hf",
            self._model,
            self._root,
            self._directory,
            (snapshot.path, *named, *self._notes_on(commit), *own),
            tuple(snapshot.files),
            revision=commit,
            refs=tuple(refs),
            state=state,
            detail=detail,
            last_used=snapshot.used,
            deletable=not snapshot.outward,
        )

    def _notes_on(self, commit: str) -> Iterator[str]:
        """What the client keeps about a commit beside its snapshot."""
        for directory, name in (("trees", f"{commit}.json"), (".no_exist", commit)):
            yield from (entry.path for entry in self._below(directory) if entry.name == name)

    def _lost_revision(self, commit: str, refs: list[str]) -> Artifact:
        paths = tuple(f"{self._directory}/refs/{ref}" for ref in refs)
        detail = f"{', '.join(refs)} names a revision that is not here"
        return Artifact(
            "hf",
            self._model,
            self._root,
            self._directory,
            paths,
            (),
            commit,
            tuple(refs),
            state="broken",
            detail=detail,
        )

    def _leftover(self, blobs: list[_Blob]) -> Artifact:
        """What no revision names: downloads that did not end, and blobs whose revision is gone."""
        unfinished = sum(blob.path.endswith(_INCOMPLETE) for blob in blobs)
        facts = {"unfinished downloads": unfinished, "files that no revision names": len(blobs) - unfinished}
        detail = ", ".join(f"{fact}: {number}" for fact, number in facts.items() if number)
        used = max((blob.used for blob in blobs), default=0)
        return Artifact(
            "hf",
            self._model,
            self._root,
            self._directory,
            tuple(blob.path for blob in blobs),
            tuple(blob.file for blob in blobs if blob.file),
            state="partial",
            detail=detail or "nothing was downloaded",
            last_used=used or None,
            deletable=not any(blob.outward for blob in blobs),
        )


def _with_unread(artifact: Artifact) -> str:
    return "; ".join(filter(None, (artifact.detail, "a part of the repository cannot be read")))
