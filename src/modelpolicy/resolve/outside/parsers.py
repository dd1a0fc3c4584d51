"""Which code adds options to a parser of the command line, and whose options they are where commands have their own."""

import ast
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from modelpolicy.program.modules import Definition, SourceModule
from modelpolicy.resolve.contents.arguments import argument, passed_as
from modelpolicy.resolve.contents.containers import elements
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place
from modelpolicy.values.values import FunctionRef, Result, Value

Declaration: TypeAlias = tuple[SourceModule, ast.Call]
"""A call that adds an option, with the module that it stands in."""

_MAKERS: Final = (
    "ArgumentParser",
    "add_subparsers",
    "add_parser",
    "add_argument_group",
    "add_mutually_exclusive_group",
)
"""What gives a parser, or a part of one that takes options too."""


def handed_on(evaluator: Evaluates, module: SourceModule) -> tuple[SourceModule, ...]:
    """The other modules whose functions are handed a parser, or a part of one, that ``module`` makes."""
    return evaluator.remember(("parsers handed on", module), lambda: tuple(_handed_on(evaluator, module)))


def _handed_on(evaluator: Evaluates, module: SourceModule) -> Iterator[SourceModule]:
    seen = dict.fromkeys(_made_in(module))
    reached = {module}
    todo = list(seen)
    while todo:
        place, name = todo.pop()
        for function, parameter in _takers(evaluator, place, name):
            new = [(function.module, parameter)]
            if function.module not in reached:
                reached.add(function.module)
                yield function.module
                new += _made_in(function.module)
            todo += [one for one in new if one not in seen]
            seen.update(dict.fromkeys(new))


def _made_in(module: SourceModule) -> Iterator[tuple[SourceModule, str]]:
    """The names of the parsers that ``module`` makes."""
    for call in (call for maker in _MAKERS for call in module.calls_by_name.get(maker, ())):
        match module.parents[call]:
            case ast.Assign(targets=[ast.Name(id=name)]):
                yield module, name


def _takers(evaluator: Evaluates, module: SourceModule, name: str) -> Iterator[tuple[Definition, str]]:
    """The functions that ``module`` hands its parser ``name``, each with the parameter that takes it."""
    for read in module.names(name):
        parent = module.parents[read]
        call = module.parents[parent] if isinstance(parent, ast.keyword) else parent
        if isinstance(call, ast.Call) and call.func is not read:
            callees = evaluator.callees(call.func, Place(module)).options
            called = (one for one in callees if isinstance(one, FunctionRef))
            for function in (one.definition for one in called):
                yield from ((function, parameter) for parameter, given in passed_as(function, call) if given is read)


def of_command(
    evaluator: Evaluates, command: Definition, declared: list[Declaration], modules: Iterable[SourceModule]
) -> list[Declaration]:
    """Those of ``declared`` that ``command`` can be told: by the parser that chooses it, parts of it, those above."""
    defaults = ((module, call) for module in modules for call in module.calls_by_name.get("set_defaults", ()))
    choosing = [one for one in defaults if _chooses(evaluator, one, command)]
    own = {call for one in choosing for call in _making(evaluator, one)}
    above = _lineage(evaluator, [parser for one in choosing for parser in _parsers(evaluator, one)])
    return [one for one in declared if own and _is_among(evaluator, one, own, above)]


def _chooses(evaluator: Evaluates, default: Declaration, command: Definition) -> bool:
    """``parser.set_defaults(run=command)``."""
    module, call = default
    values = [evaluator.evaluate(keyword.value, Place(module)) for keyword in call.keywords]
    return any(isinstance(one, FunctionRef) and one.definition == command for each in values for one in each.options)


def _is_among(evaluator: Evaluates, declared: Declaration, own: set[ast.Call], above: set[ast.Call]) -> bool:
    making = _making(evaluator, declared)
    return not making or bool(making & above) or bool(_lineage(evaluator, _parsers(evaluator, declared)) & own)


def _making(evaluator: Evaluates, declaration: Declaration) -> set[ast.Call]:
    """The calls that make the parsers to which something is added; none where the source does not tell."""
    return {parser.made.call for parser in _parsers(evaluator, declaration) if parser.made is not None}


def _parsers(evaluator: Evaluates, declaration: Declaration) -> list[Result]:
    module, call = declaration
    of = call.func.value if isinstance(call.func, ast.Attribute) else None
    return [] if of is None else list(_made_parsers(evaluator.evaluate(of, Place(module)).options))


def _lineage(evaluator: Evaluates, parsers: list[Result]) -> set[ast.Call]:
    """The calls that make the parsers, those that they are parts of, and those whose options they take over."""
    found: set[ast.Call] = set()
    todo = list(parsers)
    while todo:
        made = todo.pop().made
        if made is not None and made.call not in found:
            found.add(made.call)
            whole = made.call.func.value if isinstance(made.call.func, ast.Attribute) else None
            options = () if whole is None else evaluator.evaluate(whole, made.caller).options
            taken_over = argument(evaluator, made, None, ("parents",))
            more = () if taken_over is None else elements(taken_over).options
            todo += _made_parsers((*options, *more))
    return found


def _made_parsers(values: Iterable[Value]) -> Iterator[Result]:
    return (one for one in values if isinstance(one, Result) and one.callee.rpartition(".")[2] in _MAKERS)
