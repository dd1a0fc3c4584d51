"""``pytest --modelpolicy-smoke``: a test for each analyzer that ``modelpolicy smoke`` would try.

This module is imported by every pytest that finds modelpolicy installed: what it needs, it imports when it is asked to.
"""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from modelpolicy.cli.smoke.arguments import device, require_packages, seconds

if TYPE_CHECKING:
    from modelpolicy.smoke.select import Target
    from modelpolicy.usecases.running.smoke import Session
    from modelpolicy.usecases.running.wish import Chosen

MARKER: Final = "modelpolicy_smoke"


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


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add the tests, before ``-k`` and ``-m`` choose among all."""
    if config.getoption("--modelpolicy-smoke"):
        from modelpolicy.errors import InputError

        try:
            require_packages()
            items.extend(_items(session, Runner(config)))
        except InputError as error:
            raise pytest.UsageError(str(error)) from error


def _items(session: pytest.Session, runner: "Runner") -> Iterator[pytest.Item]:
    for target in runner.targets:
        item: pytest.Item = SmokeItem.from_parent(
            session, name=target.analyzer, nodeid=f"modelpolicy-smoke::{target.analyzer}", target=target, runner=runner
        )
        item.add_marker(MARKER)
        yield item


class Runner:
    """What all tests of this session share: one scan, and the terms, which are found out when the first one runs."""

    def __init__(self, config: pytest.Config) -> None:
        from modelpolicy.settings.project import find_project
        from modelpolicy.usecases.running.wish import Wish

        option = config.getoption
        self.require_gpu = bool(option("--require-gpu"))
        self._wish = Wish(device=option("--modelpolicy-device"), seconds=option("--modelpolicy-timeout"))
        self._project = find_project(_place(config))

    @property
    def targets(self) -> "tuple[Target, ...]":
        """What will be tried.

        Raises:
            InputError: settings or registry cannot be used, or there is no analyzer.
        """
        return self._chosen.targets

    @cached_property
    def session(self) -> "Session":
        """The conditions of all tries.

        Raises:
            NothingToCheckError: the device is not there.
        """
        from modelpolicy.cleanup.state import state_directory
        from modelpolicy.usecases.running.smoke import prepare
        from modelpolicy.usecases.running.wish import find_place

        return prepare(self._project, self._wish, self._chosen, find_place(self._wish), state_directory())

    @cached_property
    def _chosen(self) -> "Chosen":
        from modelpolicy.usecases.running.wish import choose

        return choose(self._project, self._wish)


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
        from modelpolicy.report.smoke_text import details, figures
        from modelpolicy.usecases.running.smoke import try_one

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
