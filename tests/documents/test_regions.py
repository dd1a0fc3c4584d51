import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelpolicy.documents.regions import Passage, Region, parse_regions, without_regions
from modelpolicy.errors import InputError

BEGIN, END = "<!-- modelpolicy:begin {} -->\n", "<!-- modelpolicy:end {} -->\n"
LINES = st.sampled_from(
    ["text\n", "\n", *(mark.format(name) for mark in (BEGIN, END) for name in ("storage", "enabled"))]
)


def test_splits_into_passages_and_regions() -> None:
    begin = "<!-- modelpolicy:begin storage sha256:0123456789abcdef -->\n"
    text = f"before\n{begin}body\n<!-- modelpolicy:end storage -->\nafter"
    assert parse_regions(text, "d.md") == (
        Passage("before\n"),
        Region("storage", "body\n", "0123456789abcdef", line=2),
        Passage("after"),
    )


def test_a_comment_that_ignores_a_rule_is_no_marker() -> None:
    text = "<!-- modelpolicy: ignore[MP202] rounded -->\n<!--modelpolicy:ignore[MP202]-->\n"
    assert parse_regions(text, "d.md") == (Passage(text),)


def test_what_was_written_by_hand_stays_in_its_line() -> None:
    text = f"before\n{BEGIN.format('storage')}body\n{END.format('storage')}after\n"
    assert without_regions(text, "d.md") == "before\n\n\n\nafter\n"


@settings(deadline=None)
@given(st.lists(LINES, max_size=12).map("".join))
def test_the_pieces_are_the_document(text: str) -> None:
    try:
        pieces = parse_regions(text, "d.md")
    except InputError:
        return
    assert "".join(piece.text for piece in pieces) == text


@pytest.mark.parametrize(
    ("lines", "line", "message"),
    [
        ([BEGIN.format("storage")], 1, "'storage' is never closed"),
        (["x\n", END.format("storage")], 2, "without its beginning"),
        ([BEGIN.format("storage"), END.format("enabled")], 2, "the end of region 'enabled'"),
        ([BEGIN.format("storage"), BEGIN.format("enabled"), END.format("enabled")], 2, "begins inside 'storage'"),
        ([BEGIN.format("storage"), END.format("storage")] * 2, 3, "stands twice, first in line 1"),
        (["<!-- modelpolicy:begin -->\n"], 1, "not a region marker"),
        (["  <!--modelpolicy: end storage-->\n"], 1, "not a region marker"),
    ],
)
def test_broken_markers_have_line_and_remedy(lines: list[str], line: int, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_regions("".join(lines), "d.md")
    problem = next(problem for problem in caught.value.problems if message in problem.message)
    assert (problem.path, problem.line) == ("d.md", line)
    assert problem.remedy
