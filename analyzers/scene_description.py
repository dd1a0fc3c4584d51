"""A scene in a sentence, written from what other analyzers found in it."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Final

from analyzers.base import Analyzer, Found
from analyzers.device import best_device
from analyzers.media import Media
from analyzers.result import Segment

MODEL_ID: Final = "Qwen/Qwen2.5-0.5B-Instruct"
TASK: Final = "Describe this scene of a video in one sentence. Say nothing that is not listed.\n"
SOURCES: Final = {
    "object_detection": "Seen",
    "text_overlay": "Text on the screen",
    "speech_transcription": "Said",
}


class SceneDescription(Analyzer):
    """Has a small language model put into words what is seen, read and heard in each scene.

    Without scenes the video is one. A scene in which nothing was found is left out.
    """

    name = "scene_description"
    reads: ClassVar[tuple[str, ...]] = ("scene_segmentation", *SOURCES)
    answer_tokens: ClassVar[int] = 64
    _tokenizer: Any
    _model: Any

    @property
    def models(self) -> tuple[str, ...]:
        """The language model in the hub's cache."""
        return (f"hf:{MODEL_ID}",)

    def _load(self) -> None:
        from transformers import AutoModelForCausalLM, AutoTokenizer

        self._tokenizer = AutoTokenizer.from_pretrained(MODEL_ID)
        self._model = AutoModelForCausalLM.from_pretrained(MODEL_ID, dtype="auto").to(best_device())

    def _find(self, media: Media, found: Found) -> Iterator[Segment]:
        for scene in found.get("scene_segmentation") or (Segment(start=0, end=media.end, label="scene"),):
            notes = take_notes(scene, found)
            if notes:
                yield Segment(start=scene.start, end=scene.end, label="description", text=self._write(notes))

    def _write(self, notes: str) -> str:
        request = [{"role": "user", "content": TASK + notes}]
        inputs = self._tokenizer.apply_chat_template(
            request, add_generation_prompt=True, return_dict=True, return_tensors="pt"
        ).to(best_device())
        tokens = self._model.generate(**inputs, max_new_tokens=self.answer_tokens, do_sample=False)
        answer: str = self._tokenizer.decode(tokens[0, inputs["input_ids"].shape[1] :], skip_special_tokens=True)
        return answer.strip()


def take_notes(scene: Segment, found: Found) -> str:
    """List what was found in a scene, a line a source; empty where nothing was."""
    lines = {title: _mention(scene, found.get(source, ())) for source, title in SOURCES.items()}
    return "\n".join(f"{title}: {', '.join(mentions)}" for title, mentions in lines.items() if mentions)


def _mention(scene: Segment, segments: Sequence[Segment]) -> list[str]:
    """Name each thing once, in the order in which they appear."""
    present = (segment for segment in segments if segment.start < scene.end and segment.end > scene.start)
    return list(dict.fromkeys(segment.text or segment.label for segment in present))
