"""How a string begins and ends that the source shows only in part: ``load_`` of ``f"load_{kind}"``."""

import ast
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile
from typing import Final

from modelpolicy.program.flow import reaching
from modelpolicy.program.modules import SourceModule
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.affixes import Affixes
from modelpolicy.values.places import Place

_SLOT: Final = re.compile(r"%[^%]|\{[^{}]*\}")
"""What a template leaves to be filled in."""

_UNKNOWN: Final = ast.Constant(None)

_ESCAPED: Final = ("%%", "{{", "}}")


def affixes_of(evaluator: Evaluates, expression: ast.expr, place: Place) -> Affixes:
    """What is known of the string that ``expression`` gives in ``place``."""
    return _affixes(_parts(place.module, expression), lambda part: _texts(evaluator, part, place))


def written_affixes(module: SourceModule, expression: ast.expr) -> Affixes:
    """The same as far as it is written: nothing is evaluated."""
    return _affixes(_parts(module, expression), _written)


def _affixes(parts: Iterable[ast.expr], texts_of: Callable[[ast.expr], list[str]]) -> Affixes:
    """What is known of a string that is put together from ``parts``, each of which can be several texts, or any."""
    pending = deque(parts)
    begins, ends = "", ""
    while pending:
        texts = texts_of(pending.popleft())
        begins += _shared(texts)
        if len(texts) != 1:
            break
    while pending and len(texts := texts_of(pending.pop())) == 1:
        ends = texts[0] + ends
    return Affixes(begins, ends)


def _shared(texts: list[str]) -> str:
    """The longest beginning that all strings have."""
    same = takewhile(lambda signs: len(set(signs)) == 1, zip(*texts, strict=False))
    return "".join(signs[0] for signs in same)


def _texts(evaluator: Evaluates, part: ast.expr, place: Place) -> list[str]:
    """All that a part can be; nothing where that is not known."""
    if isinstance(part, ast.Constant):
        return _written(part)
    values = evaluator.evaluate(part, place)
    texts = [text.text for text in values.texts]
    return [] if values.open or len(texts) < len(values.options) else texts


def _written(part: ast.expr) -> list[str]:
    return [part.value] if isinstance(part, ast.Constant) and isinstance(part.value, str) else []


def _parts(module: SourceModule, expression: ast.expr) -> Iterator[ast.expr]:
    """The expressions that a string is put together from, in their order."""
    match expression:
        case ast.JoinedStr(values=values):
            yield from (_plain(value) for value in values)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from _parts(module, left)
            yield from _parts(module, right)
        case ast.BinOp(left=ast.Constant(value=str(template)), op=ast.Mod()):
            yield from _around_slots(template)
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(template)), attr="format")):
            yield from _around_slots(template)
        case ast.Name(id=name):
            yield from _parts_of_name(module, expression, name)
        case _:
            yield expression


def _plain(value: ast.expr) -> ast.expr:
    """What an f-string's part shows as it is."""
    if not isinstance(value, ast.FormattedValue):
        return value
    return _UNKNOWN if value.format_spec else value.value


def _around_slots(template: str) -> Iterator[ast.expr]:
    """What stands before the first slot of a template and behind the last."""
    if any(sign in template for sign in _ESCAPED):
        yield _UNKNOWN
        return
    first, *rest = _SLOT.split(template)
    yield from (ast.Constant(first), _UNKNOWN, ast.Constant(rest[-1])) if rest else (ast.Constant(first),)


def _parts_of_name(module: SourceModule, use: ast.expr, name: str) -> Iterator[ast.expr]:
    """Those of what a name is bound to; the name itself where that is not plain."""
    reached = reaching(module, use, name, module.scope_of(use))
    match reached.bindings:
        case (binding,) if binding.kind == "value" and binding.value and not binding.path and not reached.from_before:
            yield from _parts(module, binding.value)
        case _:
            yield use
