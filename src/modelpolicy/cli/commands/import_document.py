"""``modelpolicy import DOC.md``."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from modelpolicy.cli.exit_codes import ExitCode
from modelpolicy.cli.printer import show, tell
from modelpolicy.cli.starting_point import find
from modelpolicy.handwritten.import_document import Imported
from modelpolicy.registry.write import registry_yaml
from modelpolicy.report.counted import counted
from modelpolicy.usecases.documents.import_document import read_imported, write_imported

_FORM: Final = "headings like `## Active analyzers` and `### NAME` with `- Model: OWNER/NAME` below, or a table"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("document", type=Path, metavar="DOC.md", help="German or English Markdown")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="a new file; `-` is standard output (default: the settings' registry)"
    )


def run(arguments: argparse.Namespace) -> ExitCode:
    """Import the document; say line by line what was not understood."""
    project = find([])
    imported = read_imported(arguments.document)
    if arguments.output == "-":
        show(registry_yaml(imported.registry))
    else:
        for path in write_imported(imported, project.root, arguments.output or project.settings.registry):
            tell(f"wrote {path}")
    tell("\n".join(_account(imported, arguments.document)))
    return ExitCode.CLEAN


def _account(imported: Imported, document: Path) -> Iterator[str]:
    registry = imported.registry
    for unread in registry.unread:
        reason = unread.reason or "no place in the registry"
        yield f"{document}:{unread.line}: kept under `unread`: {reason}: {unread.text.strip()}"
    analyzers, models = counted(len(registry.analyzers), "analyzer"), counted(len(registry.models), "model")
    yield f"{analyzers}, {models}; {counted(len(registry.unread), 'line')} to sort in by hand"
    if imported.claims:
        confirmed = sum(claim.holds for claim in imported.claims)
        yield f"{confirmed} of {counted(len(imported.claims), 'claim')} in the document hold"
    if registry.analyzers:
        yield "next: `modelpolicy check` holds the registry against the code"
    else:
        yield "next: `modelpolicy init` makes a registry from the code instead. What can be read: " + _FORM
