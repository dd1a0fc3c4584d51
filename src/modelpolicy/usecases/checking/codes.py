"""The codes in the settings, held against the rules that there are."""

from collections.abc import Iterator

from modelpolicy.errors import Problem, SettingsError
from modelpolicy.rules.all_rules import ALL_RULES
from modelpolicy.settings.key_lines import KeyPath
from modelpolicy.settings.project import Project
from modelpolicy.settings.schema import Settings


def refuse_idle_codes(project: Project) -> None:
    """Refuse a code that stands for no rule, and settings that leave no rule to apply: all would look clean.

    Raises:
        SettingsError: with every such code.
    """
    if project.file is None:
        return
    rules = [rule.code for rule in ALL_RULES]
    idle = [(keys, code) for keys, code in _codes(project.settings) if not any(rule.startswith(code) for rule in rules)]
    problems = [
        Problem(
            project.file.name,
            project.file.line_of(keys),
            f"{keys[0]}: no rule has the code {code!r}, or one that begins so",
            "see `modelpolicy rule` for all there are",
        )
        for keys, code in idle
    ]
    if not problems and not any(map(project.settings.selects, rules)):
        message = "select and ignore leave no rule to apply"
        problems = [Problem(project.file.name, project.file.line_of(("ignore",)), message, "ignore less")]
    if problems:
        raise SettingsError(*problems)


def _codes(settings: Settings) -> Iterator[tuple[KeyPath, str]]:
    yield from ((("select", number), code) for number, code in enumerate(settings.select))
    yield from ((("ignore", number), code) for number, code in enumerate(settings.ignore))
    for one in settings.per_file_ignores:
        yield from ((("per_file_ignores", one.pattern, number), code) for number, code in enumerate(one.codes))
