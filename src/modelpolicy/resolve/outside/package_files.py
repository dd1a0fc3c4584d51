"""Files that lie in a package of the project, asked for by the package's name."""

import ast
from collections.abc import Callable, Mapping
from typing import Final

from modelpolicy.program.modules import SourceModule
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.resolve.strings.combining import join_path
from modelpolicy.values.places import Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import ModuleRef, Opened, Value, Values, known, union, unknown

Evaluate = Callable[[Evaluates, ast.Call, Place], Values]


def folder_of(evaluator: Evaluates, package: Value, importer: SourceModule) -> Values:
    """The folder that a package lies in, or the package that a module is of, by its name or itself."""
    name = package.text if isinstance(package, Text) else package.name if isinstance(package, ModuleRef) else ""
    folder = evaluator.project.imports.folder_of(name, importer.path) if name else None
    return unknown("a file of a package outside the project") if folder is None else known(Text(folder, is_path=True))


def _path(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    """``files(package)``, ``path(package, name)``, ``resource_filename(package, name)``: a path."""
    given = [evaluator.evaluate(argument, place) for argument in node.args]
    package, *names = given or [known(Text(place.module.package))]
    folders = union([folder_of(evaluator, option, place.module) for option in package.options])
    return join_path([folders, *names])


def _opened(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    """``open_text(package, name)``, ``get_data(package, name)``: the file at that path."""
    paths = _path(evaluator, node, place)
    return Values(tuple(map(Opened, paths.texts)), paths.open, paths.reason)


_RESOURCES: Final = ("importlib.resources", "importlib_resources")

PACKAGE_FILES: Final[Mapping[str, Evaluate]] = {
    **{f"{library}.{name}": _path for library in _RESOURCES for name in ("files", "path")},
    **{
        f"{library}.{name}": _opened
        for library in _RESOURCES
        for name in ("open_text", "open_binary", "read_text", "read_binary")
    },
    "pkg_resources.resource_filename": _path,
    **dict.fromkeys(("pkg_resources.resource_stream", "pkg_resources.resource_string", "pkgutil.get_data"), _opened),
}
"""Calls by qualified name. Those that take an encoding take it by its name."""
