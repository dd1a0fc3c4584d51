"""Class attributes that a library's object stands for, and flags: what both start with is a default."""

import pytest

from tests.projects import ids

FIELDS = {
    "a default by its name": 'from lib import Param\nclass C:\n    name = Param(default="a.pt")\nYOLO(C().name)',
    "a value of traitlets": (
        'from traitlets import HasTraits, Unicode\nclass C(HasTraits):\n    name = Unicode(default_value="a.pt")\nYOLO(C().name)'
    ),
    "the first argument of what is said to be a string": (
        'from lib import Param\nclass C:\n    name: str = Param("a.pt", help="b.pt")\nYOLO(C().name)'
    ),
}

FLAGS = {
    "by its name": (
        'from absl import flags\nFLAGS = flags.FLAGS\nflags.DEFINE_string("name", "a.pt", "help")\nYOLO(FLAGS.name)',
        ["a.pt"],
    ),
    "by what the definition gave": (
        'from absl import flags\nNAME = flags.DEFINE_string("name", default="a.pt", help="x")\nYOLO(NAME.value)',
        ["a.pt"],
    ),
    "its choices": (
        'from absl import flags\nflags.DEFINE_enum("name", "a.pt", ["a.pt", "b.pt"], "help")\nYOLO(flags.FLAGS.name)',
        ["a.pt", "b.pt"],
    ),
    "of TensorFlow": (
        'import tensorflow as tf\ntf.compat.v1.flags.DEFINE_string("name", "a.pt", "")\nYOLO(tf.compat.v1.flags.FLAGS.name)',
        ["a.pt"],
    ),
    "without a default": (
        'from absl import flags\nflags.DEFINE_string("name", None, "help")\nYOLO(flags.FLAGS.name)',
        [],
    ),
}


@pytest.mark.parametrize("source", FIELDS.values(), ids=FIELDS.keys())
def test_the_default_of_a_field(source: str) -> None:
    assert ids(f"from ultralytics import YOLO\n{source}\n") == ["?", "ultralytics:a.pt"]


def test_the_first_argument_of_an_unannotated_field_can_be_its_label() -> None:
    source = 'from lib import models\nclass C(models.Model):\n    name = models.CharField("b.pt")\nYOLO(C().name)'
    assert ids(f"from ultralytics import YOLO\n{source}\n") == ["?"]


@pytest.mark.parametrize(("source", "expected"), FLAGS.values(), ids=FLAGS.keys())
def test_the_value_of_a_flag(source: str, expected: list[str]) -> None:
    assert ids(f"from ultralytics import YOLO\n{source}\n") == ["?", *(f"ultralytics:{name}" for name in expected)]


def test_a_flag_that_another_module_defines() -> None:
    text = """
        --- options.py
        from absl import flags
        flags.DEFINE_string("weights", "a.pt", "help")
        --- main.py
        import options
        from absl import flags
        from ultralytics import YOLO
        YOLO(flags.FLAGS.weights)
    """
    assert ids(text) == ["?", "ultralytics:a.pt"]
