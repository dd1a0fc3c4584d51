from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from modelpolicy.report.findings.excerpt import WIDEST, excerpt


@given(line=st.text(st.characters(blacklist_characters="\n\r"), max_size=300), column=st.integers(0, 310))
def test_an_excerpt_fits_and_holds_nothing_that_a_terminal_obeys(line: str, column: int) -> None:
    shown, marks = excerpt(line, column)
    assert len(shown) <= WIDEST
    assert shown.isprintable()
    assert set(marks) <= {" ", "^"}


@given(
    before=st.text(st.sampled_from("ab 界ß\t="), max_size=150), token=st.sampled_from(['"界/b"', "model", "(", "'x y'"])
)
def test_the_mark_stands_below_the_token(before: str, token: str) -> None:
    line = f"{before}~{token} rest"
    shown, marks = excerpt(line.replace("~", " "), len(before) + 2)
    start = marks.index("^")
    left = next(index for index in range(len(shown)) if cell_len(shown[:index]) == start)
    assert shown[left:].startswith(token)
    assert marks.count("^") == cell_len(token)
