"""What the exit code of a command says."""

from enum import IntEnum


class ExitCode(IntEnum):
    """As the design fixes it; a command that could not judge never says that all is well."""

    CLEAN = 0
    FINDINGS = 1
    NOT_JUDGED = 2
    NOTHING_TO_CHECK = 3
    REFUSED = 4
