"""The version, without the cost of reading package metadata at start-up."""

from typing import Final

VERSION: Final = "0.1.0"
