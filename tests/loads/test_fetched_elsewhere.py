"""A file that one place of a project fetches and another one loads is the model that was fetched."""

import pytest

from modelpolicy.domain.load import Load
from tests.projects import scan
from tests.scripts.projects import scan_of

FETCH = """
    --- fetch.py
    import os
    import requests
    import shutil
    import subprocess
    import tarfile
    import zipfile
    from pathlib import Path
    from urllib.request import urlretrieve
    from huggingface_hub import hf_hub_download, snapshot_download
    {}
    --- app.py
    import torch
    from transformers import AutoModel
    {}
"""
LOAD = 'torch.load("models/a.pt")'
URL = "https://x.org/a.pt"
HOME = "os.path.expanduser('~')"


def loaded(fetching: str, loading: str = LOAD) -> list[str]:
    """The ids of the last load of ``app.py``; ``?`` where it is open."""
    text = FETCH.format(fetching.replace("\n", "\n    "), loading.replace("\n", "\n    "))
    (*_, load) = [one for one in scan(text) if one.location.path == "app.py"]
    return shown(load)


def shown(load: Load) -> list[str]:
    return [*(str(model.id) for model in load.models), *(["?"] if load.open else [])]


FETCHED = {
    "a library's download": f'urlretrieve("{URL}", "models/a.pt")',
    "by hand": f'open("models/a.pt", "wb").write(requests.get("{URL}").content)',
    "by hand, from where it stopped": (
        f'mode = "ab" if input() else "wb"\nopen("models/a.pt", mode).write(requests.get("{URL}").content)'
    ),
    "by hand, as bytes": f'Path("models/a.pt").write_bytes(requests.get("{URL}").content)',
    "a function that fetches": (
        "def fetch(url, path):\n    answer = requests.get(url)\n    with open(path, 'wb') as file:\n"
        f"        file.write(answer.content)\nfetch('{URL}', os.path.join('models', 'a.pt'))"
    ),
    "a file that is moved when it is complete": (
        f'urlretrieve("{URL}", "models/a.pt.part")\nos.replace("models/a.pt.part", "models/a.pt")'
    ),
    "a program that is started": f'subprocess.run(["wget", "-O", "models/a.pt", "{URL}"], check=True)',
    "a command of a shell": f'os.system("curl -L -o models/a.pt {URL}")',
}


@pytest.mark.parametrize("fetching", FETCHED.values(), ids=FETCHED.keys())
def test_a_file_that_another_module_fetches(fetching: str) -> None:
    assert loaded(fetching) == [f"url:{URL}"]


HUB = {
    "a file": 'hf_hub_download("a/b", "a.pt", local_dir="models")',
    "a file, by name": 'hf_hub_download(repo_id="a/b", filename="a.pt", local_dir="models")',
    "the whole repository": 'snapshot_download("a/b", local_dir="models")',
    "a program that is started": 'subprocess.run(["hf", "download", "a/b", "a.pt", "--local-dir", "models"])',
    "a program that fetches all": 'subprocess.run(["hf", "download", "a/b", "--local-dir", "models"])',
}


@pytest.mark.parametrize("fetching", HUB.values(), ids=HUB.keys())
def test_a_file_of_a_repository_that_is_put_into_a_folder(fetching: str) -> None:
    assert loaded(fetching) == ["hf:a/b"]


@pytest.mark.parametrize("folder", ["models/b", "local/b", "./b"])
def test_a_folder_that_a_repository_is_put_into(folder: str) -> None:
    assert loaded(f'snapshot_download("a/b", local_dir="{folder}")', f'AutoModel.from_pretrained("{folder}")') == [
        "hf:a/b"
    ]


def test_files_of_a_folder_that_is_fetched_too_are_named_after_their_own_download() -> None:
    fetching = f'snapshot_download("a/b", local_dir="models")\nurlretrieve("{URL}", "models/a.pt")'
    assert loaded(fetching) == [f"url:{URL}"]


ELSEWHERE = {
    "another file": f'urlretrieve("{URL}", "models/b.pt")',
    "a file of the library's own place": 'hf_hub_download("a/b", "models/a.pt")',
    "another folder": 'snapshot_download("a/b", local_dir="mod")',
    "the working directory": 'snapshot_download("a/b", local_dir=".")',
    "a path that is not known": f'urlretrieve("{URL}", input())',
    "what is read": f'requests.get("{URL}")\nopen("models/a.pt", "rb")',
    "what goes elsewhere before": f'os.system("cd there && wget -O models/a.pt {URL}")',
}


@pytest.mark.parametrize("fetching", ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_a_file_that_nothing_fetches_is_itself(fetching: str) -> None:
    assert loaded(fetching) == ["file:models/a.pt"]


def test_each_version_is_fetched_to_a_path_of_its_own() -> None:
    fetching = """
def fetch(version):
    folder = Path("models") / version
    files = {"a.pt": f"https://x.org/{version}/a.pt", "b.pt": f"https://x.org/{version}/b.pt"}
    for name, url in files.items():
        urlretrieve(url, folder / name)
fetch("v1")
fetch("v2")"""
    assert loaded(fetching, 'torch.load("models/v2/a.pt")') == ["url:https://x.org/v2/a.pt"]
    assert loaded(fetching, 'torch.load("models/v1/b.pt")') == ["url:https://x.org/v1/b.pt"]
    assert loaded(fetching, 'torch.load("models/v3/a.pt")') == ["file:models/v3/a.pt"]


TOGETHER = {
    "a name": 'name = "a.pt" if input() else "b.pt"\nurlretrieve("https://x.org/" + name, f"models/{name}")',
    "through other names": (
        'name = "a.pt" if input() else "b.pt"\nurl = "https://x.org/" + name\npath = Path("models", name)\n'
        "urlretrieve(url, path)"
    ),
    "a parameter": (
        "def fetch(name):\n    urlretrieve('https://x.org/' + name, 'models/' + name)\n"
        'fetch("a.pt" if input() else "b.pt")'
    ),
    "an item of a table": (
        "TABLE = {'a': {'url': 'https://x.org/a.pt', 'path': 'models/a.pt'},\n"
        "    'b': {'url': 'https://x.org/b.pt', 'path': 'models/b.pt'}}\n"
        "entry = TABLE[input()]\nurlretrieve(entry['url'], entry['path'])"
    ),
    "a dict of keyword arguments": (
        "def fetch(name):\n    given = {'url': 'https://x.org/' + name}\n    given['filename'] = 'models/' + name\n"
        '    urlretrieve(**given)\nfetch("a.pt" if input() else "b.pt")'
    ),
    "what the command line decides": (
        "import argparse\ndef fetch(name):\n    urlretrieve('https://x.org/' + name, 'models/' + name)\n"
        'parser = argparse.ArgumentParser()\nparser.add_argument("--name", choices=["a.pt", "b.pt"])\n'
        "fetch(parser.parse_args().name)"
    ),
    "what a caller is given": (
        "def save(url, path):\n    data = requests.get(url)\n    with open(path, 'wb') as file:\n"
        "        file.write(data.content)\ndef fetch(name):\n    path = os.path.join('models', name)\n"
        "    save(f'https://x.org/{name}', path)\nfetch('a.pt' if input() else 'b.pt')"
    ),
    "a turn of a loop": (
        "for name in ('a.pt' if input() else 'b.pt', 'c.pt'):\n    urlretrieve('https://x.org/' + name, 'models/' + name)"
    ),
}


@pytest.mark.parametrize("fetching", TOGETHER.values(), ids=TOGETHER.keys())
def test_each_address_goes_to_its_own_path(fetching: str) -> None:
    assert set(loaded(fetching)) - {"?"} == {f"url:{URL}"}


def test_each_caller_of_what_everybody_calls_says_what_goes_where() -> None:
    others = "\n".join(f"fetch('b{number}.pt')" for number in range(40))
    fetching = (
        "def save(url, path):\n    urlretrieve(url, path)\n"
        "def fetch(name):\n    save('https://x.org/' + name, 'models/' + name)\n    save('https://x.org/' + name, 'old/' + name)\n"
        f"save('{URL}', 'models/a.pt')\n{others}"
    )
    assert loaded(fetching) == [f"url:{URL}"]


def test_any_of_several_addresses_can_be_at_any_of_several_paths() -> None:
    fetching = """
url = "https://x.org/a.pt" if input() else "https://x.org/b.pt"
urlretrieve(url, "models/a.pt" if input() else "models/b.pt")"""
    assert loaded(fetching) == [f"url:{URL}", "url:https://x.org/b.pt"]


def test_where_others_say_which_of_several_files_goes_where_the_file_is_open() -> None:
    fetching = """
url = os.environ.get("ADDRESS", "https://x.org/a.pt") if input() else "https://x.org/b.pt"
urlretrieve(url, "models/a.pt" if input() else "models/b.pt")"""
    assert loaded(fetching) == ["file:models/a.pt", "?"]


def test_two_downloads_to_one_path_are_both_told() -> None:
    fetching = f'urlretrieve("{URL}", "models/a.pt")\nurlretrieve("https://y.org/a.pt", "models/a.pt")'
    assert loaded(fetching) == [f"url:{URL}", "url:https://y.org/a.pt"]


def test_what_decides_about_the_address_decides_about_the_file() -> None:
    fetching = f'urlretrieve(os.environ.get("ADDRESS", "{URL}"), "models/a.pt")'
    assert loaded(fetching) == [f"url:{URL}", "?"]


def test_an_address_that_is_not_known_names_nothing() -> None:
    assert loaded('urlretrieve(input(), "models/a.pt")') == ["file:models/a.pt"]


def test_the_chain_leads_from_the_load_to_the_address() -> None:
    text = f"""
        --- fetch.py
        from urllib.request import urlretrieve
        ADDRESS = "{URL}"
        urlretrieve(ADDRESS, "a.pt")
        --- app.py
        import torch
        PATH = "a.pt"
        torch.load(PATH)
    """
    (load,) = [one for one in scan(text) if one.location.path == "app.py"]
    (model,) = load.models
    assert (model.written, str(model.location), model.owners) == (URL, "fetch.py:2", ("app",))
    assert [f"{step.location.path}:{step.location.line} {step.what}" for step in model.via] == [
        "app.py:2 PATH",
        "fetch.py:3 urlretrieve to a.pt",
        "fetch.py:2 ADDRESS",
    ]


SCRIPTS = {
    "wget": f"--- fetch.sh\nwget -O models/a.pt {URL}",
    "wget, by its own name": f"--- fetch.sh\nwget -P models {URL}",
    "curl": f"--- fetch.sh\ncurl -L -o models/a.pt {URL}",
    "curl, flags in one": f"--- fetch.sh\ncurl -sSLo models/a.pt {URL}",
    "aria2": f"--- fetch.sh\naria2c {URL} -d models -o a.pt",
    "gdown": f"--- fetch.sh\ngdown {URL} -O models/a.pt",
    "variables": f"--- fetch.sh\nTO=models\nwget {URL} -O $TO/a.pt",
    "a Dockerfile": f"--- Dockerfile\nFROM x\nRUN wget -q {URL} -O models/a.pt",
    "a Makefile": f"--- Makefile\nfetch:\n\tcurl -L {URL} -o models/a.pt",
}


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_a_file_that_a_script_fetches(script: str) -> None:
    (load,) = [
        one for one in scan_of(f"{script}\n--- app.py\nimport torch\n{LOAD}\n").loads if one.location.path == "app.py"
    ]
    assert shown(load) == [f"url:{URL}"]


def test_a_script_that_goes_elsewhere_first() -> None:
    script = f"--- fetch.sh\ncd there\nwget {URL} -O models/a.pt\n--- app.py\nimport torch\n{LOAD}\n"
    (load,) = [one for one in scan_of(script).loads if one.location.path == "app.py"]
    assert shown(load) == ["file:models/a.pt"]
