"""A Hugging Face cache made by code. Sizes are powers of ten: a sum says which files are in it."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from modelpolicy.stores.machine import Machine


@dataclass(frozen=True)
class Hub:
    """A hub cache in ``root``."""

    root: Path

    @property
    def machine(self) -> Machine:
        return Machine({"HF_HUB_CACHE": str(self.root)}, self.root.parent, self.root.parent)

    def directory(self, repository: str) -> Path:
        return self.root / f"models--{repository.replace('/', '--')}"

    def revision(self, repository: str, commit: str, files: Mapping[str, int | bytes], *refs: str) -> Path:
        """A revision whose files have the given content, or so many zeros; equal content is one blob."""
        snapshot = self.directory(repository) / "snapshots" / commit
        for name, content in files.items():
            blob = self.blob(repository, content)
            (snapshot / name).parent.mkdir(parents=True, exist_ok=True)
            (snapshot / name).symlink_to(os.path.relpath(blob, (snapshot / name).parent))
        snapshot.mkdir(parents=True, exist_ok=True)
        for ref in refs:
            self.ref(repository, ref, commit)
        return snapshot

    def blob(self, repository: str, content: int | bytes) -> Path:
        data = bytes(content) if isinstance(content, int) else content
        blob = self.directory(repository) / "blobs" / hashlib.sha256(data).hexdigest()
        blob.parent.mkdir(parents=True, exist_ok=True)
        blob.write_bytes(data)
        return blob

    def ref(self, repository: str, name: str, commit: str) -> None:
        ref = self.directory(repository) / "refs" / name
        ref.parent.mkdir(parents=True, exist_ok=True)
        ref.write_text(commit)

    def share(self, digest: str, size: int, *repositories: str) -> Path:
        """A payload of the store that repositories share, with a blob in each of them that links to it."""
        payload = self.root / "blobs" / digest[:2] / digest
        payload.parent.mkdir(parents=True, exist_ok=True)
        (self.root / "blobs" / ".huggingface-shared-blobs").write_text("1\n")
        payload.write_bytes(bytes(size))
        for repository in repositories:
            link = self.directory(repository) / "blobs" / f"etag-{digest[:4]}"
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(os.path.relpath(payload, link.parent))
        return payload
