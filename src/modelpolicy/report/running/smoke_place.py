"""When and where a smoke run took place, for people."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from modelpolicy.domain.runtime import SmokeResult
from modelpolicy.report.shown import shown

_SHORT: Final = 8  # digits of a commit


def minute(result: SmokeResult) -> str:
    """When it ended, in UTC."""
    return f"{datetime.fromtimestamp(result.moment, UTC):%Y-%m-%d %H:%M}"


def commit(result: SmokeResult) -> str:
    """The beginning of the project's commit; ``-`` where there is no git."""
    return (result.surroundings.commit or "-")[:_SHORT]


def machines(results: Iterable[SmokeResult]) -> str:
    """The machines, each with its card and that one's driver where a GPU was used."""
    return "; ".join(dict.fromkeys(shown(_machine(result)) for result in results))


def _machine(result: SmokeResult) -> str:
    where = result.surroundings
    driver = where.driver and f"driver {where.driver}"
    return ", ".join(filter(None, (where.machine, where.gpu, driver)))
