"""Throw-away git repositories: one that offers the hooks as this checkout has them, one that uses them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

CHECKOUT = Path(__file__).parents[2]
PACKAGE = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")

CLEAN = {
    "modelpolicy.toml": """\
        paths = ["analyzers"]
        registry = "registry.yaml"
        documents = [{ path = "models.md", language = "en" }]
        """,
    "registry.yaml": """\
        format: modelpolicy-registry/1
        analyzers:
          captions:
            status: enabled
            models: [whisper:base]
          objects:
            status: enabled
            models: [ultralytics:yolov8n.pt]
        models:
          whisper:base: {title: Whisper base}
          ultralytics:yolov8n.pt: {title: YOLOv8 nano}
        """,
    "analyzers/captions.py": 'import whisper\n\nmodel = whisper.load_model("base")\n',
    "analyzers/objects.py": 'from ultralytics import YOLO\n\nmodel = YOLO("yolov8n.pt")\n',
}


@dataclass(frozen=True)
class Repository:
    """A git repository at ``root``; what pre-commit installs for it stays below ``cache``."""

    root: Path
    cache: Path

    @classmethod
    def create(cls, root: Path, files: Mapping[str, str]) -> "Repository":
        for path, text in files.items():
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(dedent(text))
        repository = cls(root, root.parent / "pre-commit")
        repository.run("git", "init", "--quiet")
        repository.commit()
        return repository

    def commit(self) -> None:
        self.run("git", "add", "--all")
        self.run("git", "commit", "--quiet", "--no-verify", "--message", "as it stands")

    def run(self, *command: str) -> str:
        """The output of a command that must succeed."""
        done = self.attempt(*command)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def pre_commit(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.attempt(sys.executable, "-m", "pre_commit", *arguments)

    def attempt(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - git and pre-commit, with arguments that the tests write
            command,
            cwd=self.root,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def _environment(self) -> dict[str, str]:
        """Without the variables that git sets where the tests themselves run from a hook."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
        people = {f"GIT_{who}_{what}": "somebody" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        # Nothing of the machine's own git settings: a signing key or a global hook is not under test.
        return inherited | people | {"PRE_COMMIT_HOME": str(self.cache), "GIT_CONFIG_GLOBAL": os.devnull}


def documented_app(root: Path, files: Mapping[str, str]) -> Repository:
    """A repository whose documents say what its registry says."""
    app = Repository.create(root, files)
    app.run(sys.executable, "-m", "modelpolicy", "docs")
    app.commit()
    return app


def hooks_of_this_checkout(root: Path) -> Repository:
    """A repository with the files that make the package, as they stand here, committed or not."""
    shutil.copytree(CHECKOUT / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__"))
    return Repository.create(root, {path: (CHECKOUT / path).read_text() for path in PACKAGE})
