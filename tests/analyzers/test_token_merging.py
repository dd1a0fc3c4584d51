"""Merging of tokens: which go, what stays, and that without it the tower is the library's."""

from typing import Any

import pytest

from analyzers.token_merging import encode_merged, merge_tokens


@pytest.fixture(autouse=True)
def torch() -> Any:
    torch = pytest.importorskip("torch")
    torch.manual_seed(0)
    return torch


def test_the_most_alike_are_merged_into_weighted_means(torch: Any) -> None:
    keys = torch.tensor([[[1.0, 0], [0, 1], [1, 0.1], [1, 0], [-1, 0], [0.3, -1]]])
    hidden = torch.tensor([[[10.0], [20], [30], [40], [50], [60]]])
    sizes = torch.tensor([[[1.0], [1], [3], [1], [1], [1]]])

    merged, sizes = merge_tokens(hidden, sizes, keys, 1)

    # Of those at even places the third is most like one at an odd place, the fourth: (3 * 30 + 40) / 4.
    assert merged.flatten().tolist() == pytest.approx([10, 50, 20, 32.5, 60])
    assert sizes.flatten().tolist() == [1, 1, 1, 4, 1]


def test_the_class_token_stays_first_even_where_it_is_like_another(torch: Any) -> None:
    keys = torch.ones(1, 5, 2)
    hidden = torch.arange(5.0)[None, :, None]
    merged, _ = merge_tokens(hidden, torch.ones(1, 5, 1), keys, 10)  # half of the others at most
    assert merged.shape[1] == 3
    assert merged[0, 0, 0] == 0


@pytest.mark.parametrize("drop", [0, 3, 7])
def test_nothing_is_lost(torch: Any, drop: int) -> None:
    hidden, keys = torch.randn(2, 17, 4), torch.randn(2, 17, 3)
    merged, sizes = merge_tokens(hidden, torch.ones(2, 17, 1), keys, drop)
    assert merged.shape == (2, 17 - drop, 4)
    assert sizes.sum(dim=1).tolist() == [[17], [17]]
    assert torch.allclose((merged * sizes).sum(dim=1), hidden.sum(dim=1), atol=1e-4)


@pytest.fixture
def tower() -> Any:
    library = pytest.importorskip("transformers")
    config = library.CLIPVisionConfig(
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=4,
        num_attention_heads=2,
        image_size=32,
        patch_size=8,
    )
    return library.CLIPVisionModel(config).eval()


def test_a_tower_that_keeps_everything_is_the_librarys(torch: Any, tower: Any) -> None:
    pictures = torch.randn(2, 3, 48, 48)
    with torch.inference_mode():
        ours = encode_merged(tower, pictures, keep=1)
        states = tower(pictures, output_hidden_states=True, interpolate_pos_encoding=True).hidden_states
    assert torch.allclose(ours, states[-2][:, 1:], atol=1e-5)


def test_a_tower_drops_the_same_number_in_every_layer_but_the_last(torch: Any, tower: Any) -> None:
    with torch.inference_mode():
        encoded = encode_merged(tower, torch.randn(1, 3, 48, 48), keep=0.5)
    assert encoded.shape == (1, 36 - 3 * 4, 32)  # half of 36 over 4 layers
