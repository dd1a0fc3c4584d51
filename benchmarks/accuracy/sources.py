"""The pinned source distributions: downloaded, held against their digest, unpacked. No code of them runs.

pip builds a source distribution's metadata even where it only downloads, which runs the package's build. Unearth
looks up and downloads, nothing else.
"""

import hashlib
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Final

from benchmarks.accuracy.labels import LabelledPackage

CACHE: Final = Path(__file__).parent / ".cache"


def unpacked(package: LabelledPackage) -> Path:
    """Give the directory of the package's source, downloaded where it is not there yet.

    Raises:
        ValueError: the distribution is another one than the one that was labelled.
    """
    target = CACHE / package.sha256
    if not target.exists():
        archive = _download(package)
        _verify(archive, package)
        partial = target.with_suffix(".partial")
        with tarfile.open(archive) as archived:
            archived.extractall(partial, filter="data")
        partial.rename(target)
    (top,) = target.iterdir()
    return top


def _download(package: LabelledPackage) -> Path:
    directory = CACHE / "sdists" / package.sha256
    requirement = f"{package.name}=={package.version}"
    command = (sys.executable, "-m", "unearth", "--no-binary", "--download", str(directory), requirement)
    directory.mkdir(parents=True, exist_ok=True)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (archive,) = directory.iterdir()
    return archive


def _verify(archive: Path, package: LabelledPackage) -> None:
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest != package.sha256:
        raise ValueError(f"{archive.name} has the digest {digest}, the labels are for {package.sha256}")
