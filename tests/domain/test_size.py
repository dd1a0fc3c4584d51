import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelpolicy.domain.size import Size, agrees


@pytest.mark.parametrize(
    ("text", "amount", "approximate"),
    [
        ("14GB", 14_000_000_000, False),
        ("~1.2GB", 1_200_000_000, True),
        ("~ 1,2 GB", 1_200_000_000, True),
        ("300kb", 300_000, False),
        ("7 B", 7, False),
        ("2TB", 2_000_000_000_000, False),
        ("0.0005KB", 0, False),
    ],
)
def test_reads_powers_of_ten(text: str, amount: int, approximate: bool) -> None:
    assert Size.parse(text) == Size(text, amount, approximate)
    assert str(Size.parse(text)) == text


@pytest.mark.parametrize("text", ["", "14", "GB", "14 GiB", "14G", "-1GB", "1.2.3GB", "14GB ", "about 14GB", "1e3GB"])
def test_refuses_what_is_no_size(text: str) -> None:
    with pytest.raises(ValueError, match="is not a size"):
        Size.parse(text)


def test_finds_a_size_within_words() -> None:
    found = Size.find("MTCNN ~5MB each")
    assert found == (Size("~5MB", 5_000_000, approximate=True), 6, 10)
    assert Size.find("yolov8x") is None
    assert Size.find("v1.5MBs and 3.4.5GB") is None


@settings(deadline=None)
@given(st.lists(st.integers(0, 10**13), max_size=5))
def test_a_total_is_the_sum_and_reads_back_within_its_rounding(amounts: list[int]) -> None:
    total = Size.total(tuple(Size(f"{amount}B", amount, approximate=False) for amount in amounts))
    shown = Size.parse(total.written)
    assert total.bytes == sum(amounts)
    assert abs(shown.bytes - total.bytes) <= 0.05 * total.bytes + 1
    assert total.approximate == (shown.bytes != total.bytes)


def test_a_total_is_written_in_its_largest_unit() -> None:
    parts = tuple(map(Size.parse, ("~14GB", "~5.5GB", "~450MB", "~140MB")))
    assert Size.total(parts).written == "~20.1GB"
    assert Size.total((Size.parse("500MB"), Size.parse("500MB"))).written == "1GB"
    assert Size.total((Size.parse("100GB"),)).written == "100GB"
    assert Size.total(()).written == "0B"


@pytest.mark.parametrize(
    ("documented", "found", "holds"),
    [
        ("100MB", 100_000_000, True),
        ("100MB", 104_000_000, True),
        ("100MB", 106_000_000, False),
        ("~100MB", 120_000_000, True),
        ("~100MB", 130_000_000, False),
        ("1GB", 1_450_000_000, True),
        ("1GB", 1_550_000_000, False),
        ("1,0 GB", 1_450_000_000, False),
        ("14GB", 14_000_000, False),
    ],
)
def test_a_size_agrees_with_what_rounding_hides(documented: str, found: int, holds: bool) -> None:
    assert agrees(Size.parse(documented), found) is holds


@pytest.mark.parametrize(
    ("found", "written"), [(145_262_807, "~145.3MB"), (14_000_000_000, "14GB"), (7, "7B"), (0, "0B")]
)
def test_a_measured_size_is_written_as_people_do(found: int, written: str) -> None:
    assert Size.measured(found).written == written
    assert agrees(Size.measured(found), found)
