"""The reasons for what the scan does not reach name places that are labelled, or that it takes for loads."""

from pathlib import Path

import pytest

from benchmarks.accuracy.labels import read_labels
from benchmarks.accuracy.reasons import UNEXPLAINED, read_reasons
from benchmarks.accuracy.score import Judged
from benchmarks.accuracy.table import misses


def test_every_reason_is_about_a_labelled_file() -> None:
    files = {f"{package.name} `{file.path}" for package in read_labels() for file in package.file}
    assert {place.rpartition(":")[0] for place in read_reasons()} <= files


def test_a_place_has_one_reason(tmp_path: Path) -> None:
    path = tmp_path / "reasons.toml"
    path.write_text('"one" = ["a `b.py:1`"]\n"other" = ["a `b.py:1`"]\n')
    with pytest.raises(ValueError, match="two reasons"):
        read_reasons(path)


def test_a_miss_stands_under_its_reason() -> None:
    label = next(file.load[0] for package in read_labels() for file in package.file if file.load)
    missed = [Judged("a", "b.py", label, None)]
    place = f"a `b.py:{label.line}`"
    assert misses(missed, {place: "a reason"}).startswith("a reason:\n\n- a `b.py")
    assert misses(missed, {}).startswith(UNEXPLAINED)
