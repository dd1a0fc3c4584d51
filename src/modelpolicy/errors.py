"""Errors that a user can cause: each says where it is and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with something a user wrote.

    ``path`` is relative to the project root where that is possible; ``line`` counts from 1 and is
    0 where the problem has no line (a file that is missing, for example).
    """

    path: str
    line: int
    message: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}\n  remedy: {self.remedy}"


class InputError(Exception):
    """Something the user wrote cannot be used. Holds every problem that was found, not only the first."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.path, problem.line)))
        super().__init__("\n".join(map(str, self.problems)))


class SettingsError(InputError):
    """The settings cannot be used."""


class RegistryError(InputError):
    """The registry cannot be used."""


class PolicyError(InputError):
    """The policies cannot be used, or cannot be judged."""


class NothingToCheckError(InputError):
    """There is no input: a path that does not exist, or a directory without sources."""


class RefusedError(InputError):
    """What was asked for would not be safe, or could only be done in part: nothing, or not all of it, was done."""
