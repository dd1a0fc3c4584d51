"""How fast a scan is, on a large tree, as ratios to what other tools take on the same tree in the same run.

The tree is a copy of the Python files of an environment, the one that the benchmark runs in unless another is named.
Commands take turns, and medians are compared, so that what else the machine does meets all of them. Processor time
is what ratios are made of: a busy machine disturbs it less than the clock. A run that fails, or takes longer than
``--limit``, measures nothing and is said to have failed.
"""

import argparse
import ast
import shutil
import sys
import sysconfig
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.speed.rivals import CHECK, FRESH_SCAN, PYDANTIC, RUFF, SCAN, ast_grep, ripgrep, tokens
from benchmarks.speed.running import Run, middle, run
from benchmarks.speed.sampling import EVERY, sampled
from modelpolicy.cache.store import DIRECTORY
from modelpolicy.prefilter.needles import Needles
from modelpolicy.settings.project import Project
from modelpolicy.settings.schema import Settings
from modelpolicy.source.walk import INSTALLED
from modelpolicy.usecases.scan import scan

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "speed.md"
COPIES: Final = (1, 2, 4, 8)
LINEAR: Final = 1.3
"""How much longer than its share a copy may take where time grows linearly: measuring is not exact."""

MODULES_SHOWN: Final = 12


class Figure(NamedTuple):
    """One line of the table: a figure and what it should be below."""

    name: str
    value: float
    target: float
    failed: bool

    @property
    def holds(self) -> bool:
        """Whether the figure was measured and is below its target."""
        return not self.failed and self.value < self.target


def main() -> int:
    """Measure, write the page, and give 1 where a target is missed."""
    options = _parsed()
    with tempfile.TemporaryDirectory() as place:
        tree = Path(place) / "tree"
        files = _copied(options.directory, tree)
        figures, seconds = _compared(tree, Path(place), options)
        figures += _grown(tree / options.part, Path(place) / "growth", options.limit)
        profile = list(_profile(tree / options.part))
    figures.sort(key=lambda one: (not one.failed, -one.value / one.target))
    text = _page(files, figures, seconds, profile, options)
    PAGE.write_text(text, encoding="utf-8")
    print(text)
    return int(not all(one.holds for one in figures))


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    environment = Path(sysconfig.get_path("purelib"))
    parser.add_argument("directory", type=Path, nargs="?", default=environment, help="default: this environment")
    parser.add_argument("--part", default="sklearn", help="what growth and profile are taken of (default: sklearn)")
    parser.add_argument("-n", type=int, default=3, help="how often each command runs (default: 3)")
    parser.add_argument("--limit", type=int, default=900, help="seconds that a run may take (default: 900)")
    return parser.parse_args()


def _copied(directory: Path, tree: Path) -> int:
    """Copy the Python files, and the directories that tell an environment; give the number of files."""
    number = 0
    for path in directory.rglob("*.py"):
        target = tree / path.relative_to(directory)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        number += 1
    for path in directory.glob(f"*{INSTALLED}"):
        (tree / path.name).mkdir(exist_ok=True)
    return number


def _compared(tree: Path, place: Path, options: argparse.Namespace) -> tuple[list[Figure], dict[str, Run]]:
    commands = {"ruff": RUFF, "ast-grep": ast_grep(place), "ripgrep": ripgrep(), "cold scan": SCAN}
    run(RUFF, tree, options.limit)  # fills the file system's cache
    found: defaultdict[str, list[Run]] = defaultdict(list)
    for turn in range(options.n):
        shutil.rmtree(tree / DIRECTORY, ignore_errors=True)
        for name, command in commands.items():
            found[name].append(run(command, tree, options.limit))
        for name, path in (("warm, small", _file_of(tree, 30)), ("warm, large", _file_of(tree, 2000))):
            path.write_text(f"{path.read_text(encoding='utf-8')}\n# turn {turn}\n", encoding="utf-8")
            found[name].append(run(SCAN, tree, options.limit))
        for name, command in (("import pydantic", PYDANTIC), ("warm check", CHECK)):
            run(command, ROOT, options.limit)
            found[name].append(run(command, ROOT, options.limit))
    seconds = {name: middle(runs) for name, runs in found.items()}
    ratios = (
        ("(1) cold scan / ruff check --select F401", "cold scan", "ruff", 1.0),
        ("(1) cold scan / ast-grep scan", "cold scan", "ast-grep", 3.0),
        ("(2) scan after touching one file of a small package / rg -c", "warm, small", "ripgrep", 3.0),
        ("(2) scan after touching one file of the largest package / rg -c", "warm, large", "ripgrep", 3.0),
        ("(3) check here, recalled / import pydantic", "warm check", "import pydantic", 2.5),
    )
    figures = [_ratio(name, seconds[ours], seconds[theirs], target) for name, ours, theirs, target in ratios]
    cold = seconds["cold scan"]
    return [*figures, Figure("(4) peak memory of the cold scan, MB", cold.megabytes, 400, cold.failed)], seconds


def _ratio(name: str, ours: Run, theirs: Run, target: float) -> Figure:
    return Figure(name, ours.processor / theirs.processor, target, ours.failed or theirs.failed)


def _file_of(tree: Path, files: int) -> Path:
    """The first file of the package whose number of files is nearest to ``files``."""
    packages = Counter(path.relative_to(tree).parts[0] for path in tree.rglob("*/*.py"))
    package = min(sorted(packages), key=lambda name: abs(packages[name] - files))
    return min((tree / package).rglob("*.py"))


def _grown(part: Path, place: Path, limit: int) -> list[Figure]:
    """Processor time for each of 2, 4, 8 copies of ``part`` side by side, as a ratio to that of one."""
    runs = {}
    for number in range(1, COPIES[-1] + 1):
        shutil.copytree(part, place / f"copy{number}")
        if number in COPIES:
            runs[number] = run(FRESH_SCAN, place, limit)
    first = runs[COPIES[0]]
    return [
        Figure(
            f"(5) {copies} copies: time of each / of one", one.processor / copies / first.processor, LINEAR, one.failed
        )
        for copies, one in runs.items()
        if copies > COPIES[0]
    ]


def _profile(part: Path) -> Iterator[tuple[str, float]]:
    """Seconds of processor time: the floor, then the modules at work."""
    paths = sorted(part.rglob("*.py"))
    yield from _floor([path.read_bytes() for path in paths])
    with sampled() as found:
        scan(Project(part, Settings()))
    yield "the scan", sum(found.values()) * EVERY
    yield from ((f"`{name}`", count * EVERY) for name, count in found.most_common(MODULES_SHOWN))


def _floor(texts: Sequence[bytes]) -> Iterator[tuple[str, float]]:
    """What any scan has to do: look for the loaders' names in all files; and what parsing all would take."""
    needles = Needles(token.encode() for token in tokens())
    start = time.process_time()
    holding = [text for text in texts if any(needles.whole_words(text))]
    yield f"floor: looking for the loaders' names in {len(texts)} files", time.process_time() - start
    start = time.process_time()
    for text in holding:
        ast.parse(text)
    yield f"floor: parsing the {len(holding)} files that hold one", time.process_time() - start


def _page(
    files: int,
    figures: Sequence[Figure],
    seconds: dict[str, Run],
    profile: Sequence[tuple[str, float]],
    options: argparse.Namespace,
) -> str:
    lines = [
        "# How fast a scan is",
        "",
        f"Written by `make bench-speed`: a copy of the {files} Python files of an environment, medians of {options.n}",
        f"runs in turns, Python {sys.version.split()[0]}. Ratios are of processor time, which a busy machine disturbs",
        "less than the clock. The worst line comes first.",
        "",
        "| | figure | should be below | |",
        "|---|--:|--:|---|",
        *(_line(one) for one in figures),
        "",
        "| command | processor s | wall s | peak MB of its largest process |",
        "|---|--:|--:|--:|",
        *(f"| {name} | {one.processor:.2f} | {one.wall:.2f} | {one.megabytes:.0f} |" for name, one in seconds.items()),
        "",
        f"Where the time goes, in `{options.part}` by itself, in seconds of processor time:",
        "",
        "| | s |",
        "|---|--:|",
        *(f"| {name} | {taken:.2f} |" for name, taken in profile),
        "",
    ]
    return "\n".join(lines)


def _line(one: Figure) -> str:
    value = "failed" if one.failed else f"{one.value:.2f}"
    return f"| {one.name} | {value} | {one.target:g} | {'holds' if one.holds else 'missed'} |"


if __name__ == "__main__":
    sys.exit(main())
