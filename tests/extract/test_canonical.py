import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.domain.model_id import ModelId
from modelpolicy.extract.canonical import is_weights_file, model_id, written_revision
from modelpolicy.extract.catalogue import builtin_catalogue
from modelpolicy.extract.loader import Loader
from tests.extract.calls import loader

NAME = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,11}", fullmatch=True)
ROWS = [row for row in builtin_catalogue().loaders if row.parts]


def canonical(row: Loader, written: str) -> str:
    return str(model_id(row, written, row.calls[0]))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("owner/name", "hf:owner/name"),
        ("gpt2", "hf:gpt2"),
        (" owner/name ", "hf:owner/name"),
        ("./model", "file:model"),
        ("../models//bert/", "file:../models/bert"),
        ("/srv/models/bert", "file:/srv/models/bert"),
        ("~/models/bert", "file:~/models/bert"),
        ("C:\\models\\bert", "file:C:/models/bert"),
        ("models/bert/base", "file:models/bert/base"),
        ("checkpoints/bert", "file:checkpoints/bert"),
        ("pretrained_models/bert", "file:pretrained_models/bert"),
        ("modelsuite/bert", "hf:modelsuite/bert"),
        ("model.safetensors", "file:model.safetensors"),
        ("openai/whisper-base.en", "hf:openai/whisper-base.en"),
        ("https://example.org/model.pt", "url:https://example.org/model.pt"),
        ("https://huggingface.co/owner/name/blob/main/model.safetensors", "hf:owner/name"),
        ("https://huggingface.co/spaces/owner/name/a.pt", "url:https://huggingface.co/spaces/owner/name/a.pt"),
        ("file:///srv/model.pt", "file:/srv/model.pt"),
    ],
)
def test_names_paths_and_urls_are_told_apart(written: str, expected: str) -> None:
    assert canonical(loader(store="hf"), written) == expected


def test_what_names_no_model_has_no_id() -> None:
    row = loader(ignored=r".*\.ya?ml")
    assert [model_id(row, text, "pkg.load") for text in ("", "  ", "a\nb", "yolov8n.yaml", "bundled:")] == [None] * 5


def test_names_come_before_rewrites_and_those_before_the_template() -> None:
    row = loader(
        names={"large": "large-v3"},
        rewrites={"large|small": "wrong", "v(.)": r"version-\1"},
        template="owner/{}",
        verbatim=["plain"],
    )
    written = ["large", "small", "v3", "plain", "other", "a/b"]
    expected = ["large-v3", "wrong", "version-3", "plain", "owner/other", "a/b"]
    assert [canonical(row, text) for text in written] == [f"test:{name}" for name in expected]


def test_a_prefix_and_an_owner_lead_to_another_store() -> None:
    row = loader(prefixes={"hf-hub:": "hf", "local-dir:": "file"}, owned_store="hub")
    assert canonical(row, "hf-hub:owner/name@v1") == "hf:owner/name"
    assert canonical(row, "local-dir:weights/x") == "file:weights/x"
    assert canonical(row, "owner/name") == "hub:owner/name"


def test_a_bare_file_name_is_an_id_only_where_the_store_holds_files() -> None:
    assert canonical(loader(bare_files=True), "a.pt") == "test:a.pt"
    assert canonical(loader(bare_files=True), "dir/a.pt") == "file:dir/a.pt"
    assert canonical(loader(), "a.pt") == "file:a.pt"


@pytest.mark.parametrize(
    ("written", "expected", "revision"),
    [
        ("owner/repo/model", "test:owner/repo/model", None),
        ("owner/repo:v1/model", "test:owner/repo/model", "v1"),
        ("owner/repo:fix/it/model", "test:owner/repo/model", "fix/it"),
        ("./repo:v1/model", "file:repo:v1/model", None),
        ("https://example.org/a:b/c", "url:https://example.org/a:b/c", None),
    ],
)
def test_a_revision_is_no_part_of_the_id(written: str, expected: str, revision: str | None) -> None:
    row = loader(parts=[[0], [1]], separator=":")
    assert canonical(row, written) == expected
    assert written_revision(row, written) == revision


def test_a_row_without_a_separator_has_no_written_revision() -> None:
    assert written_revision(loader(), "owner/name@v1") is None


def test_the_callee_names_the_model_by_what_its_pattern_leaves_open() -> None:
    row = loader(calls=["pkg.zoo.**.*", "pkg.pipelines.*.get_model"], from_callee=True)
    assert str(model_id(row, "", "pkg.zoo.resnet.resnet50")) == "test:resnet50"
    assert str(model_id(row, "", "pkg.pipelines.WAV2VEC2.get_model")) == "test:WAV2VEC2"


@pytest.mark.parametrize("text", ["a.pt", "b/c.SAFETENSORS", "https://example.org/x.onnx?download=true"])
def test_weights_files_are_known_by_their_suffix(text: str) -> None:
    assert is_weights_file(text)


@pytest.mark.parametrize("text", ["a", "owner/name-1.5", "a.py", "config.yaml", ".pt"])
def test_other_names_are_not_weights_files(text: str) -> None:
    assert not is_weights_file(text)


@given(st.sampled_from(ROWS), NAME, st.sampled_from(["", "owner/", "./", "a/b/"]), st.sampled_from(["", ".pt"]))
def test_a_canonical_name_is_its_own_canonical_name(row: Loader, name: str, head: str, suffix: str) -> None:
    first = model_id(row, head + name + suffix, row.calls[0])
    if first is not None and first.store == row.store != "bundled":
        assert model_id(row, first.name, row.calls[0]) == first


@given(st.sampled_from(ROWS), st.text(max_size=30))
def test_whatever_is_written_gives_an_id_that_can_be_read_back(row: Loader, written: str) -> None:
    found = model_id(row, written, row.calls[0])
    assert found is None or ModelId.parse(str(found)) == found


@pytest.mark.parametrize("row", [row for row in ROWS if row.names], ids=lambda row: row.name)
def test_the_shipped_aliases_lead_to_names_that_stay(row: Loader) -> None:
    for alias, name in row.names.items():
        assert canonical(row, alias) == canonical(row, name) == f"{row.store}:{name}"
