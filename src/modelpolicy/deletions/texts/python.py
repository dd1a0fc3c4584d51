"""Python source to what it deletes: by functions of libraries, by the hub client, and by commands that it runs."""

import ast
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from modelpolicy.deletions.commands.telling import may_delete
from modelpolicy.deletions.texts.shell import ShellReader
from modelpolicy.domain.confidence import Confidence
from modelpolicy.domain.deletion import Deletion, Revision, Target, Unresolved
from modelpolicy.domain.location import Location
from modelpolicy.domain.path_part import without_marks
from modelpolicy.domain.path_pattern import HOME, path_pattern
from modelpolicy.extract.commands import Commands
from modelpolicy.loads.callees import library_callees, shown
from modelpolicy.loads.contexts import places_of
from modelpolicy.program.modules import SourceModule, last_name
from modelpolicy.resolve.contents.arguments import argument
from modelpolicy.resolve.evaluator import Evaluator
from modelpolicy.scripts.loading.spawned import scripts_at, spawning_calls
from modelpolicy.scripts.shell.syntax import UnreadableScriptError
from modelpolicy.values.places import Frame, Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import Values, known

_FUNCTIONS: Final[Mapping[str, bool]] = {
    "shutil.rmtree": True,
    "send2trash.send2trash": True,
    "os.remove": False,
    "os.unlink": False,
}
"""What deletes the path that it is given, and whether directories go with all that is in them."""

_NAMES: Final = frozenset(name.rpartition(".")[2] for name in _FUNCTIONS)
_PATH: Final = ("path", "paths")
_METHOD: Final = "unlink"
_REVISIONS: Final = "delete_revisions"
_LONGEST: Final = 120


def deletions_in_module(evaluator: Evaluator, commands: Commands, module: SourceModule) -> Iterator[Deletion]:
    """Everything that the module deletes."""
    names = _NAMES | _renamed(module)
    for call in module.calls:
        name = last_name(call.func)
        if name in names:
            yield from _by_function(evaluator, module, call)
        if name == _METHOD and isinstance(call.func, ast.Attribute):
            yield from _by_method(evaluator, module, call, call.func.value)
        elif name == _REVISIONS:
            yield from _by_commit(evaluator, module, call)
    if _speaks_of_commands(module):
        for call in spawning_calls(evaluator, module):
            yield from _by_command(evaluator, commands, module, call)


def _speaks_of_commands(module: SourceModule) -> bool:
    """Whether a string of the module may be a command that deletes."""
    texts = (node.value for node in ast.walk(module.tree) if isinstance(node, ast.Constant))
    return any(isinstance(text, str) and _speaks_of_deleting(text) for text in texts)


def _speaks_of_deleting(text: str) -> bool:
    """A list of words has git alone: what it shall do is another one."""
    return text == "git" or may_delete(text.encode("utf-8", "replace"))


def _renamed(module: SourceModule) -> frozenset[str]:
    """What such functions are called in the module, where it imports them under another name."""
    imports = (node for node in ast.walk(module.tree) if isinstance(node, ast.ImportFrom))
    return frozenset(
        alias.asname
        for node in imports
        for alias in node.names
        if alias.asname and f"{node.module}.{alias.name}" in _FUNCTIONS
    )


def _by_function(evaluator: Evaluator, module: SourceModule, call: ast.Call) -> Iterator[Deletion]:
    callees = library_callees(evaluator, evaluator.evaluate(call.func, Place(module)))
    found = [_FUNCTIONS[callee.name] for callee in callees if callee.name in _FUNCTIONS]
    if not found:
        return
    written = call.args[0] if call.args else call
    for place in places_of(evaluator, module, call):
        values = argument(evaluator, Frame(call, place), 0, _PATH) or known()
        yield from _deletions(_Site(module, call, written, is_recursive=found[0]), values)


def _by_method(evaluator: Evaluator, module: SourceModule, call: ast.Call, path: ast.expr) -> Iterator[Deletion]:
    for place in places_of(evaluator, module, call):
        values = evaluator.evaluate(path, place)
        texts = tuple(text for text in values.texts if text.is_path)
        if texts:
            yield from _deletions(_Site(module, call, path, is_recursive=False), replace(values, options=texts))


def _by_commit(evaluator: Evaluator, module: SourceModule, call: ast.Call) -> Iterator[Deletion]:
    for written in call.args:
        for place in places_of(evaluator, module, call):
            values = evaluator.evaluate(written, place)
            site = _Site(module, call, written, is_recursive=True)
            yield from (site.deletion(Revision(text.text), values) for text in values.texts)


def _by_command(evaluator: Evaluator, commands: Commands, module: SourceModule, call: ast.Call) -> Iterator[Deletion]:
    reader = ShellReader(commands)
    for place in places_of(evaluator, module, call):
        for script in scripts_at(evaluator, Frame(call, place)):
            variables = {name: _at_home(values) for name, values in script.variables.items()}
            with suppress(UnreadableScriptError):
                # Text that is no command for a shell is Python's business: it is told where it fails.
                reader.read(replace(script, variables=variables))
    site = _Site(module, call, call.args[0] if call.args else call, is_recursive=False)
    yield from (
        replace(found, location=site.location, command=site.command, written=site.text) for found in reader.found
    )


@dataclass(frozen=True, slots=True)
class _Site:
    """A call that deletes what ``written`` is."""

    module: SourceModule
    call: ast.Call
    written: ast.expr
    is_recursive: bool

    @property
    def location(self) -> Location:
        """Where the call starts."""
        return self.module.location(self.call)

    @property
    def command(self) -> str:
        """The function that is called."""
        return shown(self.call.func)

    @property
    def text(self) -> str:
        """The argument on one line."""
        return " ".join(ast.unparse(self.written).split())[:_LONGEST]

    def deletion(self, target: Target, values: Values) -> Deletion:
        """What the call deletes, where it is given ``values``."""
        return Deletion(
            self.location,
            self.command,
            self.text,
            target,
            self.is_recursive,
            _certainty(target, values),
        )


def _deletions(site: _Site, values: Values) -> Iterator[Deletion]:
    for text in _at_home(values).texts:
        if text.text:
            yield site.deletion(path_pattern(text.text), values)
    if values.cut or not values.texts:
        yield site.deletion(Unresolved(values.reason or "what is no text"), values)


def _certainty(target: Target, values: Values) -> Confidence:
    if isinstance(target, Unresolved):
        return "low"
    starts_here = any(not text.text.startswith(("/", "~")) for text in values.texts) and not isinstance(
        target, Revision
    )
    return "medium" if values.open or starts_here else "high"


def _at_home(values: Values) -> Values:
    """A path that starts with ``~`` is the user's: nobody writes one without having it expanded."""
    return values.map_texts(_with_home)


def _with_home(text: Text) -> Text:
    plain = without_marks(text.text)
    return replace(text, text=HOME + plain[1:] if plain == "~" or plain.startswith("~/") else plain)
