"""How hard Hypothesis tries: the same examples at every commit, new ones and many more at night.

And a state directory and stores of the tests' own, so that none of the user's is read or written.
"""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("fixed", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("nightly", max_examples=10_000, deadline=None, print_blob=True)
settings.load_profile("fixed")


@pytest.fixture(scope="session", autouse=True)
def interrupts_as_in_a_terminal() -> None:
    """A shell that starts the tests in the background has them ignore Ctrl-C, and every process that they start."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp("state")
        patch.setitem(os.environ, "MODELPOLICY_STATE_DIR", str(place))
        yield place


@pytest.fixture(scope="session", autouse=True)
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Point every library at a temporary store, and none at the network.

    They read this when they are imported: no test module imports one.
    """
    root = tmp_path_factory.mktemp("stores")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_HUB_CACHE", str(root / "hub"))
        patch.setenv("HF_HUB_OFFLINE", "1")
        patch.setenv("YOLO_CONFIG_DIR", str(root))
        patch.setenv("YOLO_OFFLINE", "1")
        patch.setenv("YOLO_AUTOINSTALL", "0")
        patch.setenv("EASYOCR_MODULE_PATH", str(root / "easyocr"))
        patch.setenv("DEEPFACE_HOME", str(root))
        patch.setenv("KERAS_HOME", str(root / "keras"))
        yield root
