"""A CLIP vision tower that merges similar tokens as it goes (ToMe, https://arxiv.org/abs/2210.09461)."""

from typing import Any


def encode_merged(tower: Any, pictures: Any, keep: float) -> Any:
    """Encode pictures up to the last layer but one, with about the share ``keep`` of their tokens left.

    ``tower`` is a CLIPVisionModel; ``pictures`` are of any size that its patches divide. The result has the shape
    (pictures, tokens, width), without the class token. Merged tokens weigh in attention as much as what they stand for.
    """
    import torch

    hidden = tower.pre_layrnorm(tower.embeddings(pictures, interpolate_pos_encoding=True))
    layers = tower.encoder.layers
    drop = int((hidden.shape[1] - 1) * (1 - keep) / len(layers))
    sizes = torch.ones_like(hidden[..., :1])
    for layer in layers[:-1]:
        normed = layer.layer_norm1(hidden)
        keys = layer.self_attn.k_proj(normed).unflatten(-1, (layer.self_attn.num_heads, -1)).mean(dim=2)
        weights = sizes.log().transpose(1, 2)[:, None].expand(-1, 1, hidden.shape[1], -1)
        hidden = hidden + layer.self_attn(normed, attention_mask=weights)[0]
        hidden, sizes = merge_tokens(hidden, sizes, keys, drop)
        hidden = hidden + layer.mlp(layer.layer_norm2(hidden))
    return hidden[:, 1:]


def merge_tokens(hidden: Any, sizes: Any, keys: Any, drop: int) -> tuple[Any, Any]:
    """Merge the ``drop`` tokens at even places that are most like one at an odd place into that one, as weighted means.

    The first token stays. ``sizes``, of shape (pictures, tokens, 1), are how many tokens each stands for.
    """
    import torch

    drop = min(drop, (hidden.shape[1] - 1) // 2)
    if not drop:
        return hidden, sizes
    directions = torch.nn.functional.normalize(keys.float(), dim=-1)
    likeness = directions[:, ::2] @ directions[:, 1::2].transpose(1, 2)
    likeness[:, 0] = -torch.inf
    best, partners = likeness.max(dim=-1)
    order = best.argsort(dim=-1, descending=True)
    gone, kept = order[:, :drop], order[:, drop:].sort(dim=-1).values
    totals = torch.cat([hidden * sizes, sizes], dim=-1)
    even, odd = totals[:, ::2], totals[:, 1::2]
    targets = _spread(partners.gather(1, gone), totals)
    odd = odd.scatter_add(1, targets, even.gather(1, _spread(gone, totals)))
    merged = torch.cat([even.gather(1, _spread(kept, totals)), odd], dim=1)
    return merged[..., :-1] / merged[..., -1:], merged[..., -1:]


def _spread(places: Any, totals: Any) -> Any:
    return places[..., None].expand(-1, -1, totals.shape[-1])
