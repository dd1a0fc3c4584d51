"""Commands of the stores' own programs: which models they are told to delete."""

import re
from collections.abc import Iterator
from typing import Final

from modelpolicy.deletions.commands.aim import Aim
from modelpolicy.deletions.commands.command import Command
from modelpolicy.domain.deletion import Revision, Target, Unreferenced, Unresolved
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.path_part import UNKNOWN, VARIABLE_START
from modelpolicy.extract.canonical import model_id
from modelpolicy.extract.commands import Commands
from modelpolicy.values.values import known

_COMMIT: Final = re.compile(r"[0-9a-f]{7,40}")
_HUB_KINDS: Final = {"model": "hf", "dataset": "hf-dataset", "space": "hf-space"}


def hub_remove(_: Commands, command: Command) -> Iterator[Aim]:
    """``hf cache rm``: repositories and revisions of the hub."""
    for word in command.operands():
        for text in word.values.texts:
            yield Aim(command.call, word, known(text), target=_in_hub(text.text))
    if not command.operands():
        yield Aim(command.call, command.words[0], known(), target=Unresolved("what its user chooses"))


def _in_hub(text: str) -> Target:
    kind, _, name = text.partition("/")
    if UNKNOWN in text or VARIABLE_START in text:
        return Unresolved("a value that only a running shell knows")
    if _COMMIT.fullmatch(text):
        return Revision(text)
    return ModelId(_HUB_KINDS[kind], name) if kind in _HUB_KINDS and name else ModelId("hf", text)


def hub_prune(_: Commands, command: Command) -> Iterator[Aim]:
    """``hf cache prune``: what no branch or tag names."""
    yield Aim(command.call, command.words[0], known(), target=Unreferenced())


def ollama_remove(commands: Commands, command: Command) -> Iterator[Aim]:
    """``ollama rm``: models by the name that they were pulled by."""
    match = commands.match(["ollama", "pull"])
    if match is None:
        return
    loader = match[1].loader
    for word in command.operands():
        for text in word.values.texts:
            model = model_id(loader, text.text, loader.calls[0])
            if model is not None:
                yield Aim(command.call, word, known(text), target=model)
