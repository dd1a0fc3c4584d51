import difflib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.errors import RegistryError
from modelpolicy.registry.edit import (
    add_analyzer,
    add_analyzer_may,
    add_analyzer_model,
    add_model,
    forbid_deletion,
    remove_analyzer_model,
    remove_model,
    set_hub,
    set_size,
    set_status,
)
from modelpolicy.registry.read import parse_registry
from modelpolicy.registry.schema import AnalyzerEntry, HubRecord, ModelEntry, Registry
from modelpolicy.registry.write import registry_yaml
from tests.registry.examples import YAML, analyzers, hub_records, model_ids, models, registries

if TYPE_CHECKING:
    from modelpolicy.domain.analyzer import Status

PATH = "policies/registry.yaml"
NEW = ModelId("hf", "acme/new")


def not_in(known: tuple[ModelId, ...], model: ModelId) -> bool:
    return model not in known


def changes(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.split("\n"), after.split("\n"))
    return [line for line in lines if line[0] in "+-"]


def test_a_status_changes_in_its_place_and_keeps_its_quotes() -> None:
    edited = set_status(YAML, PATH, "faces", "disabled")
    assert changes(YAML, edited) == ['-     status: "enabled"', '+     status: "disabled"']
    assert set_status(edited, PATH, "faces", "enabled") == YAML


@pytest.mark.parametrize(
    ("name", "added"),
    [
        ("faces", ["-     models: [hf:acme/faces]", "+     models: [hf:acme/faces, hf:acme/new]"]),
        ("words", ["+     - hf:acme/new"]),
        (
            "poses",
            [
                "-   poses: {status: disabled, method: Optical flow}",
                "+   poses: {status: disabled, method: Optical flow, models: [hf:acme/new]}",
            ],
        ),
    ],
)
def test_a_model_of_an_analyzer_comes_and_goes(name: str, added: list[str]) -> None:
    edited = add_analyzer_model(YAML, PATH, name, NEW)
    assert changes(YAML, edited) == added
    assert remove_analyzer_model(edited, PATH, name, NEW) == YAML


def test_the_only_model_goes_with_its_key() -> None:
    edited = remove_analyzer_model(YAML, PATH, "faces", ModelId("hf", "acme/faces"))
    assert changes(YAML, edited) == ["-     models: [hf:acme/faces]"]
    assert add_analyzer_model(edited, PATH, "faces", ModelId("hf", "acme/faces")) == YAML


def test_a_removed_model_leaves_the_comments_of_others() -> None:
    edited = remove_model(YAML, PATH, ModelId("hf", "acme/faces"))
    assert changes(YAML, edited) == ["-   hf:acme/faces: {size: ~14GB,   title: Faces}"]
    assert "# both readers" in remove_model(edited, PATH, ModelId("easyocr", "de"))


@settings(deadline=None)
@given(st.data(), registries)
def test_adding_and_removing_a_model_gives_the_same_bytes(data: st.DataObject, registry: Registry) -> None:
    text = data.draw(st.sampled_from([YAML, YAML.rstrip("\n"), YAML.replace("\n", "\r\n"), registry_yaml(registry)]))
    known = parse_registry(text.encode(), PATH).registry.models
    model = data.draw(model_ids.filter(lambda model: model not in known))
    entry = data.draw(models)
    edited = add_model(text, PATH, model, entry)
    assert parse_registry(edited.encode(), PATH).registry.models == {**known, model: entry}
    assert remove_model(edited, PATH, model) == text


@settings(deadline=None)
@given(registries, analyzers)
def test_an_added_analyzer_changes_no_other_line(registry: Registry, entry: AnalyzerEntry) -> None:
    for text in (YAML, registry_yaml(registry)):
        edited = add_analyzer(text, PATH, "an added one", entry)
        after = parse_registry(edited.encode(), PATH).registry.analyzers
        assert after == {**parse_registry(text.encode(), PATH).registry.analyzers, "an added one": entry}
        assert [line for line in changes(text, edited) if line[0] == "-"] in ([], ["- analyzers: {}"])


@settings(deadline=None)
@given(registries, st.data())
def test_status_and_models_of_an_analyzer_there_and_back(registry: Registry, data: st.DataObject) -> None:
    text = registry_yaml(registry)
    for name, entry in registry.analyzers.items():
        other: Status = "disabled" if entry.status == "enabled" else "enabled"
        assert set_status(set_status(text, PATH, name, other), PATH, name, entry.status) == text
        model = data.draw(model_ids.filter(partial(not_in, entry.models)))
        edited = add_analyzer_model(text, PATH, name, model)
        assert parse_registry(edited.encode(), PATH).registry.analyzers[name].models == (*entry.models, model)
        assert remove_analyzer_model(edited, PATH, name, model) == text


@settings(deadline=None)
@given(st.data(), registries)
def test_what_an_analyzer_may_load_is_added_and_removed_again(data: st.DataObject, registry: Registry) -> None:
    text = data.draw(st.sampled_from([YAML, registry_yaml(registry)]))
    known = parse_registry(text.encode(), PATH).registry.analyzers
    assume(known)
    name = data.draw(st.sampled_from(sorted(known)))
    model = data.draw(model_ids.filter(partial(not_in, known[name].models + known[name].may)))
    edited = add_analyzer_may(text, PATH, name, model)
    assert parse_registry(edited.encode(), PATH).registry.analyzers[name].may == (*known[name].may, model)
    assert remove_analyzer_model(edited, PATH, name, model) == text


def test_the_first_entry_of_a_section_that_is_not_there_makes_the_section() -> None:
    text = "format: modelpolicy-registry/1  # on top\n\n# below\n"
    assert add_model(text, PATH, NEW, ModelEntry()) == f"{text}\nmodels:\n  hf:acme/new: {{}}\n"
    assert add_model(text.replace("\n", "\r\n"), PATH, NEW, ModelEntry()).endswith(
        "# below\r\n\r\nmodels:\r\n  hf:acme/new: {}\r\n"
    )


def test_the_first_model_of_an_empty_list() -> None:
    text = "format: modelpolicy-registry/1\nanalyzers:\n  a:\n    status: enabled\n    models: []  # none\n"
    assert add_analyzer_model(text, PATH, "a", NEW) == text.replace("[]", "[hf:acme/new]")


def test_what_an_analyzer_may_load_is_removed_like_what_it_loads() -> None:
    text = "format: modelpolicy-registry/1\nanalyzers:\n  a:\n    status: enabled\n    may: [hf:acme/new, hf:b/c]\n"
    assert remove_analyzer_model(text, PATH, "a", NEW) == text.replace("hf:acme/new, ", "")


def test_deletion_is_forbidden_in_its_place_and_only_where_it_was_allowed() -> None:
    text = 'format: modelpolicy-registry/1\nmodels:\n  hf:acme/new: {deletion: "allowed", note: allowed}\n'
    edited = forbid_deletion(text, PATH, NEW)
    assert edited == text.replace('"allowed"', '"forbidden"')
    with pytest.raises(RegistryError, match="is not allowed"):
        forbid_deletion(edited, PATH, NEW)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (partial(add_model, model=ModelId("easyocr", "de"), entry=ModelEntry()), "in the registry already"),
        (partial(add_analyzer, name="faces", entry=AnalyzerEntry("enabled")), "in the registry already"),
        (partial(remove_model, model=NEW), "not in the registry"),
        (partial(set_status, name="nobody", status="enabled"), "not in the registry"),
        (partial(add_analyzer_model, name="faces", model=ModelId("hf", "acme/faces")), "already"),
        (partial(add_analyzer_may, name="faces", model=ModelId("hf", "acme/faces")), "already"),
        (partial(remove_analyzer_model, name="faces", model=NEW), "does not name"),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused(edit: partial[str], message: str) -> None:
    with pytest.raises(RegistryError, match=message):
        edit(YAML, PATH)


@pytest.mark.parametrize(
    "edit",
    [
        partial(add_model, model=NEW, entry=ModelEntry(size=Size.parse("1GB"))),
        partial(add_analyzer, name="new", entry=AnalyzerEntry("enabled", (NEW,))),
        partial(add_analyzer_may, name="faces", model=NEW),
        partial(set_size, model=ModelId("hf", "acme/faces"), size=Size.parse("2GB")),
    ],
    ids=["model", "analyzer", "may", "size"],
)
def test_line_ends_of_windows_stay(edit: partial[str]) -> None:
    text = YAML.replace("\n", "\r\n")
    edited = edit(text, PATH)
    assert edited != text
    assert edited.count("\n") == edited.count("\r\n")


def test_a_first_section_has_the_line_ends_of_the_file() -> None:
    edited = add_model("format: modelpolicy-registry/1\r\n", PATH, NEW, ModelEntry())
    assert edited.split("\r\n") == ["format: modelpolicy-registry/1", "", "models:", "  hf:acme/new: {}", ""]


def test_a_layout_that_would_be_damaged_is_refused() -> None:
    shared = (
        YAML.replace("hf:acme/faces]", "hf:acme/faces] ")
        .replace('"enabled"', "&s enabled")
        .replace("status: disabled\nmodels", "status: *s\nmodels")
    )
    with pytest.raises(RegistryError, match="cannot be edited by program"):
        set_status(shared, PATH, "words", "disabled")
    with pytest.raises(RegistryError, match="cannot be edited by program"):
        set_status(shared, PATH, "faces", "disabled")
    flow = "{format: modelpolicy-registry/1, models: {'hf:a/b': {}}}"
    with pytest.raises(RegistryError, match="cannot be edited by program"):
        remove_model(flow, PATH, ModelId("hf", "a/b"))
    with pytest.raises(RegistryError, match="there is no key 'analyzers'"):
        add_analyzer(flow, PATH, "a", AnalyzerEntry("enabled"))


@pytest.mark.parametrize(
    ("entry", "after"),
    [
        (
            "hf:a/b:\n    title: X\n    size: ~14GB  # on the old disk\n    note: N\n",
            "hf:a/b:\n    title: X\n    size: 1.5GB  # on the old disk\n    note: N\n",
        ),
        ('hf:a/b:\n    size: "14GB"\n', 'hf:a/b:\n    size: "1.5GB"\n'),
        (
            "hf:a/b:\n    title: X  # short\n    paths:\n      - ./x\n",
            "hf:a/b:\n    title: X  # short\n    paths:\n      - ./x\n    size: 1.5GB\n",
        ),
        ("hf:a/b: {title: X}\n", "hf:a/b: {title: X, size: 1.5GB}\n"),
        ("hf:a/b: {}\n", "hf:a/b: {size: 1.5GB}\n"),
    ],
)
def test_a_size_is_written_in_its_place(entry: str, after: str) -> None:
    head = "format: modelpolicy-registry/1\n# ours\nanalyzers: {}\nmodels:\n  "
    assert set_size(head + entry, PATH, ModelId("hf", "a/b"), Size.parse("1.5GB")) == head + after


def test_the_size_of_a_model_that_is_not_there_cannot_be_set() -> None:
    with pytest.raises(RegistryError, match="is not in the registry"):
        set_size(YAML, PATH, NEW, Size.parse("1GB"))


@pytest.mark.parametrize(
    ("entry", "after"),
    [
        ("hf:a/b: {}\n", "hf:a/b: {hub: {asked: '2026-11-26', licence: mit}}\n"),
        ("hf:a/b: {title: X}  # ours\n", "hf:a/b: {title: X, hub: {asked: '2026-11-26', licence: mit}}  # ours\n"),
        (
            "hf:a/b:\n    title: X  # ours\n\n  hf:c/d: {}\n",
            "hf:a/b:\n    title: X  # ours\n    hub: {asked: '2026-11-26', licence: mit}\n\n  hf:c/d: {}\n",
        ),
        (
            "hf:a/b:\n    hub: {asked: '2025-01-01', formats: [gguf]}  # before\n    title: X\n",
            "hf:a/b:\n    hub: {asked: '2026-11-26', licence: mit}  # before\n    title: X\n",
        ),
    ],
)
def test_what_the_hub_says_is_written_in_its_place(entry: str, after: str) -> None:
    head = "format: modelpolicy-registry/1\n# ours\nanalyzers: {}\nmodels:\n  "
    record = HubRecord("2026-11-26", licence="mit")
    assert set_hub(head + entry, PATH, ModelId("hf", "a/b"), record) == head + after


def test_what_somebody_laid_out_otherwise_is_not_overwritten() -> None:
    text = (
        "format: modelpolicy-registry/1\nmodels:\n  hf:a/b:\n    hub:\n      asked: '2025-01-01'\n      licence: mit\n"
    )
    with pytest.raises(RegistryError, match="edit it by hand"):
        set_hub(text, PATH, ModelId("hf", "a/b"), HubRecord("2026-11-26"))


@settings(max_examples=30)
@given(registries, st.data())
def test_only_what_the_hub_says_of_one_model_changes(registry: Registry, data: st.DataObject) -> None:
    assume(registry.models)
    model, record = data.draw(st.sampled_from(list(registry.models))), data.draw(hub_records)
    edited = parse_registry(set_hub(registry_yaml(registry), PATH, model, record).encode(), PATH).registry
    expected = {**registry.models, model: replace(registry.models[model], hub=record)}
    assert edited.models == expected
    assert edited.analyzers == registry.analyzers
