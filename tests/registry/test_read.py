from pathlib import Path

import pytest

from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.errors import RegistryError
from modelpolicy.registry.read import parse_registry, read_registry
from modelpolicy.registry.schema import AnalyzerEntry, ModelEntry
from modelpolicy.registry.text import Text
from modelpolicy.registry.yaml_file import MAX_BYTES
from tests.registry.examples import YAML

PATH = "policies/registry.yaml"


def problems(content: bytes) -> list[tuple[int, str, str]]:
    with pytest.raises(RegistryError) as caught:
        parse_registry(content, PATH)
    assert all(problem.path == PATH for problem in caught.value.problems)
    return [(problem.line, problem.message, problem.remedy) for problem in caught.value.problems]


def body(text: str) -> bytes:
    return f"format: modelpolicy-registry/1\n{text}".encode()


def test_reads_values_and_remembers_where_they_stand(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / PATH).write_text(YAML)
    file = read_registry(tmp_path / PATH, tmp_path)

    reader = ModelId("easyocr", "de")
    assert file.registry.analyzers["words"] == AnalyzerEntry("disabled", (reader, ModelId("easyocr", "en")))
    assert file.registry.analyzers["poses"].method == Text.parse("Optical flow")
    size = Size("64 MB", 64_000_000, approximate=False)
    assert file.registry.models[reader] == ModelEntry(size=size, note=Text.parse("Two\nlines.\n"))
    assert file.path == PATH
    assert file.location("analyzers", "words", "models", 1) == Location(PATH, 12)
    assert file.location("models", "easyocr:de", "size") == Location(PATH, 18)


def test_a_place_that_is_not_written_is_its_closest_parent() -> None:
    file = parse_registry(YAML.encode(), PATH)
    assert file.location("analyzers", "words", "purpose").line == 8
    assert file.location("analyzers", "nobody").line == 2
    assert file.location("unread", 3).line == 1


def test_every_problem_is_reported_with_its_line() -> None:
    found = problems(
        body(
            "analyzers:\n"
            "  a: {status: enabled, models: [hf:x/y]}\n"
            "  b:\n"
            "    status: on\n"
            "    modles: [x]\n"
            "    models: [nope, hf:a/b]\n"
            "    purpose: {de: x, en: [1]}\n"
            "  c: {}\n"
            "models:\n"
            "  hf:x/y: {size: 14 GiB, deletion: maybe}\n"
            "  bad: {paths: ~/x}\n"
            "extra: 1\n"
        )
    )
    assert [line for line, _, _ in found] == [5, 6, 7, 8, 9, 11, 11, 12, 12, 13]
    messages = "\n".join(message for _, message, _ in found)
    for words in (
        "analyzers.b.status: 'enabled' or 'disabled' was expected",
        "analyzers.b.models.0: 'nope' is not a model id",
        "analyzers.b.purpose: the words for language 'en'",
        "analyzers.c.status: the key is missing",
        "models.hf:x/y.size: '14 GiB' is not a size",
        "models.hf:x/y.deletion: 'allowed' or 'forbidden' was expected",
        "models.bad: 'bad' is not a model id",
        "models.bad.paths: a list was expected",
        "extra: unknown key 'extra'",
    ):
        assert words in messages
    assert "did you mean 'models'?" in [remedy for _, _, remedy in found]


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"", 0, "is empty"),
        (b"# nothing\n", 0, "is empty"),
        (b"- a\n", 1, "a mapping was expected"),
        (b"analyzers: {}\n", 1, "format: the key is missing"),
        (b"format: modelpolicy-registry/9\n", 1, "'modelpolicy-registry/1' was expected"),
        (body("analyzers:\n"), 2, "analyzers: a mapping was expected"),
        (body("analyzers: {a: [x]}"), 2, "analyzers.a: a mapping was expected"),
        (body("analyzers: {a: {status: enabled, kind: ''}}"), 2, "analyzers.a.kind: a text"),
        (body("models: {'hf:a': {title: ''}}"), 2, "models.hf:a.title: one line of text was expected"),
        (body('models: {"hf:a": {title: "a\\nb"}}'), 2, "models.hf:a.title: one line of text was expected"),
        (body("models: {'hf:a': {title: [a]}}"), 2, "models.hf:a.title: a text was expected"),
        (body("unread: [{line: x, text: y}]"), 2, "unread.0.line: a whole number was expected"),
        (body("unread: [{line: 0, text: y}]"), 2, "unread.0.line: a number from 1 was expected"),
        (body("a: 1\na: 2"), 3, "stands twice"),
        (body("x: \xff").replace("ÿ".encode(), b"\xff"), 2, "not UTF-8"),
        (b"a: 1\n" * (MAX_BYTES // 5 + 1), 0, "larger than"),
    ],
)
def test_bad_content_has_place_message_and_remedy(content: bytes, line: int, message: str) -> None:
    found = problems(content)
    assert found[0][0] == line
    assert any(message in text and remedy for _, text, remedy in found)


def test_an_analyzer_may_name_a_model_without_an_entry() -> None:
    file = parse_registry(body("analyzers: {a: {status: enabled, models: [hf:x/y]}}"), PATH)
    assert file.registry.models == {}


def test_a_byte_order_mark_is_no_content() -> None:
    assert parse_registry(b"\xef\xbb\xbf" + YAML.encode(), PATH).registry.analyzers


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match=r"no registry[\s\S]*modelpolicy init[\s\S]*modelpolicy import") as caught:
        read_registry(tmp_path / PATH, tmp_path)
    assert caught.value.problems[0].path == PATH


def test_a_directory_in_its_place_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / PATH).mkdir(parents=True)
    with pytest.raises(RegistryError, match="cannot be read"):
        read_registry(tmp_path / PATH, tmp_path)
