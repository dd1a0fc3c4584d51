"""MP203 wrong-claim."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding, Related
from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.handwritten.denial import Denial
from modelpolicy.handwritten.denials import deny
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts, HandwrittenDocument
from modelpolicy.rules.rule import Rule, Text

_PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
catalog = "catalogue.py:ANALYZERS"
disabled = "catalogue.py:DISABLED"
documents = [{ path = "models.md", mode = "checked" }]
--- catalogue.py
import captions, speech
ANALYZERS = {"speech_text": speech.Text, "video_captions": captions.Captions}
DISABLED = ["video_captions"]
--- speech.py
import whisper
class Text:
    model = whisper.load_model("base")
--- captions.py
from transformers import AutoModel
class Captions:
    model = AutoModel.from_pretrained("acme/captions")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech_text:
    status: enabled
    models: [whisper:base]
  video_captions:
    status: disabled
    models: [hf:acme/captions]
models:
  whisper:base: {size: ~140MB, deletion: forbidden}
  hf:acme/captions: {size: ~450MB, deletion: allowed}
"""

_DOCUMENT = """
--- models.md
# Models

## Active analyzers

### 1. speech_text
- **Model**: `whisper:base`
- **Size**: ~140MB

## Disabled analyzers

### Medium models (100MB-1GB)
1. **video_captions**
   - Model: `acme/captions`
   - Size: ~450MB
   - **CAN BE DELETED**
"""

_GERMAN = """
--- models.md
## Aktive Analyzer und ihre Modelle

| Analyzer | Modell | Größe |
|---|---|---|
| `speech_text` | Whisper (`whisper:base`) | ~140 MB |

Insgesamt braucht der Rechner mindestens 16GB RAM.

## Deaktivierte Analyzer (können gelöscht werden)

- video_captions (Bildtexte, 0,45GB)

### NICHT löschen (wird von speech_text verwendet)
- `whisper:base` (140MB)
"""

VALID = (
    Case("A document that says what registry and code say", _PROJECT + _DOCUMENT),
    Case("The same in German, in a table and in lists, with sizes that are rounded in another way", _PROJECT + _GERMAN),
    Case(
        "Prose, headings and code of other things between what is said of analyzers",
        _PROJECT
        + _DOCUMENT
        + """
## Maintenance

1. **First**: back up
   - Size: 3TB of tape
2. other_project (its analyzers are none of ours)

```bash
rm -rf ~/old_models/some_analyzer
```
""",
    ),
    Case(
        "A rendered document: MP201 holds it against the registry",
        "",
        before=_PROJECT.replace(', mode = "checked"', ""),
    ),
    Case(
        "A model of which neither registry nor code say how large it is, or whether it may be deleted",
        _PROJECT.replace("{size: ~450MB, deletion: allowed}", "{title: Captions}") + _DOCUMENT,
    ),
    Case(
        "A model that the analyzer may load, and that the document does not name",
        _PROJECT.replace("[whisper:base]", "[whisper:base]\n    may: [whisper:small]") + _DOCUMENT,
    ),
    Case(
        "A document on one analyzer out of many, which does not claim to list all",
        _PROJECT
        + """
--- models.md
## Active analyzers
""",
    ),
)

INVALID = (
    Case(
        "An analyzer that stands among the active ones and is disabled",
        _PROJECT + _DOCUMENT.replace("## Disabled", "## Other active"),
        expected=("models.md:12",),
        says=("the registry's video_captions", "the code's video_captions"),
    ),
    Case(
        "An analyzer that does not exist",
        _PROJECT + _DOCUMENT.replace("speech_text", "speech_to_text"),
        expected=("models.md:5",),
        says=("did you mean speech_text?; error",),
    ),
    Case(
        "An analyzer that is missing in a list that has the most of its status",
        _PROJECT.replace(
            "analyzers:",
            "analyzers:\n  speech_rate: {status: enabled}\n  speech_flow: {status: enabled}",
        )
        + _DOCUMENT.replace("### 1.", "- speech_rate (VAD)\n\n### 1."),
        expected=("models.md:3",),
    ),
    Case(
        "A model that the analyzer does not load",
        _PROJECT + _DOCUMENT.replace("`whisper:base`", "`openai/whisper-base`"),
        expected=("models.md:6",),
        says=("registry.yaml:3 the registry's speech_text; see catalogue.py:2",),
    ),
    Case(
        "One of two models that the analyzer loads",
        _PROJECT.replace("[whisper:base]", "[whisper:base, hf:acme/captions]") + _DOCUMENT,
        expected=("models.md:6", "models.md:15"),
    ),
    Case(
        "A model that only the code has changed: the registry is as wrong as the document",
        (_PROJECT + _DOCUMENT).replace('load_model("base")', 'load_model("small")'),
        expected=("models.md:6",),
        says=(
            "registry.yaml:3 the registry's speech_text",
            "registry.yaml:10 the registry's whisper:base",
            "the code's speech_text",
        ),
    ),
    Case(
        "A size that is not the documented one",
        _PROJECT + _GERMAN.replace("~140 MB", "~140GB").replace("0,45GB", "~4,5GB"),
        expected=("models.md:5", "models.md:11"),
    ),
    Case(
        "A model under a heading for other sizes",
        _PROJECT + _DOCUMENT.replace("Medium models (100MB-1GB)", "Large models (>1GB)"),
        expected=("models.md:12",),
    ),
    Case(
        "A model that may be deleted as the document says, and that an enabled analyzer uses",
        _PROJECT + _GERMAN.replace("NICHT löschen (wird von speech_text verwendet)", "Kann gelöscht werden"),
        expected=("models.md:14",),
    ),
    Case(
        "A warning that names an analyzer which does not use the model",
        _PROJECT + _DOCUMENT.replace("**CAN BE DELETED**", "**WARNING**: also used by speech_text"),
        expected=("models.md:15",),
    ),
    Case(
        "An analyzer with a model under a heading for those without any",
        _PROJECT
        + _GERMAN.replace(
            "- video_captions (Bildtexte, 0,45GB)", "### Analyzer ohne Modelle\n- video_captions (Text)"
        ).replace("(Bildtexte, 0,45GB)", "(Bildtexte)"),
        expected=("models.md:12",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Everything in the documents that the team writes by hand that registry or code deny."""
    for document in facts.handwritten:
        for denial in deny(document.statements, facts.known, document.described):
            yield _finding(rule, document, denial, facts)


def _finding(rule: Rule, document: HandwrittenDocument, denial: Denial, facts: Facts) -> Finding:
    return rule.finding(
        Location(document.path, denial.line),
        denial.message,
        denial.remedy,
        analyzer=denial.analyzer,
        model=denial.model,
        confidence=denial.confidence,
        related=tuple(_related(denial, facts)),
    )


def _related(denial: Denial, facts: Facts) -> Iterator[Related]:
    """Where registry and code say what is so."""
    registry, analyzer = facts.registry.registry, facts.graph.analyzer(denial.analyzer or "")
    if denial.analyzer and denial.analyzer in registry.analyzers:
        yield Related(facts.registry.location("analyzers", denial.analyzer), f"the registry's {denial.analyzer}")
    if denial.model and ModelId.parse(denial.model) in registry.models:
        yield Related(facts.registry.location("models", denial.model), f"the registry's {denial.model}")
    if analyzer is not None:
        yield Related(analyzer.location, f"the code's {denial.analyzer}")


RULE = Rule(
    code="MP203",
    name="wrong-claim",
    severity="error",
    text=Text(
        what_it_does=(
            'Reports every line of a hand-written document (`mode = "checked"`) that says of an analyzer or a model '
            "what registry or code deny."
        ),
        why_it_is_bad=(
            "People act on the document: they delete what it calls unused, and plan disks by its sizes. Nobody reads "
            "it line by line against the code, so that what was right once stays."
        ),
        what_to_do=(
            "Correct the line, or code and registry where the document is right. German and English are read, mixed "
            "too: analyzers as headings, items and rows of tables, under headings that say whether they are active; "
            "fields (model, size, status); groups by size; lists of what may, and must not, be deleted; remarks on who "
            "uses a model. Sizes with a `~` may be off by a fifth, others by a twentieth or by what rounding hides. A "
            "list that has most of the analyzers of a status is taken for one of all of them. Prose is not judged."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
