"""Which analyzers the application has: its own dict of them, read statically, else its modules."""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from modelpolicy.domain.analyzer import Analyzer, Status
from modelpolicy.domain.load import Load
from modelpolicy.domain.location import Location
from modelpolicy.errors import Problem, SettingsError
from modelpolicy.program.bindings import Binding
from modelpolicy.program.flow import at_end
from modelpolicy.program.modules import Definition, SourceModule
from modelpolicy.resolve.contents.containers import elements
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.settings.schema import Symbol
from modelpolicy.values.collected import Items
from modelpolicy.values.places import Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import ClassRef, FunctionRef, Instance, ModuleRef, Value, Values


@dataclass(frozen=True, slots=True)
class Unit:
    """An analyzer with the definitions that its code starts from."""

    analyzer: Analyzer
    entries: tuple[Definition, ...]


def catalogued_units(evaluator: Evaluates, catalog: Symbol, disabled: Symbol | None) -> list[Unit]:
    """The analyzers that the application's own dict lists, in its order.

    Raises:
        SettingsError: the dict or the list is not where the settings say, or is not spelled out there.
    """
    off = _names_in(evaluator, disabled) if disabled else None
    units = [_unit(evaluator, entry, off) for entry in _entries(evaluator, catalog)]
    unknown = (off or frozenset()) - {name for unit in units for name in _names_of(unit)}
    if unknown and disabled:
        raise SettingsError(
            Problem(
                disabled.path,
                0,
                f"{disabled.name} names {', '.join(sorted(unknown))}, which {catalog.name} does not have",
                f"correct the name in {disabled.name}, or add the analyzer to {catalog.name} in {catalog.path}",
            )
        )
    return units


def module_units(evaluator: Evaluates, loads: Iterable[Load], paths: Iterable[str]) -> list[Unit]:
    """Every module whose own code decides on a model is an analyzer, called by the module's name."""
    project = evaluator.project
    deciding = {project.imports.module_of(owner) for load in loads for owner in _deciding(load)} - {""}
    with_them = [path for path in paths if project.imports.name_of(path) in deciding]
    modules = [module for path in with_them for module in project.modules(path)[:1]]
    short = Counter(module.name.rpartition(".")[2] for module in modules)
    return [_module_unit(module, short) for module in modules]


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    location: Location
    values: Values
    module: SourceModule


def _module_unit(module: SourceModule, short: Counter[str]) -> Unit:
    last = module.name.rpartition(".")[2]
    name = last if short[last] == 1 else module.name
    tops = [
        node for node in module.tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    entries = (Definition(module, module.tree), *(Definition(module, node) for node in tops))
    return Unit(Analyzer(name, module.name, None, Location(module.path, 1)), entries)


def _deciding(load: Load) -> list[str]:
    """Who decides on the model: the outermost caller; where no model is known, who makes the call."""
    return [candidate.owners[-1] for candidate in load.models] or list(load.owners)


def _unit(evaluator: Evaluates, entry: _Entry, off: frozenset[str] | None) -> Unit:
    definitions = tuple(
        definition for option in entry.values.options for definition in _definitions(evaluator, option, entry.module)
    )
    if not definitions:
        raise SettingsError(
            Problem(
                entry.location.path,
                entry.location.line,
                f"{entry.name} is not a class, function or module of the project that the source shows",
                "name the class itself, or its dotted path as a string",
            )
        )
    unit = Unit(Analyzer(entry.name, definitions[0].qualified_name, None, entry.location), definitions)
    return unit if off is None else replace(unit, analyzer=replace(unit.analyzer, status=_status(unit, off)))


def _status(unit: Unit, off: frozenset[str]) -> Status:
    return "enabled" if off.isdisjoint(_names_of(unit)) else "disabled"


def _names_of(unit: Unit) -> list[str]:
    return [unit.analyzer.name, *(entry.qualified_name for entry in unit.entries)]


def _entries(evaluator: Evaluates, catalog: Symbol) -> Iterator[_Entry]:
    for binding, module in _bindings(evaluator, catalog, "catalog"):
        if not isinstance(binding.value, ast.Dict):
            raise _not_spelled_out(catalog, module.location(binding.statement), "a dict display: {name: Class, ...}")
        for key, value in zip(binding.value.keys, binding.value.values, strict=True):
            names = evaluator.evaluate(key, Place(module)).texts if key is not None else ()
            if key is None or len(names) != 1:
                raise _not_spelled_out(catalog, module.location(value), "one entry a name, without ** in it")
            yield _Entry(names[0].text, module.location(key), evaluator.evaluate(value, Place(module)), module)


def _names_in(evaluator: Evaluates, disabled: Symbol) -> frozenset[str]:
    names: set[str] = set()
    for binding, module in _bindings(evaluator, disabled, "disabled"):
        values = evaluator.exported(module, disabled.name)
        listed = elements(values)
        found = [_name_of(option) for option in listed.options]
        if listed.open or None in found or not isinstance(values.options[0], Items):
            raise _not_spelled_out(disabled, module.location(binding.statement), "a list, tuple or set of names")
        names.update(name for name in found if name)
    return frozenset(names)


def _name_of(option: Value) -> str | None:
    match option:
        case Text(text):
            return text
        case ClassRef(definition):
            return definition.qualified_name
        case _:
            return None


def _bindings(evaluator: Evaluates, reference: Symbol, setting: str) -> list[tuple[Binding, SourceModule]]:
    modules = evaluator.project.modules(reference.path) if reference.path in evaluator.project.paths else ()
    found = [
        (binding, module) for module in modules for binding in at_end(module, module.tree, reference.name).bindings
    ]
    if not found:
        raise SettingsError(
            Problem(
                reference.path,
                0,
                f"there is no {reference.name} here, which the setting `{setting}` names",
                f'write `{setting} = "path/to/file.py:NAME"`, with a file that the scan covers',
            )
        )
    return found


def _not_spelled_out(reference: Symbol, location: Location, form: str) -> SettingsError:
    message = f"{reference.name} cannot be read without running the code"
    return SettingsError(Problem(location.path, location.line, message, f"write it as {form}"))


def _definitions(evaluator: Evaluates, option: Value, module: SourceModule) -> Iterator[Definition]:
    match option:
        case ClassRef(definition) | Instance(definition) | FunctionRef(definition):
            yield definition
        case ModuleRef(name, importer):
            yield from (Definition(found, found.tree) for found in evaluator.project.find(name, importer.path))
        case Text(text):
            yield from _by_dotted_path(evaluator, text.replace(":", "."), module)
        case Items(items):
            options = (inner for item in items for inner in item.options)
            yield from (found for inner in options for found in _definitions(evaluator, inner, module))


def _by_dotted_path(evaluator: Evaluates, path: str, importer: SourceModule) -> Iterator[Definition]:
    whole = evaluator.project.find(path, importer.path)
    yield from (Definition(module, module.tree) for module in whole)
    parent, _, name = path.rpartition(".")
    for module in evaluator.project.find(parent, importer.path) if parent and not whole else ():
        for option in evaluator.exported(module, name).options:
            if isinstance(option, ClassRef | FunctionRef):
                yield option.definition
