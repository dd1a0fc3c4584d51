"""Strings of which the source shows only a part."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Affixes:
    """How a string begins and how it ends; what stands between is not known."""

    begins: str = ""
    ends: str = ""

    def fit(self, text: str) -> bool:
        """Whether ``text`` can be the string."""
        is_long_enough = len(text) >= len(self.begins) + len(self.ends)
        return is_long_enough and text.startswith(self.begins) and text.endswith(self.ends)


ANY: Final = Affixes()
"""A string of which nothing is known."""
