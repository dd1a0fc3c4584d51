"""What lies in quarantine, as the artifacts that it would be again: so the same question says what of it is needed."""

from collections.abc import Iterable

from modelpolicy.cleanup.moving.batch import Moved
from modelpolicy.domain.artifact import Artifact, StoredFile
from modelpolicy.domain.model_id import ModelId
from modelpolicy.stores.needs import Needs


def moved(artifact: Artifact, needs: Needs, moves: Iterable[int]) -> Moved:
    """An artifact as the batch remembers it."""
    return Moved(
        artifact.store,
        str(artifact.model),
        artifact.revision,
        artifact.refs,
        tuple(map(str, artifact.serves)),
        artifact.root,
        artifact.home,
        artifact.state,
        artifact.bytes,
        tuple(map(str, needs.models)),
        tuple(moves),
    )


def artifact_of(one: Moved) -> Artifact:
    """The artifact at the place from which it was moved, with one file that stands for all of its files."""
    return Artifact(
        one.store,
        _model(one.model),
        one.root,
        one.home,
        (one.home,),
        (StoredFile("", one.home, one.bytes, 0, 0, id(one)),),
        one.revision,
        one.refs,
        tuple(map(_model, one.serves)),
        one.state,
    )


def needs_of(one: Moved) -> Needs:
    """The models that it needs."""
    return Needs(tuple(map(_model, one.needs)))


def _model(text: str) -> ModelId:
    """An id as the disk has it: a name there can be anything."""
    store, _, name = text.partition(":")
    return ModelId(store, name)
