"""Which kind of file is read how."""

from collections.abc import Iterable

from modelpolicy.scripts.text import ScriptText
from modelpolicy.source.kinds import kind_of


def scripts_in(path: str, text: str) -> Iterable[ScriptText]:
    """The commands that the file at ``path`` holds, once a shell that runs them. Never raises."""
    text = text.replace("\r\n", "\n")
    match kind_of(path):
        case "dockerfile":
            from modelpolicy.scripts.files.dockerfile import dockerfile_script

            return [dockerfile_script(path, text)]
        case "makefile":
            from modelpolicy.scripts.files.makefile import makefile_script

            return [makefile_script(path, text)]
        case "unit":
            from modelpolicy.scripts.files.unit import unit_script

            return [unit_script(path, text)]
        case "workflow":
            from modelpolicy.scripts.files.workflow import workflow_scripts

            return workflow_scripts(path, text)
        case "compose":
            from modelpolicy.scripts.files.compose import compose_scripts

            return compose_scripts(path, text)
        case _:
            return [ScriptText.whole(path, text)]


def taken_in(by: str, path: str, text: str) -> ScriptText:
    """The file at ``path`` as the file ``by`` reads it that takes it in. Never raises."""
    text = text.replace("\r\n", "\n")
    match kind_of(by):
        case "makefile":
            from modelpolicy.scripts.files.makefile import makefile_script

            return makefile_script(path, text)
        case "compose" | "unit":
            from modelpolicy.scripts.files.env_file import env_script

            return env_script(path, text)
        case _:
            return ScriptText.whole(path, text)
