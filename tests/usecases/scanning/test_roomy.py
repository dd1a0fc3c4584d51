"""Deep calls on one piece of stack."""

import resource

import pytest

from modelpolicy.usecases.scanning.roomy import roomy


def _down(depth: int) -> int:
    return 0 if depth == 0 else 1 + _down(depth - 1)


def test_the_work_gets_its_arguments_and_gives_its_result() -> None:
    assert roomy(divmod)(7, 2) == (3, 1)
    assert roomy(int)("ff", base=16) == 255


def test_an_error_comes_through() -> None:
    with pytest.raises(ZeroDivisionError):
        roomy(divmod)(1, 0)


def test_calls_that_go_up_and_down_take_no_memory_from_the_system() -> None:
    @roomy
    def pages_taken() -> int:
        _down(400)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        for depth in range(400):
            for _ in range(20):
                _down(depth)
        return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

    assert pages_taken() < 200
