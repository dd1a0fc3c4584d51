"""What a bundle of an application (PyInstaller, cx_Freeze) says of itself: its folder holds the project's files."""

from collections.abc import Mapping
from typing import Final

from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.text import Text
from modelpolicy.values.values import Values, known

_FOLDER: Final[Mapping[str, str]] = {"sys._MEIPASS": ".", "sys.executable": "python"}
_MARKS: Final = ("frozen", "_MEIPASS")
"""Words of code that asks whether it runs in a bundle."""


def place_in_bundle(evaluator: Evaluates, name: str) -> Values | None:
    """The path that ``name`` has in a bundle, as seen from its folder; ``None`` where the project makes none."""
    path = _FOLDER.get(name)
    is_made = path is not None and any(map(evaluator.project.is_mentioned, _MARKS))
    return known(Text(path, is_path=True)) if path is not None and is_made else None
