"""``python -m analyzers VIDEO``: run the enabled analyzers on a video.

Exit codes: 0, all analyzers ran; 4, some failed; 2, there is no result, because of the video or the arguments.
"""

import argparse
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, TaskID
from rich.table import Table

from analyzers.base import Analyzer
from analyzers.catalogue import ANALYZERS, DISABLED
from analyzers.errors import MediaError
from analyzers.result import Result
from analyzers.runner import run
from analyzers.selection import UnknownAnalyzerError, select

ALL_RAN, NO_RESULT, SOME_FAILED = 0, 2, 4


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program, and give its exit code."""
    options = _parser().parse_args(argv)
    talk = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
    try:
        analyzers = select(ANALYZERS, DISABLED, options.only)
        _require_place(options.json)
        result = _run(options.video, analyzers, talk)
        _write(result, options.json)
    except (MediaError, OSError, UnknownAnalyzerError) as error:
        talk.print(f"error: {error}")
        return NO_RESULT
    except KeyboardInterrupt:
        talk.print("interrupted")
        return NO_RESULT
    for failure in result.failures:
        talk.print(f"{failure.analyzer}: {failure.reason}")
    return SOME_FAILED if result.failures else ALL_RAN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m analyzers", description="Run the enabled analyzers on a video.")
    parser.add_argument("video", type=Path, metavar="VIDEO")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="run these, and what they read")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the whole result there; - is the terminal")
    return parser


def _require_place(out: Path | None) -> None:
    """Find out before an hour of work whether its result can be written."""
    if out is not None and not out.parent.is_dir():
        raise FileNotFoundError(f"{out.parent}: there is no such directory to write the result to")


def _run(video: Path, analyzers: Sequence[type[Analyzer]], talk: Console) -> Result:
    # Libraries print what they do, DeepFace among them; stdout is the result's.
    progress = Progress(console=talk, transient=True, disable=not talk.is_terminal)
    with redirect_stdout(sys.stderr), progress:
        task = progress.add_task("", total=len(analyzers))
        turns = iter(range(len(analyzers)))
        return run(video, analyzers, lambda name: _show(progress, task, next(turns), name))


def _show(progress: Progress, task: TaskID, done: int, name: str) -> None:
    progress.update(task, completed=done, description=name)


def _write(result: Result, out: Path | None) -> None:
    if out is None:
        Console(markup=False).print(_table(result))
    elif str(out) == "-":
        sys.stdout.write(result.model_dump_json(indent=2) + "\n")
    else:
        out.write_text(result.model_dump_json(indent=2) + "\n", encoding="utf-8")


def _table(result: Result) -> Table:
    table = Table("analyzer", "segments", "labels", "models", box=None, pad_edge=False)
    for analysis in result.analyses:
        labels = dict.fromkeys(segment.label for segment in analysis.segments)
        table.add_row(analysis.analyzer, str(len(analysis.segments)), ", ".join(labels), ", ".join(analysis.models))
    return table


if __name__ == "__main__":
    raise SystemExit(main())
