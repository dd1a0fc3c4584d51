"""The graph and what is asked of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from modelpolicy.domain.analyzer import Analyzer
from modelpolicy.domain.load import Candidate, Load
from modelpolicy.domain.model_id import ModelId


@dataclass(frozen=True, slots=True)
class Use:
    """An analyzer that loads a model at one place."""

    analyzer: str
    load: Load
    candidate: Candidate

    @property
    def model(self) -> ModelId:
        """The model that is loaded."""
        return self.candidate.id


@dataclass(frozen=True, slots=True)
class OpenLoad:
    """A load of an analyzer that something outside the source decides too."""

    analyzer: str
    load: Load


@dataclass(frozen=True, slots=True)
class Graph:
    """Which analyzer loads which model, and where.

    ``does`` is what the analyzers' code asks for, ``may`` is everything that it could reach, a superset.
    ``unowned`` are the loads that belong to no analyzer. ``is_declared``: the code itself lists its analyzers, so
    that one which is not there does not exist.
    """

    analyzers: tuple[Analyzer, ...] = ()
    does: tuple[Use, ...] = ()
    may: tuple[Use, ...] = ()
    open: tuple[OpenLoad, ...] = ()
    unowned: tuple[Load, ...] = ()
    is_declared: bool = True

    def analyzer(self, name: str) -> Analyzer | None:
        """The analyzer called ``name``."""
        return next((analyzer for analyzer in self.analyzers if analyzer.name == name), None)

    def is_disabled(self, name: str) -> bool:
        """Whether the code says that the analyzer ``name`` is switched off."""
        analyzer = self.analyzer(name)
        return analyzer is not None and analyzer.status == "disabled"

    def uses_by(self, analyzer: str) -> tuple[Use, ...]:
        """What one analyzer loads."""
        return tuple(use for use in self.does if use.analyzer == analyzer)

    def uses_of(self, model: ModelId) -> tuple[Use, ...]:
        """Who loads a model."""
        return tuple(use for use in self.does if use.model == model)

    def models(self) -> tuple[ModelId, ...]:
        """Every model that an analyzer loads, sorted."""
        return tuple(sorted({use.model for use in self.does}))

    def shared(self) -> frozenset[ModelId]:
        """The models that more than one analyzer loads."""
        return frozenset(model for model in self.models() if len(_analyzers(self.uses_of(model))) > 1)


def _analyzers(uses: Iterable[Use]) -> set[str]:
    return {use.analyzer for use in uses}
