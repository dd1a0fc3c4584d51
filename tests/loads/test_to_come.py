"""Loaders that a thread, a pool or an event loop calls."""

import pytest

from tests.projects import ids, scan

HEADER = """
import asyncio, threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pool, Process
from transformers import AutoModel
from ultralytics import YOLO
"""

LEAVING = {
    "asyncio's threads": ('async def f():\n    return await asyncio.to_thread(YOLO, "a.pt")', ["ultralytics:a.pt"]),
    "an executor of the event loop": (
        'async def f(loop):\n    return await loop.run_in_executor(None, YOLO, "a.pt")',
        ["ultralytics:a.pt"],
    ),
    "a pool of threads": ('ThreadPoolExecutor().submit(AutoModel.from_pretrained, "a/b")', ["hf:a/b"]),
    "with its keywords": (
        'ThreadPoolExecutor().submit(AutoModel.from_pretrained, pretrained_model_name_or_path="a/b")',
        ["hf:a/b"],
    ),
    "a pool of processes": ('Pool().apply_async(YOLO, ("a.pt",))', ["ultralytics:a.pt"]),
    "a map": ('list(map(YOLO, ["a.pt", "b.pt"]))', ["ultralytics:a.pt", "ultralytics:b.pt"]),
    "a map of a method": ('models = [*map(AutoModel.from_pretrained, ("a/b",))]', ["hf:a/b"]),
    "a map in a pool of threads": (
        'NAMES = {"x": "a.pt"}\nwith ThreadPoolExecutor() as pool:\n    pool.map(YOLO, NAMES.values())',
        ["ultralytics:a.pt"],
    ),
    "a map of what a caller passes": (
        'def f(names):\n    return list(map(YOLO, names))\nf(["a.pt"])\nf(["b.pt"])',
        ["ultralytics:a.pt", "ultralytics:b.pt"],
    ),
    "a thread": ('threading.Thread(target=YOLO, args=("a.pt",)).start()', ["ultralytics:a.pt"]),
    "a process, by keywords": ('Process(target=YOLO, kwargs={"model": "a.pt"}).start()', ["ultralytics:a.pt"]),
    "a timer": ('threading.Timer(1.0, YOLO, ["a.pt"]).start()', ["ultralytics:a.pt"]),
    "what a caller passes": (
        'async def f(name):\n    await asyncio.to_thread(YOLO, name)\nasyncio.run(f("a.pt"))',
        ["ultralytics:a.pt"],
    ),
    "where a condition holds": (
        'def f(name):\n    if name == "b.pt":\n        threading.Thread(target=YOLO, args=(name,)).start()\nf("a.pt")\nf("b.pt")',
        ["ultralytics:b.pt"],
    ),
    "a loader that is handed to a function of the project": (
        'def run(make, name):\n    return make(name)\nThreadPoolExecutor().submit(run, YOLO, "a.pt")',
        ["ultralytics:a.pt"],
    ),
    "a method": ('ThreadPoolExecutor().submit(model.predict, "a.pt")', []),
}


@pytest.mark.parametrize(("leaving", "expected"), LEAVING.values(), ids=LEAVING)
def test_a_call_that_is_left_to_others(leaving: str, expected: list[str]) -> None:
    assert ids(f"{HEADER}{leaving}\n") == expected


def test_it_stands_where_the_call_does_that_leaves_it() -> None:
    (load,) = scan("""
        import asyncio
        from ultralytics import YOLO
        async def f():
            return await asyncio.to_thread(YOLO, "a.pt")
        """)
    assert (load.call, load.location.line, load.location.column) == ("YOLO", 4, 18)
