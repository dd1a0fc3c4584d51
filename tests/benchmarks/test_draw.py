"""The labels that a second reader is given."""

from benchmarks.accuracy.draw import Place, draw

PLACES = [Place("package", f"module{number}.py", number, "load") for number in range(1, 42)]


def test_the_same_seed_draws_the_same_places_in_whatever_order_they_were_read() -> None:
    assert draw(PLACES, 7) == draw(reversed(PLACES), 7)


def test_another_seed_draws_others() -> None:
    assert draw(PLACES, 7) != draw(PLACES, 8)


def test_a_tenth_is_rounded_up_and_no_place_is_drawn_twice() -> None:
    drawn = draw(PLACES, 7)

    assert len(drawn) == len(set(drawn)) == 5
    assert set(drawn) <= set(PLACES)
