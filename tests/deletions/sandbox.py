"""A directory in which scripts run for real, and what vanished from it.

Nothing outside can be reached: the scripts see no other home, no other program than those linked here, and what
deletes is a wrapper that refuses every path that is not in the directory.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_PROGRAMS: Final = ("bash", "xargs", "sort", "ls", "head", "printf", "cut")
_GUARDED: Final = ("rm", "find")
_GUARD: Final = """#!{bash}
cd -P . || exit 99
case "$PWD/" in {sandbox}/*) ;; *) exit 99 ;; esac
set -f
for word in "$@"; do
  case "$word" in
    -*) continue ;;
    /*) path=$word ;;
    *) path=$PWD/$word ;;
  esac
  IFS=/ place=
  for part in $path; do
    case "$part" in
      "" | .) ;;
      ..) place=${{place%/*}} ;;
      *) place=$place/$part ;;
    esac
  done
  unset IFS
  case "$place/" in
    {sandbox}/*/*) ;;
    *) exit 99 ;;
  esac
done
exec {program} "$@"
"""


class Sandbox:
    """A home with a directory to work in; ``entries`` are files, or directories where they end with ``/``."""

    def __init__(self, root: Path, entries: Iterable[str]) -> None:
        self._root = root.resolve()
        self.home = self._root / "home"
        self.working = self.home / "work"
        self._wanted = sorted(entries, key=lambda entry: -entry.count("/"))
        self._link_programs()
        self._make()
        self.whole = self.entries()

    def run(self, script: str) -> frozenset[str]:
        """Run ``script`` with bash; every file and directory that is gone after it, relative to the home.

        What is gone is there again for the next one, and what is new is not.
        """
        environment = {"HOME": str(self.home), "PATH": str(self._root / "bin"), "LC_ALL": "C"}
        bash = str(self._root / "bin" / "bash")
        subprocess.run(  # noqa: S603 - a script of the test's own, in its own directory
            [bash, "--noprofile", "--norc", "-c", script],
            cwd=self.working,
            env=environment,
            capture_output=True,
            timeout=20,
            check=False,
        )
        left = self.entries()
        for new in sorted(left - self.whole, key=len, reverse=True):
            place = self.home / new
            place.rmdir() if place.is_dir() else place.unlink()
        gone = self.whole - left
        if gone:
            self._make()
        return gone

    def _make(self) -> None:
        self.working.mkdir(parents=True, exist_ok=True)
        for entry in self._wanted:
            place = self.home / entry
            (place if entry.endswith("/") else place.parent).mkdir(parents=True, exist_ok=True)
            if not place.exists():
                place.write_text(entry)

    def entries(self) -> frozenset[str]:
        found = (
            os.path.relpath(os.path.join(directory, name), self.home)  # noqa: PTH118
            for directory, directories, files in os.walk(self.home)
            for name in (*directories, *files)
        )
        return frozenset(found)

    def _link_programs(self) -> None:
        programs = self._root / "bin"
        programs.mkdir(parents=True)
        for name in _PROGRAMS:
            (programs / name).symlink_to(_found(name))
        for name in _GUARDED:
            guard = programs / name
            guard.write_text(_GUARD.format(bash=_found("bash"), sandbox=self._root, program=_found(name)))
            guard.chmod(0o755)


def _found(name: str) -> str:
    found = shutil.which(name)
    assert found is not None, f"{name} is not installed"
    return found
