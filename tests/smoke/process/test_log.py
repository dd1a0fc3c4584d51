"""What a worker prints, in a file of bounded size."""

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.smoke.process.log import Log


def kept(*printed: bytes, half: int) -> bytes:
    file = BytesIO()
    log = Log(file, half)
    for part in printed:
        log.add(part)
    log.end()
    return file.getvalue()


def test_beginning_and_end_are_kept_and_what_lay_between_is_counted() -> None:
    assert kept(b"begins, goes ", b"on and on, ", b"ends", half=6) == (
        b"begins\n[modelpolicy: 16 bytes of the log are left out here]\n, ends"
    )


def test_what_was_printed_up_to_the_middle_is_there_while_the_worker_runs() -> None:
    file = BytesIO()
    Log(file, 10).add(b"line\n")
    assert file.getvalue() == b"line\n"


@given(st.lists(st.binary(max_size=9)), st.integers(1, 12))
def test_it_does_not_matter_in_which_parts_it_comes(parts: list[bytes], half: int) -> None:
    printed = b"".join(parts)
    found = kept(*parts, half=half)
    assert found == kept(printed, half=half)
    assert found[:half] == printed[:half]
    assert found[-half:] == printed[-half:]
    assert (found == printed) == (len(printed) <= 2 * half)
