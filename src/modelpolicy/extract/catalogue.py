"""The loader catalogue: which row, if any, a callee's dotted name matches."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, cast

from modelpolicy.errors import Problem, SettingsError
from modelpolicy.extract.loader import Argument, Loader, read_loader
from modelpolicy.extract.patterns import regex_of, token_of
from modelpolicy.extract.shipped_rows import ShippedFile, shipped_rows

__all__ = ["Argument", "Catalogue", "Loader", "builtin_catalogue"]

_LOADERS: Final = Path(__file__).parent / "loaders"
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


class Catalogue:
    """An immutable set of loaders, indexed by the names that a callee must hold to match one.

    A row is read when something matches it first, because reading all of them at start-up takes time that
    most runs have no use for. ``constants`` are dotted names of library symbols that hold a path a loader is
    given (``cv2.data.haarcascades``), with the value that stands for it. ``fallback`` is asked where no row
    matches.
    """

    def __init__(
        self,
        rows: Iterable[Mapping[str, object]],
        constants: Mapping[str, str] = _NONE,
        fallback: "Catalogue | None" = None,
    ) -> None:
        self.constants = constants
        self._rows = tuple(rows)
        self._fallback = fallback
        self._exact: dict[str, int] = {}
        self._wild: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for number, row in enumerate(self._rows):
            for pattern in _texts(row["calls"]):
                if "*" in pattern:
                    self._wild[token_of(pattern)].append((pattern, number))
                else:
                    self._exact.setdefault(pattern, number)
        tokens = {token_of(pattern) for pattern in self._exact} | self._wild.keys()
        self.tokens: frozenset[str] = frozenset(tokens) | (fallback.tokens if fallback else frozenset())
        self._loader = cache(lambda number: read_loader(self._rows[number]))

    @property
    def patterns(self) -> frozenset[str]:
        """The patterns of all callees."""
        wild = (pattern for patterns in self._wild.values() for pattern, _ in patterns)
        return frozenset((*self._exact, *wild)) | (self._fallback.patterns if self._fallback else frozenset())

    @property
    def loaders(self) -> tuple[Loader, ...]:
        """Every loader, in the order in which they are asked."""
        own = tuple(map(self._loader, range(len(self._rows))))
        return own + (self._fallback.loaders if self._fallback else ())

    def match(self, qualified: str) -> Loader | None:
        """Find the loader that a dotted name stands for: the most specific row, among equals the first.

        A pattern without ``*`` is the most specific; of others, the one with more literal characters.
        """
        if qualified in self._exact:
            return self._loader(self._exact[qualified])
        matches = [
            (pattern, number)
            for segment in dict.fromkeys(qualified.split("."))
            for pattern, number in self._wild.get(segment, ())
            if regex_of(pattern).fullmatch(qualified + ".")
        ]
        if matches:
            return self._loader(min(matches, key=lambda match: (-specificity(match[0]), match[1]))[1])
        return self._fallback.match(qualified) if self._fallback else None

    def extended(self, rows: Iterable[Mapping[str, object]], origin: str = "settings") -> "Catalogue":
        """Put a user's rows in front of this catalogue: where one of them matches, it wins.

        ``origin`` is the path of the file that the rows stand in.

        Raises:
            SettingsError: with a problem for each row that is not well formed.
        """
        rows, problems = tuple(rows), []
        for number, row in enumerate(rows, start=1):
            try:
                read_loader(row)
            except ValueError as error:
                problems.append(Problem(origin, 0, f"loader {number}: {error}", _REMEDY))
        if problems:
            raise SettingsError(*problems)
        return Catalogue(rows, self.constants, fallback=self)


_REMEDY: Final = 'write for example: name = "mine", calls = ["pkg.load"], store = "hf", model = [0, "model_id"]'


def specificity(pattern: str) -> int:
    """Count the characters that ``pattern`` spells out."""
    return len(pattern) - pattern.count("*")


def _texts(value: object) -> Sequence[str]:
    return [value] if isinstance(value, str) else cast("Sequence[str]", value)


@cache
def builtin_catalogue() -> Catalogue:
    """Read the catalogue that is shipped, once in a process."""
    files = [ShippedFile(path) for path in sorted(_LOADERS.glob("*.toml"))]
    constants = {name: value for file in files for name, value in file.constants.items()}
    return Catalogue((row for file in files for row in shipped_rows(file)), MappingProxyType(constants))
