"""What Python source deletes."""

import pytest

from modelpolicy.deletions.texts.python import deletions_in_module
from modelpolicy.domain.deletion import Deletion, Revision, Unresolved
from modelpolicy.extract.catalogue import builtin_catalogue
from modelpolicy.extract.commands import builtin_commands
from tests.deletions.reading import shown
from tests.projects import evaluator_of


def read(text: str) -> list[Deletion]:
    evaluator = evaluator_of({"app.py": text}, builtin_catalogue())
    (module,) = evaluator.project.modules("app.py")
    return list(deletions_in_module(evaluator, builtin_commands(), module))


FOUND = {
    "shutil.rmtree": ("import shutil\nshutil.rmtree('/a/b')", "2 /a/b"),
    "by another name": ("from shutil import rmtree as wipe\nwipe('/a')", "2 /a"),
    "os.remove and os.unlink": ("import os\nos.remove('/a')\nos.unlink('/b')", "2 /a 3 /b"),
    "a path": ("from pathlib import Path\n(Path.home() / '.cache' / 'x').unlink()", "2 ~/.cache/x"),
    "a path of a variable": ("from pathlib import Path\np = Path('~/x').expanduser()\np.unlink(missing_ok=True)", "3 ~/x"),
    "a home expanded": ("import os, shutil\nshutil.rmtree(os.path.expanduser('~/m'))", "2 ~/m"),
    "a parameter": ("import shutil\ndef f(d):\n    shutil.rmtree(d)\nf('/a')\nf('/b')", "3 /a 3 /b"),
    "a constant": ("import os, shutil\nROOT = '~/m'\nshutil.rmtree(os.path.join(ROOT, 'a'))", "3 ~/m/a"),
    "a list for subprocess": ("import subprocess\nsubprocess.run(['rm', '-rf', '/a', '/b*'])", "2 /a 2 /b*"),
    "git in a list": ("import subprocess\nsubprocess.run(['git', 'clean', '-fdx', 'a'])", "2 ./a"),
    "text for a shell": ("import os\nos.system('cd /a && rm -rf b*')", "2 /a/b*"),
    "what is no path": ("s = {1}\ns.remove(1)\nx.unlink()\nshutil = 3\nshutil.rmtree('/a')", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_calls_that_delete(name: str) -> None:
    text, expected = FOUND[name]
    assert " ".join(f"{one.location.line} {' '.join(shown(one))}" for one in read(text)) == expected


def test_the_hub_clients_deletion_of_revisions() -> None:
    text = (
        "from huggingface_hub import scan_cache_dir\nscan_cache_dir().delete_revisions('5c4b5f4', '81fd1d6').execute()"
    )
    assert [one.target for one in read(text)] == [Revision("5c4b5f4"), Revision("81fd1d6")]


def test_what_is_not_known_says_why() -> None:
    (deletion,) = read("import shutil, sys\nshutil.rmtree(sys.argv[1])")
    assert isinstance(deletion.target, Unresolved)
    assert deletion.certainty == "low"


def test_a_wildcard_in_a_list_is_a_name() -> None:
    (deletion,) = read("import subprocess\nsubprocess.run(['rm', '-rf', '/a/*'])")
    assert not isinstance(deletion.target, Unresolved)
    assert [shown(deletion), deletion.shown] == [["/a/*"], "subprocess.run ['rm', '-rf', '/a/*']"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import shutil\nshutil.rmtree('/a')", "high"),
        ("import shutil\nshutil.rmtree('a')", "medium"),
        ("import os, shutil\nshutil.rmtree(os.environ.get('M', '/a'))", "medium"),
    ],
)
def test_what_is_open_is_less_certain(text: str, expected: str) -> None:
    assert [one.certainty for one in read(text)] == [expected]


def test_only_what_takes_directories_does() -> None:
    text = "import os, shutil\nshutil.rmtree('/a')\nos.remove('/a')"
    assert [one.is_recursive for one in read(text)] == [True, False]
