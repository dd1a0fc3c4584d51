import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.source.identifiers import attributes_set, identifiers, names_read, places_of


def test_whole_words_only() -> None:
    words = identifiers(b'import torch.hub as th\nmodel=YOLO("yolov8x.pt")  # load_it\n')
    assert {b"torch", b"hub", b"YOLO", b"yolov8x", b"load_it"} <= words
    assert not {b"load", b"OLO", b"th\n", b"torch.hub"} & words


@given(st.lists(st.from_regex(r"[^\W\d]\w{0,8}", fullmatch=True)), st.sampled_from(' .(,\n="#'))
def test_every_identifier_is_found_whatever_its_letters(names: list[str], separator: str) -> None:
    assert identifiers(separator.join(names).encode()) == {name.encode() for name in names}


@given(st.binary() | st.text("ab_ .é").map(str.encode), st.sampled_from(["a", "aa", "ab", "b_a", "é"]).map(str.encode))
def test_a_word_stands_in_places_where_it_is_an_identifier(data: bytes, word: bytes) -> None:
    places = list(places_of(data, word))
    assert all(data[place:].startswith(word) for place in places)
    assert bool(places) == (word in identifiers(data))


@pytest.mark.parametrize(
    "source",
    [
        "a()",
        "x.a",
        "class B(a): pass",
        "import a",
        "f'{a}'",
        "x = '\na()",
        "undef a",
        "@b(\n'def c')\n@c\ndef a(): pass",
    ],
)
def test_names_that_may_be_read(source: str) -> None:
    assert b"a" in names_read(source.encode())


@pytest.mark.parametrize("source", ["'a'", "# a", "def a(): pass", "class a: pass", "  async def  a(): pass"])
def test_names_that_are_not_read(source: str) -> None:
    assert b"a" not in names_read(source.encode())


@pytest.mark.parametrize(
    "statement",
    [
        "x.a += 1",
        "x.a //= 1",
        "x.a: int = 1",
        "x.a: dict[str, 'int'] = {}",
        "y, x.a = 1, 2",
        "x.a, y = 1, 2",
        "(y, *x.a) = 1, 2",
        "[x.a[0], y] = 1, 2",
        "with y() as x.a:\n    pass",
        "with y() as (z, x.a):\n    pass",
        "for x.a in y:\n    pass",
        "for z, x.a in y:\n    pass",
        "x.a.append(1)",
        "x.a.update(y)",
    ],
)
def test_attributes_that_other_targets_set(statement: str) -> None:
    assert b"a" in attributes_set(f"import x\n{statement}\n".encode())
    indented = "\n    ".join(statement.splitlines())
    assert b"a" in attributes_set(f"def f():\n    {indented}\n".encode())


@pytest.mark.parametrize("path", sorted(Path(ast.__file__).parent.glob("[a-t]*.py")), ids=lambda path: path.name)
def test_no_name_that_the_standard_library_reads_is_missed(path: Path) -> None:
    nodes = list(ast.walk(ast.parse(path.read_bytes())))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    imported = {name for node in nodes if isinstance(node, ast.alias) for name in node.name.split(".")}
    assert {name.encode() for name in names | attributes | imported - {"*"}} <= names_read(path.read_bytes())


@pytest.mark.parametrize(
    "source",
    [
        *(
            "x.a = 1",
            "(x . a) = y.b = 1",
            "x.\\\n a \\\n = 1",
            "f()[0].a=1",
            "setattr(x, 'a', 1)",
            'setattr(x, "a", 1)',
        ),
        *("x.a[0] = 1", "x.a[y[0]]=1", "x.a[\n    0\n] = 1"),
    ],
)
def test_attributes_that_are_set(source: str) -> None:
    assert b"a" in attributes_set(source.encode())


@pytest.mark.parametrize("source", ["x.a == 1", "f(a=1)", "a = x.b", "x['a'] = 1", "x.a[0] == 1", "y = x.a[0]"])
def test_attributes_that_are_not_set(source: str) -> None:
    assert b"a" not in attributes_set(source.encode())


@pytest.mark.parametrize("path", sorted(Path(ast.__file__).parent.glob("[a-t]*.py")), ids=lambda path: path.name)
def test_no_attribute_that_the_standard_library_sets_is_missed(path: Path) -> None:
    nodes = list(ast.walk(ast.parse(path.read_bytes())))
    targets = [target for node in nodes if isinstance(node, ast.Assign) for target in node.targets]
    tables = [target.value for target in targets if isinstance(target, ast.Subscript)]
    assigned = {target.attr.encode() for target in (*targets, *tables) if isinstance(target, ast.Attribute)}
    calls = [node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    setters = [call.args[1] for call in calls if call.func.id == "setattr" and len(call.args) == 3]  # type: ignore[attr-defined]  # narrowed above
    named = {name.value.encode() for name in setters if isinstance(name, ast.Constant) and isinstance(name.value, str)}
    assert assigned | named <= attributes_set(path.read_bytes())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("setattr(x, name, 1)", True),
        ("setattr(x.y, f'a{b}', 1)", True),
        ("vars(x)[name] = 1", True),
        ("x.__dict__.update(y)", True),
        ("setattr(x, 'a', 1)", False),
        ("setattr(self, name, 1)", False),
        ("monkeypatch.setattr(x, name, 1)", False),
        ("vars(x)", False),
    ],
)
def test_attributes_of_others_that_are_set_by_computed_names(source: str, expected: bool) -> None:
    assert (b"*" in attributes_set(source.encode())) is expected
