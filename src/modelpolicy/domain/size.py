"""Sizes as people write them: ``~14GB``."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_POWERS: Final = {"b": 0, "kb": 1, "mb": 2, "gb": 3, "tb": 4}
_UNITS: Final = ("B", "KB", "MB", "GB", "TB")
_EXACT: Final = Decimal("0.05")
_ABOUT: Final = Decimal("0.2")
_FORM: Final = re.compile(r"(?P<about>~ ?)?(?P<number>\d{1,9}(?:[.,]\d{1,9})?) ?(?P<unit>[KMGT]?B)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Size:
    """An amount of storage.

    ``written`` is the text it was read from, ``bytes`` its integer value in powers of ten (1 GB is
    10**9 bytes) and ``approximate`` whether it was written with a ``~``.
    """

    written: str
    bytes: int
    approximate: bool

    @classmethod
    def parse(cls, text: str) -> "Size":
        """Read ``14GB``, ``~1.2 GB`` or, with a decimal comma, ``1,2 GB``.

        Raises:
            ValueError: ``text`` has none of these forms.

        """
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a size like 14GB or ~64MB (units B, KB, MB, GB, TB; 1 KB is 1000 B)")
        number = Decimal(match["number"].replace(",", "."))
        amount = round(number * 1000 ** _POWERS[match["unit"].lower()])
        return cls(written=text, bytes=amount, approximate=match["about"] is not None)

    @classmethod
    def find(cls, text: str) -> tuple["Size", int, int] | None:
        """Find the first size inside ``text``, with the span that it takes (start, end)."""
        match = re.search(rf"(?<![\w.,]){_FORM.pattern}\b", text, re.IGNORECASE)
        return None if match is None else (cls.parse(match[0]), match.start(), match.end())

    @classmethod
    def total(cls, sizes: "tuple[Size, ...]") -> "Size":
        """Add up; written in the largest unit with at most one decimal, approximate when rounded."""
        amount = sum(size.bytes for size in sizes)
        power = max((p for p in range(5) if amount >= 1000**p), default=0)
        rounded = round(Decimal(amount) / 1000**power, 1)
        approximate = any(size.approximate for size in sizes) or rounded * 1000**power != amount
        return cls(f"{'~' if approximate else ''}{rounded.normalize():f}{_UNITS[power]}", amount, approximate)

    @classmethod
    def measured(cls, amount: int) -> "Size":
        """A size in bytes, written as people do: in the largest unit with at most one decimal."""
        return cls.parse(str(cls.total((cls("", amount, approximate=False),))))

    def __str__(self) -> str:
        return self.written


def agrees(documented: Size, found: int) -> bool:
    """Whether a documented size can be that of ``found`` bytes.

    It may be off by what its rounding hides, and by a twentieth, or by a fifth where it says that it is approximate.
    """
    return _is_within(_ABOUT if documented.approximate else _EXACT, documented, found)


def adds_up(total: Size, found: int) -> bool:
    """Whether a written total can be that of ``found`` bytes: give or take a twentieth, or what its rounding hides."""
    return _is_within(_EXACT, total, found)


def _is_within(share: Decimal, documented: Size, found: int) -> bool:
    return abs(documented.bytes - found) <= max(share * found, _hidden(documented.written))


def _hidden(written: str) -> Decimal:
    """Half of the last digit that is written, in bytes."""
    match = _FORM.fullmatch(written)
    if match is None:
        return Decimal(0)
    decimals = len(match["number"].replace(",", ".").partition(".")[2])
    return Decimal(1000) ** _POWERS[match["unit"].lower()] / Decimal(10) ** decimals / 2
