"""Several analyzers at once, as far as they fit."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from time import monotonic, sleep
from typing import Final

from modelpolicy.domain.size import Size
from modelpolicy.domain.smoke import SmokeFailure, SmokeRun
from modelpolicy.smoke.gpus.devices import GpuDriver
from modelpolicy.smoke.pack import Need, Room, next_start, too_large

_TOLERANCE: Final = 64_000_000  # bytes: what a desktop or the driver itself takes and gives back meanwhile
_PAUSE: Final = 0.05  # seconds


@dataclass(frozen=True, slots=True)
class Devices:
    """The devices to use, as ``--device`` names them, and the driver that knows what they have free.

    ``patience`` is for how many seconds at most VRAM is waited for that a worker, which has ended, held.
    """

    names: tuple[str, ...]
    driver: GpuDriver
    patience: float = 10.0

    def free(self) -> dict[str, int | None]:
        """Bytes of VRAM that each has free now; ``None`` for one without."""
        known = {f"cuda:{gpu.number}": gpu.free for gpu in self.driver.gpus()} if self._has_gpu else {}
        return {name: known.get(name) for name in self.names}

    def after(self, name: str, before: int | None) -> int | None:
        """What a device has free now that nothing runs there: as soon as that is what it had ``before``, or at last."""
        limit = monotonic() + self.patience
        while _lost(free := self.free()[name], before) and monotonic() < limit:
            sleep(_PAUSE)
        return free

    def locks(self, directory: Path) -> tuple[Path, ...]:
        """The file in ``directory`` by which smoke runs of other processes know each GPU of these to be taken."""
        gpus = self.driver.gpus() if self._has_gpu else ()
        taken = [gpu.uuid.replace("/", "_") for gpu in gpus if f"cuda:{gpu.number}" in self.names]
        return tuple(directory / f"{uuid}.lock" for uuid in taken)

    @property
    def _has_gpu(self) -> bool:
        return any(name.startswith("cuda") for name in self.names)


def run_all(
    needs: Sequence[Need], devices: Devices, jobs: int, attempt: Callable[[Need, str, Event], SmokeRun]
) -> Generator[SmokeRun, None, None]:
    """Call ``attempt`` for each of ``needs``, at most ``jobs`` at once; each comes back as soon as it is over.

    What cannot fit on any device is not started: it comes back as failed. Nothing more starts on a device before the
    VRAM of the last that ran there is free again; the one that it did not come back after is warned of. The event that
    ``attempt`` is given is set once nobody waits for it any more: after Ctrl-C, for example.
    """
    waiting, running = list(needs), dict[Future[SmokeRun], tuple[Need, str]]()
    free = devices.free()
    with ThreadPoolExecutor(max_workers=jobs) as pool, _set_at_last() as stop:
        while waiting or running:
            rooms = _rooms(free, running)
            start = next_start(waiting, rooms) if len(running) < jobs else None
            if start is not None:
                waiting.remove(start[0])
                running[pool.submit(attempt, *start, stop)] = start
            elif not running:
                yield from (_refused(need, rooms) for need in waiting)
                waiting.clear()
            else:
                yield from _ended(running, devices, free)


@contextmanager
def _set_at_last() -> Iterator[Event]:
    event = Event()
    try:
        yield event
    finally:
        event.set()


def _ended(
    running: dict[Future[SmokeRun], tuple[Need, str]], devices: Devices, free: dict[str, int | None]
) -> Iterator[SmokeRun]:
    """Those that are over next. What a device has ``free`` is found out anew when nothing runs there any more."""
    for done in wait(running, return_when=FIRST_COMPLETED).done:
        _, device = running.pop(done)
        before = free[device]
        if all(other != device for _, other in running.values()):
            free[device] = devices.after(device, before)
        yield _with_what_is_held(done.result(), device, before, free[device])


def _with_what_is_held(run: SmokeRun, device: str, before: int | None, after: int | None) -> SmokeRun:
    held = _lost(after, before)
    if not held:
        return run
    said = f"VRAM was not released: {device} has {Size.measured(held).written} less free than before"
    return replace(run, warnings=(*run.warnings, said))


def _lost(after: int | None, before: int | None) -> int:
    """The bytes that are less free ``after`` than ``before``; 0 where that is as good as none, or not known."""
    lost = before - after if after is not None and before is not None else 0
    return lost if lost > _TOLERANCE else 0


def _rooms(free: Mapping[str, int | None], running: Mapping[Future[SmokeRun], tuple[Need, str]]) -> dict[str, Room]:
    return {
        device: Room(amount, tuple(need for need, where in running.values() if where == device))
        for device, amount in free.items()
    }


def _refused(need: Need, rooms: Mapping[str, Room]) -> SmokeRun:
    """Nothing runs, and still it does not fit."""
    assert too_large(need, rooms)
    room = ", ".join(f"{device} has {room.free} bytes free" for device, room in rooms.items())
    reason = f"takes {need.vram} bytes of VRAM, and {room}: it was not started"
    failure = SmokeFailure("out-of-memory", reason, "start")
    return SmokeRun(need.target.analyzer, need.target.models, ", ".join(rooms), 0.0, failure=failure)
