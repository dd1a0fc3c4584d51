from modelpolicy.domain.model_id import ModelId
from modelpolicy.registry.schema import AnalyzerEntry, ModelEntry, Registry
from modelpolicy.registry.usage import deletable, enabled_users, protected, users

SHARED, OWN, SPARE, MAYBE = (ModelId("hf", name) for name in ("a/shared", "a/own", "a/spare", "a/maybe"))
REGISTRY = Registry(
    {
        "on": AnalyzerEntry("enabled", (SHARED,), may=(MAYBE,)),
        "off": AnalyzerEntry("disabled", (SHARED, OWN)),
    },
    {
        SHARED: ModelEntry(deletion="allowed"),
        OWN: ModelEntry(deletion="allowed"),
        SPARE: ModelEntry(deletion="forbidden"),
        MAYBE: ModelEntry(deletion="allowed"),
        ModelId("hf", "a/undecided"): ModelEntry(),
    },
)


def test_users_are_those_that_load_it_or_may() -> None:
    assert users(REGISTRY, SHARED) == ("on", "off")
    assert enabled_users(REGISTRY, SHARED) == ("on",)
    assert enabled_users(REGISTRY, MAYBE) == ("on",)
    assert users(REGISTRY, SPARE) == ()


def test_an_enabled_user_outweighs_the_permission_to_delete() -> None:
    assert deletable(REGISTRY) == (OWN,)
    assert protected(REGISTRY) == (SHARED, SPARE, MAYBE)
