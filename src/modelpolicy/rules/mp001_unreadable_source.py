"""MP001 unreadable-source."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text

_REGISTRY = """
--- registry.yaml
format: modelpolicy-registry/1
"""

VALID = (
    Case(
        "A file that parses",
        """
--- speech.py
import whisper
model = whisper.load_model("base")
"""
        + _REGISTRY,
    ),
    Case(
        "A broken file that names no library that loads models: no load can be in it",
        """
--- notes.py
def broken(:
--- speech.py
import whisper
"""
        + _REGISTRY,
    ),
    Case(
        "Conflict markers inside a string, in a file that parses",
        '''
--- speech.py
import whisper
EXAMPLE = """
<<<<<<< ours
=======
>>>>>>> theirs
"""
model = whisper.load_model("base")
'''
        + _REGISTRY,
    ),
    Case(
        "A broken file that the settings exclude",
        """
--- modelpolicy.toml
registry = "registry.yaml"
exclude = ["old/"]
--- old/speech.py
import whisper
print "Python 2"
--- speech.py
import whisper
"""
        + _REGISTRY,
    ),
)

INVALID = (
    Case(
        "A merge conflict that was committed; both of its sides are still searched for loads",
        """
--- speech.py
import whisper
<<<<<<< HEAD
model = whisper.load_model("base")
=======
model = whisper.load_model("small")
>>>>>>> feature
"""
        + _REGISTRY,
        expected=("speech.py:2",),
        says=("the rest was still searched for loads",),
    ),
    Case(
        "Python 2",
        """
--- speech.py
import whisper
print "loading"
model = whisper.load_model("base")
"""
        + _REGISTRY,
        expected=("speech.py:2",),
    ),
    Case(
        "A file that was cut off inside a call",
        """
--- speech.py
import whisper
model = whisper.load_model(
"""
        + _REGISTRY,
        expected=("speech.py:2",),
    ),
    Case(
        "Each broken place of a file",
        """
--- speech.py
import whisper
def first(:
    pass
model = whisper.load_model("base")
def second(:
    pass
"""
        + _REGISTRY,
        expected=("speech.py:2", "speech.py:5"),
    ),
    Case(
        "A notebook that is none",
        """
--- speech.py
import whisper
--- notes.ipynb
import whisper
whisper.load_model("base")
"""
        + _REGISTRY,
        expected=("notes.ipynb",),
        says=("nothing was searched",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every place that could not be read as source."""
    for failure in facts.failures:
        searched = "the rest was still searched" if failure.searched else "nothing was searched"
        yield rule.finding(
            failure.location,
            f"{failure.reason}: {searched} for loads",
            f"repair {failure.location.path}, or leave it out with `exclude` in the settings",
        )


RULE = Rule(
    code="MP001",
    name="unreadable-source",
    severity="error",
    text=Text(
        what_it_does="Reports source that cannot be read: broken syntax, merge conflicts, files without permission.",
        why_it_is_bad=(
            "What cannot be read may load models that nothing else knows of. The parts that can be read are still "
            "searched, but nobody can say that what is found there is everything."
        ),
        what_to_do="Repair the file. If it is not part of the application, name it under `exclude` in the settings.",
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
