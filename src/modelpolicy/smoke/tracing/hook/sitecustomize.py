"""Imported by Python itself at the start of every traced process: writes down calls of loaders, and opened weights.

Stands alone with the modules beside it, for it runs in whatever environment the traced program has. ``plan.json`` in
the directory that the environment names says which callees are loaders. Every Python that the program starts pays for
what is imported here: so no ``pathlib``, and no ``importlib.abc``.
"""

import importlib
import importlib.machinery
import importlib.util
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from modelpolicy_loaders import Loaders
from modelpolicy_record import Files, Record

VARIABLE: Final = "MODELPOLICY_TRACE"


def start(directory: str) -> None:
    """Record from now on, and refuse, by the plan that lies in ``directory``."""
    with open(os.path.join(directory, "plan.json"), encoding="utf-8") as file:
        plan = json.load(file)
    record = Record(directory)
    files = Files(record, plan["roots"], plan["suffixes"])
    refused = importlib.import_module("modelpolicy_refusals").refusals(plan, record.write) if plan["refused"] else {}
    listen({"open": files.hear, **refused})
    sys.meta_path.insert(0, Loaders(record, files, plan["patterns"], plan["project"]))


def listen(checks: Mapping[str, Callable[[Sequence[Any]], None]]) -> None:
    """Hear what the interpreter reports, to the end of the process: no code can take an audit hook away again.

    There are tens of thousands of events while a large library is imported, so one function looks each up once.
    """
    look_up = checks.get

    def hear(event: str, arguments: Sequence[Any]) -> None:
        check = look_up(event)
        if check is not None:
            check(arguments)

    sys.addaudithook(hear)


def go_on() -> None:
    """Run the module of this name that stands behind this one on the path, as if this one were not there."""
    here = os.path.dirname(__file__)
    behind = [place for place in sys.path if os.path.normpath(place) != here]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", behind)
    if spec is not None and spec.loader is not None:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


if __name__ == "sitecustomize":
    with suppress(OSError, ValueError, KeyError):  # a trace that cannot begin must not keep the program from beginning
        if VARIABLE in os.environ:
            start(os.environ[VARIABLE])
    go_on()
