"""What questions may cost is bounded for each, for each file and for the whole project."""

import inspect
import sys

import pytest

from modelpolicy.extract.catalogue import builtin_catalogue
from modelpolicy.program.project import MOST_HELD_APART, MOST_TO_PARSE_FOR_A_FILE, Project, TooMuchSourceError
from modelpolicy.resolve.evaluator import Evaluator
from modelpolicy.resolve.questions.budget import MOST_STEPS
from modelpolicy.usecases.scanning.unit import loads_in
from tests.projects import MemorySources, scan

FILES = {f"m{number}.py": "x = 1\n" + "#" * 900_000 for number in range(8)}


def parsed(project: Project, paths: list[str]) -> list[str]:
    """Those of ``paths`` that a question may still parse."""
    done: list[str] = []
    for path in paths:
        try:
            with project.within(MOST_TO_PARSE_FOR_A_FILE):
                project.modules(path)
        except TooMuchSourceError:
            return done
        done.append(path)
    return done


def test_the_questions_about_one_file_share_what_is_parsed_for_them() -> None:
    project = Project(FILES, MemorySources(FILES))
    paths = list(FILES)
    assert parsed(project, paths) == paths[:3]
    project.turn_to_next_file()
    assert parsed(project, paths) == paths[:6]


def test_a_file_that_is_searched_itself_is_always_parsed() -> None:
    project = Project(FILES, MemorySources(FILES))
    parsed(project, list(FILES))
    assert project.modules("m7.py")


def test_a_question_has_its_own_bound() -> None:
    project = Project(FILES, MemorySources(FILES))
    with project.within(1_000_000):
        project.modules("m0.py")
        with pytest.raises(TooMuchSourceError):
            project.modules("m1.py")


def test_trees_go_where_they_take_too_much_memory_and_ids_stay() -> None:
    catalogue = builtin_catalogue()
    padding = "#" * (MOST_HELD_APART // 5)
    files = {
        "names.py": f'NAME = "base"\n{padding}',
        **{
            f"m{number}.py": f"import whisper\nfrom names import NAME\nwhisper.load_model(NAME)\n{padding}"
            for number in range(20)
        },
    }
    sources = MemorySources(files)
    evaluator = Evaluator(Project(files, sources, MOST_HELD_APART), catalogue)
    loads, most = [], 0
    for load in loads_in(evaluator, catalogue, dict.fromkeys(sorted(files))):
        loads.append(load)
        most = max(most, len(sources.parsed))
    assert [str(load.models[0].id) for load in loads] == ["whisper:base"] * 20
    assert most < 9


def test_a_project_by_itself_is_parsed_once_where_it_is_not_very_large() -> None:
    catalogue = builtin_catalogue()
    padding = "#" * 900_000
    files = {
        "names.py": "NAME = 'base'",
        **{f"m{n}.py": f"import whisper\nimport names\nwhisper.load_model(names.NAME)\n{padding}" for n in range(8)},
    }
    sources = MemorySources(files)
    evaluator = Evaluator(Project(files, sources), catalogue)
    loads = list(loads_in(evaluator, catalogue, dict.fromkeys(sorted(files))))
    assert [str(load.models[0].id) for load in loads] == ["whisper:base"] * 8
    assert sorted(sources.parsed) == sorted(files)


def test_contexts_that_multiply_from_caller_to_caller_end() -> None:
    calls = "".join(f"def f{level}(x):\n" + f"    f{level - 1}(x)\n" * 6 for level in range(1, 9))
    source = f"from ultralytics import YOLO\ndef f0(x):\n    YOLO(x)\n{calls}f8('a.pt')\n"
    files = {"app.py": source}
    catalogue = builtin_catalogue()
    evaluator = Evaluator(Project(files, MemorySources(files)), catalogue)
    (load,) = loads_in(evaluator, catalogue, {"app.py": None})
    assert {str(model.id) for model in load.models} == {"ultralytics:a.pt"}


def test_a_table_of_constants_takes_no_steps_however_large_it_is() -> None:
    table = ", ".join(f"'{key}': 'm{key}.pt'" for key in range(2 * MOST_STEPS))
    (load,) = scan(f"from ultralytics import YOLO\nMODELS = {{{table}}}\nYOLO(MODELS['17'])")
    assert [str(model.id) for model in load.models] == ["ultralytics:m17.pt"]
    assert not load.open


def test_of_a_table_only_what_is_asked_for_is_worked_out() -> None:
    costly = " + ".join(["slash"] * 100)
    entries = ", ".join(f"'{key}': {{'url': {costly}, 'path': slash + 'm{key}.pt'}}" for key in range(MOST_STEPS // 50))
    (load,) = scan(f"""
        from ultralytics import YOLO
        slash = '/'
        MODELS = {{{entries}}}
        YOLO(MODELS['17'].get('path'))
    """)
    assert [str(model.id) for model in load.models] == ["file:/m17.pt"]
    assert not load.open


def test_a_function_runs_once_for_all_calls_that_are_alike_to_it() -> None:
    slashes = " + ".join(["'models'", *["slash"] * 40])
    entries = ", ".join(f"'m{number}': path('m{number}.pt')" for number in range(MOST_STEPS // 50))
    (load,) = scan(f"""
        from ultralytics import YOLO
        slash = '/'
        def directory():
            return {slashes}
        def path(name):
            return directory() + name
        def table(kind):
            return {{{entries}}}
        for kind in unknown():
            YOLO(table(kind)['m17'])
    """)
    assert [str(model.id) for model in load.models] == ["file:models/m17.pt"]
    assert not load.open


def test_a_question_that_reaches_its_bound_leaves_the_classes_as_they_are_for_the_next() -> None:
    classes = 'class Base:\n    name = "a.pt"\nclass Child(Base):\n    pass'
    for left in range(2, 8):
        items = ", ".join(f'"{number}"' for number in range(MOST_STEPS - left))
        spends = f"YOLO([{items}, Child().name][-1])"
        *_, then = scan(f"from ultralytics import YOLO\n{classes}\n{spends}\nYOLO(Child().name)")
        assert [str(one.id) for one in then.models] == ["ultralytics:a.pt"], f"{left} steps left"


def test_a_stack_that_is_nearly_used_up_makes_loads_open_and_nothing_fail() -> None:
    chain = "".join(f"def f{level}(x):\n    return f{level - 1}(x)\n" for level in range(1, 11))
    files = {"app.py": f"from ultralytics import YOLO\ndef f0(x):\n    return x\n{chain}YOLO(f10('a.pt'))\n"}
    catalogue = builtin_catalogue()
    before = sys.getrecursionlimit()
    evaluator = Evaluator(Project(files, MemorySources(files)), catalogue)
    sys.setrecursionlimit(len(inspect.stack(0)) + 90)
    try:
        (load,) = loads_in(evaluator, catalogue, {"app.py": None})
    finally:
        sys.setrecursionlimit(before)
    assert (load.open, load.reason) == (True, "too many steps lead to it")


def test_a_loader_in_a_variable_is_a_load_when_nothing_is_left_to_ask_for_its_conditions() -> None:
    doubling = "\n".join(f"def f{n}(x):\n    return f{n + 1}(x + 'a') + f{n + 1}(x + 'b')" for n in range(40))
    spends = "\n".join(f"AutoModel.from_pretrained(f0('m{number}'))" for number in range(8))
    names = " + ".join(f"n{number}" for number in range(30))
    made = "".join(f"    n{number} = kind\n" for number in range(30))
    source = (
        f"from transformers import AutoModel, BertModel\n{doubling}\ndef f40(x):\n    return x\n{spends}\n"
        f"def load(kind):\n{made}    if {names} == 'x':\n        cls = BertModel\n    else:\n        cls = AutoModel\n"
        "    return cls.from_pretrained('a/b')\nload('s')\n"
    )
    *_, last = scan(source)
    assert (last.call, [str(model.id) for model in last.models]) == ("cls.from_pretrained", ["hf:a/b"])


def deciding(names: int) -> str:
    """A function that takes one of two branches by a condition that so many ``names`` have a part in."""
    made = "".join(f"    n{number} = kind\n" for number in range(names))
    return (
        f"import whisper\ndef load(kind):\n{made}    if {' + '.join(f'n{number}' for number in range(names))} == 'x':\n"
        "        name = 'small'\n    else:\n        name = 'large'\n    whisper.load_model(name)\nload('s')\n"
    )


def written(source: str) -> list[str]:
    """The models that the source loads, as it writes them."""
    return [model.written for load in scan(source) for model in load.models]


def test_a_condition_rules_a_branch_out() -> None:
    assert written(deciding(names=3)) == ["large"]


def test_a_condition_that_takes_too_long_rules_nothing_out() -> None:
    assert written(deciding(names=120)) == ["small", "large"]


CALLS = "\n".join(["    thing.get('b.pt')"] * (MOST_STEPS // 2))
"""Calls of which nobody knows what they call; more than are looked at. Their file does not speak of the class."""

GETS = "--- boxes.py\nfrom ultralytics import YOLO\nclass Box:\n    def get(self, name):\n        YOLO(name)\nBox().get('a.pt')"


def test_a_search_for_calls_keeps_what_it_found_before_there_were_too_many() -> None:
    (load,) = scan(f"{GETS}\n--- uses.py\ndef use(thing):\n{CALLS}")
    assert [str(one.id) for one in load.models] == ["ultralytics:a.pt"]
    assert (load.open, load.reason) == (True, "there are too many calls that can be one of get")


def test_a_default_holds_where_there_are_too_many_calls_to_tell() -> None:
    gets = GETS.replace("name)", "name='c.pt')", 1).replace("Box().get('a.pt')", "")
    (load,) = scan(f"{gets}\n--- uses.py\ndef use(thing):\n{CALLS}")
    assert [str(one.id) for one in load.models] == ["ultralytics:c.pt"]
    assert load.open


def test_a_field_is_open_where_there_are_too_many_calls_that_can_make_the_class() -> None:
    made = "\n".join(["    module.Box('b.pt')"] * (MOST_STEPS // 2))
    (load,) = scan(f"""
from dataclasses import dataclass
from ultralytics import YOLO
@dataclass
class Box:
    name: str = "a.pt"
def load(box: Box):
    YOLO(box.name)
def use(module):
{made}
""")
    assert [str(one.id) for one in load.models] == ["ultralytics:a.pt"]
    assert load.open
