"""``modelpolicy cache apply PLAN``."""

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from modelpolicy.cli.confirm import confirmed
from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show, tell
from modelpolicy.cli.starting_point import find

if TYPE_CHECKING:
    from modelpolicy.domain.plan import Plan

PURPOSE: Final = "move what a plan proposes into quarantine, if the plan still holds"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("plan", type=Path, metavar="PLAN", help="a file that `cache plan -o` wrote")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Hold the plan against what is there now, ask, and move."""
    from modelpolicy.cleanup.planning.plan_file import read_document
    from modelpolicy.cleanup.projects.state import state_directory
    from modelpolicy.report.counted import counted
    from modelpolicy.report.disk.plan_text import plan_text
    from modelpolicy.report.shown import size
    from modelpolicy.usecases.cleanup.delete import Means, apply

    def confirm(plan: "Plan") -> bool:
        if not arguments.yes:
            tell(plan_text(plan, explain=False))
        return confirmed(f"move {counted(len(plan.entries), 'entry')} into quarantine?", yes=arguments.yes)

    document = read_document(_content(arguments.plan), str(arguments.plan))
    applied = apply(find([]), document, Means(state_directory(), progress=_progress), int(time.time()), confirm)
    if applied is None:
        tell("nothing was moved")
        return ExitCode.CLEAN
    batch = applied.batch
    show(batch.id)
    tell(f"receipt: {applied.receipt}" if applied.receipt else "the receipt could not be written")
    tell(
        f"moved {counted(len(batch.artifacts), 'artifact')} into quarantine; the stores take {size(applied.freed)} less"
    )
    tell(f"next: `modelpolicy cache restore {batch.id}` undoes it, `modelpolicy cache purge` frees the disk")
    return ExitCode.CLEAN


def _content(path: Path) -> bytes:
    from modelpolicy.errors import InputError, Problem

    try:
        return path.read_bytes()
    except OSError as error:
        message = f"the plan cannot be read: {error.strerror}"
        raise InputError(Problem(str(path), 0, message, "make one: modelpolicy cache plan -o plan.json")) from error


def _progress(done: int, total: int) -> None:
    """A line that counts up, for people alone."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} of {total}{'' if done < total else chr(10)}")
