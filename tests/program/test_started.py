"""Functions that threads, processes, timers and pools run: with which arguments, and what they give in the end."""

import pytest

from tests.projects import ids

HEAD = "from ultralytics import YOLO\ndef work(name, size=None):\n    return YOLO(name)\ndef path(name):\n    return name + '.pt'\n"

STARTED = {
    "a thread": "from threading import Thread\nThread(target=work, args=('a.pt',)).start()",
    "a thread, by name": "import threading\nthreading.Thread(target=work, kwargs={'name': 'a.pt'}).start()",
    "a process, with a variable": "from multiprocessing import Process\ngiven = ('a.pt', 1)\nProcess(target=work, args=given).start()",
    "a timer": "from threading import Timer\nTimer(5, work, ('a.pt',)).start()",
    "a pool of processes": "from multiprocessing import Pool\nwith Pool() as pool:\n    pool.apply_async(work, ('a.pt',))",
    "numbered processes": "import torch.multiprocessing as mp\ndef one(rank, name, size):\n    if rank == 0:\n        work(name)\nmp.spawn(one, args=('a.pt', 3), nprocs=2)",
    "numbered processes, by position": (
        "import torch.multiprocessing as mp\ndef one(rank, name):\n    work(name)\ngiven = ('a.pt',)\nmp.spawn(one, given, 2)"
    ),
    "numbered processes, by name": (
        "from torch.multiprocessing import spawn\ndef one(rank, name):\n    work(name)\nspawn(fn=one, args=('a.pt',), nprocs=2)"
    ),
    "processes out of a notebook": "from accelerate import notebook_launcher\nnotebook_launcher(work, ('a.pt',), num_processes=2)",
    "a task behind an answer": "from fastapi import BackgroundTasks\ndef answer(tasks: BackgroundTasks):\n    tasks.add_task(work, 'a.pt')",
}

GIVEN = {
    "a future": "with ThreadPoolExecutor() as pool:\n    YOLO(pool.submit(path, 'a').result())",
    "a future, awaited": "async def main():\n    YOLO(await asyncio.to_thread(path, 'a'))",
    "of a pool of processes": "with multiprocessing.Pool() as pool:\n    YOLO(pool.apply_async(path, ('a',)).get(timeout=5))",
    "futures as they end": (
        "with ThreadPoolExecutor() as pool:\n    for one in as_completed([pool.submit(path, 'a')]):\n        YOLO(one.result())"
    ),
    "futures by name": (
        "with ThreadPoolExecutor() as pool:\n    found = {name: pool.submit(path, name) for name in ('a',)}\n"
        "paths = {name: one.result() for name, one in found.items()}\nYOLO(paths['a'])"
    ),
}


@pytest.mark.parametrize("starting", STARTED.values(), ids=STARTED.keys())
def test_a_function_that_something_starts(starting: str) -> None:
    assert ids(f"{HEAD}{starting}") == ["ultralytics:a.pt"]


@pytest.mark.parametrize("giving", GIVEN.values(), ids=GIVEN.keys())
def test_what_a_function_gives_that_runs_elsewhere(giving: str) -> None:
    imports = "import asyncio, multiprocessing\nfrom concurrent.futures import ThreadPoolExecutor, as_completed\n"
    source = f"{imports}from ultralytics import YOLO\ndef path(name):\n    return name + '.pt'\n{giving}"
    assert ids(source) == ["ultralytics:a.pt"]


def test_each_turn_of_a_loop_starts_a_thread_of_its_own() -> None:
    project = """
        from threading import Thread
        from ultralytics import YOLO
        class Workers:
            def run(self, name):
                YOLO(name)
            def start(self):
                for name in ("a.pt", "b.pt"):
                    Thread(target=self.run, args=(name,)).start()
        Workers().start()
    """
    assert ids(project) == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_a_target_of_anything_else_is_handed_on() -> None:
    assert ids(f"{HEAD}from somewhere import keep\nkeep(target=work)\nwork('a.pt')") == ["?", "ultralytics:a.pt"]
