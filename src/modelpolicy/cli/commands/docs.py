"""``modelpolicy docs``."""

import argparse

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show, tell
from modelpolicy.cli.starting_point import find
from modelpolicy.documents.render import diff
from modelpolicy.report.counted import counted
from modelpolicy.settings.project import Project
from modelpolicy.usecases.documents.document import Rendered, render_documents, write_documents


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--check", action="store_true", help="write nothing; print what would change and exit 1")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Render the documents, or show how they would change."""
    project = find([])
    rendered = render_documents(project)
    stale = [document for document in rendered if document.is_stale]
    if arguments.check:
        return _show_differences(stale)
    return _write(project, stale, len(rendered))


def _show_differences(stale: list[Rendered]) -> ExitCode:
    for document in stale:
        show(diff(document.path, document.before or "", document.after))
    if stale:
        tell(f"{counted(len(stale), 'document')} out of date: run `modelpolicy docs`")
    return ExitCode.FINDINGS if stale else ExitCode.CLEAN


def _write(project: Project, stale: list[Rendered], total: int) -> ExitCode:
    write_documents(project.root, stale)
    for document in stale:
        tell(f"wrote {document.path}")
    tell(f"{counted(total, 'document')}, {len(stale)} written")
    return ExitCode.CLEAN
