"""Small repositories, made with git."""

import subprocess
from collections.abc import Mapping
from pathlib import Path


def init(root: Path) -> Path:
    """An empty repository at ``root``."""
    root.mkdir(exist_ok=True)
    _git(root, "init", "--quiet")
    return root


def commit(root: Path, files: Mapping[str, str]) -> None:
    """Write ``files`` and commit everything that is there."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    _git(root, "add", "--all")
    _git(root, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "--message", "x")


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True)  # noqa: S603, S607 - git, in a test's directory
