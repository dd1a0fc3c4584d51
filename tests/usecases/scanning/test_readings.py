"""An edit that nothing rests on costs no search, and whatever is edited, a scan from the cache tells no lie."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelpolicy.report.code.loads_json import loads_json
from modelpolicy.settings.project import find_project
from modelpolicy.usecases.scanning.recall_scan import recall_or_scan, scan_afresh
from modelpolicy.usecases.scanning.scan import Scan
from tests.usecases.scanning.test_recall_scan import make, mark, shown, write

HEAD = "from ultralytics import YOLO\nimport os\n"
CORE = {
    "lib/pack/__init__.py": [
        "from .names import ALPHA",
        "from .tools import make, Tool",
        "from . import names, tools",
        "YOLO(ALPHA)",
        "YOLO(make(names.BETA))",
        "YOLO(tools.other)",
        "Tool(ALPHA).run()",
    ],
    "lib/pack/names.py": ['ALPHA = "alpha.pt"', "BETA = ALPHA", "def spare():\n    return BETA"],
    "lib/pack/tools.py": [
        "from .names import *",
        'other = {"key": ALPHA}["key"]',
        "def make(x):\n    return x or BETA",
        "class Tool:\n    def __init__(self, x):\n        self.x = x\n    def run(self):\n        YOLO(self.x)",
    ],
}
FILES = tuple(CORE)
MODULES = st.sampled_from(("names", "tools"))
NAMES = st.sampled_from(("ALPHA", "BETA", "make", "Tool", "other"))
STATEMENTS = (
    '{a} = "{b}.pt"',
    "{a} = {b}",
    "{a} = {b}.{c}",
    '{a}: str = "typed.pt"',
    '{a} = {{"key": {b}}}["key"]',
    "{a} = lambda x: {b}(x)",
    '{a} = getattr({b}, "{c}")',
    '{a} = getattr({b}, "al" "pha".upper())',
    '{a} = os.environ["KEY"]',
    'os.environ["K" "EY"] = "set.pt"',
    "{a}, {b} = {b}, {a}",
    "from .{m} import {a}",
    "from .{m} import {a} as {b}",
    "from .{m} import *",
    "from . import {m}",
    "from pack import {m} as {a}",
    "import {a}",
    "{m}.{a} = {b}",
    '{a}.{b} = "attribute.pt"',
    '{a}["key"] = "item.pt"',
    'setattr({a}, "{b}", "by_string.pt")',
    '{a}.__dict__.update({b}="dict.pt")',
    'setattr({a}, "{b}" + "", "computed.pt")',
    'globals()["{a}"] = "global.pt"',
    "globals().update({a}={b})",
    "{a} += {b}",
    "{a}, {m}.{b} = {c}, {b}",
    "try:\n    from .{m} import {a}\nexcept ImportError:\n    {a} = {b}",
    "match {a}:\n    case {b}:\n        {c} = 'case.pt'",
    "while {a}:\n    {b} = {c}",
    "for {a} in ({b}, {c}):\n    YOLO({a})",
    'if {a} == "x":\n    {b} = "branch.pt"',
    "if {a}:\n    raise SystemExit",
    "assert {a} != {b}",
    "del {a}",
    "def {a}(x={b}):\n    return {c}",
    "def {a}(x):\n    return YOLO(x)",
    'def {a}():\n    global {b}\n    {b} = "global.pt"',
    "def {a}(x):\n    if x == {b}:\n        return {c}\n    return x",
    '@{a}\ndef {b}(x="decorated.pt"):\n    YOLO(x)',
    'class {a}:\n    {b} = "class.pt"\n    def {c}(self):\n        YOLO(self.{b})',
    'class {a}({b}):\n    {c} = "child.pt"',
    "YOLO({a})",
    "YOLO({a}())",
    "YOLO({m}.{a})",
    "YOLO({a}.{b})",
    '{a}("argument.pt")',
    "{a}().{b}()",
    "{a}({b})",
    "{a}(YOLO)",
    '__all__ = ["{a}", "{b}"]',
    '"""{a}"""',
    "# {a}",
    "",
    "pass",
)
STATEMENT = st.builds(
    lambda shape, a, b, c, m: shape.format(a=a, b=b, c=c, m=m),
    st.sampled_from(STATEMENTS),
    NAMES,
    NAMES,
    NAMES,
    MODULES,
)
BESIDE = st.sampled_from(
    (
        "",
        "\n\n# notes\n",
        "SPARE = 1",
        'SPARE = "spare.pt"',
        "def spare(x=1):\n    return x",
        "class Spare:\n    spare = 1",
        "import spare",
        "SPARE: int = 2",
        "if os.name:\n    raise SystemExit",
        "os.getcwd()",
        "from .names import *",
        "def spare(self):\n    return YOLO(self.other)",
    )
)
MORE = st.lists(st.one_of(STATEMENT, BESIDE), max_size=2)
EDIT = st.tuples(
    st.sampled_from(FILES),
    st.sampled_from(("insert", "insert", "insert", "remove", "replace", "rename")),
    st.integers(0, 7),
    st.one_of(STATEMENT, BESIDE),
    NAMES,
)


def edited(statements: list[str], how: str, at: int, statement: str, name: str) -> list[str]:
    at %= len(statements) + 1
    match how:
        case "insert":
            return [*statements[:at], statement, *statements[at:]]
        case "remove":
            return [*statements[:at], *statements[at + 1 :]]
        case "replace":
            return [*statements[:at], statement, *statements[at + 1 :]]
        case _:
            return [one.replace(name, "other") for one in statements]


@settings(max_examples=max(150, settings().max_examples), deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(FILES, MORE)), st.lists(EDIT, min_size=1, max_size=5))
def test_whatever_is_edited_a_scan_from_the_cache_is_a_fresh_one(
    more: dict[str, list[str]], edits: list[tuple[str, str, int, str, str]]
) -> None:
    sources = {path: [*CORE[path], *more[path]] for path in FILES}
    with TemporaryDirectory() as directory:
        root = Path(directory)
        for path, statements in {"modelpolicy.toml": [], "lib/x-1.dist-info/METADATA": [], **sources}.items():
            write(root, path, "\n".join([HEAD * path.endswith(".py"), *statements, ""]))
        recall_or_scan(find_project(root))
        for path, how, at, statement, name in edits:
            sources[path] = edited(sources[path], how, at, statement, name)
            write(root, path, "\n".join([HEAD, *sources[path], ""]))
            recalled, fresh = (scans(find_project(root)) for scans in (recall_or_scan, scan_afresh))
            assert as_json(recalled) == as_json(fresh)
            assert shown(recalled) == shown(fresh)


PACK = {
    "modelpolicy.toml": "",
    "lib/x-1.dist-info/METADATA": "",
    "lib/pack/__init__.py": "from .names import SIZE\nfrom .tools import use\nuse(SIZE)\n",
    "lib/pack/names.py": 'import sys\n\nSIZE = "base.pt"\n\ndef fits(size):\n    return size in sys.argv\n',
    "lib/pack/tools.py": "from ultralytics import YOLO\n\nNOTE = 1\n\ndef use(size):\n    YOLO(size)\n",
}
BASE = PACK["lib/pack/names.py"]
TOOLS = PACK["lib/pack/tools.py"]
CASES = {
    "a comment above": ("names", f"# all sizes\n\n{BASE}", True),
    "a name that nobody asks for": ("names", f"TURN = 1\n{BASE}TURN = 2\n", True),
    "a function that nobody asks for": ("names", BASE.replace("in sys.argv", "not in sys.path"), True),
    "no such function any more": ("names", BASE.partition("\ndef")[0], True),
    "an import that nobody needs": ("names", BASE.replace("sys", "os"), True),
    "lines above what loads": ("tools", TOOLS.replace("NOTE = 1", "\n# a note\nNOTE = 2\nMORE = 3"), True),
    "another value": ("names", BASE.replace("base", "large"), False),
    "another value behind it": ("names", f'{BASE}SIZE = "large.pt"\n', False),
    "a value in a function": ("names", BASE.replace("return", "global SIZE; SIZE = 'large.pt'; return"), False),
    "a condition": ("names", f"{BASE}if fits(1):\n    raise SystemExit\n", False),
    "a way out under a name that nobody asks for": ("names", f"{BASE}if spare:\n    raise spare\n", False),
    "a call of what nobody asks for": ("names", f"{BASE}spare()\n", False),
    "names of another file": ("names", f"{BASE}from .tools import *\n", False),
    "a call where all calls are looked at": ("tools", f"{TOOLS}\ndef more():\n    use(1)\n", False),
    "another encoding": ("names", f"# coding: latin-1\n{BASE}", False),
    "something broken": ("names", f"{BASE}def (\n", False),
    "a kilobyte more": ("names", f"{BASE}# {'long ' * 300}\n", False),
}


@pytest.mark.parametrize(("name", "text", "is_recalled"), CASES.values(), ids=CASES.keys())
def test_only_where_something_else_is_read_the_package_is_searched_again(
    tmp_path: Path, name: str, text: str, *, is_recalled: bool
) -> None:
    project = make(tmp_path, PACK)
    assert [str(load.models[0].id) for load in recall_or_scan(project).loads] == ["ultralytics:base.pt"]
    write(tmp_path, f"lib/pack/{name}.py", text)
    places = [load.location for load in scan_afresh(project).loads]
    mark(tmp_path)
    for _ in range(2):
        loads = recall_or_scan(project).loads
        assert ("recalled" in {load.call for load in loads}) is is_recalled
        assert [load.location for load in loads] == places


def as_json(scanned: Scan) -> str:
    return loads_json(scanned.loads, scanned.failures, len(scanned.paths), 0.0)
