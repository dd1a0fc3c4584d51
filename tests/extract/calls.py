"""Literal calls, asked of the catalogue as the resolver does: the smallest stand-in for it."""

from modelpolicy.extract.canonical import model_id
from modelpolicy.extract.catalogue import Argument, Catalogue, Loader
from modelpolicy.extract.loader import read_loader

Literal = str | bool | list[str] | None


def loads(catalogue: Catalogue, callee: str, *args: Literal, **kwargs: Literal) -> tuple[str, str, list[str]] | None:
    """The loader's name, its role and the canonical ids; ``None`` where the call is no load."""
    loader = catalogue.match(callee)
    if loader is None or not _is_load(loader, args, kwargs):
        return None
    if loader.fixed:
        return loader.name, loader.role, list(loader.fixed)
    found = [model_id(loader, text, callee) for text in _written(loader, args, kwargs)]
    ids = [str(one) for one in found if one]
    return (loader.name, loader.role, ids) if ids else None


def loader(**fields: object) -> Loader:
    """A row with what a test does not care about filled in."""
    return read_loader({"name": "test", "calls": ["pkg.load"], "store": "test", "model": [0], **fields})


def matching_name(pattern: str, runs: list[list[str]], fill: str) -> str:
    """A name that ``pattern`` matches: ``runs`` for each ``**``, ``fill`` for each ``*`` within a segment."""
    segments: list[str] = []
    for number, piece in enumerate(pattern.split(".")):
        segments += runs[number] if piece == "**" else [piece.replace("*", fill or "z")]
    return ".".join(segments)


def _given(argument: Argument, args: tuple[Literal, ...], kwargs: dict[str, Literal]) -> Literal:
    for keyword in argument.keywords:
        if keyword in kwargs:
            return kwargs[keyword]
    position = argument.position
    return args[position] if position is not None and position < len(args) else None


def _is_load(loader: Loader, args: tuple[Literal, ...], kwargs: dict[str, Literal]) -> bool:
    if loader.only_with and not any(_given(one, args, kwargs) for one in loader.only_with):
        return False
    if any(kwargs.get(keyword, "") is None for one in loader.unless_off for keyword in one.keywords):
        return False
    return not any(kwargs.get(keyword) in values for keyword, values in loader.unless.items())


def _written(loader: Loader, args: tuple[Literal, ...], kwargs: dict[str, Literal]) -> list[str]:
    if loader.from_callee:
        return [""]
    given = [_given(part, args, kwargs) for part in loader.parts]
    if given[0] is None:
        task = _given(loader.task, args, kwargs) if loader.task else None
        return list(loader.default) if task is None else [loader.defaults[str(task)]]
    if isinstance(given[0], list):
        return given[0]
    return ["/".join(part for part in given if isinstance(part, str))]
