"""Functions that reach into the program itself: ``super``, ``getattr``, ``partial``, ``open``, ``import_module``."""

import ast
from collections.abc import Callable, Mapping
from typing import Final

from modelpolicy.program.modules import Definition
from modelpolicy.resolve.definitions.records import MADE_CLASSES
from modelpolicy.resolve.definitions.reflected import OWNERS, looked_up
from modelpolicy.resolve.flow import conditions
from modelpolicy.resolve.outside import configs
from modelpolicy.resolve.outside.composed import COMPOSED
from modelpolicy.resolve.outside.environment import VARIABLES
from modelpolicy.resolve.outside.fetched import fetched
from modelpolicy.resolve.outside.package_files import PACKAGE_FILES
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.resolve.strings.affixes import affixes_of
from modelpolicy.values.affixes import Affixes
from modelpolicy.values.collected import Items
from modelpolicy.values.places import FILLED, Frame, Place
from modelpolicy.values.values import (
    NOTHING,
    ClassRef,
    External,
    FunctionRef,
    Instance,
    ModuleRef,
    Namespace,
    Opened,
    Partial,
    Result,
    SomeModule,
    Super,
    Value,
    Values,
    known,
    union,
    unknown,
)

SUBCLASSES: Final = "builtins.type.__subclasses__"
"""The method of a class that lists those that inherit from it."""

Evaluate = Callable[[Evaluates, ast.Call, Place], Values]


def _super(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    module = place.module
    scope = module.scope_of(node)
    cls = module.class_of(scope)
    if cls is None:
        return unknown("super() outside of a class")
    receivers = (place.receiver,) if place.receiver else evaluator.classes.receivers(module, scope)
    return known(*(Super(Definition(module, cls), receiver) for receiver in receivers if receiver is not None))


def _class_of(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    """``type(value)``."""
    values = _argument(evaluator, node, 0, place)
    return known(*(ClassRef(one.definition) for one in values.options if isinstance(one, Instance)))


def _subclasses(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    """``Base.__subclasses__()``."""
    owners = evaluator.evaluate(node.func.value, place) if isinstance(node.func, ast.Attribute) else NOTHING
    classes = [one.definition for one in owners.options if isinstance(one, ClassRef)]
    found = [known(ClassRef(below)) for cls in classes for below in evaluator.classes.subclasses(cls)]
    return known(Items(tuple(found), is_part=True)) if found else unknown("subclasses of what is not known")


def _attribute(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    """``getattr(value, name)``: ``value.name`` where the name is known; the default too, where there is one."""
    match node.args:
        case [owner, name, *_]:
            owners, names = evaluator.evaluate(owner, place), evaluator.evaluate(name, place)
            found = looked_up(evaluator, owners, names, affixes_of(evaluator, name, place))
            return union([found, _argument(evaluator, node, 2, place)])
        case _:
            return unknown("an attribute whose name is computed")


def _module(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    names = _argument(evaluator, node, 0, place)
    found = [evaluator.module(name.text, place.module) for name in names.texts]
    if names.open or len(names.texts) < len(names.options):
        affixes = affixes_of(evaluator, node.args[0], place)
        absolute = Affixes(ends=affixes.ends) if affixes.begins.startswith(".") else affixes
        found.append(Values((SomeModule(absolute),), open=True, reason="a computed import"))
    return union(found)


def _own_module(_: Evaluates, __: ast.Call, place: Place) -> Values:
    """``globals()``: the module's names, which is what can be asked of the module."""
    return known(Namespace(ModuleRef(place.module.name, place.module)))


def _local_names(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    """``locals()``; only outside of functions these are the module's."""
    is_outside = isinstance(place.module.scope_of(node), ast.Module)
    return _own_module(evaluator, node, place) if is_outside else unknown("local names")


def _namespace(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    """``vars(value)``; of a command line, the options."""
    if not node.args:
        return _local_names(evaluator, node, place)
    values = _argument(evaluator, node, 0, place)
    options = (Namespace(one) if isinstance(one, OWNERS) else one for one in values.options)
    return Values(tuple(options), values.open, values.reason)


def _members(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    """``inspect.getmembers(module)``: pairs of a name and what has it."""
    members = looked_up(evaluator, _argument(evaluator, node, 0, place), NOTHING, Affixes())
    return known(Items((known(Items((unknown("the name of a member"), members))),), is_part=True))


def _partial(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    functions = _argument(evaluator, node, 0, place)
    given = Frame(node, place, skipped=1)
    options = (Partial(one, given) for one in functions.options if isinstance(one, FunctionRef | ClassRef | External))
    return Values(tuple(options), functions.open, functions.reason)


def _replaced(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    """``dataclasses.replace(value, field=...)``: what made the value, and then this call."""
    values = _argument(evaluator, node, 0, place)
    found: list[Value] = []
    for option in values.options:
        made = option.made if isinstance(option, Instance) and option.made and option.made.call is not FILLED else None
        found += [option] if made is None else []
        if isinstance(option, Instance):
            found.append(Instance(option.definition, Frame(node, place, skipped=1, earlier=made)))
    return Values(tuple(found), values.open, values.reason)


def _opened(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
    """``open(path)``; of a download, the download itself."""
    downloads = fetched(evaluator, node.args[0], place) if node.args else []
    if downloads:
        return known(*downloads)
    paths = _argument(evaluator, node, 0, place)
    opened = [Opened(path) for path in paths.texts]
    fetched_before = [option for option in paths.options if isinstance(option, Result) and option.made is not None]
    found = known(*opened, *fetched_before)
    is_whole = len(found.options) == len(paths.options)
    return union([found, paths.rest() if is_whole else unknown("a file that the source does not name")])


def _reader(form: str) -> Evaluate:
    def read(evaluator: Evaluates, node: ast.Call, place: Place) -> Values:
        return configs.read_files(evaluator, _argument(evaluator, node, 0, place), form, place.module)

    return read


def _ini(evaluator: Evaluates, _: ast.Call, place: Place) -> Values:
    return configs.read_ini_files(evaluator, place.module)


def _argument(evaluator: Evaluates, node: ast.Call, position: int, place: Place) -> Values:
    return evaluator.evaluate(node.args[position], place) if position < len(node.args) else NOTHING


LANGUAGE_FUNCTIONS: Final[Mapping[str, Evaluate]] = {
    "builtins.super": _super,
    "builtins.type": _class_of,
    SUBCLASSES: _subclasses,
    "builtins.getattr": _attribute,
    "builtins.globals": _own_module,
    "builtins.locals": _local_names,
    "builtins.vars": _namespace,
    "inspect.getmembers": _members,
    "builtins.isinstance": conditions.evaluate_isinstance,
    "importlib.import_module": _module,
    **dict.fromkeys(("functools.partial", "funcy.partial"), _partial),
    "dataclasses.replace": _replaced,
    **dict.fromkeys(("builtins.open", "io.open", "codecs.open"), _opened),
    **{name: _reader(form) for name, form in configs.READERS.items()},
    "configparser.ConfigParser": _ini,
    **PACKAGE_FILES,
    **VARIABLES,
    **MADE_CLASSES,
    **COMPOSED,
}
"""By qualified name. What the standard library makes of plain values is in ``library``."""
