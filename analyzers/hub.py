"""Models of the Hugging Face hub."""

from analyzers.base import MediaAnalyzer


class HubAnalyzer(MediaAnalyzer):
    """Uses one model of the Hugging Face hub, ``model_id``."""

    model_id: str

    @property
    def models(self) -> tuple[str, ...]:
        """The model in the hub's cache."""
        return (f"hf:{self.model_id}",)
