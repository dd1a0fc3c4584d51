"""What all analyzers share, whether they use a model or an algorithm."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from analyzers.result import Analysis, Segment


class Analyzer(ABC):
    """Turns a video file into timed segments.

    A subclass gives ``name`` and ``_segments``; one that uses models also ``models`` and ``_load``.
    """

    name: ClassVar[str]

    def __init__(self) -> None:
        self._loaded = False

    @property
    def models(self) -> tuple[str, ...]:
        """The canonical ids (``<store>:<name>``) of the models that `load` loads; none for an algorithm."""
        return ()

    def load(self) -> None:
        """Load the models. Only the first call does something."""
        if not self._loaded:
            self._load()
            self._loaded = True

    def analyze(self, video: Path) -> Analysis:
        """Analyse a video file, loading the models first where that has not happened.

        Raises:
            MediaError: the file is not a video, is empty, or lacks the track that is needed.
            OSError: the file, or a model, is not there.
        """
        self.load()
        segments = sorted(self._segments(video), key=lambda segment: (segment.start, segment.end))
        return Analysis(analyzer=self.name, video=video, models=self.models, segments=tuple(segments))

    def _load(self) -> None:  # noqa: B027 - not abstract: an algorithm has nothing to load
        """Import the library and load the models."""

    @abstractmethod
    def _segments(self, video: Path) -> Iterable[Segment]:
        """Find what there is in the video, in any order."""
