"""The canonical name of a model: ``<store>:<name>``."""

import re
from dataclasses import dataclass

STORE = re.compile(r"[a-z][a-z0-9-]*")
"""What a store can be called."""

_FORM = re.compile(rf"(?P<store>{STORE.pattern}):(?P<name>\S(?:.*\S)?)")


@dataclass(frozen=True, slots=True, order=True)
class ModelId:
    """A model in a store, for example ``hf:openai/whisper-base``.

    The same weights in two stores are two models: deleting one does not delete the other.
    """

    store: str
    name: str

    @classmethod
    def parse(cls, text: str) -> "ModelId":
        """Read ``<store>:<name>``.

        Raises:
            ValueError: ``text`` has not that form.
        """
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a model id of the form <store>:<name>")
        return cls(match["store"], match["name"])

    @property
    def spellings(self) -> tuple[str, str, str]:
        """How people write it, from the most to the least exact: the id, the name, the name's last part."""
        return str(self), self.name, self.name.rpartition("/")[2]

    def __str__(self) -> str:
        return f"{self.store}:{self.name}"
