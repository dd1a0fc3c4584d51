"""MP301 deletes-used-model."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from modelpolicy.deletions.taken.hits import Hit, by_target, hit
from modelpolicy.domain.confidence import lowest
from modelpolicy.domain.deletion import Deletion, Revision, Unreferenced
from modelpolicy.domain.finding import Finding, Related
from modelpolicy.domain.listed import listed
from modelpolicy.domain.model_id import ModelId
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text
from modelpolicy.rules.throwaway import empties_what_it_never_filled
from modelpolicy.rules.users import certainty, needed, uses

_COMMIT: Final = re.compile(r"[0-9a-f]{40}")
_MOST_SHOWN: Final = 3

_CODE = """
--- modelpolicy.toml
registry = "registry.yaml"
catalog = "catalogue.py:ANALYZERS"
disabled = "catalogue.py:DISABLED"
--- catalogue.py
from captions import Captions
from speech import Speech
ANALYZERS = {"speech": Speech, "captions": Captions}
DISABLED = ["captions"]
--- speech.py
from transformers import pipeline
class Speech:
    model = pipeline("automatic-speech-recognition", "openai/whisper-base")
--- captions.py
from transformers import pipeline
class Captions:
    model = pipeline("image-to-text", "Salesforce/blip-image-captioning-base")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [hf:openai/whisper-base]
  captions:
    status: disabled
    models: [hf:Salesforce/blip-image-captioning-base]
models:
  hf:openai/whisper-base: {}
  hf:Salesforce/blip-image-captioning-base: {}
"""

_SHA = "e37978b90ca9030d5170a5c07aadb050351a65bb"

VALID = (
    Case(
        "A model that only a disabled analyzer uses",
        _CODE
        + """
--- clean.sh
rm -rf ~/.cache/huggingface/hub/models--Salesforce--blip-image-captioning-base
""",
    ),
    Case(
        "A model whose name only goes on like that of one in use",
        _CODE
        + """
--- clean.sh
rm -rf ~/.cache/huggingface/hub/models--openai--whisper-base.en
""",
    ),
    Case(
        "The file of the same name in another store",
        _CODE
        + """
--- clean.sh
rm -f ~/.cache/whisper/base.pt
""",
    ),
    Case(
        "Lock files and unfinished downloads below a model in use",
        _CODE
        + """
--- clean.sh
find ~/.cache/huggingface/hub -name '*.lock' -delete
find ~/.cache/huggingface/hub -name '*.incomplete' -exec rm {} +
""",
    ),
    Case(
        "A tilde and a wildcard in quotes, which are names to a shell",
        _CODE
        + """
--- clean.sh
rm -rf "~/.cache/huggingface/hub/models--openai--whisper-base"
rm -rf "$HOME/.cache/huggingface/hub/models--openai--*"
""",
    ),
    Case(
        "What a document forbids to delete",
        _CODE
        + """
--- MODELS.md
# Do NOT delete
```bash
~/.cache/huggingface/hub/models--openai--whisper-base
```
Never run `rm -rf ~/.cache/huggingface/hub/models--openai--whisper-base`.
""",
    ),
    Case(
        "Revisions that no branch names, where a disabled analyzer alone asks for one by its commit",
        _CODE.replace(
            'image-captioning-base")', 'image-captioning-base", revision="82a37760796d32b1411fe092ab5d4e227313294b")'
        )
        + """
--- clean.sh
hf cache prune
""",
    ),
    Case(
        "Revisions that no branch names, where an analyzer asks for one by its tag",
        _CODE.replace('"openai/whisper-base")', '"openai/whisper-base", revision="v1.0")')
        + """
--- clean.sh
hf cache prune
""",
    ),
    Case(
        "An image that empties a cache which nothing in it has filled",
        _CODE
        + """
--- Dockerfile
FROM python
RUN pip install transformers && rm -rf /root/.cache
""",
    ),
)

INVALID = (
    Case(
        "A model of an enabled analyzer",
        _CODE
        + """
--- clean.sh
rm -rf ~/.cache/huggingface/hub/models--openai--whisper-base
""",
        expected=("clean.sh:1",),
        says=(
            "deletes hf:openai/whisper-base, which speech can load",
            "first disable speech in",
            "decided here for speech",
            "high confidence",
        ),
    ),
    Case(
        "A wildcard that takes more than the disabled analyzer's model",
        _CODE
        + """
--- clean.sh
cd "$HOME/.cache/huggingface/hub" || exit 1
rm -rf models--Salesforce--* models--openai--*
""",
        expected=("clean.sh:2",),
    ),
    Case(
        "A loop over names, and a cache that a variable moves",
        _CODE
        + """
--- clean.sh
HUB="${HF_HOME:-$HOME/.cache/huggingface}/hub"
for name in Salesforce--blip-image-captioning-base openai--whisper-base; do
  rm -rf "$HUB/models--$name"
done
""",
        expected=("clean.sh:3",),
    ),
    Case(
        "What `find` finds",
        _CODE
        + """
--- Makefile
clean:
	find ~/.cache/huggingface -type d -name 'models--openai*' -prune -exec rm -rf {} +
	find ~/.cache/huggingface/hub -name '*.safetensors' | xargs rm
""",
        expected=("Makefile:2", "Makefile:3"),
    ),
    Case(
        "Python that deletes directories and files, and runs commands that do",
        _CODE
        + """
--- clean.py
import os, shutil, subprocess
from pathlib import Path
HUB = Path.home() / ".cache" / "huggingface" / "hub"
def clean(names):
    for name in names:
        shutil.rmtree(HUB / f"models--{name}", ignore_errors=True)
clean(["Salesforce--blip-image-captioning-base", "openai--whisper-base"])
subprocess.run(["rm", "-rf", os.path.expanduser("~/.cache/huggingface/hub/models--openai--whisper-base")])
os.system("rm -rf ~/.cache/huggingface/hub/models--openai--whisper-*")
""",
        expected=("clean.py:6", "clean.py:8", "clean.py:9"),
    ),
    Case(
        "A revision that an analyzer asks for by its commit, by the hub client in Python",
        _CODE.replace(
            '"openai/whisper-base")', '"openai/whisper-base", revision="e37978b90ca9030d5170a5c07aadb050351a65bb")'
        )
        + """
--- clean.py
from huggingface_hub import scan_cache_dir
scan_cache_dir().delete_revisions("e37978b90ca9030d5170a5c07aadb050351a65bb").execute()
--- clean.sh
hf cache prune
""",
        expected=("clean.py:2", "clean.sh:1"),
    ),
    Case(
        "The hub client's own command",
        _CODE
        + """
--- clean.sh
hf cache rm model/openai/whisper-base
""",
        expected=("clean.sh:1",),
    ),
    Case(
        "A document that lists a model in use as safe to delete",
        _CODE
        + """
--- MODELS.md
# Models that are safe to delete
```bash
# Whisper
~/.cache/huggingface/hub/models--openai--whisper-base
```
""",
        expected=("MODELS.md:4",),
        says=("listed as safe to delete, is",),
    ),
    Case(
        "A model that a document deletes in a line of text",
        _CODE
        + """
--- MODELS.md
Free the disk with `rm -rf ~/.cache/huggingface/hub/models--openai--whisper-base`.
""",
        expected=("MODELS.md:1",),
    ),
    Case(
        "An image that empties the cache which it has filled before",
        _CODE
        + """
--- Dockerfile
FROM python
RUN hf download openai/whisper-base
RUN rm -rf /root/.cache
""",
        expected=("Dockerfile:3",),
    ),
    Case(
        "A revision by its commit, and whatever no ref names, where code asks for a commit",
        _CODE.replace('"openai/whisper-base")', f'"openai/whisper-base", revision="{_SHA}")')
        + f"""
--- clean.sh
hf cache rm {_SHA}
hf cache prune
hf cache rm {_SHA[::-1]}
""",
        expected=("clean.sh:1", "clean.sh:2"),
        says=("decided here for speech", "medium confidence"),
    ),
    Case(
        "A model that no analyzer uses and the registry forbids to delete",
        _CODE.replace("hf:openai/whisper-base: {}", "hf:openai/whisper-base: {}\n  hf:acme/kept: {deletion: forbidden}")
        + """
--- clean.sh
rm -rf ~/.cache/huggingface/hub/models--acme--kept
""",
        expected=("clean.sh:1",),
        says=(
            "hf:acme/kept, which the registry forbids to delete",
            "or allow its deletion in",
            "forbidden here",
            "forbidden here; error; high confidence",
        ),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every target of a command that takes a model away which must stay."""
    models = needed(facts)
    for same in by_target(facts.deletions):
        hits = [
            (deletion, found)
            for deletion in same
            if not empties_what_it_never_filled(deletion, facts)
            for found in _hits(deletion, models, facts)
        ]
        if hits:
            yield _finding(rule, hits, models, facts)


def _hits(deletion: Deletion, models: Mapping[ModelId, tuple[str, ...]], facts: Facts) -> Iterator[Hit]:
    match deletion.target:
        case Revision(commit):
            yield from (Hit(model, (), "high") for model in _asked_by_commit(models, facts, commit))
        case Unreferenced():
            yield from (Hit(model, (), "medium") for model in _asked_by_commit(models, facts, ""))
        case _:
            yield from (found for model in models if (found := hit(deletion, model, facts.places)))


def _asked_by_commit(models: Mapping[ModelId, tuple[str, ...]], facts: Facts, start: str) -> Iterable[ModelId]:
    """The models of which an analyzer asks for a revision by its commit, which starts so."""
    uses_by_commit = (
        use
        for use in (*facts.graph.does, *facts.graph.may)
        if use.candidate.revision
        and _COMMIT.fullmatch(use.candidate.revision)
        and use.analyzer in models.get(use.model, ())
        if use.candidate.revision.startswith(start)
    )
    return dict.fromkeys(use.model for use in uses_by_commit)


def _finding(
    rule: Rule, hits: list[tuple[Deletion, Hit]], models: Mapping[ModelId, tuple[str, ...]], facts: Facts
) -> Finding:
    deletion = hits[0][0]
    taken = list(dict.fromkeys(found.model for _, found in hits))
    names = list(dict.fromkeys(name for model in taken for name in models[model]))
    related = [related for model in taken[:_MOST_SHOWN] for related in _reasons(model, models, facts)]
    known = [certainty(list(models[model]), model, facts) if models[model] else "high" for model in taken]
    finding = rule.finding(
        deletion.location,
        f"{_said(deletion)} {listed([str(model) for model in taken])}, {_needed_by(names)}",
        _remedy(names, facts),
        model=str(taken[0]),
        confidence=lowest([hits[0][1].certainty, *known[:1]]),
        related=tuple(dict.fromkeys(related)),
    )
    return replace(finding, analyzer=names[0]) if names else finding


def _said(deletion: Deletion) -> str:
    return f"`{deletion.shown}` deletes" if deletion.command else f"`{deletion.shown}`, listed as safe to delete, is"


def _needed_by(names: list[str]) -> str:
    return f"which {listed(names)} can load" if names else "which the registry forbids to delete"


def _remedy(names: list[str], facts: Facts) -> str:
    keep = "leave it out of what is deleted"
    if not names:
        return f"{keep}, or allow its deletion in {facts.registry.path}"
    return f"{keep}, or first disable {listed(names)} in the code and in {facts.registry.path}"


def _reasons(model: ModelId, models: Mapping[ModelId, tuple[str, ...]], facts: Facts) -> Iterator[Related]:
    found = uses(model, facts)
    if models[model]:
        yield from (found[name] for name in models[model][:_MOST_SHOWN])
    else:
        yield Related(facts.registry.location("models", str(model), "deletion"), "forbidden here")


RULE = Rule(
    code="MP301",
    name="deletes-used-model",
    severity="error",
    text=Text(
        what_it_does=(
            "Reports every command that deletes a model which an enabled analyzer can load, by code or registry."
        ),
        why_it_is_bad=(
            "Somebody runs the script, or copies the line out of the document, and an analyzer that is switched on "
            "fails at its next start. The model has to be fetched again, if it is still offered anywhere."
        ),
        what_to_do=(
            "Leave the model out of what the command deletes, or first disable every analyzer that uses it, in the "
            "code and in the registry. `modelpolicy cache plan` proposes what can go, and `modelpolicy cache apply` "
            "moves it away so that it can be brought back."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
