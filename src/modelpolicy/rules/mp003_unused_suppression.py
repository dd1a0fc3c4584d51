"""MP003 unused-suppression."""

from collections.abc import Iterator
from typing import Final

from modelpolicy.domain.finding import Finding
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text
from modelpolicy.suppression.suppress import Judgement

CODE: Final = "MP003"

_REGISTRY = """
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [hf:openai/whisper-base]
models:
  hf:openai/whisper-base: {}
"""

_STRICT = """
--- modelpolicy.toml
registry = "registry.yaml"
require_reason = true
"""

VALID = (
    Case(
        "A comment behind the line that a finding stands on",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
other = WhisperModel.from_pretrained("openai/whisper-tiny")  # modelpolicy: ignore[MP101] goes with the next release
"""
        + _REGISTRY,
    ),
    Case(
        "A comment on a line of its own speaks of the whole statement below it",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
# modelpolicy: ignore[MP101]
other = WhisperModel.from_pretrained(
    "openai/whisper-tiny",
)
"""
        + _REGISTRY,
    ),
    Case(
        "Several codes, each of which is needed, in the registry",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [hf:openai/whisper-base, hf:openai/whisper-tiny]  # modelpolicy: ignore[MP101, MP102] until 9999-12-31
models:
  hf:openai/whisper-base: {}
""",
    ),
    Case(
        "A reason, where the settings ask for one",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
other = WhisperModel.from_pretrained("openai/whisper-tiny")  # noqa: F841  # modelpolicy: ignore[MP101] a trial
"""
        + _STRICT
        + _REGISTRY,
    ),
    Case(
        "The same words in a string, or in a comment that is about them",
        '''
--- speech.py
"""Write # modelpolicy: ignore[MP101] reason."""
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")  # no need for modelpolicy: ignore[MP101]
'''
        + _REGISTRY,
    ),
    Case(
        "A rule that the settings leave out: nobody can say what it would find",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
other = WhisperModel.from_pretrained("openai/whisper-tiny")  # modelpolicy: ignore[MP101] a trial
--- modelpolicy.toml
registry = "registry.yaml"
ignore = ["MP101"]
"""
        + _REGISTRY,
    ),
    Case(
        "A rule whose findings depend on the machine",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [hf:openai/whisper-base]
models:
  hf:openai/whisper-base:
    size: 140MB  # modelpolicy: ignore[MP107] of the quantised files
""",
    ),
    Case(
        "A comment in a file that the settings exclude",
        """
--- modelpolicy.toml
registry = "registry.yaml"
exclude = ["old/"]
--- old/speech.py
import whisper  # modelpolicy: ignore[MP101] nobody reads this
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
"""
        + _REGISTRY,
    ),
)

INVALID = (
    Case(
        "A comment where nothing is reported any more",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")  # modelpolicy: ignore[MP101] not listed yet
"""
        + _REGISTRY,
        expected=("speech.py:2",),
        says=("remove the comment", "with a fix"),
    ),
    Case(
        "One of two codes",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
# modelpolicy: ignore[MP101, MP102] a trial
other = WhisperModel.from_pretrained("openai/whisper-tiny")
"""
        + _REGISTRY,
        expected=("speech.py:3",),
        says=("remove the code from the comment",),
    ),
    Case(
        "A comment that is over, and one with a day that no calendar has",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
other = WhisperModel.from_pretrained("openai/whisper-tiny")  # modelpolicy: ignore[MP101] a trial, until 2024-06-30
third = WhisperModel.from_pretrained("openai/whisper-small")  # modelpolicy: ignore[MP101] until 2027-02-30
"""
        + _REGISTRY,
        expected=("speech.py:3", "speech.py:4"),
    ),
    Case(
        "A code that no rule has, beside one that is needed",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
other = WhisperModel.from_pretrained("openai/whisper-tiny")  # modelpolicy: ignore[MP101, MP100, undocumented-model]
"""
        + _REGISTRY,
        expected=("speech.py:3", "speech.py:3"),
    ),
    Case(
        "No code at all: nothing is ignored",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
# modelpolicy: ignore
# modelpolicy: ignore[]
"""
        + _REGISTRY,
        expected=("speech.py:3", "speech.py:4"),
    ),
    Case(
        "No reason, where the settings ask for one",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
other = WhisperModel.from_pretrained("openai/whisper-tiny")  # modelpolicy: ignore[MP101] until 9999-12-31
"""
        + _STRICT
        + _REGISTRY,
        expected=("speech.py:3",),
    ),
    Case(
        "A comment that ignores this rule: then nobody would see what is left over",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")  # modelpolicy: ignore[MP003] tidy later
"""
        + _REGISTRY,
        expected=("speech.py:2",),
    ),
    Case(
        "The second of two comments about the same finding",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
# modelpolicy: ignore[MP101] a trial
other = WhisperModel.from_pretrained("openai/whisper-tiny")  # modelpolicy: ignore[MP101] a trial
"""
        + _REGISTRY,
        expected=("speech.py:4",),
    ),
    Case(
        "In a script, in Markdown and in the registry, where nothing is reported",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
--- fetch.sh
# modelpolicy: ignore[MP101] it was another model
hf download openai/whisper-base
echo "# modelpolicy: ignore[MP101]"
--- modelpolicy.toml
registry = "registry.yaml"
documents = [{ path = "models.md", language = "en" }]
--- models.md
<!-- modelpolicy: ignore[MP203] the old name -->
`<!-- modelpolicy: ignore[MP203] -->`
<!-- modelpolicy:begin enabled -->
<!-- modelpolicy:end enabled -->
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [hf:openai/whisper-base]
models:
  hf:openai/whisper-base: {title: "# modelpolicy: ignore[MP101]"}  # modelpolicy: ignore[MP108] kept
""",
        expected=("fetch.sh:1", "models.md:1", "registry.yaml:7"),
    ),
    Case(
        "A comment in a notebook, which no program mends",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
--- notes.ipynb
{"cells": [{"cell_type": "code", "source": ["x = 1  # modelpolicy: ignore[MP101] not there any more"]}]}
"""
        + _REGISTRY,
        expected=("notes.ipynb:cell 0:1",),
        says=("without a fix",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Everything that is wrong with a comment that ignores a rule."""
    for judgement in facts.judgements:
        directive = judgement.directive
        for message, remedy in _faults(judgement, require_reason=facts.require_reason):
            yield rule.finding(directive.location, message, remedy)
        if judgement.unused:
            yield rule.finding(
                directive.location,
                f"nothing here is reported of {', '.join(judgement.unused)}, which this comment ignores",
                "remove the comment" if judgement.unused == directive.codes else "remove the code from the comment",
                fixable=directive.location.cell is None,
            )


def _faults(judgement: Judgement, *, require_reason: bool) -> Iterator[tuple[str, str]]:
    """Message and remedy of each that people have to mend."""
    directive = judgement.directive
    if not directive.codes:
        yield "this comment names no rule, and ignores nothing", "write `ignore[MP101]` with the codes of the rules"
    for code in judgement.unknown:
        yield f"there is no rule {code} to ignore", "correct the code: `modelpolicy rule` lists them"
    if CODE in directive.codes:
        yield f"{CODE} is not ignored in a comment", f"remove {CODE} here; `ignore` in the settings turns the rule off"
    if directive.last_day and directive.until is None:
        yield f"{directive.last_day} is no day", "write it like `until 2027-01-31`"
    elif not judgement.holds:
        yield f"this comment held until {directive.last_day}", "mend what it ignores, or name another day"
    if require_reason and not directive.reason:
        yield "this comment gives no reason", "say behind the bracket why it may pass: the settings ask for it"


RULE = Rule(
    code=CODE,
    name="unused-suppression",
    severity="warning",
    text=Text(
        what_it_does="Reports every comment that ignores a rule and lets nothing pass, is over, or is not well formed.",
        why_it_is_bad=(
            "A comment that outlives its finding hides the next one on that line, which nobody has looked at. One that "
            "names no rule, or a wrong one, makes people believe that something was decided."
        ),
        what_to_do=(
            "Remove the comment, or what is left over of it. It is written `# modelpolicy: ignore[MP101] reason`, in "
            "Markdown `<!-- modelpolicy: ignore[MP203] reason -->`. Behind something it speaks of its line, on a line "
            "of its own of the statement below it, in Markdown of the block. `until 2027-01-31` behind the bracket "
            "names the last day that it holds on. `require_reason` in the settings makes the reason mandatory, "
            "`per_file_ignores` ignores rules in whole files."
        ),
        fix=(
            "Safe: codes that let nothing pass are taken out of the comment, and a comment of which none is left is "
            "removed. What is over, unknown or without a reason stays for people to decide, and so does what stands "
            "in a notebook."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
