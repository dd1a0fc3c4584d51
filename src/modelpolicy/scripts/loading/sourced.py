"""Files of the project that a script takes in: ``source FILE``, ``. FILE``."""

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Final

from modelpolicy.scripts.files.translate import taken_in
from modelpolicy.scripts.shell.events import Invocation, Word
from modelpolicy.scripts.shell.syntax import text_of
from modelpolicy.scripts.text import ScriptText

Read = Callable[[str], bytes | None]
"""The bytes of a file of the project, by its path from the project's root."""

SOURCING: Final = frozenset({"source", "."})


def sourced(call: Invocation, read: Read) -> ScriptText | None:
    """The file that a call of ``source`` takes in; ``None`` where the project has none there."""
    script = call.script.path
    for path in _paths(call.words[1], script) if len(call.words) > 1 else ():
        data = read(path)
        if data is not None:
            return taken_in(script, path, data.decode("utf-8", "replace"))
    return None


def _paths(word: Word, script: str) -> Iterator[str]:
    """Where the file can be: beside the script, or as seen from the project's root, where most scripts are started.

    What a variable or a command stands for in front (``"$(dirname "$0")/lib.sh"``) is the script's own folder.
    """
    written = word.literal
    if written is None:
        written = text_of(word.node).rpartition("/")[2].strip("\"'")
    for folder in (PurePosixPath(script).parent, PurePosixPath()):
        yield normpath(str(folder / written))
