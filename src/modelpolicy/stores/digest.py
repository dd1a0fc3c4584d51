"""What a store says a file's content is, and whether it is."""

import hashlib
import os
import re
from dataclasses import dataclass
from typing import Final, Literal, cast

from modelpolicy.domain.artifact import StoredFile
from modelpolicy.stores.reading import open_quietly

Algorithm = Literal["sha256", "md5", "git-sha1"]
_CHUNK: Final = 1 << 20
_FORM: Final = re.compile(r"(?P<algorithm>sha256|md5|git-sha1):(?P<digits>[0-9a-f]{8,64})")


@dataclass(frozen=True, slots=True, order=True)
class Digest:
    """The beginning, or all, of a digest in hexadecimal. ``git-sha1`` is what git calls a blob by."""

    algorithm: Algorithm
    digits: str

    @classmethod
    def parse(cls, text: str) -> "Digest":
        """Read ``sha256:...``.

        Raises:
            ValueError: ``text`` has not that form.
        """
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is no digest of the form sha256:...")
        return cls(cast("Algorithm", match["algorithm"]), match["digits"])

    def __str__(self) -> str:
        return f"{self.algorithm}:{self.digits}"


def digest_of(file: StoredFile, algorithm: Algorithm) -> Digest:
    """Read all of a file.

    Raises:
        OSError: it cannot be read.
    """
    name = "sha1" if algorithm == "git-sha1" else algorithm
    state = hashlib.new(name, usedforsecurity=False)
    with open_quietly(file.path) as content:
        if algorithm == "git-sha1":
            state.update(b"blob %d\0" % os.fstat(content.fileno()).st_size)
        while chunk := content.read(_CHUNK):
            state.update(chunk)
    return Digest(algorithm, state.hexdigest())
