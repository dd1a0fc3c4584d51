"""Generated machines: projects in many ways of writing, registries, statuses, and caches of five stores."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from hypothesis import strategies as st

from tests.stores.hub import Hub

REPOSITORIES = ("org/one", "org/two", "team/three", "plain")
COMMITS = ("a" * 40, "b" * 40, "c" * 40)
CHECKPOINTS = ".cache/torch/hub/checkpoints"
FILES = (
    ".cache/whisper/base.pt",
    ".cache/whisper/tiny.pt",
    f"{CHECKPOINTS}/net-0123abcd.pth",
    f"{CHECKPOINTS}/other.pt",
    ".cache/torch/hub/team_net_main/hubconf.py",
    ".cache/torch/hub/team_other_v1/hubconf.py",
    "weights/yolo11n.pt",
    "weights/yolov8s.pt",
    "p0/yolo11n.pt",
    "p0/yolov8s.pt",
)
"""What stores of single models hold, below the home: the last ones in the directory that the first project runs in."""

CALLS = {
    "whisper": 'whisper.load_model("base")',
    "address": 'torch.hub.load_state_dict_from_url("https://models.example/net-0123abcd.pth")',
    "hub": 'torch.hub.load("team/net:main", "small")',
    "yolo": 'YOLO("yolo11n.pt")',
    "size": 'YOLO("yolo11n.pt" if coin() else "yolov8s.pt")',
}
"""Ways that load none of the repositories."""

SURE = ("literal", "attribute", "constant", "joined", "table", "default", "helper", "file", "coin", *CALLS)
DOUBTFUL = ("variable", "asked")


@dataclass(frozen=True)
class Revision:
    """``needs``: the repository that it names as its base, in ``named_in``; ``broken``: that file is no JSON."""

    commit: str
    size: int
    needs: str = ""
    named_in: str = "config.json"
    broken: bool = False
    partial: bool = False


@dataclass(frozen=True)
class Repository:
    """``main`` and ``tag`` are commits, or empty; they need not be there."""

    name: str
    revisions: tuple[Revision, ...]
    main: str = ""
    tag: str = ""


@dataclass(frozen=True)
class Analyzer:
    """``way``: how the code names ``models``, of which it loads the first, or by chance any."""

    way: str
    models: tuple[str, ...]
    revision: str = ""
    disabled: bool = False
    registry: str = ""
    may: tuple[str, ...] = ()

    @property
    def is_enabled(self) -> bool:
        return not self.disabled or self.registry == "enabled"

    @property
    def choices(self) -> tuple[str, ...]:
        """What somebody outside the source could make it load: what the registry says, else anything."""
        return self.may or REPOSITORIES


@dataclass(frozen=True)
class World:
    repositories: tuple[Repository, ...]
    projects: tuple[tuple[Analyzer, ...], ...]
    files: tuple[str, ...]
    has_catalogue: bool = True
    has_settings: bool = True

    def settled(self) -> "World":
        """The same where nothing is in doubt: whatever is asked for is there, whole and readable."""
        return replace(
            self,
            repositories=tuple(_settled(one) for one in self.repositories),
            projects=tuple(
                tuple(replace(one, revision="v1" if one.revision else "") for one in analyzers)
                for analyzers in self.projects
            ),
            has_settings=True,
        )

    def outcomes(self) -> list[tuple[str, str]]:
        return list(product(("", "1"), REPOSITORIES))


def _settled(one: Repository) -> Repository:
    whole = tuple(replace(revision, broken=False, partial=False) for revision in one.revisions)
    return replace(one, revisions=whole, main=whole[0].commit, tag=whole[-1].commit)


def revisions(name: str) -> st.SearchStrategy[tuple[Revision, ...]]:
    others = [other for other in REPOSITORIES if other != name and "/" in other]
    return st.lists(
        st.builds(
            Revision,
            st.sampled_from(COMMITS),
            st.integers(1, 60).map(lambda thousand: thousand * 1_000),
            st.sampled_from(["", "", "", *others]),
            st.sampled_from(["config.json", "adapter_config.json"]),
            st.sampled_from([False, False, False, True]),
            st.sampled_from([False, False, False, True]),
        ),
        min_size=1,
        max_size=3,
        unique_by=lambda revision: revision.commit,
    ).map(tuple)


def repository(name: str) -> st.SearchStrategy[Repository]:
    commit = st.sampled_from([*COMMITS, ""])
    return st.builds(Repository, st.just(name), revisions(name), commit, commit)


def analyzer(ways: Sequence[str]) -> st.SearchStrategy[Analyzer]:
    names = st.lists(st.sampled_from(REPOSITORIES), min_size=2, max_size=2).map(tuple)
    return st.builds(
        Analyzer,
        st.sampled_from(ways),
        names,
        st.sampled_from(["", "", "", COMMITS[0], "v1"]),
        st.booleans(),
        st.sampled_from(["", "enabled", "disabled"]),
        st.sampled_from([(), ("org/one",), ("org/two", "plain")]),
    )


@st.composite
def worlds(draw: st.DrawFn, ways: Sequence[str] = (*SURE, *DOUBTFUL)) -> World:
    names = draw(st.lists(st.sampled_from(REPOSITORIES), min_size=1, unique=True))
    analyzers = st.lists(analyzer(ways), min_size=1, max_size=4).map(tuple)
    return World(
        tuple(draw(repository(name)) for name in names),
        tuple(draw(st.lists(analyzers, min_size=1, max_size=2))),
        tuple(draw(st.lists(st.sampled_from(FILES), unique=True))),
        draw(st.sampled_from([True, True, False])),
        draw(st.sampled_from([True, True, False])),
    )


def write_caches(world: World, home: Path) -> None:
    """The hub's cache, with blobs that revisions share, single files, and settings of Ultralytics, whole or cut off."""
    hub = Hub(home / "hub")
    hub.root.mkdir()
    for one in world.repositories:
        for revision in one.revisions:
            hub.revision(one.name, revision.commit, _files(one, revision))
        for name, commit in (("main", one.main), ("v1", one.tag)):
            if commit:
                hub.ref(one.name, name, commit)
    for number, path in enumerate(world.files, start=1):
        write_bytes(home / path, bytes(number * 7_000))
    text = json.dumps({"weights_dir": str(home / "weights")})
    write_bytes(home / ".config/Ultralytics/settings.json", text[: None if world.has_settings else -1].encode())


def write_bytes(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _files(one: Repository, revision: Revision) -> dict[str, int | bytes]:
    text = json.dumps({"base_model_name_or_path": revision.needs} if revision.needs else {"layers": 1})
    weights = "model-00001-of-00002.bin" if revision.partial else "model.bin"
    content = revision.commit[:1].encode() + one.name.encode() + bytes(revision.size)
    return {
        revision.named_in: (text[:-1] if revision.broken else text).encode(),
        weights: content,
        "vocabulary.txt": 5_000,
    }


def write_project(analyzers: Sequence[Analyzer], root: Path, *, has_catalogue: bool) -> None:
    """A project whose analyzers are ``app/a0.py`` and so on."""
    (root / "app").mkdir(parents=True)
    names = [f"a{number}" for number in range(len(analyzers))]
    files = {
        "app/__init__.py": "",
        "app/shared.py": COIN + (FETCH if any(one.way == "helper" for one in analyzers) else ""),
        "app/names.py": "".join(
            f"{name.upper()} = {one.models[0]!r}\n" for name, one in zip(names, analyzers, strict=True)
        ),
        "app/models.json": json.dumps({name: one.models[0] for name, one in zip(names, analyzers, strict=True)}),
        "registry.yaml": json.dumps(_registry(names, analyzers)),
        "modelpolicy.toml": 'registry = "registry.yaml"\n',
    }
    if has_catalogue:
        files["modelpolicy.toml"] += 'catalog = "app/catalogue.py:ANALYZERS"\ndisabled = "app/catalogue.py:DISABLED"\n'
        files["app/catalogue.py"] = _catalogue(names, analyzers)
    files.update({f"app/{name}.py": _module(name, one) for name, one in zip(names, analyzers, strict=True)})
    for path, text in files.items():
        (root / path).write_text(text)


COIN = """\
import os

def coin():
    return os.environ["COIN"]
"""

FETCH = """
from transformers import AutoModel

def fetch(name, **more):
    return AutoModel.from_pretrained(name, **more)
"""
"""Only where something calls it: a helper that nobody calls can load anything."""


def _catalogue(names: Sequence[str], analyzers: Sequence[Analyzer]) -> str:
    imports = "".join(f"from app.{name} import Analyzer as {name.upper()}\n" for name in names)
    disabled = [name for name, one in zip(names, analyzers, strict=True) if one.disabled]
    table = ", ".join(f"{name!r}: {name.upper()}" for name in names)
    return f"{imports}ANALYZERS = {{{table}}}\nDISABLED = {disabled!r}\n"


def _registry(names: Sequence[str], analyzers: Sequence[Analyzer]) -> dict[str, object]:
    known = [(name, one) for name, one in zip(names, analyzers, strict=True) if one.registry]
    entries = {
        name: {"status": one.registry, "models": [], **({"may": [f"hf:{id}" for id in one.may]} if one.may else {})}  # noqa: A001
        for name, one in known
    }
    return {"format": "modelpolicy-registry/1", "analyzers": entries, "models": {}}


def _module(name: str, one: Analyzer) -> str:
    first, second = one.models
    owner, _, rest = first.rpartition("/")
    expressions = {
        "literal": repr(first),
        "attribute": "self.model",
        "constant": name.upper(),
        "joined": 'f"{OWNER}' + rest + '"',
        "table": "TABLE[self.size]",
        "default": "model",
        "helper": repr(first),
        "file": 'json.loads((Path(__file__).parent / "models.json").read_text())["' + name + '"]',
        "coin": f"{first!r} if coin() else {second!r}",
        "variable": f'os.environ.get("PICK", {first!r})',
        "asked": 'os.environ["PICK"]',
    }
    revision = f", revision={one.revision!r}" if one.revision else ""
    call = "fetch" if one.way == "helper" else "AutoModel.from_pretrained"
    load = CALLS.get(one.way) or f"{call}({expressions[one.way]}{revision})"
    default = f", model={first!r}" if one.way == "default" else ""
    return f"""\
import json
import os
from pathlib import Path
import torch
import whisper
from transformers import AutoModel
from ultralytics import YOLO
from app.names import {name.upper()}
from app.shared import coin{", fetch" if one.way == "helper" else ""}

OWNER = {f"{owner}/" if owner else ""!r}
TABLE = {{"small": {first!r}}}

class Analyzer:
    model = {first!r}
    size = "small"

    def load(self{default}):
        return {load}
"""
