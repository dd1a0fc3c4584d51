"""What the files say that a program opened."""

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

from modelpolicy.extract.canonical import WEIGHTS_SUFFIXES

_SNAPSHOT: Final = re.compile(r".*/models--(?P<owner>.+?)--(?P<name>[^/]+)/snapshots/(?P<revision>[0-9a-f]{40})/.*")


def weights_formats(files: Iterable[str]) -> tuple[str, ...]:
    """The suffixes of the weights among ``files``, without the dot, sorted."""
    suffixes = {PurePath(file).suffix.lower() for file in files}
    return tuple(sorted(suffix.removeprefix(".") for suffix in suffixes & WEIGHTS_SUFFIXES))


def hub_revisions(files: Iterable[str]) -> dict[str, str]:
    """The commit of each model of the Hugging Face cache that files were opened of, by its canonical id."""
    found = filter(None, map(_SNAPSHOT.fullmatch, files))
    return {f"hf:{one['owner']}/{one['name']}": one["revision"] for one in found}
