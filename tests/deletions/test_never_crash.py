"""Whatever a script or a document is, what it deletes is read in bounded time, and without an exception."""

import random
from time import process_time
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelpolicy.deletions.commands.telling import may_delete_in_python, may_delete_models, may_list_deletable
from modelpolicy.deletions.texts.markdown import deletions_in_document
from modelpolicy.deletions.texts.shell import ShellReader
from modelpolicy.extract.commands import builtin_commands
from modelpolicy.scripts.files.translate import scripts_in
from modelpolicy.scripts.shell.syntax import UnreadableScriptError
from tests.deletions.texts.test_shell import BACKED_UP, COMMANDS, EXPANDED, GUARDED
from tests.scripts.test_never_crash import HOSTILE, PARTS

SHELL: Final = "\n".join(
    [*(text for text, _ in EXPANDED.values()), *(text for text, _ in COMMANDS.values()), *GUARDED, *BACKED_UP]
)
LISTS: Final = "# Safe to delete\n```bash\n~/.cache/a*\n```\nThen `rm -rf ~/a`.\n\n# NICHT löschen\n- `~/b`\n\n"


def read(path: str, data: bytes) -> None:
    reader = ShellReader(builtin_commands())
    try:
        for script in scripts_in(path, data.decode("utf-8", "replace")):
            reader.read(script)
    except UnreadableScriptError:
        pass
    assert all(found.location.line > 0 for found in reader.found)


def mutated(text: str, randomness: random.Random) -> bytes:
    data = bytearray(text.encode())
    for _ in range(randomness.randint(1, 12)):
        place = randomness.randrange(len(data) + 1)
        data[place : place + randomness.choice([0, 1, 3, 60])] = randomness.choice(PARTS)
    return bytes(data)


@given(st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_mutated_scripts(randomness: random.Random) -> None:
    read("clean.sh", mutated(SHELL, randomness))


@given(st.lists(st.sampled_from([*PARTS, b"xargs ", b"find ", b"-name ", b"-exec ", b"cd ", b"eval "]), max_size=60))
@settings(max_examples=100, deadline=None)
def test_pieces_of_syntax_in_any_order(parts: list[bytes]) -> None:
    read("clean.sh", b"rm -rf ".join(parts))


@given(st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_mutated_documents(randomness: random.Random) -> None:
    text = mutated(LISTS * 3, randomness).decode("utf-8", "replace")
    assert all(found.location.line > 0 for found in deletions_in_document(builtin_commands(), "d.md", text))


LARGE: Final = {
    **HOSTILE,
    "many deletions": b"rm -rf ~/a/b*\n" * 15_000,
    "many words": b"rm " + b"$A/$B/* " * 10_000,
    "many braces": b"rm " + b"{a,b}" * 2_000,
    "nested braces": b"rm " + b"{a," * 2_000 + b"}" * 2_000,
    "many wildcards": b"rm " + b"*a" * 30_000,
    "many unknown parts": b"rm " + b"a$X" * 30_000,
    "deep paths": b"rm " + b"a/" * 60_000,
    "a way up": b"rm " + b"../" * 60_000,
    "copies and deletions": b"cp -r /a /b\n" * 8_000 + b"rm /c\n" * 8_000,
    "find with many names": b"find " + b"a " * 3_000 + b"-name b -o " * 3_000 + b"-delete",
    "pipes of xargs": b"find a | " + b"xargs " * 20_000 + b"rm",
    "evals in evals": b"eval " * 20_000 + b"rm a",
    "changes of directory": b"for d in a b; do cd $d; done\n" * 2_000 + b"rm a",
}


@pytest.mark.parametrize("name", LARGE)
def test_large_scripts_end(name: str) -> None:
    start = process_time()
    read("clean.sh", LARGE[name])
    assert process_time() - start < 10


@pytest.mark.parametrize(
    "text", ["- " * 5_000, "> " * 5_000, "`rm a` " * 5_000, "```\nrm ~/a\n```\n" * 2_000, "|a" * 9_000]
)
def test_large_documents_end(text: str) -> None:
    start = process_time()
    list(deletions_in_document(builtin_commands(), "d.md", text))
    assert process_time() - start < 20


@pytest.mark.parametrize(
    "data", [b"$a" * 5_000_000, b"cache " * 2_000_000, b"rm" * 5_000_000, b"$" + b"a" * 10_000_000]
)
def test_ten_megabytes_are_told_from_their_bytes(data: bytes) -> None:
    start = process_time()
    may_delete_models(data)
    may_list_deletable(data)
    may_delete_in_python(data)
    assert process_time() - start < 5
