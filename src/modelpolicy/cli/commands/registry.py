"""``modelpolicy registry update``."""

import argparse
from collections.abc import Mapping

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import tell
from modelpolicy.cli.starting_point import find
from modelpolicy.cli.subcommands import add_command
from modelpolicy.domain.model_id import ModelId
from modelpolicy.errors import InputError, Problem
from modelpolicy.report.counted import counted
from modelpolicy.settings.project import Project


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the only subcommand, and what it updates."""
    subparsers = parser.add_subparsers(dest="subcommand", required=True, metavar="SUBCOMMAND")
    update = add_command(subparsers, "update", "write into the registry what this machine knows better")
    update.add_argument("--sizes", action="store_true", help="the sizes of the models on this disk")
    update.add_argument("--measured", action="store_true", help="VRAM and load times of the last smoke runs")
    update.add_argument("--observed", action="store_true", help="what loads that the source leaves open asked for")
    update.add_argument(
        "--online",
        action="store_true",
        help="ask the Hugging Face hub for size, licence, revision and file formats; with --sizes, "
        "a model that is not on this disk takes the hub's size",
    )


def run(arguments: argparse.Namespace) -> ExitCode:
    """Write what was asked for, and name it."""
    if not (arguments.sizes or arguments.online or arguments.measured or arguments.observed):
        remedy = "add --sizes, --measured, --observed, --online, or several of them"
        raise InputError(Problem("registry update", 0, "nothing to update is named", remedy))
    project = find([])
    sizes, code = _refresh(project) if arguments.online else ({}, ExitCode.CLEAN)
    if arguments.sizes:
        _update_sizes(project, sizes)
    if arguments.measured:
        _update_measured(project)
    if arguments.observed:
        _update_observed(project)
    return code


def _refresh(project: Project) -> tuple[Mapping[ModelId, int], ExitCode]:
    from datetime import UTC, datetime

    from modelpolicy.report.disk.refreshed_text import refreshed_text
    from modelpolicy.stores.hub_client import HubClient
    from modelpolicy.usecases.documents.refresh import refresh

    refreshed = refresh(project, HubClient(), datetime.now(UTC).date())
    tell(refreshed_text(refreshed.facts, refreshed.before, refreshed.unanswered))
    return refreshed.sizes, ExitCode.REFUSED if refreshed.unanswered else ExitCode.CLEAN


def _update_sizes(project: Project, elsewhere: Mapping[ModelId, int]) -> None:
    from modelpolicy.usecases.documents.sizes import update_sizes

    changes = update_sizes(project, elsewhere)
    for change in changes:
        tell(f"{change.model}: {change.after}" + (f", was {change.before}" if change.before else ""))
    _sum_up(project, len(changes), "size")


def _update_measured(project: Project) -> None:
    from modelpolicy.cleanup.projects.state import state_directory
    from modelpolicy.usecases.documents.measured import update_measured

    changes = update_measured(project, state_directory())
    for change in changes:
        vram = f", {change.vram} of VRAM" if change.vram else ""
        tell(f"{change.analyzer}: loads in {change.load_time}{vram}")
    _sum_up(project, len(changes), "measurement")


def _update_observed(project: Project) -> None:
    from modelpolicy.cleanup.projects.state import state_directory
    from modelpolicy.usecases.documents.observed import update_observed

    offers = update_observed(project, state_directory())
    for offer in offers:
        tell(f"{offer.analyzer}: may load {offer.model}, as {offer.location} did")
    _sum_up(project, len(offers), "model")


def _sum_up(project: Project, number: int, noun: str) -> None:
    if not number:
        tell("nothing to write")
        return
    tell(f"{counted(number, noun)} written to {project.settings.registry}")
    if project.settings.rendered:
        tell("next: run `modelpolicy docs`")
