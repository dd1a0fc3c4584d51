"""Whose code it is that runs: the definition that a call belongs to, and the receiver that a scope runs for."""

import ast

from modelpolicy.program.modules import Definition, ScopeNode, SourceModule
from modelpolicy.resolve.definitions.members import CONSTRUCTOR, find_method
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place
from modelpolicy.values.values import Instance, Receiver


def owner(place: Place, call: ast.AST) -> str:
    """The definition that a call belongs to: the class that runs it, else the outermost function around it."""
    if place.receiver is not None:
        return place.receiver.definition.qualified_name
    scope = place.module.scope_of(call)
    while not isinstance(scope, ast.Module):
        outer = place.module.scope_of(scope)
        if isinstance(outer, ast.Module):
            break
        scope = outer
    return Definition(place.module, scope).qualified_name


def place_in(evaluator: Evaluates, module: SourceModule, scope: ScopeNode, receiver: Receiver | None) -> Place:
    """Where ``scope``'s code runs for ``receiver``: in a constructor, with the call that made the instance."""
    if isinstance(receiver, Instance) and receiver.made is not None:
        constructor = find_method(evaluator, receiver.definition, CONSTRUCTOR)
        if constructor is not None and constructor.node is scope:
            return Place(module, receiver, scope, receiver.made)
    return Place(module, receiver)
