"""MP402 trust-remote-code."""

from collections.abc import Iterator

from modelpolicy.domain.confidence import Confidence, lowest
from modelpolicy.domain.finding import Finding
from modelpolicy.domain.load import Load
from modelpolicy.extract.risks import remote_code
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text
from modelpolicy.rules.trusted import is_trusted

_PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
[supply_chain]
forbid_remote_code = true
--- registry.yaml
format: modelpolicy-registry/1
"""

VALID = (
    Case(
        "A load that trusts no code, by default or explicitly",
        _PROJECT
        + """
--- captions.py
from transformers import AutoModel
one = AutoModel.from_pretrained("acme/captions")
two = AutoModel.from_pretrained("acme/captions", trust_remote_code=False)
""",
    ),
    Case(
        "Code of a repository, in a project that does not forbid it",
        """
--- captions.py
from transformers import AutoModel
model = AutoModel.from_pretrained("acme/captions", trust_remote_code=True)
--- registry.yaml
format: modelpolicy-registry/1
""",
    ),
    Case(
        "The same words in a call that loads nothing",
        _PROJECT
        + """
--- captions.py
from transformers import AutoModel
print(dict(trust_remote_code=True))
model = AutoModel.from_pretrained("acme/captions")
""",
    ),
    Case(
        "A constant that is false, and a parameter that no caller sets",
        _PROJECT
        + """
--- captions.py
from transformers import AutoModel
TRUST = False

def _load(trust=TRUST):
    return AutoModel.from_pretrained("acme/captions", trust_remote_code=trust)

model = _load()
""",
    ),
    Case(
        "Another argument that is true",
        _PROJECT
        + """
--- captions.py
from transformers import AutoModel
model = AutoModel.from_pretrained("acme/captions", local_files_only=True)
""",
    ),
    Case(
        "An analyzer that the registry trusts with it",
        _PROJECT
        + """
analyzers:
  captions:
    status: enabled
    models: ["hf:acme/captions"]
    trusts: [remote-code]
--- captions.py
from transformers import AutoModel
model = AutoModel.from_pretrained("acme/captions", trust_remote_code=True)
""",
    ),
)

INVALID = (
    Case(
        "A model and its tokenizer that bring their own code",
        _PROJECT
        + """
--- captions.py
from transformers import AutoModel, AutoTokenizer
model = AutoModel.from_pretrained("acme/captions", trust_remote_code=True)
tokenizer = AutoTokenizer.from_pretrained("acme/captions", trust_remote_code=True)
""",
        expected=("captions.py:2", "captions.py:3"),
        says=("AutoModel.from_pretrained runs code from the repository of hf:acme/captions", "high confidence"),
    ),
    Case(
        "A constant that is true",
        _PROJECT
        + """
--- captions.py
from transformers import AutoModel
TRUST = True
model = AutoModel.from_pretrained("acme/captions", trust_remote_code=TRUST)
""",
        expected=("captions.py:3",),
    ),
    Case(
        "A choice that is made elsewhere",
        _PROJECT
        + """
--- captions.py
import sys
from transformers import AutoModel
model = AutoModel.from_pretrained("acme/captions", trust_remote_code=len(sys.argv) > 1)
""",
        expected=("captions.py:3",),
        says=("may run code", "medium confidence"),
    ),
    Case(
        "A repository of torch.hub that is trusted without asking",
        _PROJECT
        + """
--- depth.py
import torch
model = torch.hub.load("intel-isl/MiDaS", "DPT_Hybrid", trust_repo=True)
""",
        expected=("depth.py:2",),
    ),
    Case(
        "A choice of which the source shows nothing, of a model of which it shows nothing",
        _PROJECT
        + """
--- captions.py
import os
import sys
from transformers import AutoModel
model = AutoModel.from_pretrained("acme/captions", trust_remote_code=os.environ["TRUST"])
other = AutoModel.from_pretrained(sys.argv[1], trust_remote_code=True)
""",
        expected=("captions.py:4", "captions.py:5"),
        says=("low confidence", "from the repository of a model;"),
    ),
    Case(
        "An analyzer that the registry trusts with something else",
        _PROJECT
        + """
analyzers:
  captions:
    status: enabled
    models: ["hf:acme/captions"]
    trusts: [pickle]
--- captions.py
from transformers import AutoModel
model = AutoModel.from_pretrained("acme/captions", trust_remote_code=True)
""",
        expected=("captions.py:2",),
        says=("`trusts: [remote-code]`",),
    ),
    Case(
        "A load of two analyzers of which the registry trusts one",
        _PROJECT
        + """
analyzers:
  one:
    status: enabled
    models: ["hf:acme/captions"]
    trusts: [remote-code]
  two:
    status: enabled
    models: ["hf:acme/titles"]
--- shared.py
from transformers import AutoModel
def load(name):
    return AutoModel.from_pretrained(name, trust_remote_code=True)
--- one.py
from shared import load
model = load("acme/captions")
--- two.py
from shared import load
model = load("acme/titles")
""",
        expected=("shared.py:3",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every load that runs, or can run, code out of the model's repository, and is not trusted to."""
    if facts.supply_chain.forbid_remote_code:
        for load in facts.certain_loads:
            certainty = remote_code(load)
            if certainty is not None and not is_trusted(load, "remote-code", facts):
                yield _finding(rule, load, certainty)


def _finding(rule: Rule, load: Load, certainty: Confidence) -> Finding:
    models = ", ".join(map(str, load.ids)) or "a model"
    return rule.finding(
        load.location,
        f"{load.call} {'runs' if certainty == 'high' else 'may run'} code from the repository of {models}",
        "load the model with classes of a library, or review the code: keep it in this project, or pin its revision "
        "and write `trusts: [remote-code]` for the analyzer in the registry",
        model=str(load.models[0].id) if load.models else None,
        confidence=lowest((certainty, load.confidence)),
    )


RULE = Rule(
    code="MP402",
    name="trust-remote-code",
    severity="error",
    text=Text(
        what_it_does=(
            "Reports, where `supply_chain.forbid_remote_code` is set, every load that runs code from the model's "
            "repository."
        ),
        why_it_is_bad=(
            "`trust_remote_code=True` downloads Python files and imports them, with all rights of the process. Nobody "
            "has reviewed them, and without a pinned revision they are others tomorrow."
        ),
        what_to_do=(
            "Use a model that a library has classes for, or copy the code into the project after a review. What the "
            "registry trusts an analyzer with (`trusts: [remote-code]`, as for a smoke run) is let pass. Where the "
            "source does not decide the argument, the finding has low confidence. `trust_repo=True` of torch.hub "
            "counts as well."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
