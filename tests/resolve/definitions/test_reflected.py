"""What code looks up by a computed name in a library: any of what the library has."""

import pytest

from tests.projects import ids, scan

LOADING = {
    "a class whose name only the caller knows": (
        "import transformers\ndef load(kind):\n    getattr(transformers, kind).from_pretrained('a/b')",
        ["hf:a/b"],
    ),
    "of a module that is imported by its name": (
        (
            "from importlib import import_module\ndef load(kind):\n"
            "    getattr(import_module('transformers'), kind).from_pretrained('a/b')"
        ),
        ["hf:a/b"],
    ),
    "a name that is known in part": (
        "import transformers\ndef load(task):\n    getattr(transformers, f'AutoModelFor{task}').from_pretrained('a/b')",
        ["hf:a/b"],
    ),
    "a function of which nobody knows the name": (
        "from torchvision import models\ndef load(name):\n    getattr(models, name)(pretrained=True)",
        ["?"],
    ),
    "a function with a default": (
        "from torchvision import models\ndef load(name='resnet18'):\n    getattr(models, name)(pretrained=True)",
        ["torchvision:resnet18"],
    ),
    "what is no loader of the library": ("import torch\ndef make(kind):\n    getattr(torch.nn, kind)('a/b')", []),
}


@pytest.mark.parametrize(("loading", "expected"), LOADING.values(), ids=LOADING)
def test_a_computed_name_of_a_library(loading: str, expected: list[str]) -> None:
    assert ids(f"{loading}\n") == expected


def test_an_argument_with_a_computed_name_is_open_and_has_no_name() -> None:
    (load,) = scan("""
        import torch
        from transformers import AutoModel
        def load(kind):
            AutoModel.from_pretrained("a/b", torch_dtype=getattr(torch, kind))
        """)
    (argument,) = load.arguments
    assert (argument.values, argument.open) == ((), True)
