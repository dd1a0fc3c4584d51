"""A plan as JSON, format ``modelpolicy-plan/1``, and held against the plan of this moment.

What is deleted is never read from the file: the plan is made again, from code, registry and disk as they are now, and
has to say the same.
"""

import json
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any, Final

from modelpolicy.domain.artifact import Artifact
from modelpolicy.domain.plan import Line, Options, Plan, ProjectState
from modelpolicy.errors import InputError, Problem, RefusedError

FORMAT: Final = "modelpolicy-plan/1"
_SHOWN: Final = 5


def to_document(plan: Plan, created: str) -> dict[str, Any]:
    """Plain data. ``created``: the moment, in ISO 8601, which decides nothing."""
    document = {
        "format": FORMAT,
        "created": created,
        "options": {"include_unknown": list(plan.options.include_unknown), "free": plan.options.free},
        "projects": [_project(project) for project in plan.projects],
        "delete": [_line(line) for line in plan.deleted],
        "keep": [_line(line) for line in plan.kept],
        "moves": list(plan.entries),
        "backup": _backup(plan),
        "summary": {
            "delete": len(plan.deleted),
            "keep": len(plan.kept),
            "frees": plan.frees,
            "is_short": plan.is_short,
        },
    }
    return {**document, "fingerprint": fingerprint(document)}


def to_json(document: Mapping[str, Any]) -> str:
    """The file. Characters that are no ASCII are escaped: names can be bytes."""
    return json.dumps(document, indent=2) + "\n"


def read_document(text: bytes, name: str) -> dict[str, Any]:
    """Read a plan; ``name`` is the file's, for messages.

    Raises:
        InputError: it is no plan. RefusedError: it was edited.
    """
    try:
        document = json.loads(text)
        is_plan = document["format"] == FORMAT
        options_of(document)
    except (ValueError, KeyError, TypeError, RecursionError):
        is_plan = False
    if not is_plan:
        raise InputError(Problem(name, 0, "this is no plan", "make one: modelpolicy cache plan -o plan.json"))
    if document.get("fingerprint") != fingerprint(document):
        remedy = "a plan is not edited: make another one, with other options or another registry"
        raise RefusedError(Problem(name, 0, "this plan was edited, or damaged", remedy))
    return dict(document)


def options_of(document: Mapping[str, Any]) -> Options:
    """What was asked for when the plan was made.

    Raises:
        KeyError, TypeError, ValueError: ``document`` is no plan.
    """
    options = document["options"]
    free, patterns = options["free"], options["include_unknown"]
    if not (free is None or isinstance(free, int)) or not all(isinstance(one, str) for one in patterns):
        raise ValueError(options)
    return Options(tuple(patterns), free)


def backed_up(document: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids in the list of what has to be fetched to have again what goes."""
    return tuple(one["id"] for one in document.get("backup", ()))


def fingerprint(document: Mapping[str, Any]) -> str:
    """Changes with everything that the plan says; the name of the plan."""
    content = {key: value for key, value in document.items() if key != "fingerprint"}
    return blake2b(json.dumps(content, sort_keys=True).encode(), digest_size=16).hexdigest()


def differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What is not as it was, in words; nothing where the plan still holds."""
    found = [*_changed_projects(then, now), *_changed_artifacts(then, now)]
    if not found and [_compared(one) for one in then["delete"]] != [_compared(one) for one in now["delete"]]:
        found = ["what can go is not the same any more"]
    if not found and then["moves"] != now["moves"]:
        found = ["what has to be moved is not the same any more"]
    return found[:_SHOWN] + ([f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else [])


def _changed_projects(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    before, after = ({one["root"]: one for one in document["projects"]} for document in (then, now))
    for root in sorted(before.keys() | after.keys()):
        if root not in after:
            yield f"the project {root} is not registered any more"
        elif root not in before:
            yield f"the project {root} was registered"
        else:
            for part in ("code", "registry", "detail"):
                if before[root][part] != after[root][part]:
                    yield f"the {'state' if part == 'detail' else part} of {root} changed"


def _changed_artifacts(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    before, after = ({_key(one): one for one in _lines(document)} for document in (then, now))
    for key in sorted(before.keys() | after.keys()):
        name = f"{key[0]}{f' ({key[1][:8]})' if key[1] else ''}"
        if key not in after:
            yield f"{name} is not there any more"
        elif key not in before:
            yield f"{name} is new"
        elif before[key]["content"] != after[key]["content"]:
            yield f"the files of {name} changed"
        elif before[key]["decision"] != after[key]["decision"]:
            yield f"{name}: {'; '.join(after[key]['reasons'])}"


def _lines(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for decision in ("delete", "keep"):
        yield from ({**one, "decision": decision} for one in document[decision])


def _key(line: Mapping[str, Any]) -> tuple[str, str, str]:
    return line["id"], line["revision"] or "", line["home"]


def _compared(line: Mapping[str, Any]) -> dict[str, Any]:
    return {key: line[key] for key in ("id", "revision", "home", "content", "frees")}


def _project(project: ProjectState) -> dict[str, str]:
    return {"root": project.root, "code": project.code, "registry": project.registry, "detail": project.detail}


def _line(line: Line) -> dict[str, Any]:
    artifact = line.artifact
    return {
        "id": str(artifact.model),
        "store": artifact.store,
        "revision": artifact.revision,
        "refs": list(artifact.refs),
        "state": artifact.state,
        "bytes": artifact.bytes,
        "frees": line.frees,
        "reasons": list(line.reasons),
        "root": artifact.root,
        "home": artifact.home,
        "content": _content(artifact),
    }


def _content(artifact: Artifact) -> str:
    """Changes with the artifact's entries, and every file's names and size; not with its being used."""
    files = ((file.name, file.path, str(file.size), *map(str, file.identity), *file.through) for file in artifact.files)
    return _digest(
        (artifact.state, *artifact.refs, *artifact.paths, *(part for file in sorted(files) for part in file))
    )


def _digest(parts: tuple[str, ...]) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _backup(plan: Plan) -> list[dict[str, Any]]:
    """What has to be fetched to have again what goes: the list that people keep before they delete."""
    return [
        {"id": str(line.artifact.model), "revision": line.artifact.revision, "bytes": line.artifact.bytes}
        for line in plan.deleted
    ]
