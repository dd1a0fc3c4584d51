"""Which kind of file that holds commands a path is.

The name tells; a shell script without suffix is told by its first line.
"""

import re
from typing import Final, Literal

Kind = Literal["shell", "dockerfile", "makefile", "workflow", "compose", "unit"]

_SUFFIXES: Final[dict[str, Kind]] = {
    "sh": "shell",
    "bash": "shell",
    "dockerfile": "dockerfile",
    "mk": "makefile",
    "service": "unit",
}
_NAMES: Final = re.compile(
    r"(?P<dockerfile>(?:.*\.)?(?:Docker|Container)file(?:[._-](?!(?:.*\.)?(?:dockerignore|md|txt)$).*)?)"
    r"|(?P<makefile>(?:GNU)?[Mm]akefile)"
    r"|(?P<compose>(?:docker-)?compose(?:[._-].*)?\.ya?ml)"
    r"|(?P<workflow>(?:.*\.)?gitlab-ci\.ya?ml|action\.ya?ml)"
)
_WORKFLOWS: Final = ".github/workflows/"
_YAML: Final = ("yml", "yaml")
_FIRST_LINE: Final = re.compile(rb"#!\s*\S*?(?:/env\s+(?:-S\s+)?)?(?:\b|/)(?:ba|da|k|z)?sh\b")


def kind_of(path: str) -> Kind | None:
    """The kind of the file at ``path`` (POSIX), by its name alone; ``None`` for anything else."""
    folder, _, name = path.rpartition("/")
    suffix = name.rpartition(".")[2]
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if suffix in _YAML:
        if f"/{folder}/".endswith(f"/{_WORKFLOWS}"):
            return "workflow"
    elif "file" not in name:
        return None
    match = _NAMES.fullmatch(name)
    kind: Kind | None = match.lastgroup if match else None  # type: ignore[assignment]  # the groups are the kinds
    return kind


def calls_shell(first_line: bytes) -> bool:
    """Whether a file that starts so is a shell script."""
    return _FIRST_LINE.match(first_line) is not None
