import pytest

from modelpolicy.registry.text import Text


def test_one_text_is_for_every_language() -> None:
    text = Text.parse("OCR")
    assert (text.in_language("de"), text.in_language("en"), text.written) == ("OCR", "OCR", "OCR")


def test_a_translation_is_found_and_a_missing_one_falls_back_to_the_first() -> None:
    text = Text.parse({"de": "Sprache", "en": "language"})
    assert [text.in_language(language) for language in ("en", "de", "fr")] == ["language", "Sprache", "Sprache"]
    assert text.written == {"de": "Sprache", "en": "language"}


@pytest.mark.parametrize("written", ["", {}, [], None, {"deutsch": "x"}, {"de": ["x"]}])
def test_refuses_what_is_no_text(written: object) -> None:
    with pytest.raises(ValueError, match=r"text|language"):
        Text.parse(written)
