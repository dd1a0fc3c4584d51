from collections.abc import Iterable
from pathlib import Path

import pytest

from modelpolicy.domain.model_id import ModelId
from modelpolicy.liveness.demand import Demand, Demands, OpenDemand
from modelpolicy.liveness.verdict import Judged, judge
from modelpolicy.stores.hf import HuggingFaceHub
from modelpolicy.stores.holdings import Holdings
from modelpolicy.stores.needs import read_needs
from tests.stores.hub import Hub

OLD, NEW = "a" * 40, "b" * 40
CLIP = ModelId("hf", "openai/clip")


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    (tmp_path / "hub").mkdir()
    return Hub(tmp_path / "hub")


def judged(
    hub: Hub, *demands: Demand, opened: Iterable[OpenDemand] = (), forbidden: Iterable[ModelId] = ()
) -> list[Judged]:
    store = HuggingFaceHub()
    holdings = Holdings(store.read(hub.machine).artifacts, [store], hub.machine)
    return list(judge(Demands(demands, tuple(opened), frozenset(forbidden)), holdings, read_needs)[0])


def verdicts(
    hub: Hub, *demands: Demand, opened: Iterable[OpenDemand] = (), forbidden: Iterable[ModelId] = ()
) -> list[tuple[str, str]]:
    found = judged(hub, *demands, opened=opened, forbidden=forbidden)
    return [(one.artifact.model.name, one.verdict) for one in found]


def need(model: ModelId = CLIP, by: str = "quality", **more: object) -> Demand:
    return Demand(model, by, "code", **more)  # type: ignore[arg-type]


def test_an_enabled_analyzer_needs_it(hub: Hub) -> None:
    hub.revision("openai/clip", NEW, {"model.bin": 1}, "main")
    (found,) = judged(hub, need())
    assert (found.verdict, found.users, found.reasons) == ("needed", ("quality",), ("quality: code",))


def test_an_enabled_and_a_disabled_analyzer_share_it(hub: Hub) -> None:
    hub.revision("openai/clip", NEW, {"model.bin": 1}, "main")
    (found,) = judged(hub, need(), need(by="composition", enabled=False))
    assert (found.verdict, found.users) == ("shared", ("quality",))


def test_what_only_disabled_analyzers_load_is_free(hub: Hub) -> None:
    hub.revision("openai/clip", NEW, {"model.bin": 1}, "main")
    (found,) = judged(hub, need(by="composition", enabled=False))
    assert (found.verdict, found.reasons) == ("free", ("composition is disabled: code",))


def test_what_nobody_knows_is_unknown(hub: Hub) -> None:
    hub.revision("someone/else", NEW, {"model.bin": 1}, "main")
    assert verdicts(hub, need()) == [("someone/else", "unknown")]


def test_the_registry_protects_what_it_forbids_to_delete(hub: Hub) -> None:
    hub.revision("openai/clip", NEW, {"model.bin": 1}, "main")
    assert verdicts(hub, need(enabled=False), forbidden=[CLIP]) == [("openai/clip", "protected")]


def test_an_old_revision_of_what_the_registry_forbids_to_delete_is_free(hub: Hub) -> None:
    hub.revision("openai/clip", OLD, {"model.bin": 1})
    hub.revision("openai/clip", NEW, {"model.bin": 10}, "main")
    assert [one.verdict for one in judged(hub, need(enabled=False), forbidden=[CLIP])] == ["free", "protected"]


def test_an_open_load_protects_its_store(hub: Hub) -> None:
    hub.revision("openai/clip", NEW, {"model.bin": 1}, "main")
    opened = OpenDemand(("hf",), "captions", "from_pretrained at captions.py:3")
    (found,) = judged(hub, need(enabled=False), opened=[opened])
    assert (found.verdict, found.reasons) == (
        "protected",
        ("captions can load any model, until its `may` in the registry says which: from_pretrained at captions.py:3",),
    )


def test_a_revision_that_nobody_asks_for_is_free(hub: Hub) -> None:
    hub.revision("openai/clip", OLD, {"model.bin": 1})
    hub.revision("openai/clip", NEW, {"model.bin": 10}, "main")
    assert [one.verdict for one in judged(hub, need())] == ["free", "needed"]
    assert [one.verdict for one in judged(hub, need(revision=OLD))] == ["needed", "free"]


@pytest.mark.parametrize("asked", [need(every_revision=True), need(revision="v3")])
def test_where_the_revision_is_not_known_all_stay(hub: Hub, asked: Demand) -> None:
    hub.revision("openai/clip", OLD, {"model.bin": 1})
    hub.revision("openai/clip", NEW, {"model.bin": 10}, "main")
    assert [one.verdict for one in judged(hub, asked)] == ["needed", "needed"]


def test_where_the_default_revision_is_not_whole_all_stay(hub: Hub) -> None:
    hub.revision("openai/clip", OLD, {"model.bin": 1})
    hub.revision("openai/clip", NEW, {"model-00001-of-00002.bin": 10}, "main")
    assert [one.verdict for one in judged(hub, need())] == ["needed", "needed"]


def test_what_did_not_finish_is_free_where_the_model_is_there(hub: Hub) -> None:
    hub.revision("openai/clip", NEW, {"model.bin": 1}, "main")
    hub.blob("openai/clip", 100).rename(hub.directory("openai/clip") / "blobs" / "x.incomplete")
    assert [one.verdict for one in judged(hub, need())] == ["needed", "free"]


def test_what_did_not_finish_stays_where_nothing_else_is_there(hub: Hub) -> None:
    hub.blob("openai/clip", 100).rename(hub.directory("openai/clip") / "blobs" / "x.incomplete")
    assert verdicts(hub, need()) == [("openai/clip", "needed")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("adapter_config.json", b'{"base_model_name_or_path": "openai/clip"}'),
        ("config.json", b'{"vision_config": {"mm_vision_tower": "openai\\/clip"}}'),
        ("config.json", b'{"auto_map": {"AutoModel": "openai/clip--modeling.Clip"}}'),
        ("config.json", b'{"mm_vision_tower": "openai/clip", broken'),
        ("config.yaml", b"pipeline:\n  params:\n    embedding: openai/clip@main\n"),
        ("sub/hyperparams.yaml", b"source: openai/clip\n"),
    ],
)
def test_what_a_needed_model_names_is_needed(hub: Hub, name: str, content: bytes) -> None:
    hub.revision("openai/clip", NEW, {"model.bin": 1})
    hub.revision("team/adapter", NEW, {name: content, "model.bin": 10}, "main")
    found = judged(hub, need(ModelId("hf", "team/adapter")))
    assert [one.verdict for one in found] == ["needed", "needed"]
    assert found[0].reasons == ("quality: hf:team/adapter needs it",)


def test_a_chain_of_needs_is_followed_and_ends(hub: Hub) -> None:
    hub.revision("a/one", NEW, {"config.json": b'{"base_model_name_or_path": "a/two"}'}, "main")
    hub.revision("a/two", NEW, {"config.json": b'{"base_model_name_or_path": "a/three"}'}, "main")
    hub.revision("a/three", NEW, {"config.json": b'{"base_model_name_or_path": "a/one"}'}, "main")
    assert {verdict for _, verdict in verdicts(hub, need(ModelId("hf", "a/one")))} == {"needed"}


def test_what_a_model_was_made_from_is_not_needed(hub: Hub) -> None:
    hub.revision("openai/clip", NEW, {"model.bin": 1})
    hub.revision("team/tuned", NEW, {"config.json": b'{"_name_or_path": "openai/clip"}'}, "main")
    assert verdicts(hub, need(ModelId("hf", "team/tuned"))) == [("openai/clip", "unknown"), ("team/tuned", "needed")]


def test_a_need_of_what_is_not_needed_is_none(hub: Hub) -> None:
    hub.revision("openai/clip", NEW, {"model.bin": 1})
    hub.revision("team/adapter", NEW, {"adapter_config.json": b'{"base_model_name_or_path": "openai/clip"}'}, "main")
    found = judged(hub, need(ModelId("hf", "team/adapter"), enabled=False))
    assert [one.verdict for one in found] == ["free", "free"]


def test_a_path_into_the_cache_is_the_revision(hub: Hub) -> None:
    snapshot = hub.revision("openai/clip", OLD, {"model.bin": 1})
    hub.revision("openai/clip", NEW, {"model.bin": 10}, "main")
    for path in (snapshot, snapshot / "model.bin"):
        found = judged(hub, need(ModelId("file", str(path)), every_revision=True))
        assert [one.verdict for one in found] == ["needed", "free"]


def test_a_link_to_a_file_of_the_cache_is_the_revision(hub: Hub, tmp_path: Path) -> None:
    snapshot = hub.revision("openai/clip", NEW, {"model.bin": 1}, "main")
    (tmp_path / "link.bin").symlink_to(snapshot / "model.bin")
    assert verdicts(hub, need(ModelId("file", "link.bin"))) == [("openai/clip", "needed")]


def test_a_needed_model_whose_configuration_cannot_be_read_protects_the_hub(hub: Hub) -> None:
    hub.revision("openai/clip", NEW, {"model.bin": 1}, "main")
    hub.revision("team/adapter", NEW, {"adapter_config.json": b'{"x": "' + b" " * 1_000_000 + b'"}'}, "main")
    assert verdicts(hub, need(ModelId("hf", "team/adapter"))) == [
        ("openai/clip", "protected"),
        ("team/adapter", "needed"),
    ]
    assert verdicts(hub) == [("openai/clip", "unknown"), ("team/adapter", "unknown")]
