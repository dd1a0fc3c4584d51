"""Imported names to values, through re-exports, relative imports, packages and ``import *``."""

import ast
from collections.abc import Iterator

from modelpolicy.program.bindings import Binding
from modelpolicy.program.import_paths import absolute
from modelpolicy.program.modules import SourceModule
from modelpolicy.resolve.names.lazy import given_lazily
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.values import NOTHING, External, ModuleRef, Values, known, union, unknown


def imported_value(evaluator: Evaluates, binding: Binding, importer: SourceModule) -> Values:
    """What the import in ``binding`` gives to its name."""
    match binding.statement:
        case ast.Import(names=aliases):
            name = _imported_module(aliases, binding.name)
            is_itself = evaluator.project.imports.is_itself(name.partition(".")[0], importer.path)
            return known(External(name)) if is_itself else module_value(evaluator, name, importer)
        case ast.ImportFrom(names=aliases) as statement:
            source = absolute_name(statement, importer)
            original = next(alias.name for alias in aliases if (alias.asname or alias.name) == binding.name)
            if not statement.level and evaluator.project.imports.is_itself(source.partition(".")[0], importer.path):
                return known(External(f"{source}.{original}"))
            return attribute_of_module(evaluator, source, original, importer)
        case _:
            raise TypeError(binding.statement)


def attribute_of_module(evaluator: Evaluates, module: str, name: str, importer: SourceModule) -> Values:
    """``name`` as ``from module import name`` would give it to ``importer``."""
    found = evaluator.project.find(module, importer.path)
    values = union([evaluator.exported(source, name) for source in found])
    if values.options or values.open:
        return values
    lazily = union([given_lazily(evaluator, source, name) for source in found])
    if lazily.options:
        return lazily
    submodule = f"{module}.{name}"
    if _is_in_project(evaluator, submodule, importer):
        return known(ModuleRef(submodule, importer))
    if evaluator.project.imports.may_be_installed(module, importer.path):
        return known(External(submodule))
    outside = union([starred_outside(evaluator, source, name) for source in found])
    if outside.options or lazily.open:
        return outside if outside.options else lazily
    return unknown(f"{submodule}, which is not defined")


def starred_name(evaluator: Evaluates, module: SourceModule, name: str) -> Values:
    """What ``from x import *`` in ``module`` makes of ``name``; nothing where no such import brings it."""
    if name.startswith("_"):
        return NOTHING
    sources = (absolute_name(statement, module) for statement in module.starred_imports)
    found = (one for source in sources for one in evaluator.project.find_bringing(name, source, module.path))
    return union([evaluator.exported(source, name) for source in found if source is not module])


def starred_outside(evaluator: Evaluates, module: SourceModule, name: str) -> Values:
    """``name`` in each library that ``module`` takes all names of; nothing where it does so of none."""
    if name.startswith("_"):
        return NOTHING
    return known(*(External(f"{library}.{name}") for library in _starred_libraries(evaluator, module, name)))


def _starred_libraries(evaluator: Evaluates, module: SourceModule, name: str) -> Iterator[str]:
    """The modules outside the project whose ``import *`` may bring ``name``, through modules of the project too."""
    seen = [module]
    for one in seen:
        for source in (absolute_name(statement, one) for statement in one.starred_imports):
            found = evaluator.project.find_bringing(name, source, one.path)
            seen += [inner for inner in found if inner not in seen]
            if evaluator.project.imports.may_be_installed(source, one.path):
                yield source


def absolute_name(statement: ast.ImportFrom, importer: SourceModule) -> str:
    """The dotted name of the module that a ``from`` import takes from."""
    return absolute("." * statement.level + (statement.module or ""), importer.name, is_package=importer.is_package)


def module_value(evaluator: Evaluates, name: str, importer: SourceModule) -> Values:
    """What ``import name`` gives to ``importer``."""
    return known(ModuleRef(name, importer) if _is_in_project(evaluator, name, importer) else External(name))


def _is_in_project(evaluator: Evaluates, name: str, importer: SourceModule) -> bool:
    project = evaluator.project
    return bool(project.find(name, importer.path)) or project.imports.is_package(name, importer.path)


def _imported_module(aliases: list[ast.alias], bound: str) -> str:
    """``import a.b`` binds ``a``; ``import a.b as c`` binds ``a.b``."""
    for alias in aliases:
        if alias.asname == bound:
            return alias.name
    return bound
