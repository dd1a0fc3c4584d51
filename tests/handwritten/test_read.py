"""What the reader takes for a statement, and what it leaves alone."""

import time

import pytest

from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.handwritten.read import read_document
from modelpolicy.handwritten.sections import models_in, sizes_in
from modelpolicy.handwritten.statements import DeletionList, ListedAnalyzer, Place, Section, StatusList, Total

ACTIVE = "## Aktive Analyzer\n\n"


def kinds(text: str) -> list[tuple[int, str]]:
    return [(one.line, type(one).__name__) for one in read_document(text).statements]


def the_item(line: str) -> ListedAnalyzer:
    (found,) = (one for one in read_document(f"{ACTIVE}{line}\n").statements if isinstance(one, ListedAnalyzer))
    return found


@pytest.mark.parametrize(
    ("line", "name", "method", "size", "marked"),
    [
        ("- face_detection (MTCNN ~5MB)", "face_detection", "MTCNN", "~5MB", True),
        ("- speech (VAD)", "speech", "VAD", None, False),
        ("- `speech`", "speech", "", None, True),
        ("- **speech**: VAD, 5 MB", "speech", "VAD", "5 MB", True),
        ("- **speech:** VAD", "speech", "VAD", None, True),
        ("- face_detection - MTCNN", "face_detection", "MTCNN", None, True),
        ("- face_detection \u2013 MTCNN (~5MB)", "face_detection", "MTCNN", "~5MB", True),
    ],
)
def test_an_item_names_an_analyzer(line: str, name: str, method: str, size: str | None, marked: bool) -> None:
    found = the_item(line)
    written = str(found.size) if found.size else None
    assert (found.name, found.method, written, found.is_marked) == (name, method, size, marked)


@pytest.mark.parametrize(
    "line",
    [
        "- Librosa",
        "- Hinweis: alle sechs Stunden",
        "- speech: eine Notiz",
        "- two words (x)",
        "- see `speech`",
        "Text.",
    ],
)
def test_an_item_that_can_be_prose_names_none(line: str) -> None:
    assert kinds(f"{ACTIVE}{line}\n") == [(1, "StatusList")]


def test_a_table_is_one_section_a_row() -> None:
    text = (
        "| Analyser | Modell | Größe | Aktiv |\n|---|---|---|---|\n"
        "| `speech`, video | `a/b` | ~1GB | nein |\n| two words | `a/c` | 1GB | ja |\n"
    )
    (section,) = read_document(text).statements
    assert isinstance(section, Section)
    assert (section.line, section.names, section.status) == (3, ("speech", "video"), "disabled")
    assert {name: value.text for name, (_, value) in section.fields.items()} == {
        "model": "a/b",
        "size": "~1GB",
        "status": "nein",
    }


@pytest.mark.parametrize(
    "table",
    [
        "| Name | Rolle |\n|---|---|\n| alice | admin |\n",
        "| Analyzer | Team |\n|---|---|\n| speech | audio |\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "| Summe | RAM |\n|---|---|\n| total | 64GB |\n",
    ],
)
def test_a_table_of_something_else_says_nothing(table: str) -> None:
    assert read_document(table).statements == ()


def test_a_heading_ends_what_the_headings_of_its_level_said() -> None:
    text = "# Models\n## Disabled analyzers\n### Large models (>1GB)\n- a_b (x)\n### Notes\n- c_d (x)\n## Misc\n- e_f (x)\n"
    found = [one for one in read_document(text).statements if isinstance(one, ListedAnalyzer)]
    assert [(one.name, one.group) for one in found] == [("a_b", "Large models (>1GB)"), ("c_d", "")]


def test_a_list_of_places_holds_for_the_headings_below_it() -> None:
    text = "## Do not delete\n### Hub\n```\n~/hub/models--a--b\n```\n### Local\n- `yolov8x.pt` (140MB)\n## Other\n- `a/c`\n"
    first, *places = read_document(text).statements
    assert isinstance(first, DeletionList)
    assert "yolov8x.pt" in first.text
    assert "a/c" not in first.text
    assert [(one.line, str(one.model)) for one in places if isinstance(one, Place)] == [
        (4, "hf:a/b"),
        (7, "ultralytics:yolov8x.pt"),
    ]


@pytest.mark.parametrize(
    ("line", "summed"),
    [
        ("Total: ~20GB", "listed"),
        ("**Gesamt: 20,1 GB**", "listed"),
        ("- Summe: 20GB (gerundet)", "listed"),
        ("Gesamtes Freigabe-Potenzial: ~20GB", "listed"),
        ("Total of all models: 20GB.", "all"),
        ("Summe der aktiven Analyzer: 20GB", "enabled"),
        ("Total of disabled analyzers: 20GB", "disabled"),
    ],
)
def test_a_total_says_what_it_sums(line: str, summed: str) -> None:
    (total,) = (
        one
        for one in read_document(f"## Safe to delete\n- `a/b` (20GB)\n\n{line}\n").statements
        if isinstance(one, Total)
    )
    assert total.summed == summed
    assert total.listed == ((ModelId("hf", "a/b"),) if summed == "listed" else ())


@pytest.mark.parametrize(
    "line",
    [
        "In total we need 20GB.",
        "Total: about a third, that is 20GB",
        "Total GPU memory: 20GB",
        "Gesamter Arbeitsspeicher: 20GB",
        "Gesamtkapazität: 20TB",
        "Total: many",
        "Total free: 20GB",
        "Summe: 20GB pro Monat",
    ],
)
def test_a_sum_of_something_else_is_no_total(line: str) -> None:
    assert kinds(f"## Safe to delete\n- `a/b` (20GB)\n\n{line}\n") == [(1, "DeletionList"), (2, "Place")]


def test_a_total_without_a_list_says_nothing() -> None:
    assert kinds("## Storage\n\nTotal: 20GB\n") == []


def test_statuses_are_told_in_both_languages() -> None:
    headings = [
        "Enabled analyzers",
        "Aktive Analyzer",
        "Inactive models",
        "Nicht aktive Analyzer",
        "Analyzer",
        "Active users",
        "Aktiv",
        "Disabled (not needed at present)",
        "Never active",
    ]
    found = read_document("".join(f"## {heading}\n" for heading in headings)).statements
    assert [(one.line, one.status) for one in found if isinstance(one, StatusList)] == [
        (1, "enabled"),
        (2, "enabled"),
        (3, "disabled"),
        (4, "disabled"),
        (7, "enabled"),
        (8, "disabled"),
    ]


def test_behind_a_name_in_its_heading_stands_its_status_or_a_remark() -> None:
    text = "## Active analyzers\n### a (disabled)\n- Model: x/y\n### b (the search)\n- Model: x/y\n"
    sections = [one for one in read_document(text).statements if isinstance(one, Section)]
    assert [(one.names, one.status, one.unread) for one in sections] == [
        (("a",), "disabled", ()),
        (("b",), "enabled", ("the search",)),
    ]


@pytest.mark.parametrize("model", ["`owner/name`", "owner/name"])
def test_a_size_in_parentheses_behind_a_model_is_its_size(model: str) -> None:
    text = f"## Active analyzers\n### a\n- Model: {model} (~140 MB)\n- Usage: all\n"
    (section,) = (one for one in read_document(text).statements if isinstance(one, Section))
    assert [(named.id, named.title) for named in models_in(section)] == [(ModelId("hf", "owner/name"), None)]
    assert [said.size for said in sizes_in(section)] == [Size.parse("~140 MB")]


def test_a_size_of_its_own_outweighs_the_one_behind_the_model() -> None:
    text = "## Active analyzers\n\n| Analyzer | Size | Model |\n|---|---|---|\n| a | 2GB | owner/name (1GB) |\n"
    (section,) = (one for one in read_document(text).statements if isinstance(one, Section))
    assert [said.size for said in sizes_in(section)] == [Size.parse("2GB")]


@pytest.mark.parametrize(
    "text",
    [
        "## Do not delete\n" * 10_000,
        "## Active analyzers\n| Analyzer | Model |\n|---|---|\n" + "| a_b | `a/b` |\n" * 5_000,
        "| Analyzer |\n|---|\n| " + "a & " * 50_000 + "b |\n",
        "Total: " + "1GB " * 50_000,
        "## Active analyzers\n- a_b (" * 5_000,
    ],
    ids=["headings", "rows", "names", "sizes", "items"],
)
def test_hostile_documents_take_bounded_time(text: str) -> None:
    started = time.process_time()
    read_document(text)
    assert time.process_time() - started < 10
