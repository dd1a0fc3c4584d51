"""Which GPUs are visible under ``CUDA_VISIBLE_DEVICES``, and as which numbers; of a driver that shows four."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.smoke.attempt import Terms, attempt
from modelpolicy.smoke.gpus.devices import Gpu, choose_device
from modelpolicy.smoke.gpus.visible import VisibleGpus, visible
from modelpolicy.smoke.process.sandbox import environment
from modelpolicy.smoke.select import Target
from tests.smoke.projects import Does, write_application

UUIDS = ("GPU-0a7e-11", "GPU-1a7e-22", "GPU-1b7e-33", "GPU-3a7e-44")
FOUR = tuple(Gpu(number, "a card", 24, 23, "580.1", uuid) for number, uuid in enumerate(UUIDS))


class Four:
    """Four cards, on the third of which something runs."""

    def gpus(self) -> tuple[Gpu, ...]:
        return FOUR

    def used_by(self, uuid: str, processes: frozenset[int]) -> int | None:
        return 500 if uuid == UUIDS[2] and processes else 0


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        ("2", [2]),
        ("3,1", [3, 1]),
        (" 0 , 2 ", [0, 2]),
        ("GPU-1b7e-33", [2]),
        ("GPU-3,GPU-0a7e", [3, 0]),
        ("GPU-3,0", [3, 0]),
        ("", []),
        ("-1", []),
        ("NoDevFiles", []),
        ("1,-1,2", [1]),
        ("0,7,2", [0]),
        ("2,2", []),
        ("1,GPU-1a7e-22", []),
        ("GPU-1", []),
        ("MIG-GPU-0a7e-11/1/0", []),
    ],
)
def test_the_variable_is_read_as_cuda_reads_it(variable: str, expected: list[int]) -> None:
    assert [gpu.number for gpu in visible(variable, FOUR)] == expected


DIVIDED = (
    FOUR[0],
    *(replace(FOUR[1], uuid=f"MIG-{letter}0", card=UUIDS[1]) for letter in "abc"),
    replace(FOUR[2], uuid="MIG-d0", card=UUIDS[2]),
    FOUR[3],
)


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        ("MIG-b0", ["MIG-b0"]),
        ("MIG-d0,MIG-a0", ["MIG-d0", "MIG-a0"]),
        ("MIG-b0,MIG-b0", []),
        ("MIG-b", []),
        ("1", ["MIG-a0"]),
        ("GPU-1a7e", ["MIG-a0"]),
        ("2,1", ["MIG-d0", "MIG-a0"]),
        ("1,MIG-a0", []),
        ("3,MIG-c0", [UUIDS[3], "MIG-c0"]),
        ("GPU-1", []),
    ],
)
def test_an_instance_of_mig_is_named_by_itself_and_the_first_by_its_card(variable: str, expected: list[str]) -> None:
    assert [gpu.uuid for gpu in visible(variable, DIVIDED)] == expected


@given(st.lists(st.sampled_from(FOUR), unique=True))
def test_numbers_and_uuids_say_the_same(gpus: list[Gpu]) -> None:
    by_number, by_uuid = ",".join(str(gpu.number) for gpu in gpus), ",".join(gpu.uuid for gpu in gpus)
    assert visible(by_number, FOUR) == visible(by_uuid, FOUR) == tuple(gpus)


def test_a_device_has_the_number_that_libraries_know_it_by() -> None:
    driver = VisibleGpus(Four(), "3,2")
    assert [(gpu.number, gpu.uuid) for gpu in driver.gpus()] == [(0, "GPU-3a7e-44"), (1, "GPU-1b7e-33")]
    assert [driver.used_by(gpu.uuid, frozenset({1})) for gpu in driver.gpus()] == [0, 500]
    assert choose_device("cuda:1", driver, allow_cpu=False) == "cuda:1"
    assert VisibleGpus(Four(), None).gpus() == FOUR


def test_a_worker_sees_its_gpu_alone() -> None:
    surroundings = environment({"CUDA_VISIBLE_DEVICES": "3,2", "HOME": "/h"}, "m", Path("/t"), UUIDS[2], pickle=False)
    assert surroundings["CUDA_VISIBLE_DEVICES"] == "GPU-1b7e-33"
    assert surroundings["HOME"] == "/h"
    assert environment({"CUDA_VISIBLE_DEVICES": "3"}, "m", Path("/t"), "", pickle=False)["CUDA_VISIBLE_DEVICES"] == ""


def test_an_analyzer_runs_on_the_gpu_of_that_number_and_is_measured_there(tmp_path: Path) -> None:
    looks = Does("import os; assert os.environ['CUDA_VISIBLE_DEVICES'] == 'GPU-1b7e-33'")
    terms = Terms(write_application(tmp_path, looks=looks), "app/catalogue.py:ANALYZERS", "cuda:1", 60, tmp_path)
    run = attempt(Target("looks", ()), terms, VisibleGpus(Four(), "3,2"), Event())
    assert (run.failure, run.device, run.measured.vram_peak) == (None, "cuda:1", 500)
