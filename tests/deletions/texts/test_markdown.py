"""What a document tells people to delete."""

import pytest

from modelpolicy.deletions.texts.markdown import deletions_in_document
from modelpolicy.domain.deletion import Deletion
from modelpolicy.extract.commands import builtin_commands
from tests.deletions.reading import shown


def read(text: str) -> list[Deletion]:
    return list(deletions_in_document(builtin_commands(), "doc.md", text))


def found(text: str) -> list[str]:
    """``line:column`` of each target, and what it is."""
    return [f"{one.location.line}:{one.location.column} {' '.join(shown(one))}" for one in read(text)]


FOUND = {
    "a code block": ("# A\n\n```bash\n# all\nrm -rf ~/a\n```\n", ["5:8 ~/a"]),
    "a code block in a list": ("1. First\n   ```sh\n   rm -rf ~/a\n   ```\n", ["3:11 ~/a"]),
    "an indented code block": ("Text:\n\n    rm -rf ~/a\n", ["3:12 ~/a"]),
    "a session with prompts": ("```console\n$ rm -rf ~/a\nrm: done\n$ rm b\n```\n", ["2:10 ~/a", "4:6 ./b"]),
    "in running text": ("Then `rm -rf ~/a` and\nalso `rm b`.\n", ["1:14 ~/a", "2:10 ./b"]),
    "in a table": ("| what | how |\n|---|---|\n| all | `rm -rf ~/a` |\n", ["3:17 ~/a"]),
    "another language": ("```python\nrm -rf = 3\n```\n", []),
    "a warning": ("Never run `rm -rf ~/a`.\n\nNiemals `rm -rf ~/b` ausführen.\n", []),
    "a path alone": ("See `~/.cache/a` and\n\n```\n~/.cache/b\n```\n", []),
    "a list of what may go": ("## Sicher zu löschen\n```bash\n# A\n~/a*\n\n~/b/c\n```\n", ["4:1 ~/a*", "6:1 ~/b/c"]),
    "a list in bullets": ("## Safe to delete\n- `~/a` (big)\n- some words\n", ["2:4 ~/a"]),
    "a list below a further heading": ("## Safe to delete\n### Hub\n```\n~/a\n```\n", ["4:1 ~/a"]),
    "the section after such a list": ("## Safe to delete\n\n## Others\n```\n~/a\n```\n", []),
    "a list of what must stay": ("## Do NOT delete\n```\n~/a\nrm -rf ~/b\n```\n", []),
    "quotes that do not end": (
        "```bash\nrm -rf 'a\n```\n\n```bash\nrm -rf ~/b\n```\n",
        ['2:1 Unresolved(reason="text that the shell\'s grammar cannot read")', "6:8 ~/b"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_commands_in_a_document(name: str) -> None:
    text, expected = FOUND[name]
    assert found(text) == expected


def test_running_text_only_speaks_of_a_command() -> None:
    assert [one.certainty for one in read("`rm -rf ~/a`\n\n```sh\nrm -rf ~/b\n```\n")] == ["medium", "high"]


def test_a_backup_counts_in_its_section() -> None:
    text = "# A\n```sh\nls ~/m > list\n```\nThen:\n```sh\nrm -rf ~/m/a\n```\n# B\n```sh\nrm -rf ~/m/b\n```\n"
    assert [(one.unit, one.backup and one.backup.line) for one in read(text)] == [(1, 3), (9, None)]


def test_a_listed_path_is_no_command() -> None:
    (deletion,) = read("# Safe to delete\n`~/a`\n")
    assert (deletion.command, deletion.shown) == ("", "~/a")
