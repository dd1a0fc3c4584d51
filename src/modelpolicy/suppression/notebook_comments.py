"""Comments in the cells of a notebook: in Python, and in lines and cells for the shell."""

from collections.abc import Iterator

from modelpolicy.domain.location import Location
from modelpolicy.scripts.text import ScriptText
from modelpolicy.source.notebook import Notebook, NotebookError, read_notebook
from modelpolicy.suppression.comment import Comment
from modelpolicy.suppression.hash_comments import hash_comments
from modelpolicy.suppression.shell_comments import command_lines, shell_comments


def notebook_comments(path: str, data: bytes) -> Iterator[Comment]:
    """The comments of a notebook's code; none of what is no notebook."""
    try:
        notebook = read_notebook(data)
    except NotebookError:
        return
    yield from (_in_cell(comment, notebook) for comment in hash_comments(path, notebook.text))
    for text in (notebook.commands, notebook.scripts):
        script, lines = ScriptText.whole(path, text), command_lines(text)
        yield from (_in_cell(comment, notebook) for comment in shell_comments(script, lines))


def _in_cell(comment: Comment, notebook: Notebook) -> Comment:
    """The comment with lines as its cell counts them; it speaks of no line of another cell."""
    cell, line = notebook.place(comment.location.line)
    below, first = notebook.place(comment.first)
    last = first + comment.last - comment.first if below == cell else 0
    return Comment(Location(comment.location.path, line, comment.location.column, cell), comment.text, first, last)
