"""Weights that are fetched from an address, by whatever fetches anything."""

import pytest

from tests.projects import ids, scan

FETCHED = {
    "requests": 'import requests\nrequests.get("https://x.org/a.pt", stream=True)',
    "requests, by name": 'import requests\nrequests.get(url="https://x.org/a.pt")',
    "a session": 'import requests\nsession = requests.Session()\nsession.get("https://x.org/a.pt")',
    "a session in a with": 'import requests\nwith requests.Session() as s:\n    s.get("https://x.org/a.pt")',
    "httpx": 'import httpx\nhttpx.stream("GET", "https://x.org/a.pt")',
    "urlretrieve": 'import urllib.request\nurllib.request.urlretrieve("https://x.org/a.pt", "b.pt")',
    "urlopen": 'from urllib.request import urlopen\nurlopen("https://x.org/a.pt")',
    "a request object": 'from urllib.request import Request, urlopen\nurlopen(Request("https://x.org/a.pt"))',
    "wget": 'import wget\nwget.download("https://x.org/a.pt")',
    "gdown": 'import gdown\ngdown.download("https://x.org/a.pt")',
    "torch.hub": 'import torch\ntorch.hub.download_url_to_file("https://x.org/a.pt", "a.pt")',
    "a loop over addresses": """
        import requests
        for url in ["https://x.org/a.pt", "https://x.org/notes.txt"]:
            requests.get(url)
        """,
    "a dict of addresses": """
        import requests
        URLS = {"a": "https://x.org/a.pt", "notes": "https://x.org/notes.txt"}
        for name, url in URLS.items():
            requests.get(url)
        """,
    "a function that fetches": """
        import requests
        def fetch(url, path):
            with requests.get(url, stream=True) as answer:
                open(path, "wb").write(answer.content)
        fetch("https://x.org/a.pt", "a.pt")
        """,
}


@pytest.mark.parametrize("text", FETCHED.values(), ids=FETCHED.keys())
def test_an_address_of_weights(text: str) -> None:
    assert [[str(model.id) for model in load.models] for load in scan(text)] == [["url:https://x.org/a.pt"]]


def test_an_address_that_a_user_has_a_say_in_is_open() -> None:
    (load,) = scan('import os, requests\nrequests.get(os.getenv("WEIGHTS", "https://x.org/a.pt"))')
    assert ([str(model.id) for model in load.models], load.open) == (["url:https://x.org/a.pt"], True)


def test_an_address_that_says_nothing_is_saved_as_weights() -> None:
    (load,) = scan('import gdown\ngdown.download("https://drive.google.com/uc?id=1", output="w/a.pt")')
    assert [str(model.id) for model in load.models] == ["url:https://drive.google.com/uc?id=1"]
    (load,) = scan('import gdown\ngdown.download(id="1", output="w/a.pt")')
    assert [str(model.id) for model in load.models] == ["url:https://drive.google.com/uc?id=1"]


@pytest.mark.parametrize(
    "address",
    [
        "https://huggingface.co/a/b/resolve/main/config.json",
        "https://github.com/a/b/releases/download/asr-models/zipformer.tar.bz2",
        "https://x.org/pretrained_weights.zip",
        "https://x.org/a.llamafile?download=true",
        "https://x.org/a.dat.bz2",
        "https://x.org/a.pt.gz",
        "https://github.com/opencv/opencv/raw/4.9.0/data/haarcascades/haarcascade_eye.xml",
    ],
)
def test_an_address_that_says_that_it_is_of_a_model(address: str) -> None:
    (load,) = scan(f'import requests\nrequests.get("{address}")')
    assert [str(model.id) for model in load.models] == [f"url:{address}"]


@pytest.mark.parametrize(
    "text",
    [
        'import requests\nrequests.get("https://huggingface.co/datasets/a/b/resolve/main/x.csv")',
        'import requests\nrequests.get("https://huggingface.co/api/models/a/b")',
        'import requests\nrequests.get("https://huggingface.co/a/b/resolve/main/images/pose.png")',
        'import requests\nrequests.get("https://x.org/models/list.json")',
        'import requests\nrequests.get("https://x.org/api")',
        'import requests\nrequests.get("https://x.org/list.dat")',
        'import requests\nrequests.get("https://x.org/notes.txt.gz")',
        "import requests, sys\nrequests.get(sys.argv[1])",
        'import requests\nrequests.post("https://x.org/a.pt")',
        'import gdown\ngdown.download("https://drive.google.com/uc?id=1", "data.csv")',
        'import gdown, sys\ngdown.download("https://x.org/1", "a.pt" if sys.argv else "data.csv")',
        'import gdown, requests\nrequests.get(gdown.download("https://x.org/picture.tif"))',
        'import urllib.request\nurllib.request.urlretrieve("https://x.org/data.zip", "data.zip")',
    ],
)
def test_other_downloads_are_no_loads(text: str) -> None:
    assert scan(text) == []


BELOW = {
    "a path below": "torch.load(Path(folder) / 'a.pt')",
    "os.path.join": "torch.load(os.path.join(folder, 'sub', 'a.pt'))",
    "an f-string": "torch.load(f'{folder}/a.pt')",
    "a string of a path": "torch.load(str(Path(folder) / 'a.pt'))",
    "the folder of a file": "torch.load(Path(hf_hub_download('a/b', 'x.json')).parent / 'a.pt')",
    "what a function gives": "def f():\n    return Path(folder)\ntorch.load(f() / 'a.pt')",
}


@pytest.mark.parametrize("text", BELOW.values(), ids=BELOW.keys())
def test_a_path_below_a_download_stands_for_it(text: str) -> None:
    lines = (
        "import os, torch",
        "from pathlib import Path",
        "from huggingface_hub import hf_hub_download, snapshot_download",
        "folder = snapshot_download('a/b')",
        text,
    )
    (load,) = [one for one in scan("\n".join(lines)) if one.call == "torch.load"]
    assert ([str(model.id) for model in load.models], load.open) == (["hf:a/b"], False)


def test_what_only_ends_with_a_download_is_open() -> None:
    lines = "import torch\nfrom huggingface_hub import snapshot_download\ntorch.load('x' + snapshot_download('a/b'))"
    assert [load.open for load in scan(lines) if load.call == "torch.load"] == [True]


def test_the_default_of_a_look_up_in_what_a_library_has() -> None:
    text = 'from library import NAMES\nfrom transformers import AutoModel\nAutoModel.from_pretrained(NAMES.get("a", "a/b"))'
    (load,) = scan(text)
    assert ([str(model.id) for model in load.models], load.open) == (["hf:a/b"], True)


def test_a_library_that_gives_the_path_of_its_model_is_a_download() -> None:
    lines = (
        "import ctranslate2\nfrom faster_whisper.utils import download_model\n"
        "path = download_model('tiny')\nctranslate2.models.Whisper(path)"
    )
    (*_, load) = scan(lines)
    assert (load.call, [str(model.id) for model in load.models]) == (
        "ctranslate2.models.Whisper",
        ["hf:Systran/faster-whisper-tiny"],
    )


def test_what_a_call_gives_that_opens_what_it_fetched_is_no_path() -> None:
    loads = scan("""
        import torch
        def load(package):
            if isinstance(package, str):
                package = torch.load(package)
            return package
        load(torch.hub.load_state_dict_from_url("https://x.org/a.pt"))
    """)
    assert [load.call for load in loads] == ["torch.hub.load_state_dict_from_url"]


def test_a_path_that_is_fetched_by_what_it_was_before_ends() -> None:
    source = """
        from faster_whisper import WhisperModel
        from huggingface_hub import snapshot_download
        def local(name):
            return snapshot_download(repo_id=str(name))
        class Engine:
            def __init__(self, **given):
                for key, value in given.items():
                    setattr(self, key, value)
                self.path = local(self.path)
                self.model = WhisperModel(self.path)
        Engine(path="owner/name")
    """
    assert ids(source) == ["hf:owner/name"]
