"""Which callers choose what a load loads: those without whose calls it could be something else.

``load("faces")`` may pick an item of a dict, take a branch or ask a function. Whatever it does inside: where calls that
differ load different models, or none, the caller has chosen.
"""

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from modelpolicy.domain.load import Candidate
from modelpolicy.resolve.definitions.belonging import owner
from modelpolicy.values.places import FILLED, UNSEEN, Place
from modelpolicy.values.values import Instance

Chain = tuple[tuple[ast.Call, str], ...]
"""Calls with the definitions that make them, the nearest first."""

Loaded = frozenset[object]

MOST_CALLS: Final = 8
"""Calls outwards from a load that are looked at."""


def with_choosers(found: Sequence[tuple[Place, Sequence[Candidate]]], entered: Iterable[Place]) -> Iterator[Candidate]:
    """What is ``found`` in some of the contexts that are ``entered``; who chooses it is among its owners."""
    contexts = [(_chain(place), frozenset[object](one.id for one in candidates)) for place, candidates in found]
    taken = {chain for chain, _ in contexts}
    idle = [(chain, frozenset[object]()) for chain in map(_chain, entered) if chain not in taken]
    for (chain, _), (_, candidates) in zip(contexts, found, strict=True):
        choosers = tuple(_choosing(chain, [*contexts, *idle]))
        for one in candidates:
            yield replace(one, owners=tuple(dict.fromkeys((*one.owners, *choosers))))


def _choosing(chain: Chain, contexts: Sequence[tuple[Chain, Loaded]]) -> Iterator[str]:
    """The callers whose calls tell contexts apart, out to the one from whose call on all load the same."""
    for count, (_, caller) in enumerate(chain, 1):
        if len({loaded for _, loaded in contexts}) == 1:
            return
        alike = [context for context in contexts if context[0][:count] == chain[:count]]
        if len(alike) < len(contexts):
            yield caller
        contexts = alike


def _chain(place: Place) -> Chain:
    return tuple(islice(_calls_outwards(place), MOST_CALLS))


def _calls_outwards(place: Place) -> Iterator[tuple[ast.Call, str]]:
    """The calls that lead to ``place``: first the one that made the instance, then the one of its method."""
    pending = [place]
    for one in pending:
        made = one.receiver.made if isinstance(one.receiver, Instance) else None
        for frame in (made, one.frame):
            if frame is not None and frame.call not in (UNSEEN, FILLED):
                yield frame.call, owner(frame.caller, frame.call)
                pending.append(frame.caller)
