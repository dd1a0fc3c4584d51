"""``modelpolicy smoke``."""

import argparse
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Final

from modelpolicy.cli.cache.subcommand import Subcommand
from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show, tell
from modelpolicy.cli.progress_bar import ProgressBar
from modelpolicy.cli.smoke import history, report
from modelpolicy.cli.smoke.arguments import count, device, require_packages, seconds
from modelpolicy.cli.smoke.formats import FORMATS, render
from modelpolicy.cli.smoke.interrupt import like_ctrl_c
from modelpolicy.cli.starting_point import find
from modelpolicy.cli.subcommands import add_command
from modelpolicy.domain.model_id import ModelId
from modelpolicy.errors import InputError, Problem

if TYPE_CHECKING:
    from modelpolicy.domain.runtime import SmokeResult
    from modelpolicy.usecases.running.smoke import Session
    from modelpolicy.usecases.running.wish import Wish

SUBCOMMANDS: Final[dict[str, Subcommand]] = {"report": report, "history": history}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--analyzer", action="append", default=[], metavar="NAME", help="only this one; repeatable")
    parser.add_argument("--model", action="append", default=[], metavar="ID", help="only what loads it; repeatable")
    parser.add_argument("--changed-since", metavar="REV", help="only whose files changed since this revision of git")
    parser.add_argument(
        "--device", type=device, default="auto", help="auto (a GPU), cuda, cuda:1, mps or cpu; default: auto"
    )
    parser.add_argument("--allow-cpu", action="store_true", help="let `auto` take the CPU where there is no GPU")
    parser.add_argument("--timeout", type=seconds, default=600, metavar="SECONDS", help="for each; default: 600")
    parser.add_argument("--jobs", type=count, default=1, metavar="N", help="at most so many at once; default: 1")
    parser.add_argument("--memory", metavar="SIZE", help="what each may allocate, such as 8GB; default: no bound")
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    subparsers = parser.add_subparsers(dest="subcommand", metavar="SUBCOMMAND")
    for name, subcommand in SUBCOMMANDS.items():
        subcommand.configure(add_command(subparsers, name, subcommand.PURPOSE))


def run(arguments: argparse.Namespace) -> ExitCode:
    """Try the analyzers, showing each as soon as it is over, or run the subcommand."""
    if arguments.subcommand:
        return SUBCOMMANDS[arguments.subcommand].run(arguments)
    require_packages()
    from modelpolicy.cleanup.projects.state import state_directory
    from modelpolicy.report.counted import counted
    from modelpolicy.report.running.smoke_text import summary_text
    from modelpolicy.usecases.running.smoke import prepare
    from modelpolicy.usecases.running.wish import choose, find_place, why_untried

    start = perf_counter()
    project, wish = find([]), _wish(arguments)
    place = find_place(wish)
    chosen = choose(project, wish, ProgressBar())
    for target in chosen.untried:
        tell(str(why_untried(target)))
    session = prepare(project, wish, chosen, place, state_directory())
    tell(f"trying {counted(len(session.needs), 'analyzer')} on {place.device}, each for {wish.seconds:g} s at most")
    is_text = arguments.format == "text"
    results = _try(session, arguments.jobs, show if is_text else tell)
    took = perf_counter() - start
    show(summary_text(results, took) if is_text else render(arguments.format, results, took))
    return _judge(results)


def _try(session: "Session", jobs: int, say: Callable[[str], None]) -> "list[SmokeResult]":
    from modelpolicy.report.running.smoke_text import run_text
    from modelpolicy.usecases.running.smoke import smoke

    results = []
    width = max(len(need.target.analyzer) for need in session.needs)
    with like_ctrl_c():
        for one in smoke(session, jobs, lambda: tell("waiting for the GPU, which another smoke run has")):
            results.append(one)
            say(run_text(one.run, width))
    return results


def _judge(results: "Sequence[SmokeResult]") -> ExitCode:
    kinds = {one.run.failure.kind for one in results if one.run.failure}
    if "missing-weights" in kinds:
        tell("next: `modelpolicy cache missing` shows the commands that fetch what is not there")
    return ExitCode.FINDINGS if kinds else ExitCode.CLEAN


def _wish(arguments: argparse.Namespace) -> "Wish":
    from modelpolicy.usecases.running.wish import Wish

    return Wish(
        arguments.analyzer,
        [_model(written) for written in arguments.model],
        arguments.changed_since,
        arguments.device,
        arguments.allow_cpu,
        arguments.timeout,
        _bytes(arguments.memory),
    )


def _bytes(written: str | None) -> int | None:
    from modelpolicy.domain.size import Size

    if written is None:
        return None
    try:
        return Size.parse(written).bytes
    except ValueError as error:
        raise InputError(Problem("--memory", 0, str(error), "write it like 8GB")) from error


def _model(written: str) -> ModelId:
    try:
        return ModelId.parse(written)
    except ValueError as error:
        raise InputError(Problem("--model", 0, str(error), "write it like hf:openai/whisper-base")) from error
