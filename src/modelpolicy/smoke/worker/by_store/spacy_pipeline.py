"""A pipeline of spaCy."""

from modelpolicy.smoke.worker.by_store.loaded import Loaded


def load_spacy_pipeline(name: str, device: str) -> Loaded:
    """Load ``name``, an installed package or a directory, onto ``device``. It runs on the text.

    Raises:
        ValueError: a GPU was asked for, and spaCy has none.
    """
    import spacy
    from thinc.api import require_gpu

    if device != "cpu":
        require_gpu()
    pipeline = spacy.load(name)
    return Loaded(pipeline, lambda samples: pipeline(samples.text))
