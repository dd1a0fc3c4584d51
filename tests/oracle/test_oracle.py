"""Generated programs load only what the scan of them says, and the scan says little else."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.oracle.comparing import claimed, happened, missed, scanned
from tests.oracle.projects import projects
from tests.oracle.running import run
from tests.oracle.standins import RealLoad

EXAMPLES: Final = max(300, settings().max_examples)

FIXED_TOSSES: Final = ((True,), (False,), (True, False))

MOST_CLAIMED_IN_VAIN: Final = 0.02
"""The share of ids that are claimed but never loaded, of programs that leave nothing to chance and change nothing."""

MOST_CLAIMED_OF_CHANGED: Final = 0.15
"""The same with values that are changed after they have been set: the scan keeps what was there before."""

thorough = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])

tosses = st.lists(st.lists(st.booleans(), min_size=2, max_size=7).map(tuple), min_size=2, max_size=2)


def really_loaded(files: Mapping[str, str], outcomes: Sequence[Sequence[bool]]) -> set[RealLoad]:
    with TemporaryDirectory() as folder:
        return run(files, Path(folder).resolve(), outcomes)


@thorough
@given(projects(doubts=True), tosses)
def test_every_real_load_is_named_or_open(files: dict[str, str], outcomes: list[tuple[bool, ...]]) -> None:
    real = really_loaded(files, [*FIXED_TOSSES, *outcomes])
    assert real
    assert list(missed(scanned(files), real)) == []


def test_little_is_claimed_that_never_happens() -> None:
    assert share_in_vain(changes=False) <= MOST_CLAIMED_IN_VAIN


def test_what_was_there_before_a_change_is_claimed_too() -> None:
    assert share_in_vain(changes=True) <= MOST_CLAIMED_OF_CHANGED


def share_in_vain(changes: bool) -> float:
    """The share of certain ids that never happen, where every line of the program runs."""
    counts: list[tuple[int, int]] = []

    @settings(thorough, derandomize=True, database=None)  # a share is measured: the same programs every time
    @given(projects(doubts=False, changes=changes))
    def count(files: dict[str, str]) -> None:
        said = claimed(scanned(files))
        counts.append((len(said - happened(really_loaded(files, [(True,)]))), len(said)))

    count()
    return sum(vain for vain, _ in counts) / sum(said for _, said in counts)
