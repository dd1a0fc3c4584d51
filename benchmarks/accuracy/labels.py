"""What a reader found: the loads of chosen files of a package, complete for each of these files."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from modelpolicy.domain.load import Role
from modelpolicy.domain.model_id import ModelId

LABELS: Final = Path(__file__).parent / "labels"

Way = Literal[
    "literal",  # stands in the call
    "local",  # a variable of the same function
    "module-constant",
    "imported-constant",
    "class-attribute",
    "inherited",  # an attribute or a method of a base class, or of a subclass
    "self-attribute",
    "parameter-default",
    "call-site",  # what the package's own calls pass
    "dict-item",  # an item of a dict, list or tuple
    "f-string",  # put together: f-string, %, +, join, paths
    "conditional",
    "config-file",
    "command-line",
    "environment",
    "return-value",
    "loop",
    "library-default",  # not given: the library's own choice, or the only one that it has
    "callee",  # the name of the function or class is the id
    "outside",  # only the package's user knows
    "other",
]


def _canonical(text: str) -> str:
    if str(ModelId.parse(text)) != text:
        raise ValueError(f"{text!r} is not how this id is written")
    return text


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Label(_Table):
    """One load: ``ids`` is all that it can load as the package's code has it, ``open`` that others decide too.

    ``line`` is where the call expression starts, ``call`` the callee's last name, ``…`` where it
    has none (a subscript, a call). ``debatable`` says
    where another reader could have decided otherwise.
    """

    line: Annotated[int, Field(ge=1)]
    call: Annotated[str, Field(pattern=r"^(\w+|…)$")]
    loader: str
    role: Role
    ids: list[Annotated[str, AfterValidator(_canonical)]]
    open: bool
    way: Way
    debatable: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> "Label":
        if not (self.ids or self.open):
            raise ValueError("a load without ids is open")
        if len(set(self.ids)) != len(self.ids):
            raise ValueError("an id stands twice")
        return self


class LabelledFile(_Table):
    """Every load of one file; ``path`` is relative to the unpacked distribution."""

    path: str
    load: list[Label] = []


class LabelledPackage(_Table):
    """A source distribution and its labelled files. ``exclude`` is what the scan leaves out, as in a ``.gitignore``."""

    name: str
    version: str
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    kind: Literal["application", "library", "server", "scripts"]
    exclude: list[str] = []
    file: list[LabelledFile]

    @model_validator(mode="after")
    def _names_each_file_once(self) -> "LabelledPackage":
        paths = [file.path for file in self.file]
        if len(set(paths)) != len(paths):
            raise ValueError("a file stands twice")
        return self


def read_labels(directory: Path = LABELS) -> Iterator[LabelledPackage]:
    """Read every label file, in the order of their names.

    Raises:
        ValueError: a file is not well formed; the message names it and every mistake.
    """
    for path in sorted(directory.glob("*.toml")):
        try:
            yield LabelledPackage.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            raise ValueError(f"{path.name}: {error}") from error
