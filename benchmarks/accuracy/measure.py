"""Scan the labelled packages, hold what comes out against the labels, print it and write it into the docs."""

import argparse
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Final, NoReturn

from benchmarks.accuracy.labels import LabelledPackage, read_labels
from benchmarks.accuracy.reasons import read_reasons
from benchmarks.accuracy.score import Judged, judge, misplaced
from benchmarks.accuracy.sources import unpacked
from benchmarks.accuracy.table import figures, misses
from modelpolicy.domain.load import Load
from modelpolicy.settings.project import Project
from modelpolicy.settings.schema import Settings
from modelpolicy.usecases.scanning.scan import scan

DOCUMENT: Final = Path(__file__).parents[2] / "docs" / "accuracy.md"
LIMIT: Final = 300
"""Seconds of the processor's time that the scan of one package may take."""

WORKERS: Final = 2
"""Packages that are scanned at a time."""

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def main() -> int:
    """Measure, print, write; 1 where a label stands at no such call."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", nargs="*", help="only these (default: all, and the table goes into the docs)")
    parser.add_argument("--places", action="store_true", help="only look whether each label stands at its call")
    options = parser.parse_args()
    packages = [one for one in read_labels() if not options.package or one.name in options.package]
    slips = [slip for package in packages for slip in misplaced(package, unpacked(package))]
    if slips or options.places:
        print("\n".join(slips))
        return int(bool(slips))
    judged = list(measure(packages))
    print(f"{figures(judged)}\n\n{misses(judged, read_reasons())}")
    if not options.package:
        write(packages, judged)
    return 0


def measure(packages: Sequence[LabelledPackage]) -> Iterator[Judged]:
    """Scan each package whole, as a user would, in a process of its own, and judge the labelled files.

    A scan that crashes, or takes more than ``LIMIT``, has found nothing.
    """
    with ProcessPoolExecutor(WORKERS, get_context("spawn"), max_tasks_per_child=1) as pool:
        for package, scanned in [(package, pool.submit(loads_of, package)) for package in packages]:
            try:
                loads = scanned.result()
            except Exception as error:  # noqa: BLE001 - a crash of what is measured is a result of the measurement
                print(f"{package.name}: {error!r}", file=sys.stderr)
                loads = ()
            yield from judge(package, loads)


def loads_of(package: LabelledPackage) -> tuple[Load, ...]:
    """The loads of a package.

    Raises:
        TimeoutError: the scan took more than ``LIMIT``.
    """
    signal.signal(signal.SIGPROF, _give_up)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    return scan(Project(unpacked(package), Settings(exclude=tuple(package.exclude)))).loads


def _give_up(_: int, __: object) -> NoReturn:
    raise TimeoutError(f"the scan took more than {LIMIT} seconds of the processor's time")


def write(packages: Sequence[LabelledPackage], judged: Sequence[Judged]) -> None:
    """Put the figures between the document's markers."""
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    files = sum(len(package.file) for package in packages)
    count = f"{len(packages)} packages, {files} files, {sum(one.label is not None for one in judged)} loads."
    text = (
        f"{count}\n\n{figures(judged)}\n\n## What differs from the labels, and why\n\n{misses(judged, read_reasons())}"
    )
    DOCUMENT.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
