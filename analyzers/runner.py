"""All analyzers on one video, each failing alone."""

import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from analyzers.base import Analyzer
from analyzers.errors import MediaError, NothingToReadError
from analyzers.media import Media
from analyzers.result import Analysis, Failure, Result, Segment

_log = logging.getLogger(__name__)


def run(video: Path, analyzers: Iterable[type[Analyzer]], begin: Callable[[str], None] = lambda _: None) -> Result:
    """Run ``analyzers`` in the given order, calling ``begin`` with the name of each before its turn.

    An analyzer is dropped after its turn, so that one model at a time takes up memory.

    Raises:
        MediaError: the file is empty or not a video.
        OSError: the file cannot be read.
    """
    analyzers = tuple(analyzers)
    found: dict[str, tuple[Segment, ...]] = {}
    outcomes: list[Analysis | Failure] = []
    with Media(video, {kind.rate for kind in analyzers if kind.rate is not None}) as media:
        for kind in analyzers:
            begin(kind.name)
            outcome = _attempt(kind, media, found)
            outcomes.append(outcome)
            if isinstance(outcome, Analysis):
                found[kind.name] = outcome.segments
        return Result(
            video=video,
            seconds=media.end,
            analyses=tuple(outcome for outcome in outcomes if isinstance(outcome, Analysis)),
            failures=tuple(outcome for outcome in outcomes if isinstance(outcome, Failure)),
        )


def _attempt(kind: type[Analyzer], media: Media, found: dict[str, tuple[Segment, ...]]) -> Analysis | Failure:
    analyzer = kind()
    try:
        return analyzer.analyze(media, found)
    except Exception as error:  # noqa: BLE001 - libraries raise anything, and the others shall still have their turn
        _log.debug("%s failed", kind.name, exc_info=error)
        return Failure(analyzer=kind.name, reason=_reason(analyzer, error))


def _reason(analyzer: Analyzer, error: Exception) -> str:
    first_line = _first_line(error)
    match error:
        case MediaError() | NothingToReadError():
            return first_line
        case ModuleNotFoundError(name=str()):
            return f"the package {error.name} is not installed; pip install 'modelpolicy[analyzers]' brings it"
        case ImportError():
            return f"a package cannot be imported: {_first_line(_root(error))}"
        case _ if not analyzer.loaded and analyzer.models:
            return f"cannot load {', '.join(analyzer.models)}: {first_line}"
        case _:
            return f"{type(error).__name__}: {first_line}"


def _root(error: BaseException) -> BaseException:
    """What an error came from: libraries that import late hide it behind an error of their own."""
    return error if error.__cause__ is None else _root(error.__cause__)


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0]
