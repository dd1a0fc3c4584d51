"""Where a command puts what it fetches: the paths that its options name."""

from collections.abc import Iterator
from itertools import product
from posixpath import basename, join

from modelpolicy.domain.load import Fetched, Load
from modelpolicy.extract.canonical import path_name
from modelpolicy.extract.command import Command
from modelpolicy.extract.loader import Argument
from modelpolicy.scripts.shell.command_line import Arguments
from modelpolicy.values.values import known


def fetched_by(command: Command, given: Arguments, load: Load) -> Iterator[Fetched]:
    """What ``load``, which is ``command`` with these arguments, puts at paths."""
    folders, output = _texts(given, command.folder), _texts(given, command.output)
    if command.loader.store != "url":
        files = [text.text for values in given.ordered[command.files or len(given.ordered) :] for text in values.texts]
        for folder, file in product(folders, files or [""]):
            yield Fetched(path_name(join(folder, file)), load.models, not file, load.reason)
        return
    for model in load.models:
        # Where no option names the file, it has the name that the address ends with.
        for folder, file in product(folders or [""], output or [basename(model.written)]):
            yield Fetched(path_name(join(folder, file)), (model,), reason=load.reason)


def _texts(given: Arguments, option: Argument | None) -> list[str]:
    return [text.text for text in (given.get(option) or known()).texts]
