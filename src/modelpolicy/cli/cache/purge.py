"""``modelpolicy cache purge``."""

import argparse
import re
import time
from datetime import timedelta
from typing import Final

from modelpolicy.cli.confirm import confirmed
from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show, tell
from modelpolicy.cli.starting_point import find

PURPOSE: Final = "delete what lies in quarantine, for good"
_UNITS: Final = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_AGE: Final = re.compile(r"(?P<number>\d{1,5})(?P<unit>[hdw])")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--older-than", default="7d", metavar="AGE", help="12h, 7d or 2w; default: 7d")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Name what would be deleted, ask, delete it, and say what that freed."""
    from modelpolicy.cleanup.projects.state import state_directory
    from modelpolicy.report.shown import shown, size
    from modelpolicy.usecases.cleanup.purge import purge_old

    def confirm(batches: int) -> bool:
        return confirmed(f"delete {batches} of the deletions in quarantine for good?", yes=arguments.yes)

    purged = purge_old(find([]), state_directory(), int(time.time()), _seconds(arguments.older_than), confirm)
    for one in purged.batches:
        show(f"purged {one}")
    for kept, reason in purged.kept:
        tell(shown(f"kept {kept}: {reason}"))
    tell(f"freed {size(purged.freed)}" if purged.batches or purged.problems else "nothing was purged")
    for problem in purged.problems:
        tell(shown(str(problem)))
    return ExitCode.REFUSED if purged.problems else ExitCode.CLEAN


def _seconds(age: str) -> int:
    from modelpolicy.errors import InputError, Problem

    match = _AGE.fullmatch(age)
    if match is None:
        raise InputError(Problem("--older-than", 0, f"{age!r} is no age", "write 12h, 7d or 2w"))
    return int((int(match["number"]) * _UNITS[match["unit"]]).total_seconds())
