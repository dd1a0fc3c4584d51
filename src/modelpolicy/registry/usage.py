"""Who uses a documented model, and so what may be deleted."""

from modelpolicy.domain.model_id import ModelId
from modelpolicy.registry.schema import Registry


def users(registry: Registry, model: ModelId) -> tuple[str, ...]:
    """Names of the analyzers, enabled and disabled, that are documented to load ``model`` or may load it."""
    return tuple(name for name, entry in registry.analyzers.items() if model in entry.models + entry.may)


def enabled_users(registry: Registry, model: ModelId) -> tuple[str, ...]:
    """Names of the enabled analyzers among a model's users."""
    return tuple(name for name in users(registry, model) if registry.analyzers[name].status == "enabled")


def protected(registry: Registry) -> tuple[ModelId, ...]:
    """Models that must not be deleted: an enabled analyzer's, and those documented as forbidden to delete."""
    return tuple(
        model
        for model, entry in registry.models.items()
        if entry.deletion == "forbidden" or enabled_users(registry, model)
    )


def deletable(registry: Registry) -> tuple[ModelId, ...]:
    """Models documented as allowed to delete that no enabled analyzer uses."""
    return tuple(
        model
        for model, entry in registry.models.items()
        if entry.deletion == "allowed" and not enabled_users(registry, model)
    )
