"""A model that was loaded without the code of an analyzer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from modelpolicy.smoke.worker.entry import Samples


@dataclass(frozen=True, slots=True)
class Loaded:
    """The model, and what runs it on one small input; ``None`` where its store does not say what it takes."""

    model: Any
    run: Callable[[Samples], object] | None = None
