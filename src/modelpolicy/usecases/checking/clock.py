"""What day it is."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], date]
"""Gives the day; a test gives its own."""


def utc_day() -> date:
    """The day in UTC, so that one commit is judged the same everywhere."""
    return datetime.now(UTC).date()
