"""The comments of any file, each kind of file read as what it is."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from modelpolicy.source.kinds import calls_shell, kind_of
from modelpolicy.source.walk import FIRST_LINE, NOTEBOOK
from modelpolicy.suppression.comment import Comment

_YAML: Final = frozenset({".yaml", ".yml"})
_MARKDOWN: Final = frozenset({".md", ".markdown"})
_WITHOUT: Final = frozenset({".json"})


def comments_in(path: str, data: bytes) -> Iterator[Comment]:
    """The comments in the file at ``path`` with the content ``data``; text is read as UTF-8."""
    suffix = PurePosixPath(path).suffix
    if suffix in _WITHOUT:
        return iter(())
    if suffix == NOTEBOOK:
        from modelpolicy.suppression.notebook_comments import notebook_comments

        return notebook_comments(path, data)
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    if suffix in _MARKDOWN:
        from modelpolicy.suppression.markdown_comments import markdown_comments

        return markdown_comments(path, text)
    if kind_of(path) or (not suffix and calls_shell(data[:FIRST_LINE])):
        from modelpolicy.suppression.shell_comments import script_comments

        return script_comments(path, text)
    if suffix in _YAML:
        from modelpolicy.suppression.yaml_comments import yaml_comments

        return yaml_comments(path, text)
    from modelpolicy.suppression.hash_comments import hash_comments

    return hash_comments(path, text)
