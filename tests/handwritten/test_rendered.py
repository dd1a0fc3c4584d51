"""A law: what is rendered from a registry is never wrong about it, in either language."""

from hypothesis import given, settings
from hypothesis import strategies as st

from modelpolicy.documents.render import render
from modelpolicy.domain.analyzer import Analyzer
from modelpolicy.domain.finding import Finding
from modelpolicy.domain.load import Candidate, Load
from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.graph.model import Graph, Use
from modelpolicy.handwritten.import_document import import_document
from modelpolicy.registry.read import RegistryFile
from modelpolicy.registry.schema import AnalyzerEntry, Deletion, ModelEntry, Registry
from modelpolicy.registry.usage import enabled_users
from modelpolicy.rules import mp202_wrong_total, mp203_wrong_claim, mp204_unprotected_model
from modelpolicy.rules.facts import Facts, HandwrittenDocument

NAMES = ["speech_rate", "cut_analysis", "body_pose", "text_overlay", "eye_tracking", "color_analysis"]
MODELS = [
    ModelId("hf", "openai/whisper-base"),
    ModelId("hf", "acme/giant-7b"),
    ModelId("ultralytics", "yolov8x.pt"),
    ModelId("easyocr", "de"),
    ModelId("bundled", "mediapipe/hands"),
]
SIZES = st.sampled_from(["~5MB", "22MB", "~140MB", "~1.2GB", "14GB"]).map(Size.parse)
ANALYZERS = st.dictionaries(
    st.sampled_from(NAMES),
    st.builds(
        AnalyzerEntry,
        status=st.sampled_from(["enabled", "disabled"]),
        models=st.lists(st.sampled_from(MODELS), unique=True, max_size=2).map(tuple),
    ),
    min_size=1,
)


NEEDED: list[Deletion | None] = ["forbidden"]
FREE: list[Deletion | None] = ["forbidden", "allowed", None]


@st.composite
def registries(draw: st.DrawFn) -> Registry:
    """Registries without a fault of their own: what enabled analyzers use must not be deleted."""
    analyzers = draw(ANALYZERS)
    used = Registry(analyzers)
    models = {}
    for model in MODELS:
        needed = bool(enabled_users(used, model))
        deletion: Deletion | None = draw(st.sampled_from(NEEDED if needed else FREE))
        paths = (f"~/models/{model.name.replace('/', '_')}",) if model.store == "easyocr" else ()
        models[model] = ModelEntry(size=draw(st.none() | SIZES), deletion=deletion, paths=paths)
    return Registry(analyzers, models)


def code_of(registry: Registry) -> Graph:
    """Code that does what the registry says."""
    uses = []
    for name, entry in registry.analyzers.items():
        for model in entry.models:
            candidate = Candidate(model.name, model, None, Location("app.py", 1), (), (name,))
            load = Load(Location("app.py", 1), "load", "loader", "weights", (candidate,), (name,))
            uses.append(Use(name, load, candidate))
    analyzers = tuple(
        Analyzer(name, name, entry.status, Location("app.py", 1)) for name, entry in registry.analyzers.items()
    )
    return Graph(analyzers, tuple(uses), tuple(uses))


def findings(registry: Registry, text: str) -> list[Finding]:
    imported = import_document(text)
    document = HandwrittenDocument("models.md", imported.statements, imported.registry)
    file = RegistryFile(registry, "registry.yaml", {})
    facts = Facts(code_of(registry), file, (), (), handwritten=(document,))
    rules = (mp202_wrong_total.RULE, mp203_wrong_claim.RULE, mp204_unprotected_model.RULE)
    return [found for rule in rules for found in rule.findings(facts)]


@settings(deadline=None, max_examples=30)
@given(registry=registries(), language=st.sampled_from(["de", "en"]))
def test_a_rendered_document_is_never_wrong(registry: Registry, language: str) -> None:
    assert findings(registry, render(registry, language, None, "models.md")) == []


@settings(deadline=None, max_examples=30)
@given(registry=registries(), name=st.sampled_from(NAMES), language=st.sampled_from(["de", "en"]))
def test_a_document_is_wrong_once_a_status_changes(registry: Registry, name: str, language: str) -> None:
    text = render(registry, language, None, "models.md")
    entry = registry.analyzers.get(name)
    if entry is None:
        return
    other = AnalyzerEntry("disabled" if entry.status == "enabled" else "enabled", entry.models)
    changed = Registry({**registry.analyzers, name: other}, registry.models)
    assert name in {found.analyzer for found in findings(changed, text) if found.code == "MP203"}
