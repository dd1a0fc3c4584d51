"""Commands that Python runs, as loads at the place of the Python call."""

from pathlib import Path

import pytest

from modelpolicy.domain.load import Load
from modelpolicy.settings.project import find_project
from modelpolicy.usecases.scanning.scan import scan
from tests.projects import read_files


def loads(root: Path, text: str) -> list[Load]:
    for path, content in read_files(text).items():
        (root / path).write_text(content)
    return list(scan(find_project(root)).loads)


FETCHED = {
    "a list of words": 'import subprocess\nsubprocess.run(["wget", "-q", "https://x.org/a.pt"])',
    "a list of words behind sudo": 'import subprocess\nsubprocess.call(["sudo", "curl", "-LO", "https://x.org/a.pt"])',
    "text for a shell": 'import subprocess\nsubprocess.run("wget -q https://x.org/a.pt", shell=True)',
    "os.system": 'import os\nos.system("cd w && wget -q https://x.org/a.pt")',
    "its output, with how it ended": 'from subprocess import getstatusoutput\ngetstatusoutput("wget -q https://x.org/a.pt")',
    "an f-string": 'import os\nURL = "https://x.org/a.pt"\nos.system(f"aria2c {URL} -o a.pt")',
    "a variable": 'import subprocess\nurl = "https://x.org/a.pt"\nsubprocess.check_call(args=["wget", url])',
    "another name": 'from subprocess import check_output as run\nrun(["wget", "https://x.org/a.pt"])',
    "a loop": """
        import subprocess
        for url in ("https://x.org/a.pt", "https://x.org/notes.txt"):
            subprocess.run(["wget", url])
        """,
    "a function that fetches": """
        import subprocess
        def fetch(url):
            subprocess.run(["wget", url, "-O", "a.pt"], check=True)
        fetch("https://x.org/a.pt")
        """,
}


@pytest.mark.parametrize("text", FETCHED.values(), ids=FETCHED.keys())
def test_a_command_that_fetches_weights(tmp_path: Path, text: str) -> None:
    (load,) = loads(tmp_path, text)
    assert [str(model.id) for model in load.models] == ["url:https://x.org/a.pt"]


def test_a_command_that_downloads_a_model(tmp_path: Path) -> None:
    (load,) = loads(
        tmp_path,
        """
        import subprocess
        NAME = "a/b"
        def fetch():
            subprocess.run(["huggingface-cli", "download", NAME, "--revision", "v2"], check=True)
        """,
    )
    (model,) = load.models
    assert (load.location.line, load.location.column, load.call, load.loader) == (
        4,
        5,
        "subprocess.run",
        "huggingface_hub",
    )
    assert (str(model.id), model.revision, model.location.line, load.owners) == ("hf:a/b", "v2", 2, ("app.fetch",))


@pytest.mark.parametrize(
    "text",
    [
        'import subprocess\nsubprocess.run(["rm", "https://x.org/a.pt"])',
        'import subprocess\nsubprocess.run(["wget", "https://x.org/a.zip"])\nx = "a.pt"',
        'import subprocess, sys\nsubprocess.run(["wget", sys.argv[1]])\nx = "a.pt"',
        'def run(command): ...\nrun(["wget", "https://x.org/a.pt"])',
        'import os\nos.system("echo https://x.org/a.pt")',
        'import os\nos.system("((((")\nx = "a.pt"',
    ],
)
def test_other_commands_are_no_loads(tmp_path: Path, text: str) -> None:
    assert loads(tmp_path, text) == []
