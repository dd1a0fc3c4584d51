"""Write the generated part of docs/policies.md: ``python -m tests.policies.pages``."""

from pathlib import Path

from modelpolicy.policies.builtin import builtin_policies
from modelpolicy.policies.page import facts_tables, policies_table

PLACE = Path(__file__).parents[2] / "docs" / "policies.md"
MARK = "<!-- What follows is made from the code by `make generate`. -->\n"


def page(text: str) -> str:
    """The page with its second part as the code would have it."""
    facts = f"## Facts\n\n{facts_tables()}"
    builtin = f"## The policies that come with modelpolicy\n\n{policies_table(builtin_policies())}"
    return f"{text.partition(MARK)[0]}{MARK}\n{facts}\n{builtin}"


if __name__ == "__main__":
    PLACE.write_text(page(PLACE.read_text(encoding="utf-8")), encoding="utf-8")
