"""Files that code opens and hands to a loader: the model is the one at the path, or what was fetched to it."""

import pytest

from tests.projects import ids

FETCHING = "import io\nimport torch\nfrom huggingface_hub import hf_hub_download\nfrom urllib.request import urlopen, urlretrieve\n"

FETCH = (
    "def fetch(url, path):\n    with urlopen(url) as source, open(path, 'wb') as output:\n"
    "        output.write(source.read())\n    return path\n"
)

OPENED = {
    "as a file": ('with open("a.pt", "rb") as file:\n    torch.load(file)', ["file:a.pt"]),
    "by its path's method": (
        'from pathlib import Path\nwith Path("a.pt").open("rb") as file:\n    torch.load(file)',
        ["file:a.pt"],
    ),
    "its bytes": ('with open("a.pt", "rb") as file:\n    torch.load(io.BytesIO(file.read()))', ["file:a.pt"]),
    "a download": ('with open(hf_hub_download("o/r", "a.pt"), "rb") as file:\n    torch.load(file)', ["hf:o/r"]),
    "the bytes of a download": (
        'with open(hf_hub_download("o/r", "a.pt"), "rb") as file:\n    torch.load(io.BytesIO(file.read()))',
        ["hf:o/r"],
    ),
    "what was fetched to the path": (
        'urlretrieve("https://x.org/a.pt", "a.pt")\nwith open("a.pt", "rb") as file:\n    torch.load(file)',
        ["url:https://x.org/a.pt"],
    ),
    "what a function fetched": (
        f'{FETCH}with open(fetch("https://x.org/a.pt", "a.pt"), "rb") as file:\n    torch.load(file)',
        ["url:https://x.org/a.pt"],
    ),
    "an answer's bytes": (
        'torch.load(io.BytesIO(urlopen("https://x.org/a.pt").read()))',
        ["url:https://x.org/a.pt"],
    ),
}


@pytest.mark.parametrize(("loading", "expected"), OPENED.values(), ids=OPENED.keys())
def test_a_loader_that_is_handed_what_was_opened(loading: str, expected: list[str]) -> None:
    assert ids(f"{FETCHING}{loading}") == expected
