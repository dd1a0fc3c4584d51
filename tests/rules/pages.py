"""Write docs/rules from the rules: ``python -m tests.rules.pages``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from modelpolicy.rules.all_rules import ALL_RULES
from modelpolicy.rules.page import index, page, page_name

DIRECTORY: Final = Path(__file__).parents[2] / "docs" / "rules"


def pages() -> Mapping[str, str]:
    """What docs/rules should hold: each file's text by its name."""
    return {"README.md": index(ALL_RULES), **{page_name(rule): page(rule) for rule in ALL_RULES}}


def write_pages() -> None:
    """Make docs/rules hold that, and nothing else."""
    DIRECTORY.mkdir(parents=True, exist_ok=True)
    for place in DIRECTORY.glob("*.md"):
        place.unlink()
    for name, text in pages().items():
        (DIRECTORY / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_pages()
