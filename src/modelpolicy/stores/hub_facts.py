"""What the Hugging Face hub itself says of a model, and who can be asked: a port."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

FORMATS: Final = {
    ".bin": "pickle",
    ".ckpt": "pickle",
    ".gguf": "gguf",
    ".h5": "hdf5",
    ".msgpack": "msgpack",
    ".onnx": "onnx",
    ".pickle": "pickle",
    ".pkl": "pickle",
    ".pt": "pickle",
    ".pth": "pickle",
    ".safetensors": "safetensors",
    ".tflite": "tflite",
}
"""How weights are stored in a file with such a name."""


@dataclass(frozen=True, slots=True)
class HubFacts:
    """A model as the hub has it now.

    ``revision`` is the commit of its default branch, ``bytes`` the length of all its files together, ``licence`` as its
    card says, ``formats`` those of its weights, sorted. What the hub does not say is ``None``.
    """

    revision: str | None
    bytes: int | None
    licence: str | None
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The hub is there, and does not say anything of this model."""

    reason: str


class Hub(Protocol):
    """The hub, or what a test puts in its place."""

    def ask(self, repository: str) -> HubFacts | NoAnswer:
        """What it says of a model with the name ``owner/name``, or ``name``.

        Raises:
            InputError: the hub cannot be reached.
        """


def formats_of(names: Iterable[str]) -> tuple[str, ...]:
    """The formats of the weights among files with such names, sorted."""
    suffixes = {name[name.rfind(".") :].lower() for name in names if "." in name}
    return tuple(sorted({FORMATS[suffix] for suffix in suffixes if suffix in FORMATS}))
