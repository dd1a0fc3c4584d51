"""The words of such documents, in German and in English."""

import re
from typing import Final, Literal

from modelpolicy.domain.analyzer import Status
from modelpolicy.registry.schema import Deletion

FieldName = Literal["model", "size", "kind", "purpose", "note", "status"]
Summed = Literal["listed", "enabled", "disabled", "deletable", "all"]

_FIELDS: Final[dict[str, FieldName]] = {
    "model": "model",
    "models": "model",
    "modell": "model",
    "modelle": "model",
    "größe": "size",
    "groesse": "size",
    "size": "size",
    "typ": "kind",
    "type": "kind",
    "kind": "kind",
    "art": "kind",
    "verwendung": "purpose",
    "verwendet für": "purpose",
    "zweck": "purpose",
    "usage": "purpose",
    "use": "purpose",
    "used for": "purpose",
    "purpose": "purpose",
    "hinweis": "note",
    "anmerkung": "note",
    "note": "note",
    "status": "status",
    "zustand": "status",
    "aktiv": "status",
    "active": "status",
    "enabled": "status",
}
_YES_OR_NO: Final[dict[str, Status]] = {
    **dict.fromkeys(("yes", "ja", "on", "an", "x", "✓", "✔", "✅"), "enabled"),
    **dict.fromkeys(("no", "nein", "off", "aus", "✗", "✘", "❌"), "disabled"),
}
_NAMES: Final = frozenset({"analyzer", "analyzers", "analyser", "analysers", "analysator"})
_WARNINGS: Final = frozenset({"achtung", "warnung", "vorsicht", "attention", "warning", "caution"})
_DELETE: Final = r"(?:zu )?(?:ge)?lösch\w*|delet\w*|remov\w*"
_FORBIDDEN: Final = re.compile(
    rf"\b(?:nicht|not|never|niemals|nie) (?:be |sicher |safe to )?(?:{_DELETE})\b", re.IGNORECASE
)
_ALLOWED: Final = re.compile(rf"\b(?:kann|können|can|may|sicher|safe)\b.*\b(?:{_DELETE})\b", re.IGNORECASE)
_NEVER: Final = re.compile(
    r"\b(?:never|don't|do not|must not|mustn't|cannot|nicht|niemals|nie|kein(?:e|en|er|es)?)\b", re.IGNORECASE
)
_DISABLED: Final = re.compile(r"\b(?:deaktiviert|inaktiv|abgeschaltet|disabled|inactive)\w*", re.IGNORECASE)
_NOT_ENABLED: Final = re.compile(
    r"\b(?:nicht|not|in)[ -]?(?:aktiv|aktiviert|enabled|active)(?:e|en|er)?\b", re.IGNORECASE
)
_ENABLED: Final = re.compile(r"\b(?:aktiv|aktiviert|enabled|active)(?:e|en|er)?\b", re.IGNORECASE)
_STATUS: Final = re.compile("|".join(status.pattern for status in (_DISABLED, _NOT_ENABLED, _ENABLED)), re.IGNORECASE)
_SUBJECT: Final = re.compile(r"\b(?:analy[sz]er|modell?|methode?)\w*", re.IGNORECASE)
_USED: Final = re.compile(r"\b(?:verwendet|benutzt|genutzt|used|needed|benötigt)\b", re.IGNORECASE)
_TOTAL: Final = re.compile(r"\b(?:gesamt\w*|insgesamt|summe|total|sum)\b", re.IGNORECASE)
_OTHER_SIZES: Final = re.compile(
    r"\b(?:[vg]?-?ram|gpu|cpu|\w*speicher(?!platz)\w*|\w*memory|\w*kapazität|capacity|limit|budget|available|verfügbar\w*|free|frei)\b",
    re.IGNORECASE,
)
_ALL: Final = re.compile(r"\b(?:all|alle|aller|allen|sämtliche\w*|every)\b", re.IGNORECASE)
_FREED: Final = re.compile(rf"freigabe|freigegeb|\b(?:freed|reclaim\w*|{_DELETE})", re.IGNORECASE)
_MAX_LABEL: Final = 80
_NO_MODELS: Final = re.compile(r"\b(?:ohne|without|no|keine)\b.*\bmodell?\w*", re.IGNORECASE)
_PER: Final = re.compile(r"(?:pro|je|per|each|for each) (?P<unit>\S.*)", re.IGNORECASE)
_BUILT_IN: Final = re.compile(r"\b(?:integriert\w*|eingebaut\w*|integrated|built-in|bundled)\b", re.IGNORECASE)


def field_name(label: str) -> FieldName | None:
    """Give the field that a label stands for."""
    return _FIELDS.get(label.strip().lower())


def is_warning(label: str) -> bool:
    """Tell whether a label announces a warning."""
    return label.strip().lower() in _WARNINGS


def is_name_column(head: str) -> bool:
    """Tell whether a table's column of this head holds the analyzers' names."""
    return head.strip().lower() in _NAMES


def said_status(text: str) -> Status | None:
    """Give the status that a text says: ``aktive Analyzer``, ``disabled``, ``not active``."""
    if _DISABLED.search(text) or _NOT_ENABLED.search(text):
        return "disabled"
    return "enabled" if _ENABLED.search(text) else None


def field_status(value: str) -> Status | None:
    """Give the status that the value of such a field says, which a yes or no does too."""
    return _YES_OR_NO.get(value.strip().lower()) or said_status(value)


def heading_status(text: str) -> Status | None:
    """Give the status of what is below a heading about analyzers, or of one word; parentheses do not count."""
    core = _outside_parentheses(text)
    is_one = _SUBJECT.search(core) or not re.search(r"\w", _STATUS.sub("", core))
    return said_status(core) if is_one and not heading_deletion(text) else None


def heading_deletion(text: str) -> Deletion | None:
    """Say whether the places below a heading may be deleted; parentheses do not count."""
    core = _outside_parentheses(text)
    return None if _DISABLED.search(core) else said_deletion(core)


def said_deletion(text: str) -> Deletion | None:
    """Say whether a text allows or forbids deletion (``KANN GELÖSCHT WERDEN``, ``do not delete``)."""
    if _FORBIDDEN.search(text):
        return "forbidden"
    return "allowed" if _ALLOWED.search(text) else None


def says_never(text: str) -> bool:
    """Tell whether a text warns of something."""
    return _NEVER.search(text) is not None


def is_about_analyzers(text: str) -> bool:
    """Tell whether a heading only groups analyzers or models (``Large models``)."""
    return _SUBJECT.search(text) is not None


def says_no_models(heading: str) -> bool:
    """Tell whether a heading says that the analyzers below it load no model (``Others without explicit models``)."""
    return _NO_MODELS.search(heading) is not None


def says_used(text: str) -> bool:
    """Tell whether a remark says that somebody uses something."""
    return _USED.search(text) is not None


def says_total(label: str) -> bool:
    """Tell whether a label announces the sum of models' sizes, and not what a machine has."""
    return len(label) <= _MAX_LABEL and _TOTAL.search(label) is not None and not _OTHER_SIZES.search(label)


def said_summed(label: str) -> Summed:
    """Say of which models a label gives the sum; ``listed`` where it does not say itself."""
    status = said_status(label)
    if _ALL.search(label):
        return "all"
    return status or ("deletable" if _FREED.search(label) else "listed")


def says_built_in(text: str) -> bool:
    """Tell whether a text says that a model comes with its library."""
    return _BUILT_IN.search(text) is not None


def per_unit(text: str) -> str | None:
    """Give what a size is the size of one of: ``Sprache`` for ``pro Sprache``."""
    match = _PER.fullmatch(text.strip())
    return match["unit"] if match else None


def _outside_parentheses(text: str) -> str:
    return re.sub(r"\([^)]*\)", "", text)
