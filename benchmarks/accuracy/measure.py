"""Scan the labelled packages, hold what comes out against the labels, print it and write it into the docs."""

import argparse
import sys
from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.context import TimeoutError as ScanTimeoutError
from pathlib import Path
from typing import Final

from benchmarks.accuracy.labels import LabelledPackage, read_labels
from benchmarks.accuracy.score import Judged, judge, misplaced
from benchmarks.accuracy.sources import unpacked
from benchmarks.accuracy.table import figures, misses
from modelpolicy.domain.load import Load
from modelpolicy.settings.project import Project
from modelpolicy.settings.schema import Settings
from modelpolicy.usecases.scan import scan

DOCUMENT: Final = Path(__file__).parents[2] / "docs" / "accuracy.md"
LIMIT: Final = 300
"""Seconds that the scan of one package may take."""

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
    judged = [one for package in packages for one in measure(package)]
    print(f"{figures(judged)}\n\n{misses(judged)}")
    if not options.package:
        write(packages, judged)
    return 0


def measure(package: LabelledPackage) -> Sequence[Judged]:
    """Scan the whole package, as a user would, and judge the labelled files.

    A scan that crashes, or takes longer than ``LIMIT``, has found nothing.
    """
    with get_context("spawn").Pool(1) as pool:
        try:
            loads = pool.apply_async(loads_of, (package,)).get(LIMIT)
        except ScanTimeoutError:
            print(f"{package.name}: the scan took longer than {LIMIT} seconds", file=sys.stderr)
            loads = ()
        except Exception as error:  # noqa: BLE001 - a crash of what is measured is a result of the measurement
            print(f"{package.name}: the scan crashed: {error!r}", file=sys.stderr)
            loads = ()
    return list(judge(package, loads))


def loads_of(package: LabelledPackage) -> tuple[Load, ...]:
    return scan(Project(unpacked(package), Settings(exclude=tuple(package.exclude)))).loads


def write(packages: Sequence[LabelledPackage], judged: Sequence[Judged]) -> None:
    """Put the figures between the document's markers."""
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    files = sum(len(package.file) for package in packages)
    count = f"{len(packages)} packages, {files} files, {sum(one.label is not None for one in judged)} loads."
    text = f"{count}\n\n{figures(judged)}\n\nWhat differs from the labels:\n\n{misses(judged)}"
    DOCUMENT.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
