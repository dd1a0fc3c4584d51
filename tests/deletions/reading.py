"""What scripts delete, as text that tests compare."""

from modelpolicy.deletions.texts.shell import ShellReader
from modelpolicy.domain.deletion import Deletion
from modelpolicy.domain.path_part import ANY, DEEP, EVERY, ONE, SET_END, SET_START, UNKNOWN
from modelpolicy.domain.path_pattern import Path, PathPattern, shown_path
from modelpolicy.extract.commands import builtin_commands
from modelpolicy.scripts.files.translate import scripts_in

SHOWN = str.maketrans({ANY: "*", ONE: "?", EVERY: "%", DEEP: "**", UNKNOWN: "…", SET_START: "[", SET_END: "]"})


def deletions_in(text: str, path: str = "clean.sh") -> list[Deletion]:
    reader = ShellReader(builtin_commands())
    for script in scripts_in(path, text):
        reader.read(script)
    return list(reader.found)


def targets(text: str, path: str = "clean.sh") -> list[str]:
    """Every path that is deleted, and what else."""
    return [one for deletion in deletions_in(text, path) for one in shown(deletion)]


def shown(deletion: Deletion) -> list[str]:
    if isinstance(deletion.target, PathPattern):
        return [shown_form(form) for form in deletion.target.forms]
    return [str(deletion.target)]


def shown_form(form: Path) -> str:
    """``%`` is any name, ``**`` any directories, ``…`` unknown text."""
    return shown_path(form).translate(SHOWN).removeprefix("/" if form[:1] == (DEEP,) else "")
