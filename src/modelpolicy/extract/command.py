"""One row of the command catalogue, and how it is read from its TOML table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from modelpolicy.extract.loader import Argument, Loader, read_loader


@dataclass(frozen=True, slots=True)
class Command:
    """A command for a shell that loads a model.

    The model's id is found and spelled as the row's ``loader`` says, its fields as in ``Loader``; a position counts
    the arguments that are no options, behind the words that the row spells out, and a keyword is an option
    (``--repo-type``: ``repo_type``) or the name in ``name=value``. ``many`` makes the argument at the position and
    all behind it ids.

    - ``spellings``: the words that the command starts with: ``hf download``.
    - ``flags``: options that take no value.
    - ``takes``: a pattern of whole arguments that name a model, the id being its first group.
    - ``anywhere``: every argument and every option's value that ``takes`` fits is an id.
    - ``output``: an option that names the file to write; an address counts too where that is a weights file.
    - ``folder``: an option that names the directory to write into.
    - ``images``: container images, without registry and tag, whose entry point is the command's first spelling.
    - ``files``: the position from which on arguments name files of the model's repository.

    ``like`` in a row is the dotted name of a Python call: ids are spelled as that call's loader says.
    """

    spellings: tuple[tuple[str, ...], ...]
    loader: Loader
    flags: frozenset[str] = frozenset()
    takes: re.Pattern[str] | None = None
    anywhere: bool = False
    output: Argument | None = None
    folder: Argument | None = None
    files: int | None = None
    images: tuple[str, ...] = ()

    @property
    def letters(self) -> frozenset[str]:
        """The options of one letter that say where to write: of letters in one word (``-sSLo``) it is the last."""
        options = (one for one in (self.output, self.folder) if one is not None)
        return frozenset(keyword for option in options for keyword in option.keywords if len(keyword) == 1)


@dataclass(frozen=True, slots=True)
class Wrapper:
    """A command that runs another one: ``sudo``, ``uv run``.

    ``valued`` are its options that take a value, ``arguments`` how many arguments of its own stand before the command
    that it runs. With ``image`` the last of these is a container image, whose entry point runs the rest.
    """

    words: tuple[str, ...]
    valued: frozenset[str] = frozenset()
    arguments: int = 0
    image: bool = False


_OWN: Final = frozenset({"commands", "flags", "takes", "anywhere", "output", "folder", "files", "images", "like"})
_SPELLING: Final = (
    "names", "rewrites", "template", "verbatim", "owned_store", "prefixes", "separator", "bare_files", "ignored",
)  # fmt: skip
"""The fields of a loader that say how a written id becomes canonical."""


def read_command(row: Mapping[str, Any], model: Loader | None = None) -> Command:
    """Read one row, whose ids are spelled as those of ``model`` where that is given.

    Raises:
        ValueError: a field is unknown, missing or ill-formed.
    """
    if model is not None:
        row = {"name": model.name, "store": model.store, **row}
    spellings = tuple(tuple(spelling.split()) for spelling in row["commands"])
    shared = {key: value for key, value in row.items() if key not in _OWN}
    calls = [".".join(re.findall(r"\w+", " ".join(spelling))) for spelling in spellings]
    loader = read_loader({"model": [0], **shared, "calls": calls})
    return Command(
        spellings,
        loader if model is None else replace(loader, **{field: getattr(model, field) for field in _SPELLING}),
        frozenset(row.get("flags", ())),
        re.compile(row["takes"]) if "takes" in row else None,
        cast("bool", row.get("anywhere", False)),
        Argument(None, tuple(row["output"])) if "output" in row else None,
        Argument(None, tuple(row["folder"])) if "folder" in row else None,
        row.get("files"),
        tuple(row.get("images", ())),
    )


def read_wrapper(row: Mapping[str, Any]) -> Wrapper:
    """Read one wrapper.

    Raises:
        KeyError: it has no ``words``.
    """
    return Wrapper(
        tuple(row["words"].split()), frozenset(row.get("valued", ())), row.get("arguments", 0), row.get("image", False)
    )
