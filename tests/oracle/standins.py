"""Stand-ins for the libraries and for the world outside: loads are recorded, what the source does not decide is played."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from types import FrameType, ModuleType, SimpleNamespace
from typing import Any, TypeVar

T = TypeVar("T")

REPLACED = ("ultralytics", "transformers", "torch", "world")


@dataclass(frozen=True, slots=True, order=True)
class RealLoad:
    """A load that happened: where the call of the loader stands, and the string that it was handed.

    ``address``: where the file at that path was fetched from; a scan may know it by either.
    """

    path: str
    line: int
    written: str
    address: str = ""

    @property
    def names(self) -> frozenset[str]:
        """The strings that it can be known by."""
        return frozenset({self.written, self.address} - {""})


@dataclass
class Recorder:
    """What was loaded by code below ``root``, and which addresses were fetched to which paths."""

    root: Path
    loads: set[RealLoad] = field(default_factory=set)
    fetched: dict[str, str] = field(default_factory=dict)

    def record(self, written: object, address: str = "") -> None:
        frame = self._caller()
        line = list(frame.f_code.co_positions())[frame.f_lasti // 2][0]
        assert line is not None
        path = Path(frame.f_code.co_filename).relative_to(self.root).as_posix()
        self.loads.add(RealLoad(path, line, str(written), address))

    def _caller(self) -> FrameType:
        """The innermost frame of the project: libraries and the interpreter's own modules are passed over."""
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and not frame.f_code.co_filename.startswith(str(self.root)):
            frame = frame.f_back
        assert frame is not None, "a load outside of the project"
        return frame


def standins(recorder: Recorder, outcomes: Sequence[bool]) -> dict[str, ModuleType]:
    """The modules that a project finds instead of the real ones."""
    return {
        "ultralytics": _module("ultralytics", YOLO=_ultralytics_model(recorder)),
        "transformers": _transformers(recorder),
        "torch": _torch(recorder),
        "world": _module("world", **_chances(outcomes), **_tidings(recorder.root)),
    }


def _ultralytics_model(recorder: Recorder) -> type:
    class YOLO:
        def __init__(self, model: str = "yolo26n.pt", **_: object) -> None:
            recorder.record(model)

    return YOLO


def _transformers(recorder: Recorder) -> ModuleType:
    class PreTrained:
        @classmethod
        def from_pretrained(cls, pretrained_model_name_or_path: str, **_: object) -> Any:
            recorder.record(pretrained_model_name_or_path)
            return cls()

    def pipeline(task: str, model: object = None, **_: object) -> str:
        if isinstance(model, str):
            recorder.record(model)
        return task

    classes = {name: type(name, (PreTrained,), {}) for name in ("AutoModel", "AutoTokenizer")}
    return _module("transformers", pipeline=pipeline, **classes)


def _torch(recorder: Recorder) -> ModuleType:
    def fetch(url: str, dst: str) -> None:
        recorder.record(url)
        recorder.fetched[dst] = url

    def load(path: str) -> None:
        recorder.record(path, recorder.fetched.get(path, ""))

    return _module("torch", load=load, hub=_module("torch.hub", download_url_to_file=fetch))


def _chances(outcomes: Sequence[bool]) -> dict[str, Callable[..., Any]]:
    """Coins that fall as ``outcomes`` say, over and over; choices and accidents that hang on them."""
    coins: Iterator[bool] = cycle(outcomes)

    def coin() -> bool:
        return next(coins)

    def pick(options: Sequence[T]) -> T:
        return options[sum(next(coins) for _ in range(len(options) - 1))]

    def risk() -> None:
        if next(coins):
            raise OSError("bad luck")

    return {"coin": coin, "pick": pick, "risk": risk}


def _tidings(folder: Path) -> dict[str, Callable[..., Any]]:
    """What comes from outside: strings that the source holds only as digits. Files of it are put into ``folder``."""

    def told(digits: str) -> str:
        return bytes.fromhex(digits).decode()

    def settings(digits: str, key: str) -> dict[str, str]:
        return {key: told(digits)}

    def written_elsewhere(digits: str, key: str) -> Path:
        path = folder / f"{key}-{sha256(digits.encode()).hexdigest()}.json"
        path.write_text(json.dumps(settings(digits, key)))
        return path

    def namespace(digits: str, key: str) -> SimpleNamespace:
        return SimpleNamespace(**settings(digits, key))

    def arguments(digits: str, key: str) -> list[str]:
        return [f"--{key}={told(digits)}"]

    def several(digits: str) -> list[str]:
        return [told(digits)]

    def call(function: Callable[[str], object], digits: str) -> None:
        function(told(digits))

    tellers = (call, told, settings, written_elsewhere, namespace, arguments, several)
    return {teller.__name__: teller for teller in tellers}


def _module(name: str, **members: type | Callable[..., Any] | ModuleType) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(members)
    return module
