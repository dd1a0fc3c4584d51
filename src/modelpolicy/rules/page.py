"""A rule's documentation, made from the rule, so that it cannot say anything else than the rule does."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from modelpolicy.rules.case import Case, read_files
from modelpolicy.rules.rule import Rule

_LANGUAGES: Final = {".py": "python", ".sh": "bash", ".yaml": "yaml", ".toml": "toml", ".md": "markdown"}


def page(rule: Rule) -> str:
    """The rule's page, in Markdown: what it is about, an example, and what else it reports and lets pass."""
    return "\n\n".join([f"# {rule.code} {rule.name}", f"Severity: {rule.severity}", *_sections(rule)]) + "\n"


def index(rules: Iterable[Rule]) -> str:
    """A table of all rules, in Markdown, that links to their pages."""
    rows = [f"| [{rule.code}]({page_name(rule)}) | {_in_row(rule)} |\n" for rule in rules]
    return "".join(["# Rules\n\n", "| code | name | severity | what it does |\n", "|---|---|---|---|\n", *rows])


def page_name(rule: Rule) -> str:
    """The file name of the rule's page."""
    return f"{rule.code}-{rule.name}.md"


def _in_row(rule: Rule) -> str:
    return " | ".join([rule.name, rule.severity, rule.text.what_it_does])


def _sections(rule: Rule) -> Iterator[str]:
    example, *others = rule.invalid
    yield f"## What it does\n\n{rule.text.what_it_does}"
    yield f"## Why it is bad\n\n{rule.text.why_it_is_bad}"
    yield f"## What to do\n\n{rule.text.what_to_do}"
    yield f"## Fix\n\n{rule.text.fix}"
    yield f"## Example\n\n{_example(rule, example)}"
    yield f"## Also reported\n\n{_titles(others)}"
    yield f"## Not reported\n\n{_titles(rule.valid)}"


def _example(rule: Rule, case: Case) -> str:
    places = ", ".join(f"`{place}`" for place in case.expected)
    files = [_file(path, text) for path, text in read_files(case.files).items()]
    disk = [f"On this disk, `{model}` takes {size} bytes." for model, size in case.on_disk.items()]
    ran = [f"On this machine, {one}." for one in case.runtime or ()]
    ran = ran or (["On this machine, nothing was tried."] if case.runtime == () else [])
    return "\n\n".join([f"{case.title}.", *files, *disk, *ran, f"{rule.code} is reported at {places}."])


def _file(path: str, text: str) -> str:
    fence = "````" if "```" in text else "```"
    return f"`{path}`:\n\n{fence}{_LANGUAGES[PurePosixPath(path).suffix]}\n{text}{fence}"


def _titles(cases: Iterable[Case]) -> str:
    return "\n".join(f"- {case.title}." for case in cases)
