"""Whether a call runs a function, or makes an instance of a class, as far as the source tells what is called."""

import ast
from typing import Final

from modelpolicy.program.modules import Definition, last_name
from modelpolicy.program.started import handed_by
from modelpolicy.resolve.contents.arguments import can_enter
from modelpolicy.resolve.definitions.called import called_name, is_call_of, meant
from modelpolicy.resolve.definitions.members import CONSTRUCTOR, MAKING
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Frame
from modelpolicy.values.values import ClassRef, Receiver, Reflected, Value

OWN_CLASS: Final = "cls"
"""What a classmethod's first parameter is called."""


def enters(evaluator: Evaluates, frame: Frame, function: Definition, receiver: Receiver | None) -> bool:
    """Whether a call of ``function`` still is one in the context of ``frame``."""
    if frame.earlier is not None or _is_plain(frame, called_name(function)):
        return True
    return may_call(evaluator, frame, function, receiver)


def makes(evaluator: Evaluates, frame: Frame, cls: Definition) -> bool:
    """Whether a call that makes instances of ``cls`` still does in the context of ``frame``."""
    return _is_plain(frame, cls.name) or makes_instance(evaluator, frame, cls)


def _is_plain(frame: Frame, name: str) -> bool:
    """Whether the call names what it calls: no context makes a difference to that."""
    return last_name(callee_of(frame)) in (name, CONSTRUCTOR, MAKING, OWN_CLASS)


def may_call(evaluator: Evaluates, site: Frame, function: Definition, receiver: Receiver | None) -> bool:
    """Whether the call runs the function, as far as the source tells what is called."""
    callees = evaluator.callees(callee_of(site), site.caller)
    is_told = any(is_call_of(evaluator, option, function, receiver) for option in callees.options)
    is_untold = callees.open and not callees.options
    return is_told or (is_untold and _is_method_of_unknown(evaluator, site, function))


def _is_method_of_unknown(evaluator: Evaluates, site: Frame, function: Definition) -> bool:
    """Whether the call is one of something unknown, by the method's name, in a file that speaks of the class.

    What Python calls by itself has the name of too many others.
    """
    callee, cls = callee_of(site), function.module.scope_of(function.node)
    if not isinstance(callee, ast.Attribute) or callee.attr != function.name or callee.attr.startswith("__"):
        return False
    if not isinstance(cls, ast.ClassDef) or not can_enter(function, site.call):
        return False
    return site.caller.module.path in evaluator.project.mentions.holding(cls.name)


def makes_instance(evaluator: Evaluates, site: Frame, cls: Definition) -> bool:
    """Whether the call makes an instance of exactly ``cls``."""
    return any(is_class(evaluator, option, cls) for option in called_at(evaluator, site))


def is_class(evaluator: Evaluates, callee: Value, cls: Definition) -> bool:
    """Whether what is called is ``cls``, looked up by a computed name or not."""
    made = meant(evaluator, callee, [cls.name]) if isinstance(callee, Reflected) else [callee]
    return ClassRef(cls) in made


def called_at(evaluator: Evaluates, site: Frame) -> tuple[Value, ...]:
    """What the call can call."""
    return evaluator.callees(callee_of(site), site.caller).options


def callee_of(frame: Frame) -> ast.expr:
    """What is called: the function that the call names, or that it hands to what calls it."""
    is_handed = frame.is_indirect and frame.earlier is None
    return handed_by(frame.call, frame.skipped, is_packed=frame.is_packed) if is_handed else frame.call.func
