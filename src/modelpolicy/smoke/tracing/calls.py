"""Calls of loaders as they were made, to the models that they loaded."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.trace import ObservedLoad, Trace
from modelpolicy.extract.canonical import model_id
from modelpolicy.extract.catalogue import Catalogue
from modelpolicy.extract.loader import Argument, Loader
from modelpolicy.smoke.tracing.recording import Recorded

_HUB: Final = re.compile(r".*/models--(?P<owner>[\w.-]+?)--(?P<name>[\w.-]+)(?:/.*)?")
_INSTALLED: Final = re.compile(r".*/(?:site|dist)-packages/(?P<place>.+)")

Call = Mapping[str, Any]


def trace_of(recorded: Recorded, catalogue: Catalogue, analyzer: str | None = None) -> Trace:
    """Every model of the recorded calls once a place, and the calls of which it cannot be told."""
    loads: dict[ObservedLoad, None] = {}
    unknown: dict[str, None] = {}
    for call in recorded.calls:
        loader = catalogue.match(call["call"]) or catalogue.match(call["row"])
        if loader is None:
            continue
        models = tuple(models_of(loader, call))
        loads.update(dict.fromkeys(ObservedLoad(one, call["call"], _place(call), analyzer) for one in models))
        if not models and _is_asked_for_something(loader, call):
            unknown[f"{call['call']} at {_place(call)}"] = None
    return Trace(tuple(loads), recorded.files, tuple(unknown))


def models_of(loader: Loader, call: Call) -> Iterator[ModelId]:
    """What a call loads, by the row of its loader: the same decisions as ``resolve`` takes for what the source says."""
    for saying in _saying(loader, call):
        for written in _written(loader, saying) if _loads(loader, saying) else ():
            found = model_id(loader.asking(saying["named"]), written, call["call"])
            if found is not None:
                yield _by_its_place(found)


def _saying(loader: Loader, call: Call) -> Iterator[Call]:
    """The call itself, or, as if it had passed them, what each object of arguments holds that it is handed."""
    if loader.parameter_object is None or not _is_given(loader.parameter_object, call):
        yield call
        return
    objects = [_given(loader.parameter_object, call)]
    for one in objects:
        fields = one.get("fields", {}) if isinstance(one, dict) else {}
        objects += fields.values()
        held = {**call, "arguments": [], "named": fields}
        if loader.fixed or any(isinstance(_given(part, held), str) for part in (*loader.parts, *loader.also)):
            yield held


def _loads(loader: Loader, call: Call) -> bool:
    if loader.only_with and not any(_given(one, call) for one in loader.only_with):
        return False
    if any(_is_given(one, call) and _given(one, call) in (None, False) for one in loader.unless_off):
        return False
    return not any(str(call["named"].get(name)) in values for name, values in loader.unless.items())


def _written(loader: Loader, call: Call) -> Iterable[str]:
    more = (_given(one, call) for one in loader.also)
    return (*_named(loader, call), *(one for one in more if isinstance(one, str)))


def _named(loader: Loader, call: Call) -> Iterable[str]:
    if loader.fixed:
        return loader.fixed
    if loader.from_callee:
        return (call["call"].rpartition(".")[2],)
    first, *others = [_given(part, call) for part in loader.parts]
    if first is None:
        return _default(loader, call)
    if isinstance(first, list):
        return [one for one in first if isinstance(one, str)]
    if not isinstance(first, str):
        return ()
    return ("/".join([first, *(one for one in others if isinstance(one, str))]),)


def _default(loader: Loader, call: Call) -> Iterable[str]:
    task = _given(loader.task, call) if loader.task else None
    return loader.default if not isinstance(task, str) else filter(None, (loader.defaults.get(task),))


def _is_given(one: Argument, call: Call) -> bool:
    positions = call["arguments"]
    return any(name in call["named"] for name in one.keywords) or (
        one.position is not None and one.position < len(positions)
    )


def _given(one: Argument, call: Call) -> Any:
    for name in one.keywords:
        if name in call["named"]:
            return call["named"][name]
    positions = call["arguments"]
    return positions[one.position] if one.position is not None and one.position < len(positions) else None


def _by_its_place(model: ModelId) -> ModelId:
    """A file in the hub's cache is the hub's model, and one in an installed package that package's."""
    if model.store != "file":
        return model
    if hub := _HUB.fullmatch(model.name):
        return ModelId("hf", f"{hub['owner']}/{hub['name']}")
    installed = _INSTALLED.fullmatch(model.name)
    return ModelId("bundled", installed["place"]) if installed else model


def _is_asked_for_something(loader: Loader, call: Call) -> bool:
    named = (*loader.parts[:1], *filter(None, (loader.parameter_object,)))
    return any(isinstance(_given(one, call), dict) for one in named)


def _place(call: Call) -> Location | None:
    return Location(call["path"], call["line"]) if call["path"] else None
