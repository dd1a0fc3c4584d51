"""Configurations that OmegaConf merges, and that Hydra composes of several files."""

import pytest

from tests.projects import ids

FILES = """
--- conf/config.yaml
defaults:
  - model: small
  - stage/first: fast
  - _self_
weights: a.pt
--- conf/model/small.yaml
weights: b.pt
name: ${model.weights}
--- conf/stage/first/fast.yaml
weights: c.pt
"""

MAIN = """
--- app.py
import hydra
from ultralytics import YOLO
@hydra.main(version_base=None, config_path="conf", config_name="config")
def main(cfg):
    load(cfg)
def load(cfg):
    YOLO({asked})
if __name__ == "__main__":
    main()
"""

ASKED = {
    "the file itself": ("cfg.weights", ["a.pt"]),
    "a file of its list of defaults": ("cfg.model.weights", ["b.pt"]),
    "by key": ('cfg["model"]["weights"]', ["b.pt"]),
    "a group in a group": ("cfg.stage.first.weights", ["c.pt"]),
    "an interpolation": ("cfg.model.name", []),
    "a key that no file has": ("cfg.model.missing", []),
}

MERGED = {
    "the later one wins": (
        'c = OmegaConf.merge(OmegaConf.create({"w": "b.pt"}), OmegaConf.create({"w": "a.pt"}))\nYOLO(c.w)',
        ["a.pt"],
    ),
    "dict by dict": (
        'c = OmegaConf.merge({"m": {"w": "a.pt", "x": "y"}}, {"m": {"x": "z"}})\nYOLO(c.m.w)',
        ["a.pt"],
    ),
    "the command line last": (
        'c = OmegaConf.merge(OmegaConf.create({"w": "a.pt"}), OmegaConf.from_cli())\nYOLO(c.w)',
        ["?", "a.pt"],
    ),
    "as a plain dict": ('YOLO(OmegaConf.to_container(OmegaConf.create({"w": "a.pt"}), resolve=True)["w"])', ["a.pt"]),
    "selected": ('YOLO(OmegaConf.select(OmegaConf.create({"m": {"w": "a.pt"}}), "m.w"))', ["a.pt"]),
}


@pytest.mark.parametrize(("asked", "expected"), ASKED.values(), ids=ASKED.keys())
def test_a_configuration_of_hydra(asked: str, expected: list[str]) -> None:
    found = ids(MAIN.replace("{asked}", asked).lstrip("\n") + FILES.lstrip("\n"))
    assert found == ["?", *(f"ultralytics:{name}" for name in expected)]


def test_a_composed_configuration() -> None:
    app = """--- app.py
from hydra import compose, initialize
from ultralytics import YOLO
with initialize(config_path="conf"):
    YOLO(compose(config_name="config").model.weights)
    YOLO(compose(config_name="config", overrides=["model=big"]).model.weights)
"""
    assert ids(app + FILES.lstrip("\n")) == ["?", "ultralytics:b.pt"]


@pytest.mark.parametrize(("source", "expected"), MERGED.values(), ids=MERGED.keys())
def test_what_omegaconf_makes_of_several(source: str, expected: list[str]) -> None:
    found = ids(f"from omegaconf import OmegaConf\nfrom ultralytics import YOLO\n{source}\n")
    assert found == [one if one == "?" else f"ultralytics:{one}" for one in expected]


def test_files_that_name_each_other_end() -> None:
    files = "--- conf/config.yaml\ndefaults: [other]\nweights: a.pt\n--- conf/other.yaml\ndefaults: [config]\n"
    assert ids(MAIN.replace("{asked}", "cfg.weights").lstrip("\n") + files) == ["?", "ultralytics:a.pt"]
