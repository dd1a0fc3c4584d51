"""Lambdas: they have no name, so that what carries or takes them calls them."""

import pytest

from tests.projects import ids

CALLED = {
    "by a variable": 'load = lambda name: YOLO(name)\nload("a.pt")',
    "by an item of a table": 'LOADERS = {"x": lambda name: YOLO(name)}\nLOADERS["x"]("a.pt")',
    "by a parameter that takes it": 'def run(load):\n    load("a.pt")\nrun(lambda name: YOLO(name))',
    "by an attribute": (
        "class Runner:\n    def __init__(self, load):\n        self.load = load\n"
        '    def run(self):\n        self.load("a.pt")\nRunner(lambda name: YOLO(name)).run()'
    ),
    "by what a command line has chosen": (
        "import argparse\nparser = argparse.ArgumentParser()\nown = parser.add_subparsers().add_parser('own')\n"
        'own.add_argument("--weights", default="a.pt")\nown.set_defaults(run=lambda args: YOLO(args.weights))\n'
        "args = parser.parse_args()\nargs.run(args)"
    ),
}


@pytest.mark.parametrize("calling", CALLED.values(), ids=CALLED.keys())
def test_a_lambda_that_is_called(calling: str) -> None:
    assert "ultralytics:a.pt" in ids(f"from ultralytics import YOLO\n{calling}\n")


def test_a_lambda_that_a_library_calls_is_open() -> None:
    assert ids("import lib\nfrom ultralytics import YOLO\nlib.each(lambda name: YOLO(name))\n") == ["?"]


def test_a_lambda_that_a_library_can_call_too_is_open() -> None:
    text = 'import lib\nfrom ultralytics import YOLO\nload = lambda name: YOLO(name)\nload("a.pt")\nlib.each(load)\n'
    assert ids(text) == ["?", "ultralytics:a.pt"]


def test_a_lambda_that_is_called_at_once_is_closed() -> None:
    assert ids('from ultralytics import YOLO\n(lambda name: YOLO(name))("a.pt")\n') == ["ultralytics:a.pt"]
