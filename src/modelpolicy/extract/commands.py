"""The command catalogue: which row, if any, the words of a command match."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from modelpolicy.extract.catalogue import builtin_catalogue
from modelpolicy.extract.command import Command, Wrapper, read_command, read_wrapper
from modelpolicy.extract.loader import Loader, read_loader
from modelpolicy.source.identifiers import identifiers

_WEIGHTS: Final = re.compile(
    rb"(?i)\.(?:bin|caffemodel|ckpt|engine|gguf|h5|hdf5|keras|nemo|onnx|pb|pt|pth|safetensors|t7|task|tflite|torchscript"
    rb"|weights)\b|huggingface\.co|hf\.co|spacy-models"
)
_VARIABLE: Final = re.compile(rb"(?i)(?:MODELS?|CHECKPOINT|CKPT|WEIGHTS)(?:_\w*)?[\"']?\s*[=:\s]\s*\S*[/$]")
_SOURCED: Final = re.compile(rb"(?:(?<![\w./-])(?:source|\.|include)|\bEnvironmentFile)[ \t=-]+(\S+)|([\w./-]+\.env)\b")
_ENVIRONMENT: Final = {
    "name": "environment",
    "calls": ["environment"],
    "store": "hf",
    "model": [0],
    "confidence": "medium",
}
_COMMANDS: Final = Path(__file__).parent / "commands"


class Commands:
    """An immutable set of commands, wrappers around commands, and what names a model among variables.

    ``variable`` is a pattern of variables' names, ``value`` one of what such a variable must hold to name a model,
    which is spelled as ``environment`` says.
    """

    def __init__(
        self,
        commands: Iterable[Command],
        wrappers: Iterable[Wrapper],
        environment: Loader,
        variable: re.Pattern[str],
        value: re.Pattern[str],
    ) -> None:
        self._by_program: defaultdict[str, list[tuple[tuple[str, ...], Command]]] = defaultdict(list)
        self._entry_points: dict[str, tuple[str, ...]] = {}
        for command in commands:
            self._entry_points |= dict.fromkeys(command.images, command.spellings[0])
            for spelling in command.spellings:
                self._by_program[spelling[0]].append((spelling, command))
        self._wrappers = tuple(wrappers)
        self.environment = environment
        self.variable = variable
        self.value = value
        rows = (row for rows in self._by_program.values() for row in rows)
        tokens = {_token(spelling) for spelling, command in rows if not command.anywhere}
        programs = "|".join(re.escape(token) for token in sorted({*tokens, *self._entry_points}))
        self._telling = re.compile(rf"(?<!\w)(?:{programs})(?!\w)".encode())

    def may_hold_loads(self, data: bytes, python_tokens: frozenset[bytes]) -> bool:
        """Whether the bytes can hold a load: cheap, and never wrongly no.

        They name a program that loads models, weights that any program can fetch, a variable for a model, or call
        Python with text that holds one of ``python_tokens``.
        """
        if any(telling.search(data) for telling in (self._telling, _WEIGHTS, _VARIABLE)):
            return True
        return b"py" in data.lower() and not python_tokens.isdisjoint(identifiers(data))

    @staticmethod
    def names_of_sourced(data: bytes) -> frozenset[str]:
        """The names of files that the bytes may source, include or hand to a service."""
        found = (first or second for first, second in _SOURCED.findall(data))
        names = (path.strip(b"\"';)&|").rpartition(b"/")[2] for path in found)
        return frozenset(name.decode("utf-8", "replace") for name in names if name)

    def match(self, words: Sequence[str | None]) -> tuple[tuple[str, ...], Command] | None:
        """The row whose words a command starts with, and these words: the longest; ``None`` are unknown words."""
        rows = self._by_program.get(words[0] or "", ()) if words else ()
        fitting = [row for row in rows if tuple(words[: len(row[0])]) == row[0]]
        return max(fitting, key=lambda row: len(row[0]), default=None)

    def entry_point(self, image: str | None) -> tuple[str, ...]:
        """The words of the program that a container image runs; none where the catalogue does not know it."""
        name = (image or "").partition("@")[0]
        place = name.find(":", name.rfind("/") + 1)
        bare = name[:place] if place >= 0 else name
        return next((words for known, words in self._entry_points.items() if f"/{bare}".endswith(f"/{known}")), ())

    def wrapper(self, words: Sequence[str | None]) -> Wrapper | None:
        """The wrapper that a command starts with: the longest."""
        fitting = [one for one in self._wrappers if tuple(words[: len(one.words)]) == one.words]
        return max(fitting, key=lambda one: len(one.words), default=None)


def _token(spelling: Sequence[str]) -> str:
    """The word of a command that tells it best: its program, or the module that Python runs."""
    return spelling[2] if spelling[:2] == ("python", "-m") else spelling[0]


@cache
def builtin_commands() -> Commands:
    """Read the catalogue that is shipped, once in a process."""
    documents = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(_COMMANDS.glob("*.toml"))]
    variables = next(document["environment"] for document in documents if "environment" in document)
    return Commands(
        [_command(row) for document in documents for row in _rows_of(document)],
        [read_wrapper(row) for document in documents for row in document.get("wrapper", ())],
        read_loader(_ENVIRONMENT),
        re.compile(variables["variable"]),
        re.compile(variables["value"]),
    )


def _command(row: Mapping[str, Any]) -> Command:
    return read_command(row, builtin_catalogue().match(row["like"]) if "like" in row else None)


def _rows_of(document: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """The commands of a file; what stands above them holds for each that does not say otherwise."""
    shared = {key: value for key, value in document.items() if key not in ("command", "wrapper", "environment")}
    return [shared | row for row in document.get("command", ())]
