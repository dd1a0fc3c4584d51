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
from typing import Final

from benchmarks.speed.longest import LIMIT, longest_file
from benchmarks.speed.page import Figure, Tree, page
from benchmarks.speed.rivals import CHECK, FRESH_SCAN, PYDANTIC, RUFF, SCAN, ast_grep, ripgrep, tokens
from benchmarks.speed.running import Run, middle, run
from benchmarks.speed.sampling import EVERY, sampled
from modelpolicy.cache.store import DIRECTORY
from modelpolicy.prefilter.needles import Needles
from modelpolicy.settings.project import Project
from modelpolicy.settings.schema import Settings
from modelpolicy.source.walk import INSTALLED
from modelpolicy.usecases.scanning.scan import scan

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "speed.md"
COPIES: Final = (1, 2, 4, 8)
LINEAR: Final = 1.3
"""How much longer than its share a copy may take where time grows linearly: measuring is not exact."""

MODULES_SHOWN: Final = 12

SMALL: Final = 30
"""Files of a small package."""


def main() -> int:
    """Measure, write the page, and give 1 where a target is missed."""
    options = _parsed()
    with tempfile.TemporaryDirectory() as place:
        tree = Path(place) / "tree"
        files = _copied(options.directory, tree)
        figures, runs = _compared(tree, Path(place), options)
        figures += _grown(tree / options.part, Path(place) / "growth", options.limit)
        figures.append(Figure("(6) longest time for one file / its limit", longest_file(tree) / LIMIT, 1, failed=False))
        profile = dict(_profile(tree / options.part))
    text = page(Tree(files, options.n, options.part), figures, runs, profile)
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
    touched = dict(_touched(tree))
    for turn in range(options.n):
        shutil.rmtree(tree / DIRECTORY, ignore_errors=True)
        for name, command in commands.items():
            found[name].append(run(command, tree, options.limit))
        for name, path in touched.items():
            path.write_text(f"{path.read_text(encoding='utf-8')}\nTURN = {turn}\n", encoding="utf-8")
            found[name].append(run(SCAN, tree, options.limit))
        for name, command in (("import pydantic", PYDANTIC), ("warm check", CHECK)):
            run(command, ROOT, options.limit)
            found[name].append(run(command, ROOT, options.limit))
    runs = {name: middle(several) for name, several in found.items()}
    ratios = (
        ("(1) cold scan / ruff check --select F401", "cold scan", "ruff", 1.0),
        ("(1) cold scan / ast-grep scan", "cold scan", "ast-grep", 3.0),
        *((f"(2) scan after touching {name} / rg -c", name, "ripgrep", 3.0) for name in touched),
        ("(3) check here, recalled / import pydantic", "warm check", "import pydantic", 2.5),
    )
    figures = [_ratio(name, runs[ours], runs[theirs], target) for name, ours, theirs, target in ratios]
    cold = runs["cold scan"]
    return [*figures, Figure("(4) peak memory of the cold scan, MB", cold.megabytes, 400, cold.failed)], runs


def _ratio(name: str, ours: Run, theirs: Run, target: float) -> Figure:
    return Figure(name, ours.processor / theirs.processor, target, ours.failed or theirs.failed)


def _touched(tree: Path) -> Iterator[tuple[str, Path]]:
    """The files that something is added to: the first of a small package, and the first and one more of the largest."""
    packages = Counter(path.relative_to(tree).parts[0] for path in tree.rglob("*/*.py"))
    small = min(sorted(packages), key=lambda name: abs(packages[name] - SMALL))
    yield "a small package", min((tree / small).rglob("*.py"))
    first, *rest = sorted((tree / max(packages, key=lambda name: (packages[name], name))).rglob("*.py"))
    yield "what all of the largest package imports", first
    yield "one of the middle of the largest package", rest[len(rest) // 2]


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
    """Shares of the scan: the floor, then the modules at work."""
    paths = sorted(part.rglob("*.py"))
    with sampled() as found:
        scan(Project(part, Settings()))
    whole = sum(found.values()) * EVERY
    yield from ((name, seconds / whole) for name, seconds in _floor([path.read_bytes() for path in paths]))
    yield from ((f"`{name}`", count * EVERY / whole) for name, count in found.most_common(MODULES_SHOWN))


def _floor(texts: Sequence[bytes]) -> Iterator[tuple[str, float]]:
    """Seconds for what any scan has to do, looking for the loaders' names in all files, and for parsing those files."""
    needles = Needles(token.encode() for token in tokens())
    start = time.process_time()
    holding = [text for text in texts if any(needles.whole_words(text))]
    yield f"floor: looking for the loaders' names in {len(texts)} files", time.process_time() - start
    start = time.process_time()
    for text in holding:
        ast.parse(text)
    yield f"floor: parsing the {len(holding)} files that hold one", time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
