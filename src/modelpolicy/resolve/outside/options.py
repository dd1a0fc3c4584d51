"""What the command line can say, by argparse, click, typer and fire. Always open: a user decides too."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from typing import Final

from modelpolicy.domain.load import Step
from modelpolicy.program.bindings import Binding
from modelpolicy.program.modules import Definition, Function, SourceModule, last_name
from modelpolicy.program.usages import reads_of
from modelpolicy.resolve.contents.arguments import argument
from modelpolicy.resolve.contents.containers import elements, is_command_line
from modelpolicy.resolve.outside.parsers import Declaration, handed_on, of_command
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Frame, Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import NOTHING, Constant, External, Result, Values, union, unknown

_DECORATORS: Final = frozenset({"option", "argument"})
_COMMAND: Final = "command"
_RUNNERS: Final = ("fire.Fire", "typer.run")


def parsed_option(evaluator: Evaluates, namespace: Result, name: str) -> Values | None:
    """``args.name`` of what an argparse parser gave back; ``None`` where the module declares no such option."""
    if namespace.made is None or not is_command_line(namespace):
        return None
    for modules in _adding(evaluator, namespace.made):
        if defaults := [found for module in modules for found in _set_defaults(evaluator, module, name)]:
            return union([*defaults, Values((), open=True, reason=f"command line option {name}")])
        if declared := _declarations(evaluator, namespace, modules, name):
            values = _decided(evaluator, declared, name)
            return reduce(lambda found, one: _set_later(evaluator, one, name, found), modules, values)
    return None


def for_command(evaluator: Evaluates, command: Definition, call: Frame, values: Values) -> Values:
    """What ``args.run(args)`` hands to ``command``: the command line has chosen it."""
    callee = call.call.func
    if not isinstance(callee, ast.Attribute) or not any(map(is_command_line, values.options)):
        return values
    said = evaluator.evaluate(callee.value, call.caller).options
    options = (
        replace(one, command=command) if isinstance(one, Result) and one in said else one for one in values.options
    )
    return replace(values, options=tuple(options))


def _adding(evaluator: Evaluates, parsing: Frame) -> Iterator[tuple[SourceModule, ...]]:
    """The modules that can add options to the parser: where it is used, where it is made, where it is handed on to."""
    own = tuple(dict.fromkeys(_declaring(evaluator, parsing)))
    yield from ((module,) for module in own)
    handed = dict.fromkeys(module for one in own for module in handed_on(evaluator, one))
    yield tuple(module for module in handed if module not in own)


def _declarations(
    evaluator: Evaluates, namespace: Result, modules: tuple[SourceModule, ...], name: str
) -> list[Declaration]:
    """The calls that add the option; of the command that has been chosen, where one has it."""
    calls = ((module, call) for module in modules for call in module.calls_by_name.get("add_argument", ()))
    declared = [(module, call) for module, call in calls if _declares(evaluator, call, name, module)]
    told = of_command(evaluator, namespace.command, declared, modules) if namespace.command and declared else []
    return told or declared


def _set_defaults(evaluator: Evaluates, module: SourceModule, name: str) -> Iterator[Values]:
    """``parser.set_defaults(name=value)``."""
    for call in module.calls_by_name.get("set_defaults", ()):
        yield from (evaluator.evaluate(one.value, Place(module)) for one in call.keywords if one.arg == name)


def _set_later(evaluator: Evaluates, module: SourceModule, name: str, values: Values) -> Values:
    """The same where a module of the parser's sets the option anew: ``if args.name == "auto": args.name = None``."""
    for target, binding in module.assignments.attributes_set.get(name, ()):
        if any(map(is_command_line, evaluator.evaluate(target, Place(module)).options)):
            gone = {text.text for text in _replaced(evaluator, module, binding.statement, name).texts}
            kept = (option for option in values.options if not (isinstance(option, Text) and option.text in gone))
            values = union([replace(values, options=tuple(kept)), _set_to(evaluator, module, binding)])
    return values


def _set_to(evaluator: Evaluates, module: SourceModule, binding: Binding) -> Values:
    """What a plain assignment sets an option to."""
    if binding.kind != "value" or binding.path or binding.value is None:
        return unknown(f"what {binding.name} is set to")
    return evaluator.evaluate(binding.value, Place(module))


def _replaced(evaluator: Evaluates, module: SourceModule, statement: ast.AST, name: str) -> Values:
    """What the option was where ``statement`` sets it: what the branch that does so compares it with."""
    match module.parents[statement]:
        case ast.If(test=ast.Compare(left=ast.Attribute(attr=asked), ops=[ast.Eq()], comparators=[known]), body=body):
            is_replaced = asked == name and any(statement is one for one in body)
            return evaluator.evaluate(known, Place(module)) if is_replaced else NOTHING
        case _:
            return NOTHING


def _declaring(evaluator: Evaluates, parsing: Frame) -> Iterator[SourceModule]:
    """The modules that can add arguments to the parser: the one that parses, and the one that makes the parser."""
    yield parsing.caller.module
    callee = parsing.call.func
    parsers = evaluator.evaluate(callee.value, parsing.caller).options if isinstance(callee, ast.Attribute) else ()
    made = (one.made.caller.module for one in parsers if isinstance(one, Result) and one.made is not None)
    yield from (module for module in made if module is not parsing.caller.module)


def decorated_option(evaluator: Evaluates, module: SourceModule, function: Function, name: str) -> Values | None:
    """The parameter ``name`` of a click command; ``None`` where no decorator declares it."""
    calls = [node for node in getattr(function, "decorator_list", []) if isinstance(node, ast.Call)]
    options = [call for call in calls if last_name(call.func) in _DECORATORS]
    declared = [call for call in options if _declares(evaluator, call, name, module)]
    return _decided(evaluator, [(module, call) for call in declared], name) if declared else None


def is_command(evaluator: Evaluates, function: Definition) -> bool:
    """Whether a command line calls the function with what a user says: ``fire.Fire(f)``, ``@app.command()``."""
    return evaluator.remember(("is a command", function), lambda: _is_command(evaluator, function))


def _is_command(evaluator: Evaluates, function: Definition) -> bool:
    decorators = getattr(function.node, "decorator_list", [])
    if any(isinstance(one, ast.Call) and last_name(one.func) == _COMMAND for one in decorators):
        return True
    return any(_is_run(evaluator, function.name, runner) for runner in _RUNNERS)


def _is_run(evaluator: Evaluates, name: str, runner: str) -> bool:
    """Whether something called ``name`` is handed to ``runner``."""
    called = runner.rpartition(".")[2]
    reads = reads_of(evaluator.project, name, called)
    runs = ((module, module.parents[node], node) for module, node in reads)
    return any(
        External(runner) in evaluator.evaluate(call.func, Place(module)).options
        for module, call, node in runs
        if isinstance(call, ast.Call) and node in call.args and last_name(call.func) == called
    )


def _declares(evaluator: Evaluates, call: ast.Call, name: str, module: SourceModule) -> bool:
    frame = Frame(call, Place(module))
    destination = argument(evaluator, frame, None, ("dest",))
    if destination is not None:
        return name in {text.text for text in destination.texts}
    flags = [text.text for value in call.args for text in evaluator.evaluate(value, frame.caller).texts]
    return name in {flag.lstrip("-").replace("-", "_").partition("/")[0] for flag in flags}


def _decided(evaluator: Evaluates, declared: list[Declaration], name: str) -> Values:
    found = [values for module, call in declared for values in _declared_values(evaluator, call, module)]
    module, first = declared[0]
    step = Step(module.location(first), f"option {name}")
    return union([*found, Values((), open=True, reason=f"command line option {name}")]).through(step)


def _declared_values(evaluator: Evaluates, call: ast.Call, module: SourceModule) -> Iterator[Values]:
    frame = Frame(call, Place(module))
    default = argument(evaluator, frame, None, ("default",))
    required = argument(evaluator, frame, None, ("required",)) or NOTHING
    if default is not None and required.options != (Constant(True),):
        options = tuple(option for option in default.options if option != Constant(None))
        yield Values(options, default.open, default.reason)
    choices = argument(evaluator, frame, None, ("choices",))
    if choices is not None:
        yield elements(choices)
