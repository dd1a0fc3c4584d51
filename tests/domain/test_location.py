from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.domain.location import Location

LOCATIONS = st.builds(
    Location, st.sampled_from("ab"), st.integers(0, 2), st.integers(0, 2), st.none() | st.integers(0, 2)
)


def test_a_notebook_and_its_cells_at_the_same_line_are_sorted() -> None:
    whole, cell = Location("a.ipynb", 0, 0, None), Location("a.ipynb", 0, 0, 0)
    assert sorted([cell, whole]) == [whole, cell]


def test_places_of_a_notebook_stand_in_the_order_of_its_cells() -> None:
    assert Location("a.ipynb", 9, 1, cell=0) < Location("a.ipynb", 1, 1, cell=1)


@given(LOCATIONS, LOCATIONS)
def test_of_two_places_one_is_first_or_they_are_the_same(one: Location, other: Location) -> None:
    assert [one < other, one == other, one > other].count(True) == 1
