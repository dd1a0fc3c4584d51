"""What an enabled analyzer opens is never free, whatever lies in the stores; what nobody needs is.

The analyzers' libraries are played by functions that look files up as the libraries do, and record what they open.
"""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from modelpolicy.domain.model_id import ModelId
from modelpolicy.liveness.demand import Demand, Demands
from modelpolicy.liveness.verdict import judge
from modelpolicy.stores.all_stores import all_stores
from modelpolicy.stores.contents import joined
from modelpolicy.stores.holdings import Holdings
from modelpolicy.stores.machine import Machine
from modelpolicy.stores.needs import read_needs
from tests.stores.hub import Hub

EXAMPLES: Final = settings().max_examples
"""100, and at night as many as everywhere."""

REPOSITORIES = ["one/base", "two/adapter", "three/tower", "gpt2"]
COMMITS = ["a" * 40, "b" * 40, "c" * 40]
REVISIONS = [None, "main", "v1", *COMMITS]
FILES = {
    "whisper:base": [".cache/whisper/base.pt"],
    "clip:ViT-B/32": [".cache/clip/ViT-B-32.pt"],
    "easyocr:de": [".EasyOCR/model/craft_mlt_25k.pth", ".EasyOCR/model/latin_g2.pth"],
    "easyocr:en": [".EasyOCR/model/craft_mlt_25k.pth", ".EasyOCR/model/english_g2.pth"],
    "torchvision:resnet50": [".cache/torch/hub/checkpoints/resnet50-0676ba61.pth"],
    "url:https://host/w/resnet50-0676ba61.pth": [".cache/torch/hub/checkpoints/resnet50-0676ba61.pth"],
    "keras:VGG16": [".keras/models/vgg16_weights_tf_dim_ordering_tf_kernels.h5"],
    "ultralytics:yolov8x.pt": ["project/yolov8x.pt"],
}
LOADS = st.one_of(
    st.tuples(st.sampled_from([f"hf:{name}" for name in REPOSITORIES]), st.sampled_from(REVISIONS)),
    st.tuples(st.sampled_from(list(FILES)), st.none()),
)
ANALYZERS = st.lists(st.tuples(st.booleans(), st.lists(LOADS, max_size=3)), max_size=4)
CACHED = st.lists(
    st.tuples(
        st.sampled_from(REPOSITORIES),
        st.sampled_from(COMMITS),
        st.sampled_from([(), ("main",), ("v1",), ("main", "v1")]),
        st.sampled_from([None, *REPOSITORIES]),
        st.integers(1, 4),
    ),
    max_size=6,
)


def fill(
    home: Path, hub: Hub, cached: list[tuple[str, str, tuple[str, ...], str | None, int]], files: set[str]
) -> None:
    for repository, commit, refs, base, size in cached:
        if not (hub.directory(repository) / "snapshots" / commit).exists():
            config = json.dumps({"base_model_name_or_path": base} if base else {}).encode()
            hub.revision(repository, commit, {"config.json": config, "model.bin": size * 1000}, *refs)
    for number, path in enumerate(sorted(path for model in files for path in FILES[model])):
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_bytes(bytes(10_000 + number))


def opened(home: Path, hub: Hub, model: str, revision: str | None, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """The files that loading ``model`` offline opens, behind all links."""
    if model in FILES:
        yield from (str(home / path) for path in FILES[model] if (home / path).exists())
        return
    repository = model.removeprefix("hf:")
    wanted = revision or "main"
    ref = hub.directory(repository) / "refs" / wanted
    snapshot = hub.directory(repository) / "snapshots" / (ref.read_text() if ref.exists() else wanted)
    if repository in seen or not snapshot.exists():
        return
    yield from (str(file.resolve()) for file in snapshot.iterdir())
    base = json.loads((snapshot / "config.json").read_text()).get("base_model_name_or_path")
    if base:
        yield from opened(home, hub, f"hf:{base}", None, seen | {repository})


@settings(max_examples=EXAMPLES, deadline=None)
@given(ANALYZERS, CACHED, st.sets(st.sampled_from(list(FILES))))
def test_nothing_that_is_opened_is_free_and_what_nobody_needs_is(
    analyzers: list[tuple[bool, list[tuple[str, str | None]]]],
    cached: list[tuple[str, str, tuple[str, ...], str | None, int]],
    files: set[str],
) -> None:
    with tempfile.TemporaryDirectory() as place:
        home = Path(place).resolve()
        hub = Hub(home / "hub")
        fill(home, hub, cached, files)
        machine = Machine({"HF_HUB_CACHE": str(hub.root)}, home, home / "project")
        demands = tuple(
            Demand(ModelId.parse(model), f"analyzer {number}", "code", enabled, revision)
            for number, (enabled, loads) in enumerate(analyzers)
            for model, revision in loads
        )
        stores = all_stores()
        holdings = Holdings(joined(store.read(machine) for store in stores).artifacts, stores, machine)
        judged, _ = judge(Demands(demands), holdings, read_needs)

        kept = {
            file.path
            for one in judged
            if one.verdict in ("needed", "shared", "protected")
            for file in one.artifact.files
        }
        offered = {file.path for one in judged if one.verdict == "free" for file in one.artifact.files} - kept
        needed = {
            path
            for enabled, loads in analyzers
            if enabled
            for model, revision in loads
            for path in opened(home, hub, model, revision)
        }
        assert needed <= kept
        assert not needed & offered
        if not any(enabled for enabled, _ in analyzers):
            known = {
                path
                for _, loads in analyzers
                for model, revision in loads
                for path in opened(home, hub, model, revision)
            }
            assert known <= offered
