"""Text from a disk, made fit for a terminal; sizes and times for people."""

from datetime import UTC, datetime
from typing import Final

_UNITS: Final = ("B", "KB", "MB", "GB", "TB", "PB")


def shown(text: str) -> str:
    """``text`` with everything that is not printable (line breaks, escapes, broken bytes) written as in Python."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def size(number: int) -> str:
    """Bytes in powers of ten: ``14.2 GB``."""
    amount, power = float(number), 0
    while amount >= 999.5 and power < len(_UNITS) - 1:  # noqa: PLR2004 - what would be shown as 1000
        amount /= 1000
        power += 1
    return f"{amount:.0f} {_UNITS[power]}" if power == 0 or amount >= 99.5 else f"{amount:.1f} {_UNITS[power]}"  # noqa: PLR2004


def day(seconds: int | None) -> str:
    """The day in UTC; ``-`` where none is known."""
    return "-" if seconds is None else f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d}"


def moment(seconds: int | None) -> str | None:
    """The moment in ISO 8601, UTC."""
    return None if seconds is None else f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"
