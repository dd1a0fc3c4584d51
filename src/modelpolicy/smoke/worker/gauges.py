"""What a worker measures of itself, and the bound that it sets itself."""

import gc
import logging
import resource
import sys
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

_MOST_WARNINGS: Final = 20
_LONGEST_WARNING: Final = 200


@dataclass(slots=True)
class Warnings:
    """The first warnings of libraries, whichever way they take: the module ``warnings``, or a logger of any name."""

    lines: dict[str, None] = field(default_factory=dict)

    def listen(self) -> None:
        """Hear all from now on."""
        logging.captureWarnings(capture=True)
        make = logging.getLogRecordFactory()

        def record(*args: Any, **kwargs: Any) -> logging.LogRecord:
            made = make(*args, **kwargs)
            if made.levelno >= logging.WARNING and len(self.lines) < _MOST_WARNINGS:
                with suppress(TypeError, ValueError):  # a message that does not fit its arguments
                    self.lines[_first_line(made.getMessage())] = None
            return made

        logging.setLogRecordFactory(record)


def limit_memory(most: int) -> None:
    """Let this process, and each that it starts, allocate at most ``most`` bytes.

    What is mapped to be read only does not count, nor what a GPU's driver reserves: more than most machines have.
    """
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def bytes_read() -> int | None:
    """What this process read by system calls up to now; ``None`` where there is no ``/proc``."""
    with suppress(OSError, ValueError):
        fields = dict(line.split(": ") for line in Path("/proc/self/io").read_text(encoding="ascii").splitlines())
        return int(fields["rchar"])
    return None


def weight_types() -> Mapping[str, int]:
    """The element types of all PyTorch weights in memory, with their bytes; none where PyTorch is not loaded."""
    torch = sys.modules.get("torch")
    if torch is None:
        return {}
    found: Counter[str] = Counter()
    seen: set[int] = set()
    for module in gc.get_objects():
        if issubclass(type(module), torch.nn.Module):
            for weight in (one for one in vars(module).get("_parameters", {}).values() if one is not None):
                if id(weight) not in seen:
                    seen.add(id(weight))
                    found[str(weight.dtype).removeprefix("torch.")] += weight.nbytes
    return dict(found.most_common())


def vram_held() -> int | None:
    """Bytes that PyTorch holds on the GPU now; ``None`` where it uses none."""
    cuda = _cuda()
    return None if cuda is None else int(cuda.memory_reserved())


def vram_peak() -> int | None:
    """The most bytes that PyTorch held on the GPU; ``None`` where it uses none."""
    cuda = _cuda()
    return None if cuda is None else int(cuda.max_memory_reserved())


def _cuda() -> Any:
    torch = sys.modules.get("torch")
    return torch.cuda if torch is not None and torch.cuda.is_initialized() else None


def _first_line(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    line = next(filter(None, lines), "")
    return line if len(line) <= _LONGEST_WARNING else f"{line[: _LONGEST_WARNING - 1]}…"
