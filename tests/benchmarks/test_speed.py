"""What the benchmark measures is measured: a command that fails or hangs counts as failed."""

import sys
import time
from pathlib import Path

from benchmarks.speed.longest import longest_file
from benchmarks.speed.page import Figure, Tree, page
from benchmarks.speed.rivals import SCAN, tokens
from benchmarks.speed.running import Run, middle, run
from benchmarks.speed.sampling import sampled
from modelpolicy.source.parse import parse


def test_a_command_is_measured(tmp_path: Path) -> None:
    taken = run((sys.executable, "-c", "sum(range(10**6))"), tmp_path, 60)
    assert not taken.failed
    assert taken.processor > 0
    assert taken.megabytes > 1


def test_a_command_that_fails_or_hangs_has_failed(tmp_path: Path) -> None:
    assert run((sys.executable, "-c", "exit(2)"), tmp_path, 60).failed
    start = time.perf_counter()
    assert run((sys.executable, "-c", "import time; time.sleep(100)"), tmp_path, 1).failed
    assert time.perf_counter() - start < 30


def test_the_median_of_runs_has_failed_where_one_did() -> None:
    runs = [Run(1, 2, 3), Run(5, 6, 7, failed=True), Run(3, 4, 5)]
    assert middle(runs) == Run(3, 4, 5, failed=True)


def test_a_figure_holds_below_its_target_only() -> None:
    assert Figure("a", 0.9, 1.0, failed=False).holds
    assert not Figure("a", 1.0, 1.0, failed=False).holds
    assert not Figure("a", 0.9, 1.0, failed=True).holds


def test_samples_name_the_module_at_work() -> None:
    with sampled() as found:
        end = time.process_time() + 0.2
        while time.process_time() < end:
            parse("a.py", b"x = [1, 2, 3]\n" * 1000)
    assert found.most_common(1)[0][0] == "source.syntax"


def test_the_loaders_names_are_those_of_the_catalogue() -> None:
    assert {"from_pretrained", "load_model", "YOLO"} <= set(tokens())


def test_a_scan_imports_nothing_from_the_tree_that_it_scans(tmp_path: Path) -> None:
    (tmp_path / "ahocorasick_rs.py").write_text("raise SystemExit(2)\n", encoding="utf-8")
    assert not run(SCAN, tmp_path, 60).failed


def test_the_page_shows_ratios_with_the_worst_first() -> None:
    figures = [Figure("fine", 1, 2, failed=False), Figure("bad", 9, 2, failed=False), Figure("gone", 0, 2, failed=True)]
    runs = {"ruff": Run(3, 2, 50), "ours": Run(9, 5, 100)}
    lines = page(Tree(7, 3, "part"), figures, runs, {"parsing": 0.25}).splitlines()
    assert [line for line in lines if line.endswith(("holds |", "missed |"))] == [
        "| gone | failed | 2 | missed |",
        "| bad | 9.00 | 2 | missed |",
        "| fine | 1.00 | 2 | holds |",
    ]
    assert "| ours | 2.50 | 2.00 |" in lines
    assert "| parsing | 25.0% |" in lines


def test_the_longest_file_is_one_that_is_parsed(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n" * 10_000, encoding="utf-8")
    passed_over = longest_file(tmp_path)
    (tmp_path / "b.py").write_text(
        "import whisper\nwhisper.load_model('base')\n" + "x = 1\n" * 10_000, encoding="utf-8"
    )
    assert passed_over == 0
    assert longest_file(tmp_path) > 0
