"""The codes in the settings, held against the rules that there are."""

from collections.abc import Iterator
from typing import Final

from modelpolicy.errors import Problem, SettingsError
from modelpolicy.rules.all_rules import ALL_RULES
from modelpolicy.settings.file import SettingsFile
from modelpolicy.settings.key_lines import KeyPath
from modelpolicy.settings.project import Project
from modelpolicy.settings.schema import Settings

_RULES: Final = tuple(rule.code for rule in ALL_RULES)


def refuse_idle_codes(project: Project) -> None:
    """Refuse codes that stand for no rule, and settings that leave no rule to apply: all would look clean.

    Raises:
        SettingsError: with every such code.
    """
    if project.file is None:
        return
    problems = list(_without_rule(project.settings, project.file))
    if not problems and not any(map(project.settings.selects, _RULES)):
        line, message = project.file.line_of(("ignore",)), "select and ignore leave no rule to apply"
        problems = [Problem(project.file.name, line, message, "ignore less")]
    if problems:
        raise SettingsError(*problems)


def _without_rule(settings: Settings, file: SettingsFile) -> Iterator[Problem]:
    for keys, code in _codes(settings):
        if not any(rule.startswith(code) for rule in _RULES):
            message = f"{keys[0]}: no rule has the code {code!r}, or one that begins so"
            yield Problem(file.name, file.line_of(keys), message, "see `modelpolicy rule` for all there are")


def _codes(settings: Settings) -> Iterator[tuple[KeyPath, str]]:
    yield from ((("select", number), code) for number, code in enumerate(settings.select))
    yield from ((("ignore", number), code) for number, code in enumerate(settings.ignore))
    for one in settings.per_file_ignores:
        yield from ((("per_file_ignores", one.pattern, number), code) for number, code in enumerate(one.codes))
