"""Names that code asks for by a string, and what it looks into."""

import ast
from pathlib import Path

import pytest

from modelpolicy.source.asked_names import looked_into, names_asked
from modelpolicy.source.code import code_only
from modelpolicy.source.identifiers import names_read


@pytest.mark.parametrize(
    "source",
    [
        "getattr(x, 'a')",
        'getattr(\n  f(x, 1),\n  "a",\n  None)',
        "getattr(x['b'], 'a')",
        "getattr(getattr(x, 'b', 1), 'a')",
    ],
)
def test_names_that_are_asked_for(source: str) -> None:
    assert b"a" in names_asked(source.encode())
    assert b"a" in names_read(source.encode())


@pytest.mark.parametrize(
    "source",
    [
        *("getattr(x, name)", "getattr(y.x, f'load_{z}')", "getattr(x, 'load_' + z)", "vars(x)[z]", "x.__dict__"),
        *("import x as b\ngetattr(b, z)", "b = y.x\ngetattr(b, z)\n", "getattr(find(x), z)"),
    ],
)
def test_what_is_looked_into(source: str) -> None:
    assert {b"x.*", b"*"} <= looked_into(code_only(source.encode()))


@pytest.mark.parametrize("source", ["getattr(x, 'a')", "x.getattr", "y = x"])
def test_what_is_not_looked_into(source: str) -> None:
    assert b"x.*" not in looked_into(code_only(source.encode()))


@pytest.mark.parametrize(
    "source",
    ["globals()[z]", "locals()[z]", "getmembers(z)", "globals()['a' + z]", "globals()[f'a{z}']", "globals().get(z)"],
)
def test_whatever_is_looked_into(source: str) -> None:
    assert b"*" in looked_into(code_only(source.encode()))


def test_a_name_that_is_written_is_not_computed() -> None:
    assert looked_into(code_only(b"globals()['__file__']\nlocals() [ 'a' ]\n")) == frozenset()


@pytest.mark.parametrize("path", sorted(Path(ast.__file__).parent.glob("[a-t]*.py")), ids=lambda path: path.name)
def test_no_look_up_of_the_standard_library_is_missed(path: Path) -> None:
    data = path.read_bytes()
    calls = [node for node in ast.walk(ast.parse(data)) if isinstance(node, ast.Call) and len(node.args) > 1]
    asked = [call.args for call in calls if isinstance(call.func, ast.Name) and call.func.id == "getattr"]
    literal = {str(name.value) for _, name, *_ in asked if isinstance(name, ast.Constant)}
    computed = {
        owner.id for owner, name, *_ in asked if isinstance(owner, ast.Name) and not isinstance(name, ast.Constant)
    }
    assert {name.encode() for name in literal if name.isidentifier()} <= names_read(data)
    assert {f"{owner}.*".encode() for owner in computed - {"self", "cls"}} <= names_read(data)
