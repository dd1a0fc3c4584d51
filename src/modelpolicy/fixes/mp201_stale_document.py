"""Render a document anew."""

from collections.abc import Iterator

from modelpolicy.documents.render import render
from modelpolicy.domain.finding import Finding
from modelpolicy.fixes.change import Change
from modelpolicy.fixes.situation import Situation


def plan(finding: Finding, situation: Situation) -> Iterator[Change]:
    """Safe: it follows from the registry, and passages between the rendered ones stay."""
    path, registry = finding.location.path, situation.facts.registry.registry
    if path in situation.languages:
        yield Change(path, lambda text: render(registry, situation.languages[path], text or None, path))
