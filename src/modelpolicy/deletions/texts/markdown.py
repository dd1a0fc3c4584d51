"""A Markdown document to what it tells people to delete: in code, and in lists of what may go."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from modelpolicy.deletions.commands.telling import may_delete
from modelpolicy.deletions.texts.listed import listed_in
from modelpolicy.deletions.texts.shell import ShellReader
from modelpolicy.domain.confidence import Confidence
from modelpolicy.domain.deletion import Deletion
from modelpolicy.extract.commands import Commands
from modelpolicy.handwritten.blocks import AnyBlock, Code, Heading, Inline, Item, Paragraph, Row, parse_blocks
from modelpolicy.handwritten.words import heading_deletion, says_never
from modelpolicy.registry.schema import Deletion as Permission
from modelpolicy.scripts.shell.syntax import UnreadableScriptError
from modelpolicy.scripts.text import Origin, ScriptText

LONGEST: Final = 1_000_000
"""Bytes; a longer document was not written by hand."""

_SHELL: Final = frozenset({"", "bash", "sh", "shell", "zsh", "console", "shell-session", "terminal", "text", "txt"})
_PROMPT: Final = "$ "


def deletions_in_document(commands: Commands, path: str, text: str) -> Iterator[Deletion]:
    """Everything that the document tells to delete, in the order of its lines."""
    reader = _DocumentReader(commands, path, text.split("\n"))
    for block in parse_blocks(text):
        reader.read(block)
    yield from reader.found


@dataclass(slots=True)
class _DocumentReader:
    """Goes through the blocks of a document, section by section."""

    commands: Commands
    path: str
    lines: Sequence[str]
    found: dict[Deletion, None] = field(default_factory=dict)
    _headings: list[Heading] = field(default_factory=list)
    _section: ShellReader | None = None

    def read(self, block: AnyBlock) -> None:
        match block:
            case Heading():
                self._headings = [one for one in self._headings if one.level < block.level] + [block]
                self._section = ShellReader(self.commands, block.line)
            case Code() if block.language in _SHELL:
                self._commands(_script_of(block, self.path, self.lines), "high")
            case Item() | Paragraph():
                self._passage(block.inline, range(block.line, block.end + 1))
            case Row():
                for _, cell in block.cells:
                    self._passage(cell, range(block.line, block.line + 1))
            case _:
                pass

    def _passage(self, inline: Inline, rows: range) -> None:
        if inline.codes and not says_never(inline.text):
            for script in _inline_scripts(inline, rows, self.path, self.lines):
                if self._permission() or may_delete(script.text.encode("utf-8", "replace")):
                    self._commands(script, "medium")

    def _commands(self, script: ScriptText, certainty: Confidence) -> None:
        permission = self._permission()
        if permission == "forbidden":
            return
        section = self._section = self._section or ShellReader(self.commands)
        section.certainty = certainty
        with suppress(UnreadableScriptError):
            # What is no command for a shell deletes nothing.
            section.read(script)
            if permission == "allowed":
                self.found |= dict.fromkeys(listed_in(script, section.unit))
        self.found |= section.found

    def _permission(self) -> Permission | None:
        """What the innermost heading that speaks of deletion says."""
        said = (heading_deletion(heading.inline.text) for heading in reversed(self._headings))
        return next((permission for permission in said if permission), None)


def _script_of(block: Code, path: str, lines: Sequence[str]) -> ScriptText:
    has_prompts = any(line.startswith(_PROMPT) for line in block.lines)
    texts, origins = [], []
    for number, line in enumerate(block.lines, start=block.first):
        text = line if not has_prompts else line.removeprefix(_PROMPT) if line.startswith(_PROMPT) else ""
        source = lines[number - 1] if number <= len(lines) else ""
        texts.append(text)
        origins.append(Origin(number, max(0, source.find(text))))
    return ScriptText(path, "\n".join(texts) + "\n", (*origins, Origin(block.end)))


def _inline_scripts(inline: Inline, rows: range, path: str, lines: Sequence[str]) -> Iterator[ScriptText]:
    """What is set as code in running text, each a script of its own."""
    for code in inline.codes:
        row = next((row for row in rows if row <= len(lines) and f"`{code}`" in lines[row - 1]), rows[0])
        column = max(0, lines[row - 1].find(code))
        yield ScriptText(path, code + "\n", (Origin(row, column), Origin(row)))
