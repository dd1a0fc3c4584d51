"""Words for people, in one language or in several."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its translations.

    ``translations`` pairs a language code with the words in that language, in written order; the code
    is empty for words that stand for every language.
    """

    translations: tuple[tuple[str, str], ...]

    @classmethod
    def parse(cls, written: object) -> "Text":
        """Read one string, or a mapping from language code to string.

        Raises:
            ValueError: ``written`` is neither, or empty.

        """
        if isinstance(written, str) and written:
            return cls((("", written),))
        if not (isinstance(written, Mapping) and written):
            raise ValueError("a text, or a mapping from language to text ({de: ..., en: ...}), was expected")
        for language, words in written.items():
            if not _LANGUAGE.fullmatch(language):
                raise ValueError(f"{language!r} is not a language code like de or en")
            if not isinstance(words, str):
                raise ValueError(f"the words for language {language!r} must be one text")  # noqa: TRY004 - pydantic reports ValueError only
        return cls(tuple(written.items()))

    def in_language(self, language: str) -> str:
        """Give the words in ``language``, else those for every language, else the first that were written."""
        known = dict(self.translations)
        return known.get(language) or known.get("") or self.translations[0][1]

    @property
    def written(self) -> str | dict[str, str]:
        """The form that ``parse`` reads."""
        return self.translations[0][1] if self.translations[0][0] == "" else dict(self.translations)
