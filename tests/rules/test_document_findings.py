"""What findings on hand-written documents say beyond their place."""

from pathlib import Path

import pytest

from modelpolicy.domain.finding import Finding
from modelpolicy.rules import mp202_wrong_total, mp203_wrong_claim, mp204_unprotected_model, mp404_source_not_allowed
from modelpolicy.rules.rule import Rule
from modelpolicy.usecases.checking.check import check
from modelpolicy.usecases.checking.try_cases import write_case


def first(root: Path, rule: Rule, title: str) -> Finding:
    """The first finding of the rule in the case whose title starts with ``title``."""
    case = next(case for case in rule.invalid if case.title.startswith(title))
    return next(found for found in check(write_case(root, case)).findings if found.code == rule.code)


def places(found: Finding) -> list[tuple[str, str]]:
    return [(str(related.location), related.message) for related in found.related]


def test_a_wrong_status_names_who_denies_it_and_where(tmp_path: Path) -> None:
    found = first(tmp_path, mp203_wrong_claim.RULE, "An analyzer that stands among")
    assert found.message == (
        "video_captions is documented here as enabled, and is disabled in the registry and disabled in the code"
    )
    assert places(found) == [
        ("registry.yaml:6", "the registry's video_captions"),
        ("catalogue.py:2", "the code's video_captions"),
    ]


def test_a_wrong_model_says_which_is_right(tmp_path: Path) -> None:
    found = first(tmp_path, mp203_wrong_claim.RULE, "A model that the analyzer does not load")
    assert found.message == (
        "speech_text is documented here with hf:openai/whisper-base: the registry has whisper:base and the code has whisper:base"
    )
    assert (found.remedy, found.confidence) == ("write whisper:base", "high")


def test_an_analyzer_that_does_not_exist_is_likened_to_one_that_does(tmp_path: Path) -> None:
    found = first(tmp_path, mp203_wrong_claim.RULE, "An analyzer that does not exist")
    assert found.remedy == "did you mean speech_text?"
    assert places(found) == []


def test_a_model_that_may_be_deleted_shows_its_entry(tmp_path: Path) -> None:
    found = first(tmp_path, mp203_wrong_claim.RULE, "A model that may be deleted")
    assert (found.analyzer, found.model) == ("speech_text", "whisper:base")
    assert ("registry.yaml:10", "the registry's whisper:base") in places(found)


@pytest.mark.parametrize(
    ("title", "remedy", "related"),
    [
        ("A model of an enabled", "add ultralytics:yolov8x.pt (./yolov8x.pt) to the list", ["registry.yaml:14"]),
        ("A model that only the code", "add ultralytics:yolov8m.pt to the list", []),
    ],
)
def test_an_unprotected_model_says_what_to_add(title: str, remedy: str, related: list[str], tmp_path: Path) -> None:
    found = first(tmp_path, mp204_unprotected_model.RULE, title)
    assert found.remedy == remedy
    assert [place for place, _ in places(found)] == related


def test_a_wrong_total_gives_both_sums(tmp_path: Path) -> None:
    found = first(tmp_path, mp202_wrong_total.RULE, "A total that the sizes above")
    assert found.message == (
        "Total: ~25GB: by the sizes in models.md the models that it sums add up to 19.5GB "
        "and by the sizes in registry.yaml the models that it sums add up to ~19.5GB"
    )


@pytest.mark.parametrize(
    ("title", "source"),
    [("A publisher that is not", "hf:somebody/*"), ("A store that is not", "ultralytics:yolov8x.pt")],
)
def test_a_source_that_is_not_allowed_says_what_to_allow(title: str, source: str, tmp_path: Path) -> None:
    assert repr(source) in first(tmp_path, mp404_source_not_allowed.RULE, title).remedy
