"""MP302 overbroad-delete."""

from collections.abc import Iterator
from itertools import islice

from modelpolicy.deletions.taken.breadth import Everything, Excess, Namesakes, Unset, WholeCaches, excess
from modelpolicy.deletions.taken.hits import by_target
from modelpolicy.deletions.taken.narrow import narrowed
from modelpolicy.domain.confidence import Confidence, lowest
from modelpolicy.domain.deletion import Deletion
from modelpolicy.domain.finding import Finding
from modelpolicy.domain.listed import listed
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text
from modelpolicy.rules.throwaway import empties_what_it_never_filled
from modelpolicy.rules.users import known_models
from modelpolicy.source.walk import SOURCES

_PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
--- speech.py
import whisper
model = whisper.load_model("tiny")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [whisper:tiny]
models:
  whisper:tiny: {}
"""

VALID = (
    Case(
        "One repository of the hub, by its whole name",
        _PROJECT
        + """
--- clean.sh
rm -rf ~/.cache/huggingface/hub/models--Salesforce--blip2-opt-2.7b
""",
    ),
    Case(
        "All repositories of one owner, which is what the wildcard says",
        _PROJECT
        + """
--- clean.sh
rm -rf ~/.cache/huggingface/hub/models--Salesforce--*
rm -rf ~/.cache/huggingface/hub/models--Salesforce--blip2-*
""",
    ),
    Case(
        "A variable that the script makes sure of",
        _PROJECT
        + """
--- clean.sh
rm -rf "${MODELS:?}"/*
[ -n "$CACHE" ] && rm -rf "$CACHE"/*
set -euo pipefail
rm -rf "$SCRATCH"/*
""",
    ),
    Case(
        "A cache that is no model's, and a directory of the project",
        _PROJECT
        + """
--- clean.sh
rm -rf ~/.cache/pip ~/.cache/huggingface/xet "$BUILD/models" build/*
""",
    ),
    Case(
        "An image that makes itself smaller",
        _PROJECT
        + """
--- Dockerfile
FROM python
RUN apt-get update && rm -rf /var/lib/apt/lists/* ~/.cache
""",
    ),
    Case(
        "An entry of a cache that only the running script knows",
        _PROJECT
        + """
--- clean.sh
for name in $(cat unused.txt); do rm -rf ~/.cache/huggingface/hub/$name; done
""",
    ),
    Case(
        "A wildcard for the ending of one file",
        _PROJECT
        + """
--- clean.sh
rm -f ~/.cache/whisper/large-v3-turbo.*
""",
    ),
)

INVALID = (
    Case(
        "A wildcard behind the whole name of a repository",
        _PROJECT
        + """
--- clean.sh
rm -rf ~/.cache/huggingface/hub/models--openai--whisper-base*
""",
        expected=("clean.sh:1",),
        says=("begin with models--openai--whisper-base;", "medium confidence", "with a fix"),
    ),
    Case(
        "The same in a command that Python runs, which people narrow",
        _PROJECT
        + """
--- clean.py
import os
os.system("rm -rf ~/.cache/huggingface/hub/models--openai--whisper-base*")
""",
        expected=("clean.py:2",),
        says=("begin with models--openai--whisper-base;", "without a fix"),
    ),
    Case(
        "A wildcard behind the name of a file, where another's goes on",
        _PROJECT
        + """
--- clean.sh
rm -f ~/.cache/whisper/base*
""",
        expected=("clean.sh:1",),
        says=("begin with base: base.en.pt", "high confidence", "without a fix"),
    ),
    Case(
        "A whole cache, by its directory, by what is in it, and by what is above it",
        _PROJECT
        + """
--- clean.sh
rm -rf ~/.cache/huggingface/hub
rm -rf "$HF_HOME"/hub/models--*
rm -rf ~/.cache/*
""",
        expected=("clean.sh:1", "clean.sh:2", "clean.sh:3"),
        says=("deletes every model of hf;", "and 7 more"),
    ),
    Case(
        "A variable that may not be set, in front of everything",
        _PROJECT
        + """
--- clean.sh
rm -rf "$MODELS"/*
sudo rm -rf $PREFIX/usr
""",
        expected=("clean.sh:1", "clean.sh:2"),
        says=("with a fix",),
    ),
    Case(
        "The home directory, and the machine",
        _PROJECT
        + """
--- clean.sh
rm -rf ~
rm -rf $HOME/* /
""",
        expected=("clean.sh:1", "clean.sh:2", "clean.sh:2"),
    ),
    Case(
        "A cache that a document tells to delete",
        _PROJECT
        + """
--- NOTES.md
If the disk is full: `rm -rf ~/.cache/huggingface`.
""",
        expected=("NOTES.md:1",),
        says=("medium confidence",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every target of a command that stands for more than its words say."""
    models = known_models(facts)
    for same in by_target(facts.deletions):
        found = (
            _finding(rule, deletion, one)
            for deletion in same
            if not empties_what_it_never_filled(deletion, facts)
            if (one := excess(deletion, models, facts.places))
        )
        yield from islice(found, 1)


def _finding(rule: Rule, deletion: Deletion, found: Excess) -> Finding:
    message, remedy, confidence = _said(found)
    return rule.finding(
        deletion.location,
        f"`{deletion.shown}` {message}",
        remedy,
        confidence=lowest((confidence, deletion.certainty)),
        fixable=narrowed(deletion.written, found) != deletion.written and not deletion.location.path.endswith(SOURCES),
    )


def _said(found: Excess) -> tuple[str, str, Confidence]:
    match found:
        case Everything(place):
            return f"deletes {place}", "name the directory that is to go", "high"
        case Unset(name, path):
            remedy = f'write "${{{name}:?}}", so that the command fails where {name} is not set'
            return f"deletes `{path}` where {name} is not set", remedy, "medium"
        case WholeCaches(stores):
            remedy = "name the models that are to go, or let `modelpolicy cache plan` find what nobody needs"
            return f"deletes every model of {listed(stores)}", remedy, "high"
        case Namesakes(named, others):
            more = f": {listed(others)}" if others else ""
            certainty: Confidence = "high" if others else "medium"
            return f"also takes other models whose names begin with {named}{more}", _exact(named), certainty


def _exact(named: str) -> str:
    return f"write {named} without a wildcard"


RULE = Rule(
    code="MP302",
    name="overbroad-delete",
    severity="warning",
    text=Text(
        what_it_does=(
            "Reports every command that deletes more than its words name: other models, a whole cache, or everything "
            "where a variable is not set."
        ),
        why_it_is_bad=(
            "Whoever reads the command thinks of one model. The wildcard takes its namesakes too "
            "(`models--openai--whisper-base*` also takes `whisper-base.en`), a cache holds the models of every project "
            'on the machine, and `rm -rf "$MODELS"/*` deletes `/*` where `MODELS` is not set.'
        ),
        what_to_do=(
            "Name what is to go, without a wildcard behind a whole name. Make sure of variables (`${MODELS:?}`). To "
            "empty a cache, let `modelpolicy cache plan` find what nobody needs."
        ),
        fix=(
            "Safe, for less is deleted than before: a wildcard behind the whole name of a repository goes, and a "
            "variable that may not be set becomes `${NAME:?}`. What else is too much, and what stands in Python, "
            "people narrow."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
