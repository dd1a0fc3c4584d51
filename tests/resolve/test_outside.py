"""Ids that come from the command line, from configuration files and through the library's own indirections."""

import pytest

from tests.projects import ids, scan

OPTIONS = {
    "argparse default": (
        (
            'import argparse\np = argparse.ArgumentParser()\np.add_argument("--weights", default="a.pt")\n'
            "args = p.parse_args()\nYOLO(args.weights)"
        ),
        ["?", "a.pt"],
    ),
    "argparse, with further arguments left over": (
        (
            'import argparse\np = argparse.ArgumentParser()\np.add_argument("--weights", default="a.pt")\n'
            "args, rest = p.parse_known_args()\nYOLO(args.weights)"
        ),
        ["?", "a.pt"],
    ),
    "argparse, spread over the parameters": (
        (
            "import argparse\ndef main(weights, device):\n    YOLO(weights)\np = argparse.ArgumentParser()\n"
            'p.add_argument("--weights", default="a.pt")\nmain(**vars(p.parse_args()))'
        ),
        ["?", "a.pt"],
    ),
    "argparse, a function for each command": (
        (
            "import argparse\ndef run(args):\n    YOLO(args.weights)\np = argparse.ArgumentParser()\n"
            'sub = p.add_subparsers().add_parser("run")\nsub.add_argument("--weights", default="a.pt")\n'
            "sub.set_defaults(command=run)\nargs = p.parse_args()\nargs.command(args)"
        ),
        ["?", "a.pt"],
    ),
    "argparse choices and dest": (
        (
            'import argparse\np = argparse.ArgumentParser()\np.add_argument("-w", dest="model_name", choices=["a.pt", "b.pt"])\n'
            "def main(args):\n    YOLO(args.model_name)\nmain(p.parse_args())"
        ),
        ["?", "a.pt", "b.pt"],
    ),
    "argparse without a default": (
        'import argparse\np = argparse.ArgumentParser()\np.add_argument("weights")\nYOLO(p.parse_args().weights)',
        ["?"],
    ),
    "argparse, required: the default never holds": (
        (
            'import argparse\np = argparse.ArgumentParser()\np.add_argument("--weights", default="a.pt", required=True)\n'
            "YOLO(p.parse_args().weights)"
        ),
        ["?"],
    ),
    "argparse, as a dict": (
        (
            'import argparse\np = argparse.ArgumentParser()\np.add_argument("--weights", default="a.pt")\n'
            'args = p.parse_args().__dict__\nYOLO(args.pop("weights"))'
        ),
        ["?", "a.pt"],
    ),
    "argparse, as a dict that a function is handed": (
        (
            'import argparse\ndef main(args):\n    YOLO(args.pop("weights"))\np = argparse.ArgumentParser()\n'
            'p.add_argument("--weights", default="a.pt")\nmain(vars(p.parse_args()))'
        ),
        ["?", "a.pt"],
    ),
    "an option that the code replaces": (
        (
            'import argparse\np = argparse.ArgumentParser()\np.add_argument("--weights", default="auto")\n'
            'args = p.parse_args()\nif args.weights == "auto":\n    args.weights = "a.pt"\nYOLO(args.weights)'
        ),
        ["?", "a.pt"],
    ),
    "an option that the code sets beside": (
        (
            'import argparse\np = argparse.ArgumentParser()\np.add_argument("--weights", default="a.pt")\n'
            'args = p.parse_args()\nif args.small == "a.pt":\n    args.weights = "b.pt"\nYOLO(args.weights)'
        ),
        ["?", "a.pt", "b.pt"],
    ),
    "click, called by its name": (
        (
            'import click\n@click.command()\n@click.option("--name", default="a.pt")\ndef main(name):\n    YOLO(name)\n'
            'if __name__ == "__main__":\n    main()'
        ),
        ["?", "a.pt"],
    ),
    "click": (
        'import click\n@click.command()\n@click.option("--model-name", default="a.pt")\ndef main(model_name):\n    YOLO(model_name)',
        ["?", "a.pt"],
    ),
    "fire": (
        'import fire\ndef main(weights="a.pt"):\n    YOLO(weights)\nfire.Fire(main)',
        ["?", "a.pt"],
    ),
    "a typer command without options": (
        'import typer\napp = typer.Typer()\n@app.command()\ndef main(weights: str = "a.pt"):\n    YOLO(weights)',
        ["?", "a.pt"],
    ),
    "typer.run": (
        'import typer\ndef main(weights: str = "a.pt"):\n    YOLO(weights)\nif __name__ == "__main__":\n    typer.run(main)',
        ["?", "a.pt"],
    ),
    "typer": (
        'import typer\ndef main(weights: str = typer.Option("a.pt", "--weights")):\n    YOLO(weights)',
        ["?", "a.pt"],
    ),
}

LANGUAGE = {
    "an entry, or the name itself": (
        'T = {"s": "a.pt", "l": "b.pt"}\nname = "s" if x() else "c.pt"\nYOLO(T.get(name, name))',
        ["a.pt", "c.pt"],
    ),
    "an entry, or another name": (
        'T = {"s": "a.pt", "c.pt": "b.pt"}\nname = "s" if x() else "d"\nother = "c.pt"\nYOLO(T.get(name, other))',
        ["a.pt", "c.pt"],
    ),
    "the first that fits": ('YOLO(next(one for one in ("a.pt", "b.pt") if x(one)))', ["a.pt", "b.pt"]),
    "the first, or else": ('YOLO(next((one for one in ("a.pt",) if x(one)), "b.pt"))', ["a.pt", "b.pt"]),
    "a slice by a length": ('NAME = "hf://a.pt"\nYOLO(NAME[len("hf://") :])', ["a.pt"]),
    "a namespace made of a dict": (
        'from types import SimpleNamespace\nD = {"name": "a.pt"}\nargs = SimpleNamespace(**{**D, "x": 1})\nYOLO(args.name)',
        ["a.pt"],
    ),
    "partial": ('from functools import partial\nload = partial(YOLO, "a.pt")\nload()', ["a.pt"]),
    "partial of a helper": (
        'from functools import partial\ndef f(name):\n    YOLO(name)\ng = partial(f, "a.pt")\ng()',
        ["a.pt"],
    ),
    "partial, called with the rest": (
        (
            "from functools import partial\ndef f(kind, name):\n    YOLO(name)\ndef run(kind):\n    g = partial(f, kind)\n"
            "    g('a.pt')\nrun('x')"
        ),
        ["a.pt"],
    ),
    "partial by names, called with the rest": (
        "import funcy\ndef f(name, kind=None):\n    YOLO(name)\ng = funcy.partial(f, kind='x')\ng('a.pt')",
        ["a.pt"],
    ),
    "partial of a function that returns": (
        'from functools import partial\ndef f(size, end):\n    return size + end\ng = partial(f, "a")\nYOLO(g(".pt"))',
        ["a.pt"],
    ),
    "submit": ('def f(name):\n    YOLO(name)\npool.submit(f, "a.pt")', ["a.pt"]),
    "getattr with a literal": ('class C:\n    name = "a.pt"\nYOLO(getattr(C, "name"))', ["a.pt"]),
    "getattr of a library": ('import ultralytics\ngetattr(ultralytics, "YOLO")("a.pt")', ["a.pt"]),
    "import_module": ('import importlib\nimportlib.import_module("ultralytics").YOLO("a.pt")', ["a.pt"]),
    "type of self": (
        'class C:\n    name = "a.pt"\n    def f(self):\n        YOLO(type(self).name)\n        YOLO(self.__class__.name)',
        ["a.pt"],
    ),
    "split": ('YOLO("x/a.pt".split("/")[1])', ["a.pt"]),
    "rpartition": ('YOLO("x/a.pt".rpartition("/")[-1])', ["a.pt"]),
    "basename": ('import os\nYOLO(os.path.basename("x/a.pt"))', ["a.pt"]),
    "enumerate": ('for number, name in enumerate(["a.pt", "b.pt"]):\n    YOLO(name)', ["a.pt", "b.pt"]),
    "zip": ('for size, name in zip([1, 2], ["a.pt", "b.pt"]):\n    if size == 2:\n        YOLO(name)', ["b.pt"]),
    "a dict of pairs": ('YOLO(dict([("a", "a.pt"), ("b", "b.pt")])["b"])', ["b.pt"]),
    "a dict of two lists": ('YOLO(dict(zip(["a", "b"], ["a.pt", "b.pt"]))["b"])', ["b.pt"]),
    "a dict of dicts": ('YOLO(({"a": "a.pt", "b": "c.pt"} | {"b": "b.pt"})["b"])', ["b.pt"]),
    "an ordered dict": ('from collections import OrderedDict\nYOLO(OrderedDict([("a", "a.pt")])["a"])', ["a.pt"]),
    "a dict with a factory": (
        'from collections import defaultdict\nYOLO(defaultdict(str, {"a": "a.pt"})["a"])',
        ["a.pt"],
    ),
    "numbers from one on": ('for i, n in enumerate(["a", "b"], 1):\n    YOLO(f"{n}{i}.pt")', ["a1.pt", "b2.pt"]),
    "numbers from an unknown one on": ('for i, n in enumerate(["a.pt"], start()):\n    YOLO(n)', ["a.pt"]),
    "lists in a chain": (
        'from itertools import chain\nfor n in chain(["a.pt"], ("b.pt",)):\n    YOLO(n)',
        ["a.pt", "b.pt"],
    ),
    "one at random": ('import random\nYOLO(random.choice(["a.pt", "b.pt"]))', ["a.pt", "b.pt"]),
    "the largest": ('YOLO(max("a.pt", "b.pt", key=len))', ["a.pt", "b.pt"]),
    "popped off a list": ('names = ["a.pt", "b.pt"]\nYOLO(names.pop())', ["a.pt", "b.pt"]),
    "what a search finds": (
        (
            'def find(n):\n    for m in ({"n": "x", "w": "a.pt"}, {"n": "y", "w": "b.pt"}):\n        if m["n"] == n:\n'
            '            return m\n    return None\nYOLO(find("x")["w"])'
        ),
        ["a.pt"],
    ),
    "chosen in a window": (
        'import streamlit as st\nYOLO(st.sidebar.selectbox("model", ["a.pt", "b.pt"]))',
        ["?", "a.pt", "b.pt"],
    ),
    "split of a path": ('import os\nYOLO(os.path.split("x/a.pt")[1])', ["a.pt"]),
    "splitext": ('import os\nname, suffix = os.path.splitext("a.onnx")\nYOLO(name + ".pt")', ["a.pt"]),
}

CONFIGS = {
    "YAML opened by name": (
        """
        --- app.py
        import yaml
        from ultralytics import YOLO
        with open("config.yaml") as file:
            config = yaml.safe_load(file)
        YOLO(config["model"]["weights"])
        --- config.yaml
        model:
          weights: a.pt
        """,
        ["a.pt"],
    ),
    "JSON beside the module": (
        """
        --- app/app.py
        import json
        from pathlib import Path
        from ultralytics import YOLO
        CONFIG = json.loads((Path(__file__).parent / "config.json").read_text())
        YOLO(CONFIG["weights"])
        --- app/config.json
        {"weights": "a.pt"}
        """,
        ["a.pt"],
    ),
    "TOML through a function": (
        """
        --- app.py
        import tomllib
        from ultralytics import YOLO
        def settings():
            with open("settings.toml", "rb") as file:
                return tomllib.load(file)
        YOLO(settings()["models"]["face"])
        --- settings.toml
        [models]
        face = "a.pt"
        """,
        ["a.pt"],
    ),
    "INI": (
        """
        --- app.py
        import configparser
        from ultralytics import YOLO
        config = configparser.ConfigParser()
        config.read("settings.ini")
        YOLO(config["models"]["face"])
        --- settings.ini
        [models]
        face = a.pt
        """,
        ["a.pt"],
    ),
    "INI, an option of a section": (
        """
        --- app.py
        import configparser
        from ultralytics import YOLO
        config = configparser.ConfigParser()
        config.read(["settings.ini"])
        YOLO(config.get("models", "face", fallback="b.pt"))
        YOLO(config.get("models", "hand", fallback="c.pt"))
        --- settings.ini
        [models]
        face = a.pt
        """,
        ["a.pt", "c.pt"],
    ),
    "OmegaConf attributes": (
        """
        --- app.py
        from omegaconf import OmegaConf
        from ultralytics import YOLO
        config = OmegaConf.load("config.yaml")
        YOLO(config.model.weights)
        --- config.yaml
        model: {weights: a.pt}
        """,
        ["a.pt"],
    ),
    "every model of a list": (
        """
        --- app.py
        import yaml
        from ultralytics import YOLO
        for name in yaml.safe_load(open("config.yaml"))["models"]:
            YOLO(name)
        --- config.yaml
        models: [a.pt, b.pt]
        """,
        ["a.pt", "b.pt"],
    ),
    "a value that a condition asks about": (
        """
        --- app.py
        import yaml
        from ultralytics import YOLO
        config = yaml.safe_load(open("config.yaml"))
        name = "b.pt" if config["size"] == "big" else config["weights"]
        def load(size):
            YOLO("c.pt" if size == "big" else "d.pt")
        YOLO(name)
        load(config["size"])
        --- config.yaml
        {size: small, weights: a.pt}
        """,
        ["a.pt", "b.pt", "c.pt", "d.pt"],
    ),
    "a file that is not there": (
        """
        --- app.py
        import yaml
        from ultralytics import YOLO
        YOLO(yaml.safe_load(open("config.yaml"))["weights"])
        """,
        ["?"],
    ),
    "a file that is broken": (
        """
        --- app.py
        import json
        from ultralytics import YOLO
        YOLO(json.load(open("config.json"))["weights"])
        --- config.json
        {"weights":
        """,
        ["?"],
    ),
}


@pytest.mark.parametrize(("source", "expected"), (OPTIONS | LANGUAGE).values(), ids=(OPTIONS | LANGUAGE).keys())
def test_ids_from_outside_the_file(source: str, expected: list[str]) -> None:
    assert ids(f"from ultralytics import YOLO\n{source}\n") == [
        name if name == "?" else f"ultralytics:{name}" for name in expected
    ]


@pytest.mark.parametrize(("text", "expected"), CONFIGS.values(), ids=CONFIGS.keys())
def test_ids_from_configuration(text: str, expected: list[str]) -> None:
    assert ids(text) == [name if name == "?" else f"ultralytics:{name}" for name in expected]


def test_a_parser_that_another_module_makes() -> None:
    text = """
        --- options.py
        import argparse
        def make():
            parser = argparse.ArgumentParser()
            parser.add_argument("--weights", default="a.pt")
            return parser
        --- main.py
        from ultralytics import YOLO
        from options import make
        args = make().parse_args()
        YOLO(args.weights)
        """
    assert ids(text) == ["?", "ultralytics:a.pt"]


def test_a_parser_that_has_read_no_file_of_the_project() -> None:
    loads = scan("""
        from configparser import ConfigParser
        from ultralytics import YOLO
        class Settings:
            parser: ConfigParser = None
            def weights(self, option):
                return self.parser.get("models", option)
        def main(path):
            config = ConfigParser()
            config.read(path)
            YOLO(config.get("models", "face", fallback="b.pt"))
            YOLO(Settings().weights("hand"))
        """)
    assert [([str(one.id) for one in load.models], load.open) for load in loads] == [
        (["ultralytics:b.pt"], True),
        ([], True),
    ]
