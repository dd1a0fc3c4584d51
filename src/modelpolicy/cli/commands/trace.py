"""``modelpolicy trace``."""

import argparse
from pathlib import Path
from signal import strsignal

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.output_file import write
from modelpolicy.cli.printer import tell
from modelpolicy.cli.starting_point import find
from modelpolicy.errors import NothingToCheckError, Problem


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="also write what was seen as JSON")
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="-- COMMAND", help="the program, with its arguments")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Run the command, to which stdout belongs, and say what it loaded."""
    from modelpolicy.cleanup.projects.state import state_directory
    from modelpolicy.report.running.trace_json import trace_json
    from modelpolicy.report.running.trace_text import trace_text
    from modelpolicy.usecases.running.trace import trace

    words = arguments.words[arguments.words[:1] == ["--"] :]
    if not words:
        problem = Problem("trace", 0, "there is no command", "write `modelpolicy trace -- python app.py`")
        raise NothingToCheckError(problem)
    project = find([])
    traced = trace(project, words, state_directory())
    held = traced.held
    tell(trace_text(traced.trace, held.undeclared, held.unloaded))
    for offer in held.offers:
        line = f"{offer.location} loaded {offer.model}: add it to `may` of {offer.analyzer}"
        tell(f"offer       {line} in {project.settings.registry}")
    if held.offers:
        tell("next: `modelpolicy registry update --observed` adds what is offered")
    if arguments.output:
        write(arguments.output, trace_json(traced.trace, held.undeclared, held.unloaded))
    if traced.code:
        tell(f"the command {_end(traced.code)}")
        return ExitCode.NOT_JUDGED
    return ExitCode.FINDINGS if held.undeclared else ExitCode.CLEAN


def _end(code: int) -> str:
    return f"was ended by signal {-code} ({strsignal(-code)})" if code < 0 else f"ended with exit code {code}"
