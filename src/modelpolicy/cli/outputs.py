"""``--format`` and ``--output``: in which forms a check is shown, and where."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from modelpolicy.cli.output_file import write
from modelpolicy.cli.printer import show
from modelpolicy.errors import InputError, Problem
from modelpolicy.report.findings.formats import FORMATS, STATISTICS, render
from modelpolicy.report.findings.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Output:
    """A form, and the file that it is written to."""

    form: str
    path: Path


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument(
        "--statistics",
        dest="format",
        action="store_const",
        const=STATISTICS,
        help="show how often each rule fired instead of the findings",
    )
    parser.add_argument(
        "--output",
        action="append",
        default=[],
        type=_output,
        metavar="FORMAT=FILE",
        help="also write the findings to FILE; can be given several times",
    )


def deliver(outcome: Outcome, form: str, outputs: Sequence[Output], root: Path) -> None:
    """Write every output, then show ``form``.

    Raises:
        InputError: files that cannot be written, all of them; the others are written.
    """
    problems = [problem for output in outputs for problem in _write(output, outcome)]
    show(render(form, outcome), root)
    if problems:
        raise InputError(*problems)


def _output(text: str) -> Output:
    form, _, path = text.partition("=")
    if form not in FORMATS or not path:
        raise argparse.ArgumentTypeError(f"{text!r} is not FORMAT=FILE with a format of {', '.join(FORMATS)}")
    return Output(form, Path(path))


def _write(output: Output, outcome: Outcome) -> tuple[Problem, ...]:
    try:
        write(output.path, render(output.form, outcome))
    except InputError as error:
        return error.problems
    return ()
