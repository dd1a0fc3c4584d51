"""Imported names to values, through re-exports, relative imports, packages and ``import *``."""

import ast

from modelpolicy.program.bindings import Binding
from modelpolicy.program.modules import SourceModule
from modelpolicy.resolve.asking import Evaluates
from modelpolicy.values.values import NOTHING, External, ModuleRef, Values, known, union, unknown


def imported_value(evaluator: Evaluates, binding: Binding, importer: SourceModule) -> Values:
    """What the import in ``binding`` gives to its name."""
    match binding.statement:
        case ast.Import(names=aliases):
            return module_value(evaluator, _imported_module(aliases, binding.name), importer)
        case ast.ImportFrom(names=aliases) as statement:
            source = absolute_name(statement, importer)
            original = next(alias.name for alias in aliases if (alias.asname or alias.name) == binding.name)
            return attribute_of_module(evaluator, source, original, importer)
        case _:
            raise TypeError(binding.statement)


def attribute_of_module(evaluator: Evaluates, module: str, name: str, importer: SourceModule) -> Values:
    """``name`` as ``from module import name`` would give it to ``importer``."""
    found = evaluator.project.find(module, importer.path)
    values = union([evaluator.exported(source, name) for source in found])
    if values.options or values.open:
        return values
    submodule = f"{module}.{name}"
    if found or evaluator.project.is_package(module, importer.path):
        if _is_in_project(evaluator, submodule, importer):
            return known(ModuleRef(submodule, importer))
        return unknown(f"{submodule}, which is not defined")
    return known(External(submodule))


def starred_name(evaluator: Evaluates, module: SourceModule, name: str) -> Values:
    """What ``from x import *`` in ``module`` makes of ``name``; nothing where no such import brings it."""
    if name.startswith("_"):
        return NOTHING
    sources = (absolute_name(statement, module) for statement in module.starred_imports)
    found = (source for name_ in sources for source in evaluator.project.find(name_, module.path))
    return union([evaluator.exported(source, name) for source in found if source is not module])


def absolute_name(statement: ast.ImportFrom, importer: SourceModule) -> str:
    """The dotted name of the module that a ``from`` import takes from."""
    if not statement.level:
        return statement.module or ""
    parts = importer.name.split(".")
    kept = len(parts) - statement.level + importer.is_package
    return ".".join([*parts[: max(kept, 0)], *([statement.module] if statement.module else [])])


def module_value(evaluator: Evaluates, name: str, importer: SourceModule) -> Values:
    """What ``import name`` gives to ``importer``."""
    return known(ModuleRef(name, importer) if _is_in_project(evaluator, name, importer) else External(name))


def _is_in_project(evaluator: Evaluates, name: str, importer: SourceModule) -> bool:
    project = evaluator.project
    return bool(project.find(name, importer.path)) or project.is_package(name, importer.path)


def _imported_module(aliases: list[ast.alias], bound: str) -> str:
    """``import a.b`` binds ``a``; ``import a.b as c`` binds ``a.b``."""
    for alias in aliases:
        if alias.asname == bound:
            return alias.name
    return bound
