from tests.rules.pages import DIRECTORY, pages


def test_committed_pages_are_those_of_the_rules() -> None:
    committed = {place.name: place.read_text(encoding="utf-8") for place in DIRECTORY.iterdir()}
    assert committed == pages(), "run `python -m tests.rules.pages`"
