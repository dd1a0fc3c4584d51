"""Files of variables as commands for a shell: ``NAME=value`` lines, as compose and systemd read them."""

from io import StringIO
from pathlib import PurePosixPath
from typing import Final

from modelpolicy.scripts.text import Lines, ScriptText, quoted

BESIDE_COMPOSE: Final = ".env"
"""The file whose variables hold only where the environment does not say something else."""


def env_script(path: str, text: str) -> ScriptText:
    """An export for each variable, in its place; a ``$`` in a value stands for itself."""
    from dotenv.parser import parse_stream

    lines = Lines()
    is_default = PurePosixPath(path).name == BESIDE_COMPOSE
    for binding in parse_stream(StringIO(text)):
        if binding.key is not None and binding.value is not None and binding.key.isidentifier():
            written = binding.original.string
            start = max(written.find(binding.value, written.find("=")), 0)
            line = binding.original.line + written.count("\n", 0, start)
            column = start - (written.rfind("\n", 0, start) + 1)
            value = quoted(binding.value).replace("$", "\\$")
            before = f"export {binding.key}="
            if is_default:
                before, value = f'{before}"${{{binding.key}:-', f'{value[1:-1]}}}"'
            lines.add_in_place(before + value, line, column - len(before))
    return lines.as_script(path)
