import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.source.decode import decode
from modelpolicy.source.syntax import quiet


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("x = 'ä'\n".encode(), "x = 'ä'\n"),
        (b"\xef\xbb\xbfx = 1\n", "x = 1\n"),
        (b"# -*- coding: latin-1 -*-\nx = '\xe4'\n", "# -*- coding: latin-1 -*-\nx = 'ä'\n"),
        (b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nx = '\x80'\n", None),
        (b"x = 1\r\ny = 2\rz = 3\n", "x = 1\ny = 2\nz = 3\n"),
    ],
)
def test_reads_what_python_reads(data: bytes, text: str | None) -> None:
    decoded, faults = decode(data)
    assert not faults
    assert text is None or decoded == text
    assert ast.dump(ast.parse(decoded)) == ast.dump(ast.parse(data))


def test_latin_1_without_a_coding_line_is_told_at_its_line_and_read() -> None:
    text, (fault,) = decode(b"a = 1\r\nb = 2\r\nc = 'caf\xe9'\r\n")
    assert text == "a = 1\nb = 2\nc = 'café'\n"
    assert fault.line == 3
    assert "0xe9" in fault.reason


@pytest.mark.parametrize("name", [b"nonsense", b"hex", b"idna", b"undefined", b"utf-16"])
def test_a_coding_line_that_cannot_be_used(name: bytes) -> None:
    text, faults = decode(b"# one\n# coding: " + name + b"\nx = 'caf\xe9'\n")
    assert "café" in text
    assert faults


def test_a_coding_line_below_code_is_none() -> None:
    assert decode("x = 1\n# coding: latin-1\ny = 'é'\n".encode()) == ("x = 1\n# coding: latin-1\ny = 'é'\n", [])


def test_nul_bytes_keep_the_columns() -> None:
    text, (fault,) = decode(b"a = 1\nb =\0 2\n")
    assert text == "a = 1\nb =  2\n"
    assert (fault.line, fault.reason) == (2, "NUL byte")


@given(st.binary(max_size=200), st.sampled_from([b"", b"# coding: unicode_escape\n", b"# coding: utf-7\n"]))
def test_any_bytes_become_text_that_can_be_encoded(data: bytes, coding: bytes) -> None:
    with quiet():
        text, _ = decode(coding + data)
    text.encode()
    assert not {"\r", "\0"} & set(text)
