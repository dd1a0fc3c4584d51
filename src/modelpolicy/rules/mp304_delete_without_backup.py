"""MP304 delete-without-backup."""

from collections.abc import Iterable, Iterator

from modelpolicy.deletions.taken.hits import concerns_models, hit, whole_caches
from modelpolicy.domain.deletion import Deletion
from modelpolicy.domain.finding import Finding
from modelpolicy.domain.model_id import ModelId
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text
from modelpolicy.rules.throwaway import is_throwaway
from modelpolicy.rules.users import known_models, needed
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
    models: [whisper:tiny, whisper:medium]
models:
  whisper:tiny: {}
  whisper:medium: {}
  whisper:base: {}
"""

VALID = (
    Case(
        "A list of the cache before",
        _PROJECT
        + """
--- clean.sh
ls -la ~/.cache/huggingface/hub > ~/models.txt
rm -rf ~/.cache/huggingface/hub/models--Salesforce--blip2-opt-2.7b
""",
    ),
    Case(
        "A copy of the model before",
        _PROJECT
        + """
--- clean.sh
rsync -a ~/.cache/whisper/ backup:whisper/
rm ~/.cache/whisper/base.pt
""",
    ),
    Case(
        "A list in the section of a document, in a block before",
        _PROJECT
        + """
--- MODELS.md
# Cleaning up
```bash
hf cache ls > models.txt
```
Then:
```bash
rm -rf ~/.cache/huggingface/hub/models--Salesforce--blip2-opt-2.7b
```
""",
    ),
    Case(
        "What is no model",
        _PROJECT
        + """
--- clean.sh
rm -rf build ~/.cache/pip "$SCRATCH/models" ~/.cache/whisper/notes.txt
find ~/.cache/huggingface -name '*.lock' -delete
""",
    ),
    Case(
        "What must not be deleted at all: other rules report that",
        _PROJECT
        + """
--- clean.sh
rm ~/.cache/whisper/tiny.pt
rm -rf ~/.cache/huggingface
""",
    ),
    Case(
        "A list in a document of what may be deleted, and a program that deletes",
        _PROJECT
        + """
--- MODELS.md
# Safe to delete
- `~/.cache/whisper/base.pt`
--- clean.py
import os
os.remove(os.path.expanduser("~/.cache/whisper/base.pt"))
""",
    ),
    Case(
        "An image, which is built again from nothing",
        _PROJECT
        + """
--- Dockerfile
FROM python
RUN rm -rf ~/.cache/huggingface/hub/models--Salesforce--blip2-opt-2.7b
""",
    ),
)

INVALID = (
    Case(
        "A repository of the hub; one finding a script",
        _PROJECT
        + """
--- clean.sh
rm -rf ~/.cache/huggingface/hub/models--Salesforce--blip2-opt-2.7b
rm -rf ~/.cache/huggingface/hub/models--LanguageBind--Video-LLaVA-7B
""",
        expected=("clean.sh:1",),
    ),
    Case(
        "A list that nobody keeps",
        _PROJECT
        + """
--- clean.sh
ls -la ~/.cache/whisper
rm ~/.cache/whisper/base.pt
""",
        expected=("clean.sh:2",),
    ),
    Case(
        "A list of another cache, and one that comes after",
        _PROJECT
        + """
--- clean.sh
ls ~/.cache/clip > list.txt
rm ~/.cache/whisper/base.pt
ls ~/.cache/whisper > list.txt
""",
        expected=("clean.sh:2",),
    ),
    Case(
        "A list in another section of a document",
        _PROJECT
        + """
--- MODELS.md
# Looking
```bash
hf cache ls > models.txt
```
# Cleaning up
```bash
rm ~/.cache/whisper/base.pt
```
""",
        expected=("MODELS.md:7",),
    ),
    Case(
        "The hub client's own command",
        _PROJECT
        + """
--- Makefile
clean:
	hf cache rm model/Salesforce/blip2-opt-2.7b
""",
        expected=("Makefile:2",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """The first deletion of a model in every script, and in every section of a document, without a backup before it."""
    models, kept = known_models(facts), needed(facts)
    seen: set[tuple[str, int]] = set()
    for deletion in filter(_is_run_by_hand, facts.deletions):
        unit = (deletion.location.path, deletion.unit)
        if unit in seen or deletion.backup is not None or _is_told_already(deletion, kept, facts):
            continue
        if concerns_models(deletion, models, facts.places):
            seen.add(unit)
            yield rule.finding(
                deletion.location,
                f"`{deletion.shown}` deletes models, and nothing before it keeps a copy or a list of them",
                "keep a list (`hf cache ls > models.txt`) or a copy, or let `modelpolicy cache apply` move models away",
                confidence=deletion.certainty,
            )


def _is_told_already(deletion: Deletion, kept: Iterable[ModelId], facts: Facts) -> bool:
    """Whether it must not be run at all: MP301 and MP302 say so, and a backup is no way out."""
    is_whole = any(whole_caches(deletion, facts.places))
    return is_whole or any(hit(deletion, model, facts.places) for model in kept)


def _is_run_by_hand(deletion: Deletion) -> bool:
    """Not a program's own work, and not on a machine that is thrown away."""
    path = deletion.location.path
    return bool(deletion.command) and not path.endswith(SOURCES) and not is_throwaway(path)


RULE = Rule(
    code="MP304",
    name="delete-without-backup",
    severity="info",
    text=Text(
        what_it_does=(
            "Reports the first command in every script, and in every section of a document, that deletes a model of "
            "which nothing before it keeps a copy or a list."
        ),
        why_it_is_bad=(
            "What was deleted by mistake can only be fetched again by somebody who knows what was there: which "
            "repositories, which revisions, which files of one's own."
        ),
        what_to_do=(
            "Keep a copy, or at least a list, before the command: `hf cache ls > models.txt`, `ls`, `du` or `find` "
            "into a file, `cp`, `rsync`, `tar`. `modelpolicy cache apply` moves models into a quarantine instead, and "
            "`restore` brings them back."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
