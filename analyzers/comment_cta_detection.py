"""Where viewers are called to comment, to subscribe, to buy, or to do something else."""

from collections.abc import Iterator
from typing import ClassVar

from analyzers.base import Analyzer, Found
from analyzers.cta_phrases import find_calls
from analyzers.media import Media
from analyzers.result import Segment


class CommentCtaDetection(Analyzer):
    """Finds calls to action in what is said and in what is shown; the label is their kind, the text their words.

    What is said is taken to be said at an even pace, so that a call has a time of its own within its phrase.
    """

    name = "comment_cta_detection"
    reads: ClassVar[tuple[str, ...]] = ("speech_transcription", "text_overlay")

    def _find(self, media: Media, found: Found) -> Iterator[Segment]:  # noqa: ARG002 - the words are enough
        for phrase in found.get("speech_transcription", ()):
            pace = (phrase.end - phrase.start) / max(1, len(_plain(phrase.text)))
            for kind, first, after in find_calls(_plain(phrase.text)):
                yield Segment(
                    start=phrase.start + first * pace,
                    end=phrase.start + after * pace,
                    label=kind,
                    text=_plain(phrase.text)[first:after],
                )
        for shown in found.get("text_overlay", ()):
            for kind, first, after in find_calls(_plain(shown.text)):
                yield Segment(start=shown.start, end=shown.end, label=kind, text=_plain(shown.text)[first:after])


def _plain(text: str) -> str:
    """The text on one line, with straight apostrophes."""
    return " ".join(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
