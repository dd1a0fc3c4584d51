"""What a comment says, and what it only talks about."""

from datetime import date

import pytest

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.location import Location
from modelpolicy.suppression.directive import Directive, directives_in


def only(comment: str) -> Directive:
    (directive,) = directives_in("a.py", f"x = 1  {comment}\n".encode())
    return directive


@pytest.mark.parametrize(
    "comment",
    [
        "# modelpolicy: ignore[MP101] a reason",
        "#modelpolicy:ignore[MP101]: a reason",
        "# noqa: E501  # modelpolicy: ignore [ MP101 ] - a reason",
        "# modelpolicy: ignore[MP101] a reason  # pragma: no cover",
        "# modelpolicy: ignore[MP101, MP101] a reason",
    ],
)
def test_spellings(comment: str) -> None:
    directive = only(comment)
    assert (directive.codes, directive.reason, directive.last_day) == (("MP101",), "a reason", None)


@pytest.mark.parametrize(
    "comment",
    [
        "# see modelpolicy: ignore[MP101]",
        "# modelpolicy: ignored[MP101]",
        "# Modelpolicy: ignore[MP101]",
        "# policy: ignore[MP101]",
    ],
)
def test_what_is_about_it_is_none(comment: str) -> None:
    assert list(directives_in("a.py", f"x = 1  {comment}\n".encode())) == []


def test_several_codes_keep_their_order() -> None:
    assert only("# modelpolicy: ignore[MP109,MP101 MP102]").codes == ("MP109", "MP101", "MP102")


@pytest.mark.parametrize("comment", ["# modelpolicy: ignore", "# modelpolicy: ignore[]", "# modelpolicy: ignore all"])
def test_no_codes(comment: str) -> None:
    assert only(comment).codes == ()


@pytest.mark.parametrize(
    ("written", "reason"),
    [("until 2027-01-31", ""), ("a trial, until 2027-01-31", "a trial"), ("until 2027-01-31: a trial", "a trial")],
)
def test_the_day_is_no_reason(written: str, reason: str) -> None:
    directive = only(f"# modelpolicy: ignore[MP101] {written}")
    assert (directive.until, directive.reason) == (date(2027, 1, 31), reason)


def test_it_holds_on_its_last_day_and_not_after() -> None:
    directive = only("# modelpolicy: ignore[MP101] until 2027-01-31")
    assert directive.holds_on(date(2027, 1, 31))
    assert not directive.holds_on(date(2027, 2, 1))


@pytest.mark.parametrize("day", ["2027-02-30", "2027-1-5"])
def test_what_is_no_day_never_holds(day: str) -> None:
    directive = only(f"# modelpolicy: ignore[MP101] until {day}")
    assert (directive.last_day, directive.until) == (day, None)
    assert not directive.holds_on(date(2000, 1, 1))


def test_a_reason_may_speak_of_time() -> None:
    directive = only("# modelpolicy: ignore[MP101] until the vendor answers")
    assert (directive.last_day, directive.reason) == (None, "until the vendor answers")


@pytest.mark.parametrize(
    ("location", "code", "speaks"),
    [
        (Location("a.py", 1), "MP101", True),
        (Location("a.py", 2), "MP101", False),
        (Location("a.py", 0), "MP101", False),
        (Location("b.py", 1), "MP101", False),
        (Location("a.py", 1, cell=0), "MP101", False),
        (Location("a.py", 1), "MP102", False),
    ],
)
def test_it_speaks_of_its_rule_on_its_line_alone(location: Location, code: str, speaks: bool) -> None:
    finding = Finding(location, code, "name", "message", "remedy")
    assert only("# modelpolicy: ignore[MP101]").speaks_of(finding) is speaks
