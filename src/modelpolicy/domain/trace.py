"""What a program was seen to load."""

from dataclasses import dataclass

from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId


@dataclass(frozen=True, slots=True, order=True)
class ObservedLoad:
    """A call of a loader that was made and did not fail.

    ``model`` is what it loaded, ``call`` the dotted name of the callee, ``location`` the line of the project that the
    call came from; ``None`` where no line of the project had a part in it. ``analyzer`` is the one that was tried;
    ``None`` in a trace of another program.
    """

    model: ModelId
    call: str
    location: Location | None = None
    analyzer: str | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything that was seen of a program and its children.

    ``files`` are the absolute paths of opened files that lie in stores or look like weights. ``open`` are calls of
    loaders whose model was none that can be written down: an object, for example.
    """

    loads: tuple[ObservedLoad, ...] = ()
    files: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
