"""``pytest --modelpolicy-smoke``: a test for each analyzer that ``modelpolicy smoke`` would try.

This module is imported by every pytest that finds modelpolicy installed: what it needs, it imports when it is asked to.
"""

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import pytest

from modelpolicy.cli.smoke.arguments import device, require_packages, seconds

if TYPE_CHECKING:
    from modelpolicy.smoke.select import Target
    from modelpolicy.usecases.running.smoke import Session
    from modelpolicy.usecases.running.wish import Chosen

MARKER: Final = "modelpolicy_smoke"
_HANDED: Final = "modelpolicy_chosen"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options."""
    group = parser.getgroup("modelpolicy", "smoke runs of analyzers (modelpolicy)")
    group.addoption("--modelpolicy-smoke", action="store_true", help="one test for each enabled analyzer")
    group.addoption(
        "--modelpolicy-device", type=device, default="auto", metavar="DEVICE", help="auto (a GPU), cuda:1, mps or cpu"
    )
    group.addoption("--modelpolicy-timeout", type=seconds, default=600, metavar="SECONDS", help="default: 600")
    group.addoption("--require-gpu", action="store_true", help="fail where there is no GPU, instead of skipping")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker."""
    config.addinivalue_line("markers", f"{MARKER}: loads and runs an analyzer (--modelpolicy-smoke)")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Hand what was chosen to a process of pytest-xdist, so that the project is scanned once for all of them."""
    if node.config.getoption("--modelpolicy-smoke"):
        with _usage_errors():
            node.workerinput[_HANDED] = pickle.dumps(_runner(node.config).chosen)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add the tests, before ``-k`` and ``-m`` choose among all."""
    if config.getoption("--modelpolicy-smoke"):
        with _usage_errors():
            items.extend(_items(session, _runner(config)))


@contextmanager
def _usage_errors() -> Iterator[None]:
    from modelpolicy.errors import InputError

    try:
        require_packages()
        yield
    except InputError as error:
        raise pytest.UsageError(str(error)) from error


def _items(session: pytest.Session, runner: "Runner") -> Iterator[pytest.Item]:
    for target in (*runner.chosen.targets, *runner.chosen.untried):
        item: pytest.Item = SmokeItem.from_parent(
            session, name=target.analyzer, nodeid=f"modelpolicy-smoke::{target.analyzer}", target=target, runner=runner
        )
        item.add_marker(MARKER)
        yield item


class Runner:
    """What all tests of this process share: one scan, and the terms, which are found out when the first one runs."""

    def __init__(self, config: pytest.Config) -> None:
        from modelpolicy.settings.project import find_project
        from modelpolicy.usecases.running.wish import Wish

        option = config.getoption
        self.require_gpu = bool(option("--require-gpu"))
        self._wish = Wish(device=option("--modelpolicy-device"), seconds=option("--modelpolicy-timeout"))
        self._project = find_project(_place(config))
        self._handed: bytes | None = getattr(config, "workerinput", {}).get(_HANDED)

    @cached_property
    def chosen(self) -> "Chosen":
        """What will be tried: what the process that started this one has found, if there is one.

        Raises:
            InputError: settings or registry cannot be used, or there is no analyzer.
        """
        from modelpolicy.usecases.running.wish import choose

        if self._handed is not None:
            return cast("Chosen", pickle.loads(self._handed))  # noqa: S301 - by this plugin, in pytest's own process
        return choose(self._project, self._wish)

    @cached_property
    def session(self) -> "Session":
        """The conditions of all tries.

        Raises:
            NothingToCheckError: the device is not there.
        """
        from modelpolicy.cleanup.projects.state import state_directory
        from modelpolicy.usecases.running.smoke import prepare
        from modelpolicy.usecases.running.wish import find_place

        return prepare(self._project, self._wish, self.chosen, find_place(self._wish), state_directory())


_RUNNER: Final = pytest.StashKey[Runner]()


def _runner(config: pytest.Config) -> Runner:
    if _RUNNER not in config.stash:
        config.stash[_RUNNER] = Runner(config)
    return config.stash[_RUNNER]


def _place(config: pytest.Config) -> Path:
    """Where ``modelpolicy smoke`` would look for the project: here, unless pytest was sent elsewhere."""
    here, root = config.invocation_params.dir, config.rootpath
    return here if here.is_relative_to(root) else root


class SmokeItem(pytest.Item):
    """The test of one analyzer."""

    def __init__(self, *, target: "Target", runner: Runner, **others: Any) -> None:
        super().__init__(**others)
        self._target = target
        self._runner = runner

    def runtest(self) -> None:
        """Try the analyzer in a process of its own."""
        from modelpolicy.errors import NothingToCheckError
        from modelpolicy.report.running.smoke_text import details, figures
        from modelpolicy.usecases.running.smoke import try_one
        from modelpolicy.usecases.running.wish import why_untried

        if self._target in self._runner.chosen.untried:
            pytest.skip(why_untried(self._target).message)
        try:
            session = self._runner.session
        except NothingToCheckError as error:
            reason = str(error).partition("\n")[0]
            if self._runner.require_gpu:
                pytest.fail(reason, pytrace=False)
            pytest.skip(reason)
        run = try_one(session, self._target)
        self.user_properties.extend(figures(run).items())
        if run.failure:
            pytest.fail("\n".join(details(run)), pytrace=False)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any, **options: Any) -> Any:
        """Without a traceback, where it is nothing but what the user can mend."""
        from modelpolicy.errors import InputError

        if isinstance(excinfo.value, InputError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, *args, **options)

    def reportinfo(self) -> tuple[Any, int | None, str]:
        """As pytest shows the test."""
        return self.config.rootpath, None, self.nodeid
