"""A bar appears on a terminal, after a while, and goes; anywhere else nothing is written."""

import sys
from io import StringIO

import pytest

from modelpolicy.cli.progress_bar import ProgressBar


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def shown(bar: ProgressBar, stream: StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    bar.begin(8)
    bar.advance(2)
    bar.advance(6)
    bar.end()
    return stream.getvalue()


def test_on_a_terminal_it_shows_how_far_the_scan_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert "100%" in shown(ProgressBar(patience=0), Terminal(), monkeypatch)


def test_what_is_over_at_once_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(ProgressBar(), Terminal(), monkeypatch) == ""


def test_where_there_is_no_terminal_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(ProgressBar(patience=0), StringIO(), monkeypatch) == ""
