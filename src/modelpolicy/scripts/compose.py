"""Compose files as commands for a shell: what each service is handed as variables, and what it runs."""

import shlex
from collections.abc import Iterator, Sequence

from modelpolicy.scripts.text import Lines, ScriptText
from modelpolicy.scripts.yaml_nodes import Items, Node, Scalar, Table, read_nodes
from modelpolicy.scripts.yaml_text import add_commands, add_variable, variables


def compose_scripts(path: str, text: str) -> Iterator[ScriptText]:
    """The commands of each service, behind its variables."""
    root = read_nodes(text)
    services = root.get("services") if isinstance(root, Table) else None
    for _, service in services.entries if isinstance(services, Table) else ():
        if isinstance(service, Table):
            lines = Lines()
            for name, value in variables(service.get("environment")):
                add_variable(lines, name, value)
            _add_command(lines, [service.get("entrypoint"), service.get("command")], text.split("\n"))
            yield lines.as_script(path)


def _add_command(lines: Lines, parts: Sequence["Node | None"], source: Sequence[str]) -> None:
    """One command of an entry point and its arguments, where both are lists; else each by itself."""
    lists = [part for part in parts if isinstance(part, Items)]
    words = [item for part in lists for item in part.items if isinstance(item, Scalar)]
    if words:
        lines.add_in_place(shlex.join(word.text for word in words), words[0].line + 1, words[0].column)
    for part in parts:
        if isinstance(part, Scalar):
            add_commands(lines, part, source)
