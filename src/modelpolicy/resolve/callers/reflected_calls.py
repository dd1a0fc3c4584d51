"""Who calls what is looked up by a computed name: ``getattr(module, name)(...)``, ``globals()[name](...)``.

To find out what each look-up gives would cost more than the rest of a scan. So only those are followed that the text
around them lets be called, and that can look into the right module, or into an object of the right class.
"""

import ast
import builtins
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from modelpolicy.program.bindings import dotted_name
from modelpolicy.program.modules import Definition, SourceModule
from modelpolicy.program.syntax import attribute_asked, last_name
from modelpolicy.program.usages import reads_in
from modelpolicy.resolve.callers.carried import Carrier, Handed, Use, uses
from modelpolicy.resolve.callers.handed import Called, calls_of_read
from modelpolicy.resolve.definitions.members import project_bases
from modelpolicy.resolve.definitions.reflected import OWNERS
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.resolve.strings.affixes import written_affixes
from modelpolicy.values.affixes import ANY, Affixes
from modelpolicy.values.places import Place
from modelpolicy.values.values import Namespace, Reflected

_FINDING_MODULES: Final = (("import_module",), ("__import__",), ("globals",), ("sys", "modules"))
"""Names that, together, are read by files that look into modules which they need not name."""

_LOOKING: Final = frozenset(dir(builtins)) - {"map", "filter", "sorted", "min", "max"}
"""Functions of the language that call nothing that they are handed."""

_OWN_NAMES: Final = ("globals", "locals")
"""Functions that give all names of the module that they stand in."""

_IMPORTING: Final = ("import_module", "__import__")
"""Functions that give a module by its name."""

DEEPEST: Final = 3
"""Variables that hand a value on to each other are followed so far."""

MayBe = Callable[[Reflected], bool]


@dataclass(frozen=True, slots=True)
class LookUp:
    """An expression that gives what ``owner`` has under a computed name, or all that it has.

    ``affixes`` are what is written of the name.
    """

    node: ast.expr
    owner: ast.expr
    affixes: Affixes = ANY


def calls_of_looked_up(
    evaluator: Evaluates, looked_for: Definition, names: Collection[str], may_be: MayBe
) -> Iterator[Called]:
    """The calls of what a look-up gives that ``may_be`` what is ``looked_for``: by one of ``names``, written in part.

    By any name, where it is plain what is looked into.
    """
    for module in dict.fromkeys(_naming(evaluator, looked_for)):
        told = (one for one in _look_ups(module, names) if one.affixes != ANY or _is_plain(module, one.owner))
        yield from _calls_of(evaluator, module, told, may_be)


def calls_of_computed(
    evaluator: Evaluates, looked_for: Definition, names: Collection[str], may_be: MayBe
) -> Iterator[Called]:
    """The calls of what any look-up gives that ``may_be`` what is ``looked_for``, and is called by one of ``names``."""
    project = evaluator.project
    finding = (module for words in _FINDING_MODULES for module in project.looking_up(*words))
    for module in dict.fromkeys((*_naming(evaluator, looked_for), *finding)):
        yield from _calls_of(evaluator, module, _look_ups(module, names), may_be)


def _calls_of(
    evaluator: Evaluates, module: SourceModule, look_ups: Iterable[LookUp], may_be: MayBe
) -> Iterator[Called]:
    for look_up in look_ups:
        if any(may_be(one) for one in _given(evaluator, module, look_up)):
            calls = partial(_read, evaluator, module, look_up.node)
            yield from evaluator.remember(("calls of", look_up.node), calls)


def _read(evaluator: Evaluates, module: SourceModule, node: ast.expr) -> tuple[Called, ...]:
    return tuple(calls_of_read(evaluator, module, node))


def _given(evaluator: Evaluates, module: SourceModule, look_up: LookUp) -> tuple[Reflected, ...]:
    """What the look-up can give: the name is not evaluated."""

    def find() -> Iterator[Reflected]:
        for receiver in evaluator.classes.receivers(module, module.scope_of(look_up.node)):
            evaluator.step()
            options = evaluator.callees(look_up.owner, Place(module, receiver)).options
            owners = (option.owner if isinstance(option, Namespace) else option for option in options)
            yield from (Reflected(owner, look_up.affixes) for owner in owners if isinstance(owner, OWNERS))

    return tuple(dict.fromkeys(evaluator.search(("given by", look_up), find).items))


def _naming(evaluator: Evaluates, looked_for: Definition) -> Iterator[SourceModule]:
    """Modules that look into what has the name of the module of ``looked_for``, or that hold a base of its class."""
    home = looked_for.module
    yield home
    yield from evaluator.project.looking_into(home.name.rpartition(".")[2])
    cls = looked_for.node if isinstance(looked_for.node, ast.ClassDef) else home.class_of(looked_for.node)
    if cls is not None:
        yield from (base.module for base in project_bases(evaluator, Definition(home, cls)))


def _is_plain(module: SourceModule, owner: ast.expr) -> bool:
    """Whether the text says what ``owner`` is: something imported, or the module itself."""
    match owner:
        case ast.Call(func=func):
            return last_name(func) in (*_OWN_NAMES, *_IMPORTING)
        case ast.Subscript(slice=ast.Name(id=name)):
            return name == "__name__"  # of sys.modules
        case _:
            return (dotted_name(owner) or "").partition(".")[0] in module.imported


def _look_ups(module: SourceModule, names: Collection[str]) -> Iterator[LookUp]:
    """The look-ups of the module that can be by one of ``names``, and whose result may be called."""
    found = module.remember("look-ups", lambda: tuple(one for one in _find(module) if _may_be_called(module, one.node)))
    return (one for one in found if any(map(one.affixes.fit, names)))


def _find(module: SourceModule) -> Iterator[LookUp]:
    for call in module.calls_by_name.get("getattr", ()):
        match call.args:
            case [owner, name, *_] if not attribute_asked(call):
                yield LookUp(call, owner, written_affixes(module, name))
    for giving in _OWN_NAMES:
        yield from (LookUp(call, call) for call in module.calls_by_name.get(giving, ()))
    for giving in ("vars", "getmembers"):
        yield from (LookUp(call, call.args[0]) for call in module.calls_by_name.get(giving, ()) if call.args)
    yield from (LookUp(node, node.value) for node in module.names("__dict__") if isinstance(node, ast.Attribute))


def _may_be_called(module: SourceModule, node: ast.expr, depth: int = DEEPEST) -> bool:
    """Whether what ``node`` gives can be called, as far as the code around it shows."""
    return any(_leads_to_call(module, use, depth) for use in uses(module, node))


def _leads_to_call(module: SourceModule, use: Use, depth: int) -> bool:
    match use:
        case ast.Call():
            return True
        case Handed(value):
            return not _only_looks(module, value)
        case Carrier(gives=True):
            return True
        case Carrier(name, within=None):
            return name in module.calls_by_name
        case Carrier(name, within=within):
            reads = (node for node in reads_in(module, name) if within is None or module.is_within(node, within))
            return depth > 0 and any(_may_be_called(module, node, depth - 1) for node in reads)


def _only_looks(module: SourceModule, handed: ast.expr) -> bool:
    """Whether it is a function of the language that takes the argument, and calls nothing."""
    parent = module.parents[handed]
    call = module.parents[parent] if isinstance(parent, ast.keyword) else parent
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _LOOKING
