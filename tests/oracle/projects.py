"""Whole projects: packages, modules that load, and a ``main.py`` that makes them do it."""

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from tests.oracle.author import Author, Project, Way
from tests.oracle.shapes import DOUBTFUL_SHAPES, SHAPES, Shape
from tests.oracle.shapes_carried import CARRIED_SHAPES, DOUBTFUL_CARRIED_SHAPES
from tests.oracle.shapes_fetched import FETCHED_SHAPES
from tests.oracle.text import Block, Module
from tests.oracle.ways_classes import CHANGED_ATTRIBUTES, CLASSES
from tests.oracle.ways_conditions import CONDITIONS, PICKED
from tests.oracle.ways_containers import CHANGED_CONTAINERS, CONTAINERS, DOUBTFUL_CONTAINERS
from tests.oracle.ways_files import FILES
from tests.oracle.ways_flow import CHANGED_NAMES, DOUBTFUL_FLOW, FLOW
from tests.oracle.ways_functions import CHANGED_FUNCTIONS, DOUBTFUL_FUNCTIONS, FUNCTIONS, ONE_OF_MANY
from tests.oracle.ways_outside import OUTSIDE
from tests.oracle.ways_records import RECORDS
from tests.oracle.ways_settings import CHANGED_SETTINGS, DOUBTFUL_SETTINGS
from tests.oracle.ways_strings import STRINGS
from tests.oracle.ways_turns import CHANGED_TURNS, TURNS

CERTAIN: tuple[Way, ...] = (*STRINGS, *CONTAINERS, *FLOW, *FUNCTIONS, *CLASSES, *FILES, *CONDITIONS, *TURNS, *RECORDS)
CHANGING: tuple[Way, ...] = (
    *CHANGED_CONTAINERS,
    *CHANGED_NAMES,
    *CHANGED_ATTRIBUTES,
    *CHANGED_FUNCTIONS,
    *ONE_OF_MANY,
    *PICKED,
    *CHANGED_TURNS,
    *CHANGED_SETTINGS,
)
DOUBTFUL: tuple[Way, ...] = (*DOUBTFUL_CONTAINERS, *DOUBTFUL_FLOW, *DOUBTFUL_FUNCTIONS, *DOUBTFUL_SETTINGS, *OUTSIDE)

MODULES = ("core/__init__", "core/tables", "core/models", "app/find", "app/read", "main")
"""In the order in which they may import each other."""


@st.composite
def projects(draw: Callable[[st.SearchStrategy[Any]], Any], doubts: bool, changes: bool = True) -> dict[str, str]:
    """Files by their path. With ``doubts``, what the program does hangs on coins.

    With ``changes``, values change after they have been set: names that functions set, attributes that other code
    sets, items of dicts that are set again, the last turn of a loop, one of the values that a generator yields.
    """

    def choose(options: Sequence[object]) -> object:
        return options[draw(st.integers(0, len(options) - 1))]

    modules = [_module(order, path) for order, path in enumerate(MODULES)]
    project = Project(modules)
    author = Author(choose, project, CERTAIN + CHANGING * changes, DOUBTFUL if doubts else ())
    for _ in range(draw(st.integers(1, 4))):
        _write_load(
            author,
            SHAPES + CARRIED_SHAPES + FETCHED_SHAPES + (DOUBTFUL_SHAPES + DOUBTFUL_CARRIED_SHAPES) * doubts,
            draw(st.integers(0, 5)),
        )
    return project.texts


def _module(order: int, path: str) -> Module:
    return Module(f"src/{path}.py", path.removesuffix("/__init__").replace("/", "."), order)


def _write_load(author: Author, shapes: Sequence[Shape], fuel: int) -> None:
    """A load in one of the modules, and what makes it happen in ``main.py``."""
    author.fuel = fuel
    shape = author.choose(shapes)
    *modules, main = author.project.modules
    block = author.choose([main, *modules[1:]]).body
    if author.maybe():
        shape(author, block)
        if block is not main.body:
            main.imports[f"import {block.module.name}"] = None
    else:
        _write_function(author, shape, block, main.body)


def _write_function(author: Author, shape: Shape, block: Block, main: Block) -> None:
    body = block.nested()
    shape(author, body)
    name = block.module.fresh("run")
    block.put(f"def {name}():", body)
    main.emit(f"{author.reach(name, block, main)}()")
