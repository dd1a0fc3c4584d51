"""Applications of a few lines whose analyzers do one thing each when they load or run."""

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent

SETTINGS = 'registry = "registry.yaml"\ncatalog = "app/catalogue.py:ANALYZERS"\nregister = false\n'
CLASS = """
class {name}:
    def load(self):
{load}

    def smoke(self, samples):
{run}
"""


@dataclass(frozen=True, slots=True)
class Does:
    """What an analyzer does when it loads and when it runs, as lines of Python."""

    load: str = "pass"
    run: str = "pass"


def write_application(root: Path, **analyzers: Does) -> Path:
    """Write settings, a registry and a package with the ``analyzers``, each in a module of its own."""
    (root / "app").mkdir(parents=True, exist_ok=True)
    (root / "app" / "__init__.py").touch()
    (root / "modelpolicy.toml").write_text(SETTINGS)
    entries = "".join(f"  {name}: {{status: enabled}}\n" for name in analyzers)
    (root / "registry.yaml").write_text(f"format: modelpolicy-registry/1\nanalyzers:\n{entries}models: {{}}\n")
    for name, does in analyzers.items():
        (root / "app" / f"{name}.py").write_text(_module(name, does))
    imports = "".join(f"from app.{name} import {name.title()}\n" for name in analyzers)
    listed = ", ".join(f'"{name}": {name.title()}' for name in analyzers)
    (root / "app" / "catalogue.py").write_text(f"{imports}\nANALYZERS = {{{listed}}}\n")
    return root


def trust(root: Path, analyzer: str, *trusted: str) -> None:
    """Let the registry trust the analyzer with something."""
    registry = root / "registry.yaml"
    entry = f"{analyzer}: {{status: enabled}}"
    trusts = f"{analyzer}: {{status: enabled, trusts: [{', '.join(trusted)}]}}"
    registry.write_text(registry.read_text().replace(entry, trusts))


def _module(name: str, does: Does) -> str:
    load, run = (indent(dedent(lines).strip("\n"), " " * 8) for lines in (does.load, does.run))
    return CLASS.format(name=name.title(), load=load, run=run)
