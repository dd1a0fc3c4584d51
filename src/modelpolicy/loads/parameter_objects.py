"""Objects that a library takes its arguments in: what such a call is asked for stands in the calls that made them.

``create_from_options(Options(base_options=BaseOptions(model_asset_path="hand.task")))``
"""

from collections.abc import Iterator
from typing import Final

from modelpolicy.extract.loader import Loader
from modelpolicy.resolve.contents.arguments import argument, callers_decide, given_arguments, may_pass_more
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Frame
from modelpolicy.values.values import NOTHING, Result, Value, Values, unknown

MOST_NESTED: Final = 4
"""Objects in objects that are looked into."""


def saying(evaluator: Evaluates, loader: Loader, site: Frame) -> list[Frame]:
    """The calls whose arguments say what is loaded at ``site``: that one, or those that made what it is handed."""
    handed = _handed_to(evaluator, loader, site)
    if handed is None:
        return [site]
    if loader.fixed:
        return list(_made(evaluator, handed, 0))
    return [one for one in _made(evaluator, handed, MOST_NESTED) if _may_name(evaluator, loader, one)]


def left_open(evaluator: Evaluates, loader: Loader, site: Frame) -> Values:
    """What decides beside the arguments of the calls that are ``saying`` it."""
    handed = _handed_to(evaluator, loader, site) or NOTHING
    if handed.options and not saying(evaluator, loader, site):
        return unknown("an object of arguments that names no model")
    return handed.rest()


def _handed_to(evaluator: Evaluates, loader: Loader, site: Frame) -> Values | None:
    """The objects of arguments that a call is handed; ``None`` where it takes its arguments itself."""
    one = loader.parameter_object
    return None if one is None else argument(evaluator, site, one.position, one.keywords)


def _made(evaluator: Evaluates, handed: Values, deepest: int) -> Iterator[Frame]:
    """The calls that made the objects, and those in them, which are of the same library."""
    for option in handed.options:
        if isinstance(option, Result) and option.made is not None:
            yield option.made
            for values in _passed(evaluator, option.made) if deepest else ():
                inner = tuple(one for one in values.options if _is_of(_library(option), one))
                yield from _made(evaluator, Values(inner), deepest - 1)


def _passed(evaluator: Evaluates, made: Frame) -> list[Values]:
    positional, named = given_arguments(evaluator, made.call, made.caller)
    return [*positional, *named.values()]


def _may_name(evaluator: Evaluates, loader: Loader, made: Frame) -> bool:
    """Whether the call that made an object passes what names a model, as far as the source shows it."""
    library = loader.calls[0].partition(".")[0]
    parts = (*loader.parts, *loader.also)
    given = (argument(evaluator, made, one.position, one.keywords) for one in parts)
    named = (values for values in given if values is not None)
    is_named = any(values.open or not all(_is_of(library, one) for one in values.options) for values in named)
    return is_named or may_pass_more(evaluator, made) or callers_decide(evaluator, made)


def _library(made: Result) -> str:
    return made.callee.partition(".")[0]


def _is_of(library: str, option: Value) -> bool:
    """Whether it is an object that ``library`` has made."""
    return isinstance(option, Result) and _library(option) == library
