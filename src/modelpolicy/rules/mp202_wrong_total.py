"""MP202 wrong-total."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.location import Location
from modelpolicy.handwritten.claims import judge_total
from modelpolicy.handwritten.statements import Total
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts, HandwrittenDocument
from modelpolicy.rules.rule import Rule, Text

_PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
documents = [{ path = "models.md", mode = "checked" }]
--- speech.py
import whisper
model = whisper.load_model("base")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [whisper:base]
  video_llava:
    status: disabled
    models: [hf:acme/llava]
  captions:
    status: disabled
    models: [hf:acme/captions]
models:
  whisper:base: {size: ~140MB}
  hf:acme/llava: {size: ~14GB, deletion: allowed}
  hf:acme/captions: {size: ~5.5GB, deletion: allowed}
"""

_LIST = """
--- models.md
## Safe to delete
```bash
# LLaVA (14GB)
~/.cache/huggingface/hub/models--acme--llava*
# Captions (5.5GB)
~/.cache/huggingface/hub/models--acme--captions*
```

**Total: ~20GB**
"""

_TABLE = """
--- models.md
## Disabled analyzers

| Analyzer | Model | Size |
|---|---|---|
| video_llava | `acme/llava` | ~14GB |
| captions | `acme/captions` | ~5.5GB |
| **Total** | | 19.5GB |

Gesamtgröße aller Modelle: ~19.6GB
"""

VALID = (
    Case("A total that the listed sizes add up to, rounded as it is written", _PROJECT + _LIST),
    Case("The total of a table's rows, and one of all models of the registry", _PROJECT + _TABLE),
    Case(
        "A sentence that names a sum of something else",
        _PROJECT + _LIST + "\nIn total the server has 64GB of memory. Total memory: 64GB\n\nTotal GPU memory: 24GB\n",
    ),
    Case(
        "A list with a model whose size nobody knows",
        _PROJECT + _LIST.replace(" (5.5GB)", "").replace("captions*", "unknown*").replace("~20GB", "~30GB"),
    ),
    Case(
        "A total of sizes that are wrong themselves: MP203 reports these",
        _PROJECT + _LIST.replace("(14GB)", "(4GB)").replace("~20GB", "~9.5GB"),
    ),
    Case("A total under a heading that lists nothing", _PROJECT + "--- models.md\n## Storage\n\nTotal: 2TB\n"),
)

INVALID = (
    Case(
        "A total that the sizes above it do not add up to",
        _PROJECT + _LIST.replace("~20GB", "~25GB"),
        expected=("models.md:9",),
    ),
    Case(
        "A total that was not changed when a model left the list",
        _PROJECT + _LIST.replace("# Captions (5.5GB)\n~/.cache/huggingface/hub/models--acme--captions*\n", ""),
        expected=("models.md:7",),
    ),
    Case(
        "The last row of a table",
        _PROJECT + _TABLE.replace("19.5GB", "14.5GB"),
        expected=("models.md:7",),
    ),
    Case(
        "A total of all models, in German",
        _PROJECT + _TABLE.replace("~19.6GB", "**~25,5 GB**"),
        expected=("models.md:9",),
    ),
    Case(
        "A total of what is active",
        _PROJECT + _TABLE.replace("aller Modelle: ~19.6GB", "der aktiven Analyzer: 1.4GB"),
        expected=("models.md:9",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every total in a hand-written document that its own sizes, or the registry's, do not add up to."""
    for document in facts.handwritten:
        for statement in document.statements:
            if isinstance(statement, Total):
                yield from _judged(rule, document, statement, facts)


def _judged(rule: Rule, document: HandwrittenDocument, total: Total, facts: Facts) -> Iterator[Finding]:
    """A total is right that either bears out: where single sizes are wrong, MP203 reports these."""
    views = ((document.path, document.described), (facts.registry.path, facts.registry.registry))
    claims = [(path, claim) for path, registry in views for claim in judge_total(registry, total)]
    if claims and not any(claim.holds for _, claim in claims):
        said = " and ".join(f"by the sizes in {path} {claim.verdict}" for path, claim in claims)
        yield rule.finding(
            Location(document.path, total.line), f"{total.text}: {said}", "correct the total, or what it sums"
        )


RULE = Rule(
    code="MP202",
    name="wrong-total",
    severity="warning",
    text=Text(
        what_it_does=(
            "Reports every total in a hand-written document that the sizes of what it sums do not add up to, neither "
            "as document or the registry has them."
        ),
        why_it_is_bad=(
            "Somebody who has to free 20 GB goes by the total. When the list above it changes, it is the number that "
            "nobody changes."
        ),
        what_to_do=(
            "Correct the total, or the sizes. A line `label: size` with a word like total, sum, gesamt or Summe is a "
            "total: of the models listed above it, or of those that its words name (all, active, disabled, to be "
            "deleted). It may be off by a twentieth, or by what its rounding hides; a `~` allows no more than that. "
            "Where a size is not known, and in prose, nothing is judged."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
