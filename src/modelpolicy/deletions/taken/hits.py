"""What a deletion takes away of models and stores."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from modelpolicy.deletions.taken.places import HUB_FOLDER, Cache, Places
from modelpolicy.domain.confidence import Confidence
from modelpolicy.domain.deletion import Deletion, Unresolved
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.path_part import DEEP, EVERY, SET_END, SET_START, is_wild
from modelpolicy.domain.path_pattern import HOME, Path, PathPattern

if TYPE_CHECKING:
    from modelpolicy.domain.location import Location

_WEIGHTS: Final = ("bin", "safetensors", "json", "onnx", "pt", "pth", "h5", "gguf", "ckpt", "msgpack", "model", "txt")
_HEX: Final = f"{SET_START}0-9a-f{SET_END}"
_INSIDE: Final[tuple[Path, ...]] = (
    ("blobs", _HEX * 64),
    ("blobs", _HEX * 40),
    *(("snapshots", _HEX * 40, f"{EVERY}.{ending}") for ending in _WEIGHTS),
    ("refs", "main"),
    *((f"{EVERY}.{ending}",) for ending in _WEIGHTS),
)
"""What lies in the directory of a model, of the hub or of another store."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A model that a deletion takes, whole or in part. ``path`` is its place; ``certainty`` that it is taken."""

    model: ModelId
    path: Path
    certainty: Confidence


def by_target(deletions: Iterable[Deletion]) -> Iterable[list[Deletion]]:
    """What one word of one command deletes, together: it can be several things."""
    found: defaultdict[tuple[Location, str], list[Deletion]] = defaultdict(list)
    for deletion in deletions:
        found[deletion.location, deletion.shown].append(deletion)
    return found.values()


def hit(deletion: Deletion, model: ModelId, places: Places) -> Hit | None:
    """How ``deletion`` takes ``model`` away, where it is a deletion of paths or names the model."""
    if deletion.target == model:
        return Hit(model, (), deletion.certainty)
    if not isinstance(deletion.target, PathPattern):
        return None
    for path in places.of(model):
        certainty = _certainty(deletion, deletion.target, path)
        if certainty is not None:
            return Hit(model, path, certainty)
    return None


def _certainty(deletion: Deletion, pattern: PathPattern, path: Path) -> Confidence | None:
    if pattern.is_open:
        is_taken = any(_tells(form) and _takes(deletion, PathPattern((form,)), path) for form in pattern.forms)
        return "low" if is_taken else None
    if _takes(deletion, _known_part(pattern), path):
        return deletion.certainty
    if _takes(deletion, pattern, path):
        return "low"
    if path[-1].startswith(HUB_FOLDER) and any(_is_elsewhere(form) for form in pattern.forms):
        anywhere = PathPattern(tuple(_from_folder(form) for form in pattern.forms if _is_elsewhere(form)))
        return "medium" if _takes(deletion, anywhere, path) else None
    return None


def _takes(deletion: Deletion, pattern: PathPattern, path: Path) -> bool:
    if pattern.names(path) or (deletion.is_recursive and pattern.covers(path)):
        return True
    if not pattern.touches(PathPattern((path,))):
        return False
    return any(len(form) > len(path) or DEEP in form for form in pattern.forms) and any(
        pattern.names((*path, *inside)) or (deletion.is_recursive and pattern.covers((*path, *inside)))
        for inside in _INSIDE
    )


def _tells(form: Path) -> bool:
    """Whether what is known of an open path says more than a common name."""
    known = [part for part in form if part != DEEP and not is_wild(part)]
    return len(known) > 1 or any(part.startswith(HUB_FOLDER) for part in form)


def _is_elsewhere(form: Path) -> bool:
    """Whether the hub's layout is used in a directory of the machine's own: not in the home, nor in a quoted ``~``."""
    return form[:1] != (HOME,) and "~" not in form and any(part.startswith(HUB_FOLDER) for part in form)


def _from_folder(form: Path) -> Path:
    place = next(number for number, part in enumerate(form) if part.startswith(HUB_FOLDER))
    return (DEEP, *form[place:])


def whole_caches(deletion: Deletion, places: Places) -> Iterator[Cache]:
    """The caches that the deletion empties: a model that nobody has yet would go too."""
    target = deletion.target
    if isinstance(target, PathPattern) and not target.is_open:
        pattern = _known_part(target)
        for cache in places.caches:
            if any(_empties(deletion, pattern, sample) for sample in cache.samples):
                yield cache


def _empties(deletion: Deletion, pattern: PathPattern, sample: Path) -> bool:
    return pattern.names(sample) or (deletion.is_recursive and pattern.covers(sample))


def _known_part(pattern: PathPattern) -> PathPattern:
    """Without the forms that end with unknown text: what that names is anything, and hardly all of it."""
    return PathPattern(tuple(form for form in pattern.forms if form[-1:] != (DEEP,)), pattern.variable)


def concerns_models(deletion: Deletion, models: Iterable[ModelId], places: Places) -> bool:
    """Whether the deletion takes a model that is known, a repository of the hub, or all of a store."""
    match deletion.target:
        case Unresolved():
            return False
        case PathPattern(forms):
            is_folder = any(form[-1].startswith(HUB_FOLDER) for form in forms if form)
            is_known = is_folder or any(hit(deletion, model, places) for model in models)
            return is_known or any(whole_caches(deletion, places))
        case _:
            return True
