"""What `docs/architecture.md` and the packages say of their parts is what there is."""

import ast
import re
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "modelpolicy"
DOCUMENT = (ROOT / "docs" / "architecture.md").read_text()
OF_SUBCOMMANDS = ("cli/cache", "cli/commands", "cli/smoke")
"""Their modules are called as what a user types."""


def packages() -> list[Path]:
    inner = (init.parent for init in PACKAGE.rglob("__init__.py") if init.parent != PACKAGE)
    return sorted(place for place in inner if place.relative_to(PACKAGE).as_posix() not in OF_SUBCOMMANDS)


def parts(package: Path) -> set[str]:
    modules = {place.stem for place in package.glob("*.py")} - {"__init__"}
    return modules | {place.parent.name for place in package.glob("*/__init__.py")}


@pytest.mark.parametrize("package", packages(), ids=lambda place: place.relative_to(PACKAGE).as_posix())
def test_a_package_says_what_each_of_its_parts_is(package: Path) -> None:
    said = re.findall(r"``([\w*]+)``", ast.get_docstring(ast.parse((package / "__init__.py").read_text())) or "")
    assert [part for part in sorted(parts(package)) if not any(fnmatchcase(part, name) for name in said)] == []


def test_the_table_has_every_package_from_top_to_bottom() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    height = {name: row for row, layer in enumerate(contract["layers"]) for name in layer.split(" | ")}
    table = DOCUMENT.partition("\n## The packages\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    named = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    assert sorted(named) == sorted(height)
    assert named == sorted(named, key=height.__getitem__)


def test_modules_that_decisions_name_are_there() -> None:
    named = set(re.findall(r"`(\w+(?:/\w+)+\.py)`", DOCUMENT))
    assert named
    places = (ROOT, PACKAGE, PACKAGE / "smoke" / "tracing")
    assert [path for path in sorted(named) if not any((place / path).exists() for place in places)] == []
