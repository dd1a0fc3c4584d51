import re

import pytest

from modelpolicy.rules.all_rules import ALL_RULES
from modelpolicy.rules.case import read_files
from modelpolicy.rules.page import index, page, page_name
from modelpolicy.rules.rule import Rule

CODE = re.compile(r"^(`{3,})\w+\n.*?^\1\n", re.MULTILINE | re.DOTALL)
EVERY_RULE = pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)


@EVERY_RULE
def test_page_has_every_section_and_none_is_empty(rule: Rule) -> None:
    title, *sections = re.split(r"^## ", re.sub(CODE, "code\n", page(rule)), flags=re.MULTILINE)
    assert title == f"# {rule.code} {rule.name}\n\nSeverity: {rule.severity}\n\n"
    headings = [section.partition("\n\n")[0] for section in sections]
    assert headings == [
        "What it does",
        "Why it is bad",
        "What to do",
        "Fix",
        "Example",
        "Also reported",
        "Not reported",
    ]
    assert all(section.partition("\n\n")[2].strip() for section in sections)


@EVERY_RULE
def test_example_is_the_first_invalid_case(rule: Rule) -> None:
    example = page(rule).partition("## Example")[2].partition("## Also reported")[0]
    for path, text in read_files(rule.invalid[0].files).items():
        assert f"`{path}`:" in example
        assert text in example
    assert all(f"`{place}`" in example for place in rule.invalid[0].expected)


@EVERY_RULE
def test_example_needs_no_history(rule: Rule) -> None:
    assert not rule.invalid[0].before


@EVERY_RULE
def test_page_names_every_other_case(rule: Rule) -> None:
    listed = page(rule).partition("## Also reported")[2]
    for case in (*rule.invalid[1:], *rule.valid):
        assert f"- {case.title}.\n" in listed


def test_index_links_to_every_page() -> None:
    links = re.findall(r"^\| \[(MP\d{3})\]\((\S+)\) \|", index(ALL_RULES), re.MULTILINE)
    assert links == [(rule.code, page_name(rule)) for rule in ALL_RULES]
