"""An encoder of sentence-transformers."""

from modelpolicy.smoke.worker.by_store.loaded import Loaded


def load_sentence_encoder(name: str, device: str) -> Loaded:
    """Load the repository ``name`` onto ``device``. It runs on the text."""
    from sentence_transformers import SentenceTransformer

    encoder = SentenceTransformer(name, device=device)
    return Loaded(encoder, lambda samples: encoder.encode(samples.text))
