"""Whether what a call is handed makes it a load at all."""

import ast

from modelpolicy.extract.file_roles import belongs_to_no_model
from modelpolicy.extract.loader import Argument, Loader
from modelpolicy.loads.asked import Match, candidates, given_values, written_values
from modelpolicy.loads.contexts import places_of_receivers
from modelpolicy.loads.parameter_objects import saying
from modelpolicy.program.modules import SourceModule
from modelpolicy.resolve.contents.arguments import argument
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Frame
from modelpolicy.values.values import NOTHING, Constant, Values


def may_name_models(evaluator: Evaluates, match: Match, module: SourceModule, call: ast.Call) -> bool:
    """Whether a load that has to name a model names one, whatever the context: to tell these apart takes far longer."""
    if not match.loader.only_known:
        return True
    sites = [Frame(call, place, earlier=match.given) for place in places_of_receivers(evaluator, module, call)]
    return any(_names_models(evaluator, match, site) for site in sites)


def _names_models(evaluator: Evaluates, match: Match, site: Frame) -> bool:
    """Where conditions leave none of what the source shows, or that is too much, contexts may tell more."""
    values = written_values(evaluator, match, site)
    return values.excluded or values.cut or any(True for _ in candidates(evaluator, match, site, values))


def is_load(evaluator: Evaluates, loader: Loader, site: Frame) -> bool:
    """Whether the arguments make the call a load at all (``weights=None`` makes an empty model)."""
    calls = saying(evaluator, loader, site)
    return not calls or any(_makes_it_a_load(evaluator, loader, one) for one in calls)


def _makes_it_a_load(evaluator: Evaluates, loader: Loader, site: Frame) -> bool:
    files = given_values(evaluator, loader.filename, site) or NOTHING
    if files.texts and not files.open and all(belongs_to_no_model(text.text) for text in files.texts):
        return False
    if loader.only_with and not any(_is_on(evaluator, one, site) for one in loader.only_with):
        return False
    if any(_is_off(evaluator, one, site) for one in loader.unless_off):
        return False
    if any(_is_on(evaluator, one, site) for one in loader.unless_with):
        return False
    return not any(_says_otherwise(evaluator, site, keyword, texts) for keyword, texts in loader.unless.items())


def _says_otherwise(evaluator: Evaluates, site: Frame, keyword: str, texts: tuple[str, ...]) -> bool:
    """Whether whatever the call passes for ``keyword`` makes it something else than a load."""
    said = (argument(evaluator, site, None, (keyword,)) or NOTHING).texts
    return bool(said) and all(text.text in texts for text in said)


def _is_on(evaluator: Evaluates, one: Argument, site: Frame) -> bool:
    values = given_values(evaluator, one, site)
    return values is not None and not _is_all_off(values)


def _is_off(evaluator: Evaluates, one: Argument, site: Frame) -> bool:
    values = given_values(evaluator, one, site)
    return values is not None and _is_all_off(values)


def _is_all_off(values: Values) -> bool:
    off = [option for option in values.options if isinstance(option, Constant) and not option.value]
    return bool(off) and len(off) == len(values.options) and not values.open
