"""Calls that no row of the catalogue lists, and that their values speak for: a library is handed a model.

What stands in the call is looked at first: nearly all calls are out before anything is evaluated.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from modelpolicy.domain.load import Role
from modelpolicy.extract.loader import Argument, Loader
from modelpolicy.extract.looks import (
    ENOUGH,
    TELLING,
    confidence,
    is_hub_name,
    may_load,
    may_name_a_model,
    signs_of_names,
    signs_of_value,
    speaks_of_downloads,
    speaks_of_models,
    words,
)
from modelpolicy.loads.callees import LibraryCallee, library_callees
from modelpolicy.loads.contexts import places_of, places_of_receivers
from modelpolicy.loads.looking import is_imported
from modelpolicy.program.modules import SourceModule, last_name
from modelpolicy.program.project import TooMuchSourceError
from modelpolicy.resolve.contents.arguments import argument
from modelpolicy.resolve.contents.containers import elements
from modelpolicy.resolve.flow.loop_turns import MOST_CONTEXTS
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.resolve.strings.downloads import signs_of_download
from modelpolicy.values.collected import Items
from modelpolicy.values.places import Frame, Place
from modelpolicy.values.values import Values, union

NAME: Final = "other"

MOST_POSITIONS: Final = 3
"""A model stands among the first arguments, or under a name."""

MOST_SOURCE: Final = 500_000
"""Bytes that are parsed to see whether an argument may name a model."""

_ROLES: Final[tuple[Role, ...]] = ("tokenizer", "processor")
_FOLLOWED: Final = (ast.Name, ast.Attribute, ast.Subscript, ast.Call, ast.BinOp, ast.BoolOp, ast.IfExp, ast.JoinedStr)
_HOLDING: Final = (ast.Call, ast.BinOp, ast.BoolOp, ast.IfExp, ast.JoinedStr, ast.List, ast.Tuple, ast.Starred)


@dataclass(frozen=True, slots=True)
class Unlisted:
    """How a call reads as a load: the row that the catalogue would have for it."""

    callee: LibraryCallee
    loader: Loader


def unlisted(evaluator: Evaluates, module: SourceModule, call: ast.Call) -> list[Unlisted]:
    """The call as a load, once for each argument that names a model; nothing where it is none."""
    promising = list(_promising(module, call)) if may_load(f".{last_name(call.func) or NAME}") else []
    if not promising:
        return []
    callees = (
        one
        for one in library_callees(evaluator, evaluator.glance(call.func, Place(module)))
        if _is_library(evaluator, module, one)
    )
    callee = next(callees, None)
    if callee is None:
        return []
    promising = _telling(evaluator, module, call, callee, promising)
    if not promising:
        return []
    sites = [Frame(call, place, earlier=callee.given) for place in places_of(evaluator, module, call)]
    rows = (_row(evaluator, callee, one, _values(evaluator, one, sites)) for one in promising)
    return [Unlisted(callee, row) for row in rows if row is not None]


def _promising(module: SourceModule, call: ast.Call) -> Iterator[Argument]:
    """The arguments that can name a model: they spell one out, or a name says that they do.

    Of positional arguments that spell one out only the first counts: what comes behind is what is written.
    """
    called = last_name(call.func)
    is_about_models = (speaks_of_models(called) or speaks_of_downloads(called)) and is_imported(module, call.func)
    for position, expression in enumerate(call.args[:MOST_POSITIONS]):
        if _spells_out(expression) or _is_worth_following(expression, is_about_models):
            yield Argument(position, ())
        if _spells_out(expression):
            break
    for keyword in call.keywords:
        if keyword.arg and may_name_a_model(keyword.arg):
            speaks = is_about_models or speaks_of_models(keyword.arg)
            if _spells_out(keyword.value) or _is_worth_following(keyword.value, speaks):
                yield Argument(None, (keyword.arg,))


def _is_worth_following(expression: ast.expr, is_about_models: bool) -> bool:
    speaks = is_about_models or speaks_of_models(last_name(expression))
    return speaks and isinstance(expression, _FOLLOWED)


def _spells_out(expression: ast.expr) -> bool:
    """Whether a string that stands in the expression ends like the name of a model."""
    if isinstance(expression, ast.Constant):
        return isinstance(expression.value, str) and signs_of_value(f"x{expression.value}") > 0
    return isinstance(expression, _HOLDING) and any(
        _spells_out(child) for child in ast.iter_child_nodes(expression) if isinstance(child, ast.expr)
    )


def _is_library(evaluator: Evaluates, module: SourceModule, callee: LibraryCallee) -> bool:
    """Whether the callee is neither the project's nor the standard library's, and may load."""
    root, imports = callee.name.partition(".")[0], evaluator.project.imports
    is_own = imports.holds(root, module.path) or imports.holds(f".{root}", module.path)  # as a script would see it
    return root not in sys.stdlib_module_names and not is_own and may_load(callee.name)


def _values(evaluator: Evaluates, one: Argument, sites: Iterable[Frame]) -> Values:
    given = (argument(evaluator, site, one.position, one.keywords) for site in sites)
    return union(values for values in given if values is not None)


def _telling(
    evaluator: Evaluates, module: SourceModule, call: ast.Call, callee: LibraryCallee, promising: Iterable[Argument]
) -> list[Argument]:
    """Those of the arguments that name a model, whatever the context: to tell contexts apart takes far longer."""
    try:
        with evaluator.project.within(MOST_SOURCE):
            places = places_of_receivers(evaluator, module, call)[:MOST_CONTEXTS]
            sites = [Frame(call, place, earlier=callee.given) for place in places]
            return [one for one in promising if _row(evaluator, callee, one, _values(evaluator, one, sites))]
    except TooMuchSourceError:
        return []


def _row(evaluator: Evaluates, callee: LibraryCallee, one: Argument, values: Values) -> Loader | None:
    """What a row of the catalogue would say of the argument; ``None`` where too little speaks for a load."""
    many = any(isinstance(option, Items) for option in values.options)
    inner = elements(values) if many else values
    named = signs_of_names(callee.name, "".join(one.keywords))
    signs = {text.text: signs_of_value(text.text, is_path=text.is_path) for text in inner.texts}
    downloaded = (signs_of_download(evaluator, option) for option in inner.options)
    best = max([*signs.values(), *downloaded], default=0)
    level = confidence(best + named) if best >= (TELLING if callee.is_base else 1) else None
    if level is None:
        return None
    accepted = {text for text, found in signs.items() if found and found + named >= ENOUGH}
    return Loader(
        name=NAME,
        calls=(callee.name,),
        store="hf" if any(map(is_hub_name, accepted)) else "file",
        role=_role(callee.name),
        parts=(one,),
        many=many,
        revision=Argument(None, ("revision",)),
        confidence=level,
        ignored=re.compile("|".join(map(re.escape, signs.keys() - accepted))),
    )


def _role(callee: str) -> Role:
    spoken = words(".".join(callee.split(".")[-2:]))
    return next((role for role in _ROLES if role in spoken), "weights")
