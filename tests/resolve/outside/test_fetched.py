"""A file that was fetched from an address is that address's model, wherever it was put."""

import pytest

from tests.projects import ids

URL = "https://host.org/a.pth"

FETCHED = {
    "what a download returns": 'torch.load(wget.download("https://host.org/a.pth"))',
    "the path that a download was given": 'urlretrieve("https://host.org/a.pth", "b.pth")\ntorch.load("b.pth")',
    "a name for the path": 'path = "b.pth"\nurlretrieve("https://host.org/a.pth", path)\ntorch.load(path)',
    "a path that is not known": (
        "import os\ndef f(home):\n    path = os.path.join(home, 'b.pth')\n    if not os.path.exists(path):\n"
        '        urlretrieve("https://host.org/a.pth", path)\n    torch.load(path)'
    ),
    "a function that returns the path": (
        "def fetch(url, folder):\n    path = folder + url.split('/')[-1]\n    urlretrieve(url, path)\n    return path\n"
        'torch.load(fetch("https://host.org/a.pth", input()))'
    ),
    "a function that returns it, as a string": (
        "from pathlib import Path\ndef fetch(folder):\n    path = folder / 'b.pth'\n    urlretrieve('https://host.org/a.pth', path)\n"
        "    return path\ntorch.load(str(fetch(Path(input()))))"
    ),
    "a function that returns it, as a path in full": (
        "from pathlib import Path\ndef fetch(folder):\n    path = folder / 'b.pth'\n    urlretrieve('https://host.org/a.pth', path)\n"
        "    return path\nfound = fetch(Path(input()))\ntorch.load(Path(f'{found}').resolve().as_posix())"
    ),
    "a function that returns it, opened": (
        "from pathlib import Path\ndef fetch(folder):\n    path = folder / 'b.pth'\n    urlretrieve('https://host.org/a.pth', path)\n"
        "    return path\ntorch.load(fetch(Path(input())).open('rb'))"
    ),
    "a function that returns it among others": (
        "def fetch(folder):\n    path = folder + '/b.pth'\n    urlretrieve('https://host.org/a.pth', path)\n"
        "    return folder, path\n_, found = fetch(input())\ntorch.load(found)"
    ),
    "a function that returns it early": (
        "import os\ndef fetch(url, path):\n    if os.path.isfile(path):\n        return path\n    urlretrieve(url, path)\n"
        '    return path\ntorch.load(fetch("https://host.org/a.pth", "b.pth"))'
    ),
    "a function that is given the path": (
        'def fetch(url, target):\n    urlretrieve(url, target)\nfetch("https://host.org/a.pth", "b.pth")\n'
        'torch.load("b.pth")'
    ),
    "through two functions": (
        "def fetch(url, target):\n    urlretrieve(url, filename=target)\n"
        "def get(url):\n    path = input()\n    fetch(url, target=path)\n    return path\n"
        'torch.load(get("https://host.org/a.pth"))'
    ),
    "an archive beside it": (
        "def fetch(url, path, kind=None):\n    output = path if kind is None else f'{path}.{kind}'\n    urlretrieve(url, output)\n"
        '    return path\ntorch.load(fetch("https://host.org/a.pth", "b.pth"))'
    ),
    "a temporary file that is moved there": (
        "import shutil, tempfile\nfrom urllib.request import urlopen\ndef fetch(url, target):\n    answer = urlopen(url)\n"
        "    file = tempfile.NamedTemporaryFile(delete=False)\n    file.write(answer.read())\n"
        '    shutil.move(file.name, target)\nfetch("https://host.org/a.pth", "b.pth")\ntorch.load("b.pth")'
    ),
    "torch's own download": (
        'import torch\ntorch.hub.download_url_to_file("https://host.org/a.pth", "b.pth")\ntorch.load("b.pth")'
    ),
    "the first address that answers": (
        "def fetch(url, path):\n    urls = [url] if isinstance(url, str) else list(url)\n    for _, one in enumerate(urls):\n"
        '        urlretrieve(one, path)\n    return path\ntorch.load(fetch("https://host.org/a.pth", "b.pth"))'
    ),
    "written by hand": (
        'import requests\ndef fetch(url, path):\n    answer = requests.get(url)\n    with open(path, "wb") as file:\n'
        '        file.write(answer.content)\n    return path\ntorch.load(fetch("https://host.org/a.pth", "b.pth"))'
    ),
    "written as bytes": (
        "import requests\nfrom pathlib import Path\ndef fetch(url):\n    path = Path(input())\n"
        '    path.write_bytes(requests.get(url).content)\n    return path\ntorch.load(fetch("https://host.org/a.pth"))'
    ),
    "moved when complete": (
        "import os\ndef fetch(url, path):\n    part = path + '.part'\n    urlretrieve(url, part)\n    os.replace(part, path)\n"
        '    return path\ntorch.load(fetch("https://host.org/a.pth", "b.pth"))'
    ),
}


@pytest.mark.parametrize("source", FETCHED.values(), ids=FETCHED.keys())
def test_a_fetched_file_is_named_after_its_address(source: str) -> None:
    imports = "import torch\nimport wget\nfrom urllib.request import urlretrieve"
    assert set(ids(f"{imports}\n{source}\n")) == {f"url:{URL}"}


def test_an_address_that_does_not_look_like_weights_counts_where_its_file_is_loaded() -> None:
    source = """
        import torch
        from urllib.request import urlretrieve
        path = "b"
        urlretrieve("https://host.org/get?id=1", path)
        torch.load(path)
    """
    assert ids(source) == ["url:https://host.org/get?id=1"]


def test_a_file_that_another_path_was_fetched_to() -> None:
    source = """
        import torch
        from urllib.request import urlretrieve
        urlretrieve("https://host.org/a.pth", "b.pth")
        torch.load("c.pth")
    """
    assert ids(source) == ["file:c.pth", f"url:{URL}"]


def test_a_fetched_archive_is_not_the_file_in_it() -> None:
    source = """
        import torch
        from urllib.request import urlretrieve
        path = "b.zip"
        urlretrieve("https://host.org/b.zip", path)
        torch.load(path.replace(".zip", ".pth"))
    """
    assert ids(source) == ["file:b.pth"]


@pytest.mark.parametrize(
    "circle",
    ["path = path + '.part'", "path = f'{path}.part'", "path = other\n    other = path", "path = path if x else path"],
)
def test_a_path_made_of_itself_ends(circle: str) -> None:
    source = (
        "import torch\nfrom urllib.request import urlretrieve\ndef fetch(url, target, x):\n"
        f"    {circle}\n    urlretrieve(url, path)\n    torch.load(target)\nfetch('https://host.org/a.pth', 'b.pth', 1)"
    )
    assert ids(source) == ["file:b.pth", "url:https://host.org/a.pth"]
