"""What objects and modules take from dicts, or under computed names, for their attributes."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from modelpolicy.program.bindings import Binding
from modelpolicy.program.dependence import names_read
from modelpolicy.program.modules import SourceModule
from modelpolicy.resolve.contents.containers import is_command_line
from modelpolicy.resolve.names.bound import bound_value
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.resolve.strings.affixes import written_affixes
from modelpolicy.values.affixes import ANY, Affixes
from modelpolicy.values.collected import Table
from modelpolicy.values.keys import keys_of
from modelpolicy.values.places import Place
from modelpolicy.values.values import Value, Values, unknown


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken: a dict. ``affixes`` are what is written of the name where that is one that is computed."""

    values: Values
    affixes: Affixes = ANY

    def under(self, evaluator: Evaluates, name: str) -> Iterator[Values]:
        """What it has for the attribute ``name``, or may have."""
        entries = (_entry(evaluator, option, name) for option in self.values.options)
        yield from (found for found in entries if found is not None)
        if self.values.open and self.affixes.fit(name):
            yield self.values.rest()


def taken(evaluator: Evaluates, binding: Binding, place: Place) -> Taken:
    """What is taken where ``binding`` runs in ``place``."""
    assert binding.value is not None
    if binding.key is None:
        return Taken(evaluator.evaluate(binding.value, place))
    return Taken(bound_value(evaluator, binding, place), written_affixes(place.module, binding.key))


def under(evaluator: Evaluates, binding: Binding, module: SourceModule, name: str) -> Iterator[Values]:
    """What ``binding`` in ``module`` gives to what is called ``name``: whatever call or turn that it runs in."""
    assert binding.value is not None
    place = Place(module)
    if binding.key is None:
        yield from Taken(evaluator.evaluate(binding.value, place)).under(evaluator, name)
    elif name not in _read_around(module, binding):
        keys, is_told = keys_of(evaluator.evaluate(binding.key, place))
        if name in keys:
            yield evaluator.evaluate(binding.value, place)
        elif not is_told and written_affixes(module, binding.key).fit(name):
            yield unknown(f"what is set under a computed name, {name} perhaps")


def _read_around(module: SourceModule, binding: Binding) -> frozenset[str]:
    """The names that say what is set: to ask what else they can be, while that is found out, leads nowhere."""
    loops = (node.iter for node in module.above(binding.statement) if isinstance(node, ast.For))
    return frozenset().union(*map(names_read, (binding.statement, *loops)))


def _entry(evaluator: Evaluates, option: Value, name: str) -> Values | None:
    if isinstance(option, Table):
        return option.get(name)
    if not is_command_line(option):
        return unknown(f"a dict that attributes are taken from, {name} perhaps")
    said = evaluator.attribute(option, name)
    return said if said.open else None
