"""Several analyzers at once, as far as they fit."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from modelpolicy.domain.smoke import SmokeFailure, SmokeRun
from modelpolicy.smoke.devices import GpuDriver
from modelpolicy.smoke.pack import Need, Room, next_start, too_large


@dataclass(frozen=True, slots=True)
class Devices:
    """The devices to use, as ``--device`` names them, and the driver that knows what they have free."""

    names: tuple[str, ...]
    driver: GpuDriver

    def free(self) -> dict[str, int | None]:
        """Bytes of VRAM that each has free now; ``None`` for one without."""
        known = {f"cuda:{gpu.number}": gpu.free for gpu in self.driver.gpus()} if self._has_gpu else {}
        return {name: known.get(name) for name in self.names}

    @property
    def _has_gpu(self) -> bool:
        return any(name.startswith("cuda") for name in self.names)


def run_all(
    needs: Sequence[Need], devices: Devices, jobs: int, attempt: Callable[[Need, str], SmokeRun]
) -> Iterator[SmokeRun]:
    """Call ``attempt`` for each of ``needs``, at most ``jobs`` at once; each comes back as soon as it is over.

    What cannot fit on any device is not started: it comes back as failed.
    """
    waiting, running = list(needs), dict[Future[SmokeRun], tuple[Need, str]]()
    free = devices.free()
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        while waiting or running:
            free = free if running else devices.free()
            rooms = _rooms(free, running)
            start = next_start(waiting, rooms) if len(running) < jobs else None
            if start is not None:
                waiting.remove(start[0])
                running[pool.submit(attempt, *start)] = start
            elif not running:
                yield from (_refused(need, rooms) for need in waiting)
                waiting.clear()
            else:
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    del running[done]
                    yield done.result()


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
