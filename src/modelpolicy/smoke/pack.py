"""Which analyzer goes on which device, so that what runs at once fits together. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from modelpolicy.smoke.select import Target


@dataclass(frozen=True, slots=True)
class Need:
    """An analyzer, and the bytes of VRAM that it is documented or was measured to take; ``None``: nobody knows."""

    target: Target
    vram: int | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """What a device has free in bytes now, and what runs there; ``free`` is ``None`` for a device without VRAM."""

    free: int | None
    running: tuple[Need, ...] = field(default=())

    def takes(self, need: Need) -> bool:
        """Whether ``need`` fits beside what runs. What nobody knows the need of runs alone, and beside none such."""
        if self.free is None:
            return True
        if need.vram is None or any(one.vram is None for one in self.running):
            return not self.running
        return sum(one.vram or 0 for one in self.running) + need.vram <= self.free


def next_start(waiting: Sequence[Need], rooms: Mapping[str, Room]) -> tuple[Need, str] | None:
    """The first of ``waiting`` that fits on a device now, and that device: of several the emptiest."""
    by_load = sorted(rooms, key=lambda device: (len(rooms[device].running), device))
    for need in waiting:
        for device in by_load:
            if rooms[device].takes(need):
                return need, device
    return None


def too_large(need: Need, rooms: Mapping[str, Room]) -> bool:
    """Whether ``need`` would not fit on any device, even if nothing else ran."""
    return not any(Room(room.free).takes(need) for room in rooms.values())
