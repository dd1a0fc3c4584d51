"""The graph and what is asked of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from modelpolicy.domain.analyzer import Analyzer
from modelpolicy.domain.confidence import Confidence, highest, rank
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

    def at_least(self, confidence: Confidence) -> "Graph":
        """The graph without what rests on less certain loads alone: uses, and analyzers that the code does not list."""
        counts = rank(confidence)
        does = tuple(use for use in self.does if rank(use.load.confidence) >= counts)
        opened = tuple(found for found in self.open if rank(found.load.confidence) >= counts)
        guessed = _analyzers([*self.does, *self.open]) - _analyzers([*does, *opened])
        return replace(
            self,
            analyzers=tuple(one for one in self.analyzers if self.is_declared or one.name not in guessed),
            does=does,
            may=tuple(use for use in self.may if rank(use.load.confidence) >= counts),
            open=opened,
            unowned=tuple(load for load in self.unowned if rank(load.confidence) >= counts),
        )

    def confidence_in(self, analyzer: str) -> Confidence:
        """How certain it is that the analyzer loads models at all."""
        signs: list[Use | OpenLoad] = [*self.does, *self.open]
        return highest(sign.load.confidence for sign in signs if sign.analyzer == analyzer)

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

    def unowned_models(self) -> tuple[ModelId, ...]:
        """Every model that a load of no analyzer can be asked for, sorted."""
        return tuple(sorted({model for load in self.unowned for model in load.ids}))

    def shared(self) -> frozenset[ModelId]:
        """The models that more than one analyzer loads."""
        return frozenset(model for model in self.models() if len(_analyzers(self.uses_of(model))) > 1)


def _analyzers(uses: Iterable[Use | OpenLoad]) -> set[str]:
    return {use.analyzer for use in uses}
