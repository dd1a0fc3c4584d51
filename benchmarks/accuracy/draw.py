"""Draw a tenth of the labels for a second reader: the places, not what the first one wrote about them."""

import argparse
import random
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final, NamedTuple

from benchmarks.accuracy.labels import LabelledPackage, read_labels

SHARE: Final = 10


class Place(NamedTuple):
    """Where a labelled call stands."""

    package: str
    path: str
    line: int
    call: str

    def __str__(self) -> str:
        return f"{self.package} {self.path}:{self.line} {self.call}"


def main() -> int:
    """Print the seed and the places."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=int(f"{datetime.now(UTC):%Y%m%d}"), help="default: today's date")
    seed = parser.parse_args().seed
    print(f"seed {seed}", *draw(places(read_labels()), seed), sep="\n")
    return 0


def places(packages: Iterable[LabelledPackage]) -> Iterator[Place]:
    for package in packages:
        for file in package.file:
            yield from (Place(package.name, file.path, label.line, label.call) for label in file.load)


def draw(labelled: Iterable[Place], seed: int) -> list[Place]:
    """Give a tenth of the places, rounded up, sorted; the same ones for the same seed."""
    everything = sorted(labelled)
    size = -(-len(everything) // SHARE)
    return sorted(random.Random(seed).sample(everything, size))  # noqa: S311 - drawn again, not kept secret


if __name__ == "__main__":
    sys.exit(main())
