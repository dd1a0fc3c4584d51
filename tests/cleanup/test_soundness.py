"""By experiment: nothing that an enabled analyzer opens is in a plan, and nearly all that nobody opens is."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from modelpolicy.cleanup.moving.prepare import prepare
from modelpolicy.cleanup.planning.moves import above
from modelpolicy.cleanup.planning.planner import plan_deletion
from modelpolicy.cleanup.projects.projects import Projects
from modelpolicy.domain.plan import Options, Plan
from modelpolicy.liveness.verdict import judge
from modelpolicy.settings.project import find_project
from modelpolicy.stores.all_stores import all_stores
from modelpolicy.stores.contents import joined
from modelpolicy.stores.holdings import Holdings
from modelpolicy.stores.machine import Machine
from modelpolicy.stores.needs import read_needs
from modelpolicy.usecases.cleanup.delete import Means, carry_out
from modelpolicy.usecases.cleanup.purge import purge_old
from modelpolicy.usecases.stock.live import live
from tests.cleanup.dying import Unsynced
from tests.cleanup.loading import Claimer, Recorder, opened
from tests.cleanup.worlds import (
    CALLS,
    COMMITS,
    FILES,
    SURE,
    Analyzer,
    Repository,
    Revision,
    World,
    worlds,
    write_caches,
    write_project,
)

EXAMPLES: Final = 200 if settings().max_examples < 1_000 else 2 * settings().max_examples
"""20,000 at night."""

MOVED: Final = 1_700_000_000
LEAST_OFFERED: Final = 0.95
READ: Final = ("hf", "torch-checkpoints", "torchhub", "ultralytics", "whisper")
STORES: Final = tuple(store for store in all_stores() if store.name in READ)

thorough = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


class Made:
    """A world on the disk."""

    def __init__(self, world: World, home: Path, recorder: Callable[[Path], Recorder] = Recorder) -> None:
        self._home = home
        write_caches(world, home)
        self.projects: list[tuple[Path, Sequence[Analyzer]]] = []
        for number, analyzers in enumerate(world.projects):
            write_project(analyzers, home / f"p{number}", has_catalogue=world.has_catalogue)
            self.projects.append((home / f"p{number}", seen(analyzers, has_catalogue=world.has_catalogue)))
        self.opened = opened(self.projects, recorder(home), world.outcomes())

    def plan(self, options: Options) -> Plan:
        """Made in the first project; the others are registered."""
        registered = Projects(self._home / "state")
        for root, _ in self.projects:
            registered.add(str(root))
        first = self.projects[0][0]
        asked = live(find_project(first), registered)
        machine = Machine({"HF_HUB_CACHE": str(self._home / "hub")}, self._home, first, asked.wanted.given)
        holdings = Holdings(joined(store.read(machine) for store in STORES).artifacts, STORES, machine)
        judged, _ = judge(asked.wanted.demands, holdings, read_needs)
        return plan_deletion(judged, options, asked.projects, lambda _: "")

    def files(self) -> dict[tuple[int, int], tuple[str, int]]:
        """The weights in the stores: identity to path and size."""
        paths = [path for path in (self._home / "hub").rglob("*") if path.is_file() and not path.is_symlink()]
        weights = [
            *(path for path in paths if "refs" not in path.parts),
            *filter(Path.is_file, map(self._home.joinpath, FILES)),
        ]
        return {(path.stat().st_dev, path.stat().st_ino): (str(path), path.stat().st_size) for path in weights}


def seen(analyzers: Sequence[Analyzer], *, has_catalogue: bool) -> Sequence[Analyzer]:
    """Without a catalogue, nothing in the code switches an analyzer off: then the registry alone can."""
    if has_catalogue:
        return analyzers
    return [replace(one, disabled=one.registry == "disabled") for one in analyzers]


def switched_on(analyzers: Sequence[Analyzer]) -> Sequence[Analyzer]:
    return [replace(one, disabled=False, registry=one.registry and "enabled") for one in analyzers]


def lies_in(path: str, entries: set[str]) -> bool:
    return path in entries or not entries.isdisjoint(above(path))


ASKED_AT_A_TAG: Final = World(
    (Repository("plain", (Revision(COMMITS[0], 1_000), Revision(COMMITS[1], 2_000)), COMMITS[0], COMMITS[1]),),
    ((Analyzer("asked", ("plain", "plain"), "v1", registry="enabled", may=("plain",)),),),
    (),
)
"""The registry says which model it may be, and the code which revision of it."""


@thorough
@example(ASKED_AT_A_TAG, None)
@given(worlds(), st.sampled_from([None, 1_000, 50_000]))
def test_nothing_that_an_enabled_analyzer_opens_is_in_the_plan(world: World, free: int | None) -> None:
    with TemporaryDirectory() as folder:
        made = Made(world, Path(os.path.realpath(folder)))
        entries = set(made.plan(Options(("*",), free)).entries)
        assert [path for path in sorted(made.opened) if lies_in(path, entries)] == []


@pytest.mark.parametrize("way", CALLS)
def test_every_way_opens_something_and_the_rest_can_go(way: str, tmp_path: Path) -> None:
    made = Made(World((), ((Analyzer(way, ("plain", "plain")),),), FILES), tmp_path)
    entries = set(made.plan(Options(("*",))).entries)
    assert made.opened
    assert {path for path, _ in made.files().values() if not lies_in(path, entries)} == made.opened


@settings(thorough, max_examples=EXAMPLES // 20)
@given(worlds())
def test_what_is_needed_again_outlives_a_purge(world: World) -> None:
    """All that can go is moved away. Then every analyzer is enabled somewhere, and the quarantine is purged."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        home = Path(os.path.realpath(folder))
        made = Made(world, home)
        again = [(home / f"again{number}", switched_on(one)) for number, one in enumerate(world.projects)]
        for root, analyzers in again:
            write_project(analyzers, root, has_catalogue=world.has_catalogue)
        needed = {Path(path).stat().st_ino for path in opened(again, Recorder(home), world.outcomes())}
        plan = made.plan(Options(("*",)))
        carry_out(prepare(plan, "f", MOVED, 1), Means(home / "state", Unsynced()))
        for root, _ in again:
            Projects(home / "state").add(str(root))
        patch.setenv("HF_HUB_CACHE", str(home / "hub"))
        patch.setenv("HOME", str(home))
        for variable in ("TORCH_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "YOLO_CONFIG_DIR"):
            patch.delenv(variable, raising=False)
        purge_old(find_project(again[0][0]), home / "state", MOVED + 1, 0, lambda _: True)
        assert needed <= {path.stat().st_ino for path in home.rglob("*") if path.is_file()}


def test_what_nobody_can_open_is_offered() -> None:
    unneeded = offered = 0

    @settings(thorough, max_examples=100, derandomize=True, database=None)  # a share is measured: the same worlds
    @given(worlds(SURE))
    def count(world: World) -> None:
        nonlocal unneeded, offered
        with TemporaryDirectory() as folder:
            made = Made(world.settled(), Path(os.path.realpath(folder)), Claimer)
            entries = set(made.plan(Options(("*",))).entries)
            for path, size in made.files().values():
                if path not in made.opened:
                    unneeded += size
                    offered += size if lies_in(path, entries) else 0

    count()
    assert unneeded > 1_000_000
    assert offered / unneeded >= LEAST_OFFERED, f"{offered / unneeded:.3f} of {unneeded}"
