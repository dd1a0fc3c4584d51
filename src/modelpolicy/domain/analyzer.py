"""A unit of the scanned application: a name, an entry and a status."""

from dataclasses import dataclass
from typing import Literal

from modelpolicy.domain.location import Location

Status = Literal["enabled", "disabled"]


@dataclass(frozen=True, slots=True, order=True)
class Analyzer:
    """An analyzer as the application's code declares it.

    ``entry`` is the dotted name of its module or class; ``location`` is where the code names it. ``status`` is
    ``None`` where the code does not say which of its analyzers are disabled.
    """

    name: str
    entry: str
    status: Status | None
    location: Location
