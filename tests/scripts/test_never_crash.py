"""Whatever a script is, the search of it ends, and without an exception."""

import random
from time import process_time
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelpolicy.extract.catalogue import builtin_catalogue
from modelpolicy.extract.commands import builtin_commands
from modelpolicy.scripts.files.translate import scripts_in
from modelpolicy.scripts.loading.search import Knowledge, Search
from modelpolicy.scripts.shell.syntax import UnreadableScriptError
from tests.projects import evaluator_of
from tests.scripts.projects import scan_of
from tests.scripts.test_files import COMPOSE, DOCKERFILE, WORKFLOW
from tests.scripts.test_shell import FOLLOWED, PYTHON

SHELL: Final = "\n".join([*(text for text, _ in FOLLOWED.values()), *(text for text, _ in PYTHON.values())])
FILES: Final = {
    "fetch.sh": SHELL,
    "Dockerfile": DOCKERFILE,
    ".github/workflows/ci.yml": WORKFLOW,
    "docker-compose.yml": COMPOSE,
    "Makefile": "A ?= b/c\nB = $(A)\nall:\n\t@hf download $(B) \\\n\t  x\n\tfor m in $$x; do ollama pull $$m; done\n",
    "app.service": '[Service]\nEnvironment="MODEL=a/b" C=d\nExecStart=-/usr/bin/vllm serve ${MODEL} \\\n  x\n',
}
PARTS: Final = [
    b"", b"\n", b"'", b'"', b"$(", b"${", b"}", b"`", b"<<EOF\n", b"EOF", b"|", b"(", b")", b"\\\n", b"\0", b"\xff", b"if ",
    b"done\n", b"f() { f; }\nf\n", b"&a ", b"*a", b"<<: ", b"- ", b": ", b"[", b"{", b"\t", b"${{ ", b"python -c '", b"a=(",
]  # fmt: skip


def search(path: str, data: bytes) -> None:
    evaluator = evaluator_of({"app.py": ""}, builtin_catalogue())
    found = Search(Knowledge(builtin_commands(), builtin_catalogue(), evaluator), "./x")
    try:
        for script in scripts_in(path, data.decode("utf-8", "replace")):
            found.script(script)
    except UnreadableScriptError:
        return
    assert all(load.models or load.open for load in found.found())


@given(st.randoms(use_true_random=False), st.sampled_from(sorted(FILES)))
@settings(max_examples=300, deadline=None)
def test_mutated_bytes(randomness: random.Random, path: str) -> None:
    data = bytearray(FILES[path].encode())
    for _ in range(randomness.randint(1, 12)):
        place = randomness.randrange(len(data) + 1)
        data[place : place + randomness.choice([0, 1, 3, 60])] = randomness.choice(PARTS)
    search(path, bytes(data))


@given(st.lists(st.sampled_from(PARTS), max_size=60), st.sampled_from(sorted(FILES)))
@settings(max_examples=200, deadline=None)
def test_pieces_of_syntax_in_any_order(parts: list[bytes], path: str) -> None:
    search(path, b"hf download ".join(parts))


HOSTILE: Final = {
    "pipes": b"a|" * 60_000,
    "arrays": b"a=(" * 40_000,
    "here-documents": b"<<E\n" * 30_000,
    "open braces": b"${a" * 40_000,
    "parentheses": b"(" * 100_000,
    "substitutions": b"$(" * 50_000,
    "nested blocks": b"if x; then " * 3_000,
    "nested functions": b"f() { " * 3_000,
    "functions that call each other": b"".join(
        b"f%d() { %s }\n" % (n, b"".join(b"f%d; " % m for m in range(20))) for n in range(20)
    )
    + b"f1\n",
    "values that double": b"x=a/b\n" + b'x="$x$x"\n' * 200 + b"hf download $x",
    "choices that double": b"".join(b"if c; then x=$x%d; fi\n" % n for n in range(200)) + b"hf download $x",
    "one long line": b"hf download " + b"a/b " * 20_000,
    "many commands": b"hf download a/b\n" * 12_000,
    "too many commands": b"hf download a/b\n" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_ends_in_bounded_time(name: str) -> None:
    start = process_time()
    search("fetch.sh", HOSTILE[name])
    assert process_time() - start < 10


def test_a_dockerfile_of_here_documents_ends() -> None:
    start = process_time()
    search("Dockerfile", b"END\n" + b"RUN <<END\n" * 25_000)
    search("docker-compose.yml", b"services:\n a:\n  environment:\n" + b"   - A=hf download a/b\n" * 10_000)
    search(".github/workflows/ci.yml", b"jobs:\n" + b"  - run: |\n      hf download a/b\n" * 6_000)
    assert process_time() - start < 20


def test_a_file_that_is_too_long_is_told() -> None:
    (failure,) = scan_of("hf download a/b\n" * 20_000).failures
    assert failure.location.path == "fetch.sh"
    assert "not searched" in failure.reason


def test_deep_yaml_ends() -> None:
    search("docker-compose.yml", b"[" * 100_000)
    search("docker-compose.yml", b"a: &a [x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (n, n) for n in range(2_000)))
    lists = b"".join(b"b%d: &b%d [*b%d, *b%d]\n" % (n + 1, n + 1, n, n) for n in range(40))
    search(".github/workflows/ci.yml", b"b0: &b0 {run: hf download a/b}\n" + lists)
    merges = b"".join(b"b%d: &b%d {<<: [*b%d, *b%d]}\n" % (n + 1, n + 1, n, n) for n in range(40))
    search(".github/workflows/ci.yml", b"b0: &b0 {run: hf download a/b}\n" + merges)
    search(".github/workflows/ci.yml", b"a: &a {run: hf download a/b}\n" + b"b: &b [*a, *a]\nc: [*b, *b]\n" * 1_000)
