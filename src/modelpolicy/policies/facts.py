"""What a condition can ask: for each kind of subject its facts, with their types."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId

Kind = Literal["model", "analyzer", "load", "artifact", "deletion", "plan"]
Type = Literal["text", "number", "bytes", "flag", "list"]
Value: TypeAlias = str | int | bool | tuple[str, ...]
Facts: TypeAlias = Mapping[str, Value]

UNITS: Final[Mapping[str, int]] = MappingProxyType({"KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12})
"""What conditions can multiply with, in bytes."""

LARGEST: Final = 2**63 - 1
"""The largest number that a fact can be."""

NOTHING: Final[Mapping[Type, Value]] = MappingProxyType(
    {"text": "", "number": 0, "bytes": 0, "flag": False, "list": ()}
)
"""What a fact is in a policy's test that does not give it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a kind of subject. One that is ``optional`` may not be known: conditions ask that with ``has()``."""

    type: Type
    description: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that policies are held against, and where its findings are shown."""

    kind: Kind
    facts: Facts
    location: Location
    analyzer: str | None = None
    model: str | None = None


_ID: Final = {
    "id": Fact("text", "the model's id, such as `hf:openai/whisper-base`"),
    "store": Fact("text", "the part of the id before the colon: `hf`"),
    "name": Fact("text", "the part behind it: `openai/whisper-base`"),
    "publisher": Fact("text", "the name's part before the first `/`: `openai`; empty where there is none"),
}
_USERS: Final = {
    "users": Fact("list", "the analyzers that can load it, by code or registry"),
    "enabled_users": Fact("list", "those of them that code or registry have switched on"),
}
_LYING: Final = {
    **_ID,
    "revision": Fact("text", "its revision, where its store knows one", optional=True),
    "bytes": Fact("bytes", "what its files take, in bytes"),
    "days_unused": Fact("number", "whole days since its files were last read or changed", optional=True),
    **_USERS,
}

KINDS: Final[Mapping[Kind, Mapping[str, Fact]]] = MappingProxyType(
    {
        "model": {
            **_ID,
            "documented": Fact("flag", "whether the registry has an entry for it"),
            "loaded": Fact("flag", "whether code loads it"),
            "title": Fact("text", "its documented name", optional=True),
            "size": Fact("text", "its documented size, as written: `~14GB`", optional=True),
            "bytes": Fact("bytes", "its documented size in bytes", optional=True),
            "licence": Fact(
                "text", "its licence as documented, else as the hub says it, in lower case: `apache-2.0`", optional=True
            ),
            "deletion": Fact("text", "`allowed` or `forbidden`, as documented", optional=True),
            **_USERS,
        },
        "analyzer": {
            "name": Fact("text", "the analyzer's name"),
            "in_code": Fact("flag", "whether the code has it"),
            "documented": Fact("flag", "whether the registry has it"),
            "enabled": Fact("flag", "whether code or registry have it switched on"),
            "code_status": Fact("text", "`enabled` or `disabled`, where the code says it", optional=True),
            "documented_status": Fact("text", "`enabled` or `disabled`, where it is documented", optional=True),
            "models": Fact("list", "the ids of the models that its code loads"),
            "documented_models": Fact(
                "list", "the ids of the models that it is documented to load, or to load perhaps"
            ),
            "open": Fact("flag", "whether its code loads something that the source does not decide"),
            "purpose": Fact("text", "its documented purpose", optional=True),
        },
        "load": {
            "path": Fact("text", "the file that loads, relative to the project root"),
            "call": Fact("text", "the call, as written: `WhisperModel`"),
            "loader": Fact("text", "the loader's name: `faster-whisper`"),
            "role": Fact("text", "`weights`, `processor`, `tokenizer` or `config`"),
            "confidence": Fact("text", "`high`, `medium` or `low`"),
            "open": Fact("flag", "whether something outside the source decides too what is loaded"),
            "models": Fact("list", "the ids that it can be asked for"),
            "stores": Fact("list", "the stores of these"),
            "publishers": Fact("list", "the publishers of these; none for a model without"),
            "analyzers": Fact("list", "the analyzers whose code makes it"),
            "pinned": Fact("flag", "whether it asks for each of its models by a commit"),
            "remote_code": Fact(
                "flag", "whether it runs, or may run, code out of the model's repository (`trust_remote_code`)"
            ),
            "pickle": Fact("flag", "whether it unpickles weights, or may: a pickle is a program"),
        },
        "artifact": {
            **_LYING,
            "state": Fact("text", "`complete`, `partial` or `broken`"),
            "verdict": Fact("text", "`needed`, `shared`, `protected`, `free` or `unknown`"),
            "files": Fact("list", "the names of its files"),
        },
        "deletion": {
            **_LYING,
            "frees": Fact("bytes", "what the disk gains by it, in bytes"),
            "disputed_users": Fact("list", "the users that code and registry do not both say are disabled"),
            "deletion": Fact("text", "`allowed` or `forbidden`, as documented", optional=True),
        },
        "plan": {
            "models": Fact("list", "the ids of what goes"),
            "backup": Fact("list", "the ids in the list, kept with the plan, of what to fetch to have it all again"),
            "frees": Fact("bytes", "what the disk gains by all of it, in bytes"),
            "kept": Fact("number", "how many artifacts stay"),
            "projects": Fact("list", "the projects whose needs it respects"),
        },
    }
)


def id_facts(model: ModelId) -> dict[str, Value]:
    """The facts that follow from an id."""
    publisher, slash, _ = model.name.partition("/")
    return {"id": str(model), "store": model.store, "name": model.name, "publisher": publisher if slash else ""}
