"""Configurations that OmegaConf merges, and that Hydra composes of several files for a command line to override."""

import ast
from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from typing import Final

from modelpolicy.program.modules import Definition, Function, SourceModule, last_name
from modelpolicy.resolve.contents.arguments import argument
from modelpolicy.resolve.outside import configs
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Items, Table
from modelpolicy.values.places import Frame, Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import NOTHING, External, Values, known, union, unknown

Evaluate = Callable[[Evaluates, ast.Call, Place], Values]

_MAIN: Final = "hydra.main"
_SELF: Final = "_self_"
_OVERRIDDEN: Final = unknown("what the command line overrides")

DEEPEST: Final = 8
"""Files that name each other in their lists of defaults are followed so far."""


def composed_for(evaluator: Evaluates, function: Definition, name: str) -> Values | None:
    """The configuration that ``@hydra.main(...)`` hands to its function; ``None`` for all other parameters."""
    assert isinstance(function.node, Function)
    if [arg.arg for arg in function.node.args.args[:1]] != [name]:
        return None
    place = Place(function.module)
    calls = [one for one in getattr(function.node, "decorator_list", []) if isinstance(one, ast.Call)]
    for call in (one for one in calls if last_name(one.func) == "main"):
        if External(_MAIN) in evaluator.evaluate(call.func, place).options:
            directories = argument(evaluator, Frame(call, place), 0, ("config_path",)) or NOTHING
            return _composed_in(evaluator, directories, Frame(call, place), 1)
    return None


def _compose(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    """``hydra.compose(config_name)`` in the directory that an ``initialize`` of the module names."""
    if argument(evaluator, Frame(node, place), 1, ("overrides",)) is not None:
        return _OVERRIDDEN
    initializing = [
        Frame(call, Place(place.module))
        for name in ("initialize", "initialize_config_dir")
        for call in place.module.calls_by_name.get(name, ())
    ]
    given = (argument(evaluator, frame, 0, ("config_path", "config_dir")) for frame in initializing)
    directories = union(values for values in given if values is not None)
    return _composed_in(evaluator, directories, Frame(node, place), 0)


def _composed_in(evaluator: Evaluates, directories: Values, frame: Frame, position: int) -> Values:
    names = argument(evaluator, frame, position, ("config_name",)) or NOTHING
    found = [
        table
        for directory in directories.texts
        for name in names.texts
        if (table := _composed(evaluator, directory.text, name.text, frame.caller.module, DEEPEST)) is not None
    ]
    return union([known(*found), _OVERRIDDEN])


def _composed(evaluator: Evaluates, directory: str, name: str, reader: SourceModule, depth: int) -> Table | None:
    """A file with what its list of defaults names, one over the other; ``None`` where there is no such file."""
    path = Text(f"{directory}/{name.removesuffix('.yaml')}.yaml", is_path=True)
    read = configs.read_files(evaluator, known(path), "yaml", reader).options
    own = next((option for option in read if isinstance(option, Table)), None)
    if own is None or not depth:
        return own
    group = name.rpartition("/")[0]
    parts = [
        own if one == _SELF else _under(package, _composed(evaluator, directory, one, reader, depth - 1))
        for one, package in _defaults(own, group)
    ]
    return reduce(_merged, (part for part in parts if part is not None))


def _defaults(own: Table, group: str) -> Iterator[tuple[str, str]]:
    """The files that the list of defaults names, in order, each with the key that it goes under."""
    listed = [option for values in _items(own.get("defaults")) for option in values.options]
    for option in listed:
        match option:
            case Text(name):
                yield (name if name == _SELF or not group else f"{group}/{name}", "")
            case Table(entries):
                named = ((key.lstrip("/"), values) for key, values in entries if isinstance(key, str))
                yield from ((f"{key}/{text.text}", key) for key, values in named for text in values.texts)
    if not any(isinstance(option, Text) and option.text == _SELF for option in listed):
        yield _SELF, ""


def _items(values: Values | None) -> list[Values]:
    return [item for option in values.options if isinstance(option, Items) for item in option.items] if values else []


def _under(package: str, table: Table | None) -> Table | None:
    """``table`` under the key that a group of files has: ``model`` of ``model: small``."""
    if table is None or not package:
        return table
    return reduce(lambda inner, key: Table(((key, known(inner)),)), reversed(package.split("/")), table)


def _merged(first: Table, second: Table) -> Table:
    """``second`` over ``first``, dict by dict."""
    entries = dict(first.entries)
    for key, values in second.entries:
        match entries.get(key, NOTHING).options, values.options:
            case (Table() as below,), (Table() as above,):
                entries[key] = known(_merged(below, above))
            case _:
                entries[key] = values
    return Table(tuple(entries.items()))


def _merge(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    """``OmegaConf.merge(first, second)``."""
    given = [evaluator.evaluate(value, place) for value in node.args]
    tables = [option for values in given for option in values.options if isinstance(option, Table)]
    others = [values.rest() for values in given]
    is_whole = all(isinstance(option, Table) for values in given for option in values.options)
    return union([*([known(reduce(_merged, tables))] if tables else []), *others, *([] if is_whole else [_OVERRIDDEN])])


def _first(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    """``OmegaConf.to_container(config)``."""
    return evaluator.evaluate(node.args[0], place) if node.args else NOTHING


def _selected(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    """``OmegaConf.select(config, "model.name", default=...)``."""
    frame = Frame(node, place)
    values, keys = (argument(evaluator, frame, at, (name,)) or NOTHING for at, name in enumerate(("cfg", "key")))
    default = argument(evaluator, frame, None, ("default",)) or NOTHING
    found = [reduce(_down, text.text.split("."), values) for text in keys.texts]
    return union([*found, values.rest(), keys.rest(), default])


def _down(values: Values, key: str) -> Values:
    return union(option.get(key) or NOTHING for option in values.options if isinstance(option, Table))


COMPOSED: Final[Mapping[str, Evaluate]] = {
    "hydra.compose": _compose,
    "omegaconf.OmegaConf.merge": _merge,
    "omegaconf.OmegaConf.select": _selected,
    **dict.fromkeys(("omegaconf.OmegaConf.to_container", "omegaconf.OmegaConf.to_object"), _first),
}
"""Calls by qualified name."""
