"""Compose files as commands for a shell: what each service is handed as variables, and what it runs."""

from collections.abc import Iterator, Sequence

from modelpolicy.scripts.files.env_file import BESIDE_COMPOSE
from modelpolicy.scripts.files.yaml_nodes import Items, Node, Scalar, Table, read_nodes
from modelpolicy.scripts.files.yaml_text import add_commands, add_variable, variables
from modelpolicy.scripts.text import Lines, ScriptText, quoted


def compose_scripts(path: str, text: str) -> Iterator[ScriptText]:
    """The commands of each service, behind its variables."""
    root = read_nodes(text)
    services = root.get("services") if isinstance(root, Table) else None
    for _, service in services.entries if isinstance(services, Table) else ():
        if isinstance(service, Table):
            lines = Lines()
            lines.add_in_place(f". ./{BESIDE_COMPOSE}", 1, 0)
            for file in _env_files(service.get("env_file")):
                lines.add_in_place(f". {quoted(file.text)}", file.line + 1, file.column)
            for name, value in variables(service.get("environment")):
                add_variable(lines, name, value)
            _add_command(lines, service, text.split("\n"))
            yield lines.as_script(path)


def _env_files(node: "Node | None") -> list[Scalar]:
    """A path, or a list of paths and of tables with a path each."""
    items = node.items if isinstance(node, Items) else (node,)
    paths = (item.get("path") if isinstance(item, Table) else item for item in items)
    return [path for path in paths if isinstance(path, Scalar)]


def _add_command(lines: Lines, service: Table, source: Sequence[str]) -> None:
    """What a service runs: its entry point with its arguments, or the image with these."""
    entry, command, image = service.get("entrypoint"), service.get("command"), service.get("image")
    first = next((one for part in (entry, command) for one in _words(part)), None)
    if entry is None and isinstance(image, Scalar) and first is not None:
        lines.add_in_place(f"docker run {quoted(image.text)} \\", first.line + 1, first.column)
    for part in (entry, command):
        if part is entry and isinstance(part, Scalar) and part.text.endswith(" -c"):
            lines.add_in_place(f"{part.text} \\", part.line + 1, part.column)  # the command is the shell's text
        elif isinstance(part, Scalar):
            add_commands(lines, part, source)
        for word in _words(part) if isinstance(part, Items) else ():
            text = word.text.replace("$$", "$")  # as compose hands it to the container
            lines.add_in_place(f"{quoted(text)} \\", word.line + 1, word.column)
    lines.end()


def _words(node: "Node | None") -> list[Scalar]:
    items = node.items if isinstance(node, Items) else (node,)
    return [item for item in items if isinstance(item, Scalar)]
