from collections.abc import Mapping
from dataclasses import replace

import pytest

from modelpolicy.domain.analyzer import Analyzer, Status
from modelpolicy.domain.load import Candidate, Load, LoadArgument
from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.graph.model import Graph, OpenLoad, Use
from modelpolicy.liveness.demand import Demand, Demands, OpenDemand, demands
from modelpolicy.registry.schema import AnalyzerEntry, ModelEntry, Registry

CLIP = ModelId("hf", "openai/clip")
AT = Location("quality.py", 4)
STORES: Mapping[str, tuple[str, ...]] = {"transformers": ("hf",)}


def load(model: ModelId | None = CLIP, *, revision: str | None = None, **more: object) -> Load:
    models = (Candidate(model.name, model, revision, AT, (), ("quality.Quality",)),) if model else ()
    return Load(AT, "CLIPModel.from_pretrained", "transformers", "weights", models, ("quality.Quality",), **more)  # type: ignore[arg-type]


def use(found: Load, analyzer: str = "quality") -> Use:
    return Use(analyzer, found, found.models[0])


def analyzer(status: Status | None) -> Analyzer:
    return Analyzer("quality", "quality.Quality", status, AT)


def only(found: Demands) -> Demand:
    (demand,) = found.models
    return demand


@pytest.mark.parametrize(
    ("in_code", "in_registry", "enabled"),
    [
        ("enabled", None, True),
        ("enabled", "disabled", True),
        ("disabled", "enabled", True),
        ("disabled", "disabled", False),
        ("disabled", None, False),
        (None, "enabled", True),
        (None, "disabled", False),
        (None, None, True),
    ],
)
def test_an_analyzer_is_off_only_where_nobody_says_that_it_is_on(
    in_code: Status | None, in_registry: Status | None, enabled: bool
) -> None:
    graph = Graph(analyzers=(analyzer(in_code),), does=(use(load()),))
    entries = {"quality": AnalyzerEntry(status=in_registry)} if in_registry else {}
    assert only(demands(graph, Registry(analyzers=entries), STORES)).enabled is enabled


def test_a_file_that_another_load_fetches_is_needed_where_it_is_put() -> None:
    found = load()
    fetched = replace(found, models=(replace(found.models[0], path="models/clip"),))
    registry = Registry(models={CLIP: ModelEntry(paths=("/srv/clip",))})
    (demand, *_) = demands(Graph(does=(use(fetched),)), registry, STORES).models
    assert demand.paths == ("/srv/clip", "models/clip")


def test_what_an_analyzer_could_load_is_less_certain() -> None:
    does, may = load(), load(ModelId("hf", "team/other"))
    found = demands(Graph(does=(use(does),), may=(use(does), use(may))), Registry(), STORES)
    assert [(demand.model.name, demand.certain) for demand in found.models] == [
        ("openai/clip", True),
        ("team/other", False),
    ]


def test_a_load_without_analyzer_keeps_its_model() -> None:
    demand = only(demands(Graph(unowned=(load(),)), Registry(), STORES))
    assert (demand.by, demand.enabled, demand.certain) == ("quality.py", True, False)


@pytest.mark.parametrize(
    ("argument", "every"),
    [
        (LoadArgument("revision", ("v1",)), False),
        (LoadArgument("revision", ("v1", "v2")), True),
        (LoadArgument("revision", (), open=True), True),
        (LoadArgument("dtype", (), open=True), False),
    ],
)
def test_a_revision_that_can_be_several_keeps_all(argument: LoadArgument, every: bool) -> None:
    found = demands(Graph(does=(use(load(revision="v1", arguments=(argument,))),)), Registry(), STORES)
    assert (only(found).revision, only(found).every_revision) == ("v1", every)


def test_the_registry_keeps_what_it_lists_and_what_it_says_may_be() -> None:
    other = ModelId("hf", "team/other")
    registry = Registry({"quality": AnalyzerEntry("enabled", (CLIP,), (other,))}, {CLIP: ModelEntry(paths=("./x",))})
    found = demands(Graph(), registry, STORES).models
    assert [(one.model, one.by, one.enabled, one.certain, one.paths) for one in found] == [
        (CLIP, "quality", True, True, ("./x",)),
        (other, "quality", True, False, ()),
        (CLIP, "the registry", False, True, ("./x",)),
    ]


def test_the_registry_forbids() -> None:
    registry = Registry(models={CLIP: ModelEntry(deletion="forbidden")})
    assert demands(Graph(), registry, STORES).forbidden == {CLIP}


def test_an_open_load_asks_its_stores_unless_the_registry_says_what_it_may_be() -> None:
    graph = Graph(analyzers=(analyzer("enabled"),), open=(OpenLoad("quality", load(None, open=True)),))
    assert demands(graph, Registry(), STORES).open == (
        OpenDemand(("hf",), "quality", "CLIPModel.from_pretrained at quality.py:4"),
    )
    told = Registry({"quality": AnalyzerEntry("enabled", may=(CLIP,))})
    assert demands(graph, told, STORES).open == ()


def test_an_open_load_of_no_analyzer_asks_its_stores_where_it_is_certain_to_be_one() -> None:
    certain, guessed = load(None, open=True), load(None, open=True, confidence="medium")
    assert demands(Graph(unowned=(certain,)), Registry(), STORES).open == (
        OpenDemand(("hf",), "quality.py", "CLIPModel.from_pretrained at quality.py:4"),
    )
    assert demands(Graph(unowned=(guessed,)), Registry(), STORES).open == ()


def test_an_open_load_of_what_is_off_asks_nothing() -> None:
    graph = Graph(analyzers=(analyzer("disabled"),), open=(OpenLoad("quality", load(None, open=True)),))
    assert demands(graph, Registry(), STORES).open == ()


def test_demands_of_projects_add_up() -> None:
    one = Demands((Demand(CLIP, "a", "x"),), (), frozenset({CLIP}))
    two = Demands((Demand(CLIP, "b", "y"),), (OpenDemand(("hf",), "b", "z"),), frozenset())
    assert one + two == Demands(one.models + two.models, two.open, frozenset({CLIP}))
