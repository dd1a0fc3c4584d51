"""How many seconds of processor time a second of video takes, per algorithmic analyzer and for all of them.

All stand beside a plain single-pass decode of the same file by OpenCV, in the same run: rounds in which every one has
its turn, after a round that is not counted, since libraries compile and load things then. Medians of the rounds are
compared. An analyzer's own time is measured on a video that is decoded already, for it is decoded once for all; that
decoding has a line of its own. ``together`` is a run from the file to the result.
"""

import argparse
import platform
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

import cv2

from analyzers.base import Analyzer
from analyzers.catalogue import ANALYZERS, DISABLED
from analyzers.media import Media
from analyzers.result import Segment
from analyzers.runner import run
from analyzers.selection import select
from benchmarks.analyzers.film import make_film

PAGE: Final = Path(__file__).parents[2] / "docs" / "analyzers_speed.md"
DECODE: Final = "OpenCV decode"
SHARED: Final = "decoding for all, once"
TOGETHER: Final = "together"
RATE: Final = 25
PAGE_TEXT: Final = """# How much computing the analyzers take

Written by `make bench-analyzers`: {film}, with shots that pan and zoom,
noise, speech, music, effects and silence. Medians of {rounds} rounds on {machine}. What decides is the
ratio to a plain single-pass decode of the same file by OpenCV in the same run, in processor time, which a busy machine
disturbs less than the clock.

{table}

Each analyzer is measured on a video that is decoded already, since a run decodes it once for all: that is the line
`decoding for all, once`. `together` is a run of all of them, from the file to the result. Analyzers that use a model
are not in here: what they take is the model's.
"""


class Seconds(NamedTuple):
    """What something took: of the clock, and of all processors."""

    wall: float
    processor: float


def main() -> int:
    """Measure, write the page, and print its table."""
    options = _options()
    width, height = map(int, options.size.split("x"))
    with tempfile.TemporaryDirectory() as directory:
        film = make_film(Path(directory) / "film.mp4", options.seconds, (width, height), RATE)
        taken = measure(film, options.rounds)
    table = make_table(taken, options.seconds)
    PAGE.write_text(make_page(table, options), encoding="utf-8")
    print(table)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=36, help="the length of the film")
    parser.add_argument("--size", default="1280x720")
    return parser.parse_args()


def algorithms() -> tuple[type[Analyzer], ...]:
    """All analyzers without a model, the disabled ones too, in the order in which they run."""
    return tuple(kind for kind in select(ANALYZERS, DISABLED, tuple(ANALYZERS)) if not kind().models)


def measure(film: Path, rounds: int) -> Mapping[str, Seconds]:
    """Medians of the rounds, by the name of what had its turn."""
    taken: defaultdict[str, list[Seconds]] = defaultdict(list)
    for number in range(rounds + 1):
        for name, seconds in _round(film).items():
            if number:
                taken[name].append(seconds)
    return {name: Seconds(*map(median, zip(*turns, strict=True))) for name, turns in taken.items()}


def _round(film: Path) -> Mapping[str, Seconds]:
    kinds = algorithms()
    taken = {DECODE: _time(lambda: _decode(film))}
    with Media(film) as media:
        taken[SHARED] = _time(lambda: (media.end, media.sound))
        found = _words(media.end)
        for kind in kinds:
            results = []
            analyzer = kind()
            taken[kind.name] = _time(lambda: results.append(analyzer.analyze(media, found)))  # noqa: B023 - called at once
            found[kind.name] = results[0].segments
    taken[TOGETHER] = _time(lambda: _run_all(film, kinds))
    return taken


def _words(length: float) -> dict[str, tuple[Segment, ...]]:
    """What a transcription would have found, for those that read it: a phrase every three seconds."""
    phrase = "Leave a comment below and tell us which one you like best"
    starts = range(0, int(length), 3)
    return {"speech_transcription": tuple(Segment(start=s, end=s + 3, label="speech", text=phrase) for s in starts)}


def _run_all(film: Path, kinds: Sequence[type[Analyzer]]) -> None:
    unexpected = [failure for failure in run(film, kinds).failures if "and there are none" not in failure.reason]
    if unexpected:
        sys.exit(f"what fails takes no time: {unexpected}")


def _decode(film: Path) -> None:
    video = cv2.VideoCapture(str(film))
    while video.read()[0]:
        pass
    video.release()


def _time(work: Callable[[], object]) -> Seconds:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return Seconds(time.perf_counter() - wall, time.process_time() - processor)


def make_table(taken: Mapping[str, Seconds], length: float) -> str:
    """A Markdown table, the slowest analyzer first."""
    last = (SHARED, TOGETHER)
    names = sorted(set(taken) - {DECODE, *last}, key=lambda name: -taken[name].processor)
    rows = [_row(name, taken, length) for name in (DECODE, *names, *last)]
    head = "| | processor s per s of video | to OpenCV | wall s per s of video | to OpenCV |"
    return "\n".join([head, "|---|--:|--:|--:|--:|", *rows])


def _row(name: str, taken: Mapping[str, Seconds], length: float) -> str:
    wall, processor = taken[name]
    plain = taken[DECODE]
    return (
        f"| {name} | {processor / length:.4f} | {processor / plain.processor:.2f} "
        f"| {wall / length:.4f} | {wall / plain.wall:.2f} |"
    )


def make_page(table: str, options: argparse.Namespace) -> str:
    """The page in the documents."""
    film = f"{options.seconds} seconds of H.264, {options.size}, {RATE} pictures a second"
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    return PAGE_TEXT.format(film=film, rounds=options.rounds, machine=machine, table=table)


if __name__ == "__main__":
    sys.exit(main())
