"""Environment variables: what the project itself sets, what its ``.env`` and compose files say. Always open."""

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from modelpolicy.domain.load import Step
from modelpolicy.program.modules import SourceModule, last_name
from modelpolicy.resolve.outside import configs
from modelpolicy.resolve.outside.compose import handed_to_services
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Table
from modelpolicy.values.places import Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import NOTHING, Values, known, union, unknown

Evaluate = Callable[[Evaluates, ast.Call, Place], Values]

ENVIRONMENT: Final = "os.environ"

_FILE: Final = Text(".env", is_path=True)
_READERS: Final = ("dotenv", "env_file", "decouple", "environs", "read_env")
"""Words of code that reads a ``.env``."""


def variables(evaluator: Evaluates, names: Values, reader: SourceModule) -> Values:
    """What the environment variables called ``names`` can be to code in ``reader``."""
    spelled = [text.text for text in names.texts]
    given = [values for name in spelled for values in _given(evaluator, name, reader)]
    return union([*given, unknown(f"environment variable {' or '.join(spelled)}".rstrip())])


def _given(evaluator: Evaluates, name: str, reader: SourceModule) -> Iterator[Values]:
    """What the project says that a variable is."""
    yield from evaluator.remember(("variable", name), lambda: list(_set(evaluator, name)))
    if any(map(evaluator.project.is_mentioned, _READERS)):
        contents = configs.read_files(evaluator, known(_FILE), "env", reader).options
        found = (content.get(name) for content in contents if isinstance(content, Table))
        yield from (values for values in found if values is not None)
    yield from handed_to_services(evaluator, name, reader)


def _set(evaluator: Evaluates, name: str) -> Iterator[Values]:
    """What any code of the project sets the variable to."""
    for module in evaluator.project.mentioning(name):
        for value in _values_set(module, name):
            values = evaluator.evaluate(value, Place(module))
            yield Values(values.options).through(Step(module.location(value), name))


def _values_set(module: SourceModule, name: str) -> Iterator[ast.expr]:
    """``os.environ[name] = value``, ``os.environ.setdefault(name, value)``."""
    yield from (
        value for container, value in module.assignments.items_set.get(name, ()) if last_name(container) == "environ"
    )
    for call in module.calls_by_name.get("setdefault", ()):
        match call:
            case ast.Call(func=ast.Attribute(value=container), args=[ast.Constant(value=key), value]):
                if key == name and last_name(container) == "environ":
                    yield value


def _evaluate_variable(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    """``os.getenv(name, default)``."""
    written = zip(("key", "default"), node.args, strict=False)
    given = {keyword.arg: keyword.value for keyword in node.keywords} | dict(written)
    names, default = (evaluator.evaluate(given[one], place) if one in given else NOTHING for one in ("key", "default"))
    return union([variables(evaluator, names, place.module), default])


def _evaluate_file(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    """``dotenv_values(path)``."""
    paths = evaluator.evaluate(node.args[0], place) if node.args else known(_FILE)
    return configs.read_files(evaluator, paths, "env", place.module)


VARIABLES: Final[Mapping[str, Evaluate]] = {
    **dict.fromkeys((f"{ENVIRONMENT}.get", f"{ENVIRONMENT}.setdefault", "os.getenv"), _evaluate_variable),
    **dict.fromkeys(("decouple.config", "environs.Env.__call__", "environ.Env.__call__"), _evaluate_variable),
    **dict.fromkeys(("environs.Env.str", "environ.Env.str", "starlette.config.Config.__call__"), _evaluate_variable),
    "dotenv.dotenv_values": _evaluate_file,
}
"""Calls that give a variable, by qualified name."""
