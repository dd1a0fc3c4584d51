"""``modelpolicy cache plan``."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show, tell
from modelpolicy.cli.starting_point import find

PURPOSE: Final = "propose what can be deleted, with the reason for all that goes and all that stays"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the plan there, for `cache apply`")
    parser.add_argument("--free", metavar="SIZE", help="only so much, such as 20GB: longest unused first, then largest")
    parser.add_argument(
        "--include-unknown",
        action="append",
        default=[],
        metavar="PATTERN",
        help="also models that no code and no registry know, where their id matches, such as 'hf:old/*'",
    )
    parser.add_argument("--explain", action="store_true", help="also say why everything else stays")
    parser.add_argument("--format", choices=("text", "json", "markdown"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Make the plan, show it and write it."""
    from modelpolicy.cleanup.planning.plan_file import backed_up, to_document, to_json
    from modelpolicy.cleanup.projects.projects import Projects
    from modelpolicy.cleanup.projects.state import state_directory
    from modelpolicy.domain.plan import Options
    from modelpolicy.report.disk.plan_text import plan_markdown, plan_text
    from modelpolicy.usecases.cleanup.plan import make_plan
    from modelpolicy.usecases.cleanup.plan_policies import refuse_denied

    options = Options(tuple(arguments.include_unknown), _bytes(arguments.free))
    project, now = find([]), datetime.now(UTC)
    planned = make_plan(project, options, Projects(state_directory()))
    plan, document = planned.plan, to_document(planned.plan, f"{now:%Y-%m-%dT%H:%M:%SZ}")
    refuse_denied(project, planned, backed_up(document), int(now.timestamp()))
    text = to_json(document)
    if arguments.format == "json":
        show(text)
    else:
        show(plan_markdown(plan) if arguments.format == "markdown" else plan_text(plan, explain=arguments.explain))
    if arguments.output:
        _write(arguments.output, text)
    elif plan.deleted:
        tell("nothing was deleted; -o plan.json keeps the plan for `modelpolicy cache apply`")
    if plan.kept and not (plan.deleted or arguments.explain):
        tell("next: `modelpolicy cache plan --explain` says of each artifact why it stays")
    return ExitCode.REFUSED if plan.is_short else ExitCode.CLEAN


def _bytes(text: str | None) -> int | None:
    from modelpolicy.domain.size import Size
    from modelpolicy.errors import InputError, Problem

    try:
        return None if text is None else Size.parse(text).bytes
    except ValueError as error:
        raise InputError(Problem("--free", 0, str(error), "write a size like 20GB")) from error


def _write(path: Path, text: str) -> None:
    from modelpolicy.cleanup.projects.state import write_whole
    from modelpolicy.errors import InputError, Problem

    try:
        write_whole(path.absolute(), text.encode())
    except OSError as error:
        message = f"the plan cannot be written: {error.strerror}"
        raise InputError(Problem(str(path), 0, message, "name a place that can be written")) from error
    tell(f"wrote {path}; nothing is deleted before `modelpolicy cache apply {path}`")
