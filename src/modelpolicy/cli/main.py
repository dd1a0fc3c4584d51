"""The entry: runs the command, turns errors into messages and exit codes."""

import errno
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn, TextIO

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.parser import command, parser
from modelpolicy.cli.printer import tell
from modelpolicy.errors import InputError, NothingToCheckError, Problem, RefusedError
from modelpolicy.version import VERSION

_OF_THE_MACHINE: Final = frozenset({errno.EACCES, errno.EDQUOT, errno.EIO, errno.ENOSPC, errno.EPERM, errno.EROFS})
"""What the machine refuses, wherever that happens: no fault of the program."""


def run() -> NoReturn:
    """Run the command of this process's arguments and exit."""
    # Syntax trees live to the end: looking for garbage among them again and again finds none.
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    # A process can be started without them.
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    code = main(sys.argv[1:])
    _drop_what_cannot_be_written()
    sys.exit(code)


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
        # Whoever read stdout has had enough.
        return ExitCode.NOT_JUDGED
    except Exception as error:  # noqa: BLE001 - the last resort: whatever it is, it must not look like a finding
        tell(_last_words(error))
        return ExitCode.NOT_JUDGED


def _last_words(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in _OF_THE_MACHINE:
        place, message = str(error.filename or "output"), os.strerror(error.errno)
        return str(Problem(place, 0, message, "free the disk, or make the place writable, and run the command again"))
    import traceback

    return f"{''.join(traceback.format_exception(error))}This is a fault of modelpolicy {VERSION}, please report it."


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _drop_what_cannot_be_written() -> None:
    """Without this, Python tries once more at exit, and complains."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
