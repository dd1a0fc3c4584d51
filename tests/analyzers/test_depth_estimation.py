"""Depth, end to end on a small MiDaS, and its description on drawn depths."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analyzers.depth_estimation import DepthEstimation, describe_nearness
from analyzers.media import Frame
from tests.analyzers.films import look, write_film
from tests.analyzers.hub_cache import Hub


def put_midas(hub: Hub) -> None:
    """Save a hybrid of convolutions and a vision transformer, as the published one is."""
    import transformers as library

    convolutions: dict[str, Any] = {
        "model_type": "bit",
        "global_padding": "same",
        "layer_type": "bottleneck",
        "depths": [1, 1, 1],
        "embedding_size": 16,
        "hidden_sizes": [16, 32, 64],
        "num_groups": 4,
        "out_features": ["stage1", "stage2", "stage3"],
        "embedding_dynamic_padding": True,
    }
    config = library.DPTConfig(
        is_hybrid=True,
        backbone_config=convolutions,
        backbone_featmap_shape=[1, 64, 4, 4],
        backbone_out_indices=[0, 1, 2, 3],
        neck_hidden_sizes=[16, 32, 32, 32],
        neck_ignore_stages=[0, 1],
        fusion_hidden_size=16,
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=4,
        num_attention_heads=2,
        image_size=64,
        readout_type="project",
    )
    processor = library.DPTImageProcessor(size={"height": 64, "width": 64})
    hub.save("Intel/dpt-hybrid-midas", library.DPTForDepthEstimation(config), processor)


def test_every_second_has_a_near_part(hub: Hub, tmp_path: Path) -> None:
    put_midas(hub)
    pictures = np.random.default_rng(0).integers(0, 255, (2, 90, 120, 3), np.uint8)
    film = write_film(tmp_path / "film.mp4", [picture for picture in pictures for _ in range(10)])

    found = look(DepthEstimation(), film).segments

    assert [(depth.start, depth.end) for depth in found] == [(0, 1), (1, 2)]
    for depth in found:
        near, x, y = depth.values
        assert 0 < near.amount < 1
        assert 0 < x.amount < 120
        assert 0 < y.amount < 90
        assert [value.unit for value in depth.values] == ["ratio", "pixel", "pixel"]
    assert found[0].values != found[1].values


@pytest.mark.parametrize(
    ("columns", "label", "x"),
    [(slice(0, 30), "near_left", 14.5), (slice(45, 75), "near_center", 59.5), (slice(90, 120), "near_right", 104.5)],
)
def test_what_is_near_has_a_share_and_a_place(columns: slice, label: str, x: float) -> None:
    nearness = np.linspace(0, 3, 60 * 120, dtype=np.float32).reshape(60, 120)
    nearness[20:40, columns] = 10

    depth = describe_nearness(Frame(1, 2, np.zeros((60, 120, 3), np.uint8)), nearness)

    assert (depth.start, depth.end, depth.label) == (1, 2, label)
    assert [value.amount for value in depth.values] == pytest.approx([600 / 7200, x, 29.5])


def test_a_wall_is_near_everywhere() -> None:
    depth = describe_nearness(Frame(0, 1, np.zeros((4, 6, 3), np.uint8)), np.ones((4, 6), np.float32))
    assert depth.label == "near_center"
    assert [value.amount for value in depth.values] == pytest.approx([1, 2.5, 1.5])
