"""What the exit code of a command says."""

from enum import IntEnum


class ExitCode(IntEnum):
    """A command that could not judge never says that all is well. Ctrl-C is 128 + SIGINT, as shells have it."""

    CLEAN = 0
    FINDINGS = 1
    NOT_JUDGED = 2
    NOTHING_TO_CHECK = 3
    REFUSED = 4
    INTERRUPTED = 130
