"""What a file of a model's repository is for, by its name: most are weights, some belong to them."""

import posixpath
import re
from collections.abc import Iterable
from typing import Final

from modelpolicy.domain.load import Role

_ROLES: Final[tuple[tuple[Role, re.Pattern[str]], ...]] = (
    ("processor", re.compile(r"(?:video_|image_)?(?:pre)?processor_config\.json")),
    (
        "tokenizer",
        re.compile(
            r"(?:.*[-_.])?(?:tokenizer(?:_config)?\.json|tokenizer\.model|special_tokens_map\.json|added_tokens\.json"
            r"|vocab(?:ulary)?[-_\w]*\.(?:json|txt)|merges[-_\w]*\.txt|spiece\.model|sentencepiece\.bpe\.model|bpe_.*\.txt(?:\.gz)?)"
        ),
    ),
    ("config", re.compile(r".*\.ya?ml|(?:.*[-_.])?config\.json")),
)


_ABOUT_THE_REPOSITORY: Final = frozenset({".gitattributes", ".gitignore", "license", "readme.md"})


def belongs_to_no_model(name: str) -> bool:
    """Whether a file of a repository is about the repository itself, not part of what is in it."""
    return posixpath.basename(name).lower() in _ABOUT_THE_REPOSITORY


def role_of_files(names: Iterable[str]) -> Role | None:
    """The one role that all of the files have; ``None`` where it is not told by their names, or they differ."""
    found = {_role(posixpath.basename(re.split(r"[?#]", name)[0])) for name in names}
    return found.pop() if len(found) == 1 else None


def _role(name: str) -> Role | None:
    return next((role for role, pattern in _ROLES if pattern.fullmatch(name)), None)
