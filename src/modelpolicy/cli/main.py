"""The entry: runs the command, turns errors into messages and exit codes."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.parser import command, parser
from modelpolicy.cli.printer import tell
from modelpolicy.errors import InputError, NothingToCheckError, RefusedError
from modelpolicy.version import VERSION


def run() -> NoReturn:
    """Run the command of this process's arguments and exit."""
    # Syntax trees live to the end: looking for garbage among them again and again finds none.
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Run one command line and give its exit code. Prints a traceback for a fault of modelpolicy alone."""
    arguments = parser(wanted=argv).parse_args(argv)
    try:
        return command(arguments.command).run(arguments)
    except NothingToCheckError as error:
        tell(str(error))
        return ExitCode.NOTHING_TO_CHECK
    except RefusedError as error:
        tell(str(error))
        return ExitCode.REFUSED
    except InputError as error:
        tell(str(error))
        return ExitCode.NOT_JUDGED
    except KeyboardInterrupt:
        tell("interrupted")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Whoever read stdout has had enough; without this, Python complains once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.NOT_JUDGED
    except Exception:  # noqa: BLE001 - the last resort: whatever it is, it must not look like a finding
        import traceback

        tell(f"{traceback.format_exc()}This is a fault of modelpolicy {VERSION}, please report it.")
        return ExitCode.NOT_JUDGED
