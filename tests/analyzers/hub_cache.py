"""A Hugging Face cache with small random models under real ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

REVISION = "0123456789abcdef0123456789abcdef01234567"
SILENCED = frozenset({"o_proj", "out_proj", "down_proj", "fc2", "embed_positions"})
WORDS = (
    "a video shows a person who walks across the street and looks at the camera",
    "describe what happens in this clip in the order in which it happens",
    "USER: what happens in this video? ASSISTANT: hello world",
)


@dataclass(frozen=True, slots=True)
class Hub:
    """The cache in the directory ``path``."""

    path: Path

    def snapshot(self, model_id: str) -> Path:
        """Where the files of ``model_id`` lie."""
        return self.path / f"models--{model_id.replace('/', '--')}" / "snapshots" / REVISION

    def save(self, model_id: str, *parts: Any) -> None:
        """Lay parts (config, weights, tokenizer, processor) out as a download of ``model_id`` would lie there."""
        snapshot = self.snapshot(model_id)
        snapshot.mkdir(parents=True)
        references = snapshot.parents[1] / "refs"
        references.mkdir()
        (references / "main").write_text(REVISION)
        for part in parts:
            part.save_pretrained(snapshot)


def byte_tokenizer(*special: str) -> Any:
    """A byte-level BPE that knows ``WORDS``; the ``special`` tokens come first and keep their order."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    bpe = Tokenizer(models.BPE())
    bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bpe.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=600,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        special_tokens=list(special),
        show_progress=False,
    )
    bpe.train_from_iterator(WORDS, trainer)
    return PreTrainedTokenizerFast(tokenizer_object=bpe)


def say(decoder: Any, norm: Any, head: Any, *chains: Sequence[int]) -> None:
    """Make a language model continue each token of a chain with the chain's next, whatever else it sees.

    Its layers and positions are silenced, so that ``head`` reads the last token's own embedding, normed.
    """
    import torch

    with torch.no_grad():
        for name, parameter in decoder.named_parameters():
            if SILENCED.intersection(name.split(".")):
                parameter.zero_()
        words = decoder.get_input_embeddings().weight.normal_()
        head.weight.zero_()
        for token, following in {step for chain in chains for step in pairwise(chain)}:
            head.weight[following] += norm(words[token])
