"""Classes that stand in for a library that is not installed: what they lack has no value."""

import pytest

from tests.projects import ids

STAND_INS = {
    "an instance": "    class Stub:\n        pass\n    hub = Stub()",
    "the class": "    class hub:\n        pass",
    "an instance that says so": (
        "    class Stub:\n        def __getattr__(self, name):\n            raise ImportError(name)\n    hub = Stub()"
    ),
}


@pytest.mark.parametrize("written", STAND_INS.values(), ids=STAND_INS.keys())
@pytest.mark.parametrize("error", ["ImportError", "(ModuleNotFoundError, AttributeError)"])
def test_what_a_stand_in_lacks_the_library_has(written: str, error: str) -> None:
    hub = f"try:\n    import huggingface_hub as hub\nexcept {error}:\n{written}"
    loading = 'import torch\ntorch.load(hub.hf_hub_download("owner/name", "a.pt"))'
    assert ids(f"{hub}\n{loading}") == ["hf:owner/name"]


def test_what_a_class_of_another_branch_lacks_anything_can_give_it() -> None:
    chosen = "class Stub:\n    pass\nif x():\n    import huggingface_hub as hub\nelse:\n    hub = Stub()"
    loading = 'import torch\ntorch.load(hub.hf_hub_download("owner/name", "a.pt"))'
    assert ids(f"{chosen}\n{loading}") == ["?", "hf:owner/name"]
