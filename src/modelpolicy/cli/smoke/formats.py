"""The formats of smoke runs. A renderer is imported when it is asked for."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from modelpolicy.domain.runtime import SmokeResult

FORMATS: Final = ("text", "json", "junit", "markdown")


def render(form: str, results: "Sequence[SmokeResult]", seconds: float) -> str:
    """All ``results`` in one of ``FORMATS``; ``seconds`` is what they took together."""
    from modelpolicy.report.running.smoke_json import smoke_json
    from modelpolicy.report.running.smoke_junit import smoke_junit
    from modelpolicy.report.running.smoke_markdown import smoke_markdown
    from modelpolicy.report.running.smoke_text import smoke_text

    return {"text": smoke_text, "json": smoke_json, "junit": smoke_junit, "markdown": smoke_markdown}[form](
        results, seconds
    )
