"""Questions to Qwen2-VL (https://arxiv.org/abs/2409.12191) about pictures and clips."""

from typing import Any, ClassVar, Final

from analyzers.device import best_device
from analyzers.hub import HubAnalyzer

MODEL_ID: Final = "Qwen/Qwen2-VL-7B-Instruct"


class Qwen2VLAnalyzer(HubAnalyzer):
    """Has the model answer ``question``, in at most ``answer_tokens`` tokens."""

    model_id = MODEL_ID
    question: ClassVar[str]
    answer_tokens: ClassVar[int]
    _processor: Any
    _model: Any

    def _load(self) -> None:
        from transformers import AutoModelForImageTextToText, AutoProcessor

        self._processor = AutoProcessor.from_pretrained(self.model_id)
        self._model = AutoModelForImageTextToText.from_pretrained(self.model_id, dtype="auto").to(best_device())

    def _answer(self, kind: str, **visuals: Any) -> str:
        """Ask about an ``image`` or a ``video`` (``kind``), given as the processor's own arguments."""
        content = [{"type": kind}, {"type": "text", "text": self.question}]
        prompt = self._processor.apply_chat_template([{"role": "user", "content": content}], add_generation_prompt=True)
        inputs = self._processor(text=[prompt], return_tensors="pt", **visuals)
        inputs = inputs.to(best_device(), self._model.dtype)
        tokens = self._model.generate(**inputs, max_new_tokens=self.answer_tokens, do_sample=False)
        answer: str = self._processor.decode(tokens[0, inputs["input_ids"].shape[1] :], skip_special_tokens=True)
        return answer.strip()
