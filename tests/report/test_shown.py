"""Text from a disk, and sizes, as people see them."""

import pytest

from modelpolicy.report.shown import shown, size


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1.0 KB"),
        (99_449, "99.4 KB"),
        (99_500, "100 KB"),
        (999_499, "999 KB"),
        (999_500, "1.0 MB"),
        (14_200_000_000, "14.2 GB"),
        (5 * 10**18, "5000 PB"),
    ],
)
def test_a_size_has_two_or_three_digits(number: int, expected: str) -> None:
    assert size(number) == expected


def test_what_a_terminal_would_obey_is_written_out() -> None:
    assert shown("a\x1b[2J\nb\udcff é") == "a\\x1b[2J\\nb\\udcff é"
