"""What a clip shows, told in detail by AuroraCap."""

from collections.abc import Iterator
from typing import Any, ClassVar, Final

from analyzers.device import best_device
from analyzers.hub import HubAnalyzer
from analyzers.media import Frame, Media
from analyzers.result import Segment
from analyzers.token_merging import encode_merged

SIDE: Final = 378  # pixels, as in the training; 27 patches
KEEP: Final = 0.2  # of a picture's 729 tokens: so eight pictures leave room for an answer


class AuroracapAnalyzer(HubAnalyzer):
    """Describes clips of eight frames with AuroraCap (https://arxiv.org/abs/2410.03051).

    Its repository holds three networks: a language model, and in folders a vision tower and the projector between them.
    """

    name = "auroracap_analyzer"
    model_id = "wchai/AuroraCap-7B-VID-xtuner"
    rate: ClassVar[float] = 1.0
    clip_frames: ClassVar[int] = 8
    question: ClassVar[str] = "\nDescribe the video in detail. ASSISTANT:"
    _tokenizer: Any
    _model: Any
    _tower: Any
    _processor: Any
    _projector: Any

    def _load(self) -> None:
        from transformers import AutoModelForCausalLM, AutoTokenizer, CLIPImageProcessor, CLIPVisionModel

        self._tokenizer = AutoTokenizer.from_pretrained(self.model_id)
        self._model = AutoModelForCausalLM.from_pretrained(self.model_id, dtype="auto").to(best_device())
        self._tower = CLIPVisionModel.from_pretrained(self.model_id, subfolder="visual_encoder", dtype="auto")
        self._tower = self._tower.to(best_device(), self._model.dtype)
        self._processor = CLIPImageProcessor.from_pretrained(self.model_id, subfolder="visual_encoder")
        self._projector = self._load_projector().to(best_device(), self._model.dtype)

    def _load_projector(self) -> Any:
        """Load two layers by hand: the repository has code of its own for them, which would run on this machine."""
        from huggingface_hub import hf_hub_download
        from safetensors.torch import load_file
        from torch import nn

        weights = load_file(hf_hub_download(self.model_id, "projector/model.safetensors"))
        wide, narrow = weights["model.0.weight"].shape
        projector = nn.Sequential(nn.Linear(narrow, wide), nn.GELU(), nn.Linear(wide, wide))
        projector.load_state_dict({name.removeprefix("model."): weight for name, weight in weights.items()})
        return projector

    def _segments(self, media: Media) -> Iterator[Segment]:
        for clip in media.clips(self.rate, self.clip_frames):
            yield Segment(start=clip[0].start, end=clip[-1].end, label="description", text=self._describe(clip))

    def _describe(self, clip: tuple[Frame, ...]) -> str:
        import torch

        with torch.inference_mode():
            gap = self._embed(" ")
            pictures = [part for picture in self._project(clip) for part in (gap, picture)]
            prompt = torch.cat([self._embed("USER: ", begin=True), *pictures[1:], self._embed(self.question)])
            tokens = self._model.generate(inputs_embeds=prompt[None], max_new_tokens=96, do_sample=False)
        answer: str = self._tokenizer.decode(tokens[0], skip_special_tokens=True)
        return answer.strip()

    def _project(self, clip: tuple[Frame, ...]) -> Any:
        """Give the pictures' tokens the language model's width."""
        size = {"height": SIDE, "width": SIDE}
        pixels = self._processor(
            [frame.pixels for frame in clip], size={"shortest_edge": SIDE}, crop_size=size, return_tensors="pt"
        )["pixel_values"]
        return self._projector(encode_merged(self._tower, pixels.to(best_device(), self._tower.dtype), KEEP))

    def _embed(self, text: str, begin: bool = False) -> Any:
        tokens = self._tokenizer(text, add_special_tokens=begin, return_tensors="pt")["input_ids"][0]
        return self._model.get_input_embeddings()(tokens.to(best_device()))
