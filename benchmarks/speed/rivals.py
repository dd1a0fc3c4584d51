"""The commands that a scan is held against."""

import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from modelpolicy.extract.catalogue import builtin_catalogue
from modelpolicy.extract.patterns import token_of

BESIDE: Final = Path(sys.executable).parent
"""Where this environment's programs are. None is run by ``python -m``: that imports what lies in the tree."""

MODELPOLICY: Final = str(BESIDE / "modelpolicy")
PYDANTIC: Final = (sys.executable, "-c", "import pydantic")
RUFF: Final = (
    *(str(BESIDE / "ruff"), "check", "--no-cache", "--isolated", "--select", "F401", "--exit-zero", "--quiet"),
    *("--config", "extend-exclude=[]", "."),
)
SCAN: Final = (MODELPOLICY, "scan", ".", "--format", "json")
FRESH_SCAN: Final = (*SCAN, "--no-cache")
CHECK: Final = (MODELPOLICY, "check")


def tokens() -> list[str]:
    """The names of the loaders, as the catalogue's patterns spell them out."""
    return sorted({token_of(pattern) for pattern in builtin_catalogue().patterns})


def ripgrep() -> Sequence[str]:
    """Counts the lines with a loader's name in Python files."""
    return (_program("rg"), "-c", "--no-ignore", "-g", "*.py", "-w", "-e", "|".join(tokens()), ".")


def ast_grep(directory: Path) -> Sequence[str]:
    """Finds the calls of everything that is called like a loader; its rule is written into ``directory``.

    One rule for all names: with a rule for each it takes four times as long.
    """
    name = {"regex": f"^({'|'.join(tokens())})$"}
    attribute = {"kind": "attribute", "has": {"field": "attribute", **name}}
    called = {"field": "function", "any": [{"kind": "identifier", **name}, attribute]}
    rule = {"id": "loads", "language": "python", "rule": {"kind": "call", "has": called}}
    place = directory / "loads.yml"
    place.write_text(json.dumps(rule), encoding="utf-8")
    return (_program("ast-grep"), "scan", "--rule", str(place), "--no-ignore", "vcs", "--json=stream", ".")


def _program(name: str) -> str:
    """Installed with the extra ``bench``, beside Python.

    Raises:
        FileNotFoundError: it is not installed.
    """
    path = os.pathsep.join([str(BESIDE), os.environ.get("PATH", "")])
    found = shutil.which(name, path=path)
    if found is None:
        raise FileNotFoundError(f"{name} is not installed: make bench-speed installs it")
    return found
