"""``modelpolicy roots``: the projects of this machine whose models no deletion touches."""

import argparse
import os
from pathlib import Path

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show, tell
from modelpolicy.cli.starting_point import find
from modelpolicy.cli.subcommands import add_command


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the actions."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add_command(actions, "list", "show the registered projects")
    for name, purpose in {"add": "register a project", "forget": "no longer keep what a project needs"}.items():
        action = add_command(actions, name, purpose)
        action.add_argument("path", type=Path, nargs="?", default=Path(), metavar="PATH", help="default: the one here")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Do what the action says."""
    from modelpolicy.cleanup.projects.projects import Projects
    from modelpolicy.cleanup.projects.state import state_directory
    from modelpolicy.report.shown import shown
    from modelpolicy.usecases.stock.live_set import live_set_now
    from modelpolicy.usecases.stock.register import add, listed

    projects = Projects(state_directory())
    if arguments.action == "list":
        known = list(listed(projects))
        for root, note in known:
            show(shown(f"{root}  ({note})" if note else root))
        if not known:
            tell("no project is registered: `modelpolicy check` and `modelpolicy init` do that, or `roots add`")
    elif arguments.action == "add":
        project = find([arguments.path.absolute()])
        is_new = add(project, live_set_now(project), projects)
        tell(shown(f"registered {project.root}" if is_new else f"{project.root} was registered already"))
    else:
        root = os.path.realpath(arguments.path)
        _refuse_unknown(root, projects.roots())
        projects.forget(root)
        tell(shown(f"forgot {root}: what it needs can be deleted now"))
    return ExitCode.CLEAN


def _refuse_unknown(root: str, known: tuple[str, ...]) -> None:
    from modelpolicy.errors import InputError, Problem

    if root not in known:
        raise InputError(Problem(root, 0, "this project is not registered", "see `modelpolicy roots list`"))
