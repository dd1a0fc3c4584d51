"""What holds for every rule, whatever it checks."""

import re
from importlib import import_module
from pathlib import Path

import pytest

import modelpolicy.rules
from modelpolicy.rules.all_rules import ALL_RULES
from modelpolicy.rules.rule import Rule

EVERY_RULE = pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)


def test_codes_and_names_are_unique_and_codes_sorted() -> None:
    codes = [rule.code for rule in ALL_RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in ALL_RULES}) == len(ALL_RULES)


def test_every_module_of_a_rule_is_one_of_all_rules() -> None:
    (package,) = modelpolicy.rules.__path__
    modules = sorted(place.stem for place in Path(package).glob("mp*.py"))
    assert modules == [f"{rule.code.lower()}_{rule.name.replace('-', '_')}" for rule in ALL_RULES]


@EVERY_RULE
def test_rule_stands_in_the_module_that_has_its_name(rule: Rule) -> None:
    module = import_module(f"modelpolicy.rules.{rule.code.lower()}_{rule.name.replace('-', '_')}")
    assert module.RULE is rule
    assert module.__doc__ == f"{rule.code} {rule.name}."


@EVERY_RULE
def test_code_and_name_have_their_form(rule: Rule) -> None:
    assert re.fullmatch(r"MP\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.name)


@EVERY_RULE
def test_text_is_complete(rule: Rule) -> None:
    for text in (rule.text.what_it_does, rule.text.why_it_is_bad, rule.text.what_to_do, rule.text.fix):
        assert text.endswith(".")
    assert ". " not in rule.text.what_it_does, "the list of all rules shows this as one sentence"


@EVERY_RULE
def test_rule_has_cases_of_both_kinds(rule: Rule) -> None:
    assert len(rule.valid) >= 4
    assert len(rule.invalid) >= 4
    assert all(not case.expected for case in rule.valid)
    assert all(case.expected for case in rule.invalid)


@EVERY_RULE
def test_titles_are_unique_phrases(rule: Rule) -> None:
    titles = [case.title for case in (*rule.valid, *rule.invalid)]
    assert len(set(titles)) == len(titles)
    assert not any(title.endswith(".") for title in titles)
