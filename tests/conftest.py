"""How hard Hypothesis tries: the same examples at every commit, new ones and many more at night.

And a state directory of the tests' own, for the commands that they run, so that none is registered in the user's home.
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
