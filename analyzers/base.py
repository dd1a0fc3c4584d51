"""What all analyzers share, whether they use a model or an algorithm."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, Final, Protocol

from analyzers.errors import NothingToReadError
from analyzers.media import Media
from analyzers.result import Analysis, Segment

Found = Mapping[str, tuple[Segment, ...]]
NOTHING: Final[Found] = MappingProxyType({})


class Samples(Protocol):
    """What `modelpolicy smoke` gives: a film of two seconds with sound, and a sentence, among others."""

    clip: Path
    text: str


class Analyzer(ABC):
    """Turns a video into timed segments.

    A subclass gives ``name`` and ``_find``; one that uses models also ``models`` and ``_load``. ``rate`` is how many
    whole pictures a second it looks at. ``reads`` names the analyzers whose segments it needs: they run before it,
    and those that failed are left out.
    """

    name: ClassVar[str]
    rate: ClassVar[float | None] = None
    reads: ClassVar[tuple[str, ...]] = ()

    def __init__(self) -> None:
        self._loaded = False

    @property
    def models(self) -> tuple[str, ...]:
        """The canonical ids (``<store>:<name>``) of the models that `load` loads; none for an algorithm."""
        return ()

    @property
    def loaded(self) -> bool:
        """Whether `load` has done its work."""
        return self._loaded

    def load(self) -> None:
        """Load the models. Only the first call does something."""
        if not self._loaded:
            self._load()
            self._loaded = True

    def analyze(self, media: Media, found: Found = NOTHING) -> Analysis:
        """Analyse a video, given what was ``found`` in it before; load the models first where that has not happened.

        Raises:
            MediaError: the video lacks the track that is needed.
            NothingToReadError: nothing that the analyzer ``reads`` is among what was found.
            OSError: a model is not there.
        """
        if self.reads and not any(name in found for name in self.reads):
            raise NothingToReadError(f"{self.name} reads segments of {' or '.join(self.reads)}, and there are none")
        self.load()
        segments = sorted(self._find(media, found), key=lambda segment: (segment.start, segment.end))
        return Analysis(analyzer=self.name, video=media.path, models=self.models, segments=tuple(segments))

    def smoke(self, samples: Samples) -> None:
        """Run on one small film; `modelpolicy smoke` calls it after `load`.

        Where the segments of others are needed, these have found a phrase.
        """
        phrase = (Segment(start=0, end=1, label="speech", text=samples.text),)
        with Media(samples.clip, () if self.rate is None else (self.rate,)) as media:
            self.analyze(media, dict.fromkeys(self.reads, phrase))

    def _load(self) -> None:  # noqa: B027 - not abstract: an algorithm has nothing to load
        """Import the library and load the models."""

    @abstractmethod
    def _find(self, media: Media, found: Found) -> Iterable[Segment]:
        """Find what there is in the video, in any order."""


class MediaAnalyzer(Analyzer):
    """Looks at the video alone, not at what others found."""

    def _find(self, media: Media, found: Found) -> Iterable[Segment]:  # noqa: ARG002 - that is the point
        return self._segments(media)

    @abstractmethod
    def _segments(self, media: Media) -> Iterable[Segment]:
        """Find what there is in the video, in any order."""
