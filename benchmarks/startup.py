"""How long modelpolicy takes from start to exit, as a ratio to ``python -c "import pydantic"`` in the same run.

``check`` finds an earlier run of the same content in its cache, as it does where nothing has changed since;
``check --no-cache`` reads and resolves everything.

The commands take turns, so that whatever else the machine does meets all of them; medians leave the worst of it out.
``user`` is the processor time that the process itself takes, which a busy machine disturbs less than ``wall``: it is
what the targets are held against. Bytecode is kept in a directory that the first round fills, so that compiling is
not measured.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parents[1]
PYDANTIC: Final = "import pydantic"
MODELPOLICY: Final = str(Path(sys.executable).with_name("modelpolicy"))
COMMANDS: Final[Mapping[str, Sequence[str]]] = {
    PYDANTIC: ("-c", PYDANTIC),
    "--version": (MODELPOLICY, "--version"),
    "check": (MODELPOLICY, "check"),
    "check --no-cache": (MODELPOLICY, "check", "--no-cache"),
}
TARGETS: Final = {"--version": 1.5, "check": 3.0}


class Seconds(NamedTuple):
    """What one process took."""

    wall: float
    user: float


def main() -> int:
    """Measure, print a table, and give 1 where a ratio is not below its target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=21, help="how often each command runs (default: 21)")
    runs = measure(parser.parse_args().n)
    medians = {name: Seconds(*map(median, zip(*taken, strict=True))) for name, taken in runs.items()}
    print(table(medians))
    return int(any(ratio(medians[name], medians[PYDANTIC]).user >= target for name, target in TARGETS.items()))


def measure(rounds: int) -> Mapping[str, Sequence[Seconds]]:
    """Run every command ``rounds`` times, in turns, after one round that fills the caches."""
    runs = defaultdict(list)
    with tempfile.TemporaryDirectory() as bytecode:
        for number in range(rounds + 1):
            for name, command in COMMANDS.items():
                taken = run(command, bytecode)
                if number:
                    runs[name].append(taken)
    return runs


def run(command: Sequence[str], bytecode: str) -> Seconds:
    """Run Python with these arguments in the repository's root; a command that fails measures nothing."""
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": bytecode}
    before, start = getrusage(RUSAGE_CHILDREN).ru_utime, time.perf_counter()
    subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return Seconds(time.perf_counter() - start, getrusage(RUSAGE_CHILDREN).ru_utime - before)


def ratio(taken: Seconds, reference: Seconds) -> Seconds:
    return Seconds(taken.wall / reference.wall, taken.user / reference.user)


def table(medians: Mapping[str, Seconds]) -> str:
    lines = [f"{'command':17} {'wall ms':>8} {'ratio':>6} {'user ms':>8} {'ratio':>6}  target"]
    for name, taken in medians.items():
        times = ratio(taken, medians[PYDANTIC])
        row = f"{name:17} {taken.wall * 1000:8.1f} {times.wall:6.2f} {taken.user * 1000:8.1f} {times.user:6.2f}"
        lines.append(f"{row}  below {TARGETS[name]}" if name in TARGETS else row)
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
