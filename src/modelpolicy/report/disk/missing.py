"""The models that are needed and not there, as text and as JSON, format ``modelpolicy-cache-missing/1``."""

import json
from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from modelpolicy.domain.model_id import ModelId
from modelpolicy.report.counted import counted
from modelpolicy.report.shown import shown

FORMAT: Final = "modelpolicy-cache-missing/1"


class Missing(Protocol):
    """What is shown of a model that is not there."""

    @property
    def model(self) -> ModelId:
        """The model."""

    @property
    def revision(self) -> str | None:
        """Which one of it."""

    @property
    def users(self) -> tuple[str, ...]:
        """Who needs it."""

    @property
    def lack(self) -> str:
        """In a word."""

    @property
    def detail(self) -> str:
        """What is wrong with what is there."""

    @property
    def command(self) -> str:
        """What fetches it; empty where nothing is known to."""


def missing_text(missing: Sequence[Missing]) -> str:
    """A block a model; that nothing is missing, where nothing is."""
    lines = [line for one in missing for line in _lines(one)]
    lacking = sum(one.lack != "not looked for" for one in missing)
    return "\n".join([*lines, f"{counted(lacking, 'model')} to fetch" if lacking else "clean: nothing is missing"])


def missing_json(missing: Sequence[Missing]) -> str:
    """The models in the given order."""
    models = [
        {
            "id": str(one.model),
            "revision": one.revision,
            "needed_by": list(one.users),
            "lack": one.lack,
            "detail": one.detail,
            "command": one.command or None,
        }
        for one in missing
    ]
    return json.dumps({"format": FORMAT, "models": models}, indent=2)


def _lines(one: Missing) -> Iterator[str]:
    revision = f"@{one.revision}" if one.revision else ""
    detail = f": {one.detail}" if one.detail else ""
    yield shown(f"{one.lack}{detail}  {one.model}{revision}  {', '.join(one.users)}")
    if one.lack != "not looked for":
        yield f"    {shown(one.command)}" if one.command else "    no command is known that fetches it"
