"""Files that code copies to another path: whoever reads the copy reads what was copied."""

import ast
from collections.abc import Iterator
from typing import Final

from modelpolicy.program.modules import SourceModule
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import External

_COPYING: Final = ("copy", "copy2", "copyfile")


def originals(evaluator: Evaluates, copy: Text, reader: SourceModule) -> Iterator[Text]:
    """What is copied to the path ``copy``, by the module that reads it or by one that the path came through."""
    for module in _modules_on_the_way(evaluator, copy, reader):
        for call in (call for name in _COPYING for call in module.calls_by_name.get(name, ())):
            yield from _copied(evaluator, call, copy, Place(module))


def _modules_on_the_way(evaluator: Evaluates, path: Text, reader: SourceModule) -> dict[SourceModule, None]:
    project = evaluator.project
    files = dict.fromkeys(step.location.path for step in path.via if step.location.path in project.paths)
    return dict.fromkeys((reader, *(module for file in files for module in project.modules(file))))


def _copied(evaluator: Evaluates, call: ast.Call, copy: Text, place: Place) -> Iterator[Text]:
    match call.args:
        case [source, target, *_] if _copies(evaluator, call.func, place):
            if copy.text in {text.text for text in evaluator.evaluate(target, place).texts}:
                yield from evaluator.evaluate(source, place).texts


def _copies(evaluator: Evaluates, function: ast.expr, place: Place) -> bool:
    return any(
        isinstance(option, External) and option.name.startswith("shutil.")
        for option in evaluator.evaluate(function, place).options
    )
