"""Which files are read, told from their bytes: cheaply, and never wrongly no."""

from time import process_time

import pytest

from modelpolicy.deletions.commands.telling import may_delete_in_python, may_delete_models, may_list_deletable
from tests.deletions.taken.test_hits import TAKEN


@pytest.mark.parametrize("command", TAKEN)
def test_every_command_that_takes_a_model_is_read(command: str) -> None:
    assert may_delete_models(command.encode()) or TAKEN[command] is None


@pytest.mark.parametrize(
    "text",
    [
        "pip install torch\npython setup.py sdist\n",
        "rm -rf build dist\n",
        "rm -rf /var/lib/apt/lists/partial\n",
        "alarm --model x\n",
        "npm run build\n",
    ],
)
def test_what_deletes_no_model_waits_for_no_grammar(text: str) -> None:
    assert not may_delete_models(text.encode())


def test_a_models_own_name_tells() -> None:
    text = b"rm -rf vision\n"
    assert not may_delete_models(text)
    assert may_delete_models(text, [b"vision"])


def test_git_takes_what_lies_in_the_project() -> None:
    assert may_delete_models(b"clean:\n\tgit clean -fdx\n")
    assert not may_delete_models(b"git commit -m 'clean'\n")


@pytest.mark.parametrize("word", [b"import ", b"git ", b"$", b"/", b"from x import "])
def test_a_long_line_takes_no_minutes(word: bytes) -> None:
    start = process_time()
    may_delete_in_python(word * (200_000 // len(word)) + b"rm clean")
    may_delete_models(word * (200_000 // len(word)) + b"rm clean")
    assert process_time() - start < 10


def test_python_and_lists() -> None:
    assert may_delete_in_python(b"shutil.rmtree(model_dir)")
    assert may_delete_in_python(b'run(["git", "clean", model_dir])')
    assert not may_delete_in_python(b"load(model_dir)")
    assert may_list_deletable(b"- ~/.cache/huggingface/hub/models--a--b")
    assert not may_list_deletable(b"- ~/Documents")
