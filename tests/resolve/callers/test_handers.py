"""Functions that have a thread or a process run what they are handed, with the arguments that come with it."""

import pytest

from tests.projects import ids

STARTING = {
    "a thread": "def start(target, args=()):\n    Thread(target=target, args=args).start()",
    "one of two": (
        "def start(target, args=()):\n    if linux:\n        Thread(target=target, args=args).start()\n"
        "    else:\n        Process(target=target, args=args).start()"
    ),
    "itself": "def start(target, args=()):\n    target(*args)",
    "through another": (
        "def start(target, args=()):\n    begin(target, args)\ndef begin(run, given):\n    Thread(target=run, args=given).start()"
    ),
}
PROJECT = """
from threading import Thread
from multiprocessing import Process
from ultralytics import YOLO
STARTING
class Worker:
    def __init__(self, number, name):
        self.name = name
    def run(self):
        YOLO(self.name)
def work(*args):
    Worker(*args).run()
def listen(address):
    print(address)
start(target=work, args=(1, "a.pt"))
start(target=listen, args=("b.pt",))
"""


@pytest.mark.parametrize("starting", STARTING.values(), ids=STARTING)
def test_arguments_go_with_the_function_that_they_are_handed_over_with(starting: str) -> None:
    assert ids(PROJECT.replace("STARTING", starting)) == ["ultralytics:a.pt"]


def test_a_function_that_hands_itself_to_itself() -> None:
    source = """
        from ultralytics import YOLO
        def run(function, name):
            function(run, name)
            YOLO(name)
        run(run, "a.pt")
        """
    assert ids(source) == ["?", "ultralytics:a.pt"]
