"""MP201 stale-document."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.location import Location
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text

_PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
documents = [{ path = "models.md", language = "en" }]
--- speech.py
import whisper
model = whisper.load_model("base")
"""

_REGISTRY = """
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [whisper:base]
models:
  whisper:base:
    size: ~140MB
"""

_DOCUMENT = """
--- models.md
# Models
<!-- modelpolicy:begin enabled -->
<!-- modelpolicy:end enabled -->
Ask the video team.
"""

VALID = (
    Case("A document that was rendered from the registry as it is", "", before=_PROJECT + _REGISTRY),
    Case(
        "A document with passages of its own between the rendered ones",
        "",
        before=_PROJECT + _REGISTRY + _DOCUMENT,
    ),
    Case(
        "A registry with a new comment and another layout, that says the same",
        _REGISTRY.replace("[whisper:base]", "\n      - whisper:base  # the smallest that is good enough"),
        before=_PROJECT + _REGISTRY,
    ),
    Case(
        "A change of the code that the registry does not follow: MP101 reports it",
        """
--- speech.py
import whisper
model = whisper.load_model("small")
""",
        before=_PROJECT + _REGISTRY,
    ),
    Case(
        "A document that the settings do not name",
        _PROJECT.replace("documents", "# documents") + _REGISTRY + _DOCUMENT,
    ),
)

INVALID = (
    Case(
        "A document whose rendered passage was written by hand",
        _PROJECT
        + _REGISTRY
        + """
--- models.md
# Models
<!-- modelpolicy:begin enabled sha256:0123456789abcdef -->
speech loads a model of 74 MB.
<!-- modelpolicy:end enabled -->
""",
        expected=("models.md:2",),
        says=("from this line on",),
    ),
    Case(
        "A document that does not exist yet",
        _PROJECT + _REGISTRY,
        expected=("models.md",),
        says=("does not exist",),
    ),
    Case(
        "A size that was changed in the registry after the document was rendered",
        _REGISTRY.replace("~140MB", "~145MB"),
        expected=("models.md:2",),
        before=_PROJECT + _REGISTRY + _DOCUMENT,
    ),
    Case(
        "A status that was changed in the registry after the document was rendered",
        _REGISTRY.replace("enabled", "disabled"),
        expected=("models.md:2",),
        before=_PROJECT + _REGISTRY + _DOCUMENT,
    ),
    Case(
        "One of two documents, with the language that it is in",
        _PROJECT.replace("]", ', { path = "modelle.md", language = "de" }]'),
        expected=("modelle.md",),
        before=_PROJECT + _REGISTRY,
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every document that rendering would change."""
    for document in facts.stale_documents:
        yield rule.finding(
            document.location,
            _message(document.location, facts),
            "run `modelpolicy docs`, and commit what it writes",
            fixable=True,
        )


def _message(location: Location, facts: Facts) -> str:
    if not location.line:
        return f"{location.path}, which is rendered from {facts.registry.path}, does not exist"
    return f"{location.path} does not say what {facts.registry.path} says, from this line on"


RULE = Rule(
    code="MP201",
    name="stale-document",
    severity="error",
    text=Text(
        what_it_does="Reports every rendered document that says something else than the registry, or is missing.",
        why_it_is_bad=(
            "People read the document and not the registry. What they delete, back up or buy follows from a state that "
            "is over."
        ),
        what_to_do=(
            "Run `modelpolicy docs`. What was written by hand into a rendered passage belongs into the registry, or "
            "between the passages, where it stays."
        ),
        fix="Safe: the document is rendered, as `modelpolicy docs` does.",
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
