"""Commands that Python runs: ``subprocess.run(["wget", url])``, ``os.system("wget ...")``.

Each becomes a script of one command: a word that is not settled is a variable of it.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from modelpolicy.domain.load import Load
from modelpolicy.domain.location import Location
from modelpolicy.extract.catalogue import Catalogue
from modelpolicy.loads.callees import library_callees, shown
from modelpolicy.loads.contexts import places_of, places_of_receivers
from modelpolicy.loads.looking import is_imported
from modelpolicy.program.modules import SourceModule, last_name
from modelpolicy.resolve.contents.arguments import argument
from modelpolicy.resolve.definitions.belonging import owner
from modelpolicy.resolve.evaluator import Evaluator
from modelpolicy.scripts.loading.loads import merged
from modelpolicy.scripts.shell.syntax import UnreadableScriptError
from modelpolicy.scripts.text import Origin, ScriptText
from modelpolicy.values.collected import Items
from modelpolicy.values.places import Frame, Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import Values, known

_RUNNING: Final = frozenset(
    {
        *(f"subprocess.{name}" for name in ("run", "call", "check_call", "check_output", "Popen")),
        *("subprocess.getoutput", "subprocess.getstatusoutput"),
        *("os.system", "os.popen", "asyncio.create_subprocess_shell"),
    }
)
_NAMES: Final = frozenset(name.rpartition(".")[2] for name in _RUNNING)


def spawned_loads(evaluator: Evaluator, catalogue: Catalogue, module: SourceModule) -> Iterator[Load]:
    """The loads of the commands that ``module`` runs."""
    for call in spawning_calls(evaluator, module):
        # Most commands load nothing, whoever runs them: to tell contexts apart takes far longer than to see that.
        told_alike = places_of_receivers(evaluator, module, call)
        if any(True for place in told_alike for _ in _loads_at(evaluator, catalogue, Frame(call, place))):
            sites = [Frame(call, place) for place in places_of(evaluator, module, call)]
            yield from merged(load for site in sites for load in _loads_at(evaluator, catalogue, site))


def spawning_calls(evaluator: Evaluator, module: SourceModule) -> Iterator[ast.Call]:
    """The calls of ``module`` that run a command."""
    return (call for call in module.calls if last_name(call.func) in _NAMES and _runs(evaluator, module, call))


def scripts_at(evaluator: Evaluator, site: Frame) -> Iterator[ScriptText]:
    """The commands that such a call runs as scripts; what stands in them stands where Python has it."""
    command = argument(evaluator, site, 0, ("args", "command", "cmd")) or known()
    place = site.caller.module.location(site.call)
    for option in command.options:
        match option:
            case Items(items, is_part=False):
                variables = {f"word{number}": item for number, item in enumerate(items)}
                yield _script(" ".join(f'"${{{name}}}"' for name in variables), place, variables)
            case Text(text, location=written):
                yield _script(text, written or place, {})


def _runs(evaluator: Evaluator, module: SourceModule, call: ast.Call) -> bool:
    look = evaluator.evaluate if is_imported(module, call.func) else evaluator.glance
    return any(callee.name in _RUNNING for callee in library_callees(evaluator, look(call.func, Place(module))))


def _loads_at(evaluator: Evaluator, catalogue: Catalogue, site: Frame) -> Iterator[Load]:
    from modelpolicy.extract.commands import builtin_commands
    from modelpolicy.scripts.loading.search import Knowledge, Search

    search = Search(Knowledge(builtin_commands(), catalogue, evaluator), owner(site.caller, site.call))
    for script in scripts_at(evaluator, site):
        try:
            search.script(script)
        except UnreadableScriptError:
            # Text that is no command for a shell is Python's business: it is told where it fails.
            continue
    place, name = site.caller.module.location(site.call), shown(site.call.func)
    yield from (replace(load, location=place, call=name) for load in search.found())


def _script(text: str, place: Location, variables: Mapping[str, Values]) -> ScriptText:
    origins = (Origin(place.line, place.column - 1),) * (text.count("\n") + 1)
    return ScriptText(place.path, text, origins, variables)
