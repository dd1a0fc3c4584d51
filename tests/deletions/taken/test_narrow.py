import pytest

from modelpolicy.deletions.taken.breadth import Everything, Excess, Namesakes, Unset
from modelpolicy.deletions.taken.narrow import narrowed

NAMED = "models--openai--whisper-base"


@pytest.mark.parametrize(
    ("written", "found", "expected"),
    [
        (f"~/.cache/huggingface/hub/{NAMED}*", Namesakes(NAMED, ()), f"~/.cache/huggingface/hub/{NAMED}"),
        ("~/.cache/whisper/base*", Namesakes("base", ()), "~/.cache/whisper/base*"),
        ("$CACHE/hub", Unset("CACHE", "/hub"), "${CACHE:?}/hub"),
        ("${CACHE}/$CACHED", Unset("CACHE", "/"), "${CACHE:?}/$CACHED"),
        ("$CACHE/$CACHE", Unset("CACHE", "/"), "${CACHE:?}/${CACHE:?}"),
        ("/", Everything("everything"), "/"),
    ],
)
def test_a_target_takes_no_more_than_it_names(written: str, found: Excess, expected: str) -> None:
    assert narrowed(written, found) == expected


def test_what_only_a_search_names_stays_as_it_is_written() -> None:
    assert narrowed("~/.cache/huggingface/hub", Namesakes(NAMED, ())) == "~/.cache/huggingface/hub"
