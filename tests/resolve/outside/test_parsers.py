"""Commands of a command line that add their options to a parser of another module, each with options of its own."""

import pytest

from tests.projects import ids

CLI = """
--- app/__init__.py
--- app/cli.py
import argparse
from app import describe
try:
    from app import draw
except ImportError:
    draw = None
def build():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()
    describe.register(commands)
    if draw is not None:
        draw.register(commands)
    return parser
args = build().parse_args()
args.run(args)
"""

DESCRIBE = """
--- app/describe.py
from ultralytics import YOLO
def describe(args):
    YOLO(args.weights)
def register(commands):
    own = commands.add_parser("describe")
    own.add_argument("--weights", default="a.pt")
    own.set_defaults(run=describe)
"""

DRAW = """
--- app/draw.py
def draw(args):
    from app.pictures import paint
    paint(args)
def register(commands):
    own = commands.add_parser("draw")
    own.add_argument("--weights", default="b.pt")
    own.set_defaults(run=draw)
"""

PICTURES = """
--- app/pictures.py
from ultralytics import YOLO
def paint(args):
    YOLO(args.weights)
"""

OPTIONS = {
    "its own": 'own.add_argument("--weights", default="a.pt")',
    "in a group": 'group = own.add_argument_group("files")\ngroup.add_argument("--weights", default="a.pt")',
    "added by a function": 'def share(one):\n    one.add_argument("--weights", default="a.pt")\nshare(own)',
    "of a parser above": 'parser.add_argument("--weights", default="a.pt")',
}

DISPATCHED = """
import argparse
from ultralytics import YOLO
def one(args):
    YOLO(args.weights)
def two(args):
    print(args.weights)
parser = argparse.ArgumentParser()
commands = parser.add_subparsers()
own, other = commands.add_parser("one"), commands.add_parser("two")
other.add_argument("--weights", default="b.pt")
own.set_defaults(run=one)
other.set_defaults(run=two)
"""


def test_an_option_that_another_module_adds() -> None:
    assert ids(CLI + DESCRIBE) == ["?", "ultralytics:a.pt"]


def test_a_command_is_told_the_option_of_its_own_parser() -> None:
    assert ids(CLI + DESCRIBE + DRAW.replace("from app.pictures import paint", "paint = print")) == [
        "?",
        "ultralytics:a.pt",
    ]


def test_the_command_that_was_chosen_is_known_in_what_it_calls() -> None:
    only_drawn = DESCRIBE.replace("YOLO(args.weights)", "print(args.weights)")
    assert ids(CLI + only_drawn + DRAW + PICTURES) == ["?", "ultralytics:b.pt"]


@pytest.mark.parametrize("added", OPTIONS.values(), ids=OPTIONS.keys())
def test_the_options_of_one_command_of_several(added: str) -> None:
    assert ids(f"{DISPATCHED}{added}\nargs = parser.parse_args()\nargs.run(args)\n") == ["?", "ultralytics:a.pt"]


def test_options_that_a_command_takes_over_from_another_parser() -> None:
    shared = 'shared = argparse.ArgumentParser(add_help=False)\nshared.add_argument("--weights", default="a.pt")\n'
    taking = DISPATCHED.replace("commands = ", f"{shared}commands = ").replace(
        'commands.add_parser("one")', 'commands.add_parser("one", parents=[shared])'
    )
    assert ids(f"{taking}args = parser.parse_args()\nargs.run(args)\n") == ["?", "ultralytics:a.pt"]


def test_without_a_command_any_of_them_can_be_meant() -> None:
    loading = "args = parser.parse_args()\nYOLO(args.weights)\n"
    assert ids(f'{DISPATCHED}own.add_argument("--weights", default="a.pt")\n{loading}') == [
        "?",
        "ultralytics:a.pt",
        "ultralytics:b.pt",
    ]
