"""A copy of what a check reads of a project, in which changes are tried before anything is written."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from stat import S_IWUSR
from tempfile import TemporaryDirectory

from modelpolicy.settings.project import Project


@dataclass(frozen=True, slots=True)
class Trial:
    """``project`` is the copy; ``texts`` are its files as they were at first, where these are UTF-8."""

    project: Project
    texts: Mapping[str, str]

    def write(self, texts: Mapping[str, str]) -> None:
        """Give files of the copy another text."""
        for path, text in texts.items():
            place = self.project.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text.encode())

    def restore(self, paths: Iterable[str]) -> None:
        """Give files of the copy their first text back; those that were not there go."""
        for path in paths:
            if path in self.texts:
                self.write({path: self.texts[path]})
            else:
                (self.project.root / path).unlink()


@contextmanager
def on_trial(project: Project, inputs: Iterable[str]) -> Iterator[Trial]:
    """Copy ``inputs``, as ``Checked`` has them, for as long as the context lasts; what cannot be read is left out."""
    paths = {*inputs, *([project.source] if project.source else ())}
    # A path may lead out of the project: as far up as it goes, the copy lies below the temporary directory.
    depth = max((PurePosixPath(path).parts.count("..") for path in paths), default=0)
    with TemporaryDirectory(prefix="modelpolicy-") as directory:
        root = Path(os.path.realpath(directory)).joinpath(*["below"] * depth, "project")
        root.mkdir(parents=True)
        texts = {path: text for path in sorted(paths) if (text := _copy(project.root / path, root / path)) is not None}
        yield Trial(replace(project, root=root), texts)


def _copy(source: Path, target: Path) -> str | None:
    """Copy a file with its mode, so that it can be written, and give its text; ``None`` where it has none."""
    with suppress(OSError, UnicodeDecodeError):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
        target.chmod(target.stat().st_mode | S_IWUSR)
        return target.read_bytes().decode()
    return None
