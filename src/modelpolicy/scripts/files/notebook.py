"""The shell lines of a notebook: which they are, and what the notebook's Python hands them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from modelpolicy.resolve.evaluator import Evaluator
from modelpolicy.scripts.text import ScriptText
from modelpolicy.source.notebook import Notebook
from modelpolicy.values.values import Values

_BRACES: Final = re.compile(r"(?<!\$)\{([A-Za-z_]\w*)\}")
_NAME: Final = re.compile(r"\$\{?([A-Za-z_]\w*)")


def notebook_scripts(evaluator: Evaluator, path: str, notebook: Notebook) -> Iterator[ScriptText]:
    """The commands of a notebook's lines and of its cells for the shell; ``{name}`` in a line is a Python variable."""
    lines = _BRACES.sub(r"${\1}", notebook.commands)
    variables = _python_variables(evaluator, path, lines)
    yield replace(ScriptText.whole(path, lines), variables=variables, notebook=notebook)
    yield replace(ScriptText.whole(path, notebook.scripts), notebook=notebook)


def _python_variables(evaluator: Evaluator, path: str, text: str) -> Mapping[str, Values]:
    """What the variables that the commands name are in the notebook's Python, where that binds them."""
    names = dict.fromkeys(_NAME.findall(text))
    values = {
        name: evaluator.exported(module, name) for module in evaluator.project.modules(path)[:1] for name in names
    }
    return {name: value for name, value in values.items() if value.options or value.open}
