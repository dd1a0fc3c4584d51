import ast
import warnings

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from modelpolicy.source.parse import Parsed, parse
from modelpolicy.source.recover import MAX_BROKEN, MAX_FAULTS


def calls(parsed: Parsed) -> list[tuple[int, int, str]]:
    """Line, byte column (from 0) and text of every call in every tree."""
    found = {
        (node.lineno, node.col_offset, ast.unparse(node))
        for tree in parsed.trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }
    return sorted(found)


def lines(parsed: Parsed) -> list[int]:
    return [failure.location.line for failure in parsed.failures]


def only(parsed: Parsed) -> ast.Module:
    (tree,) = parsed.trees
    return tree


def dump(tree: ast.AST) -> str:
    return ast.dump(tree, include_attributes=True)


VALID = '''\
"""A module."""
import os

if os.name:
\tx = 1
else:
\tx = {
"not indented": [1, 2],
}


@decorated
class A(B):
    size = "base"  # a comment

    async def f(self, *, a=1):
        """Doc with (brackets and "quotes".

def not_code(:
        """
        try:
            async with a as b, c: pass
        except E as e:
            raise
        else:
            y = f"{a!r} {b:>10}"; z = 2
        finally:
            del y
        match a:
            case [1, *_]:
                return await g(a, \\
                    b)

for i in range(3): print(i)
while True:
    break
last = (
    1,
)
'''


def test_valid_source_gives_the_tree_of_python() -> None:
    for data in (VALID.encode(), VALID.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + VALID.encode(), b"", b"\f\n"):
        parsed = parse("a.py", data)
        assert not parsed.failures
        assert dump(only(parsed)) == dump(ast.parse(data))


def test_recovery_of_valid_statements_changes_nothing() -> None:
    broken = VALID + "this is not python\n"
    tree = only(parse("a.py", broken.encode()))
    assert list(map(dump, tree.body[:-1])) == list(map(dump, ast.parse(VALID).body))


def test_warnings_about_the_source_stay_quiet() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert not parse("a.py", b'x = "\\d"\nassert (1, "always")\n').failures


PYTHON_2 = """\
import sys
print "loading", YOLO("a.pt")
print >>sys.stderr, load("b"),
exec "code" in scope(1)
model = YOLO(ur"c.pt")
if model: print "x"; other = YOLO("d.pt")
try:
    n = 0777 + 10L
except (IOError, OSError), e:
    raise ValueError, message("x")
if a <> b(1):
    s = `c(2)`
"""


def test_python_2() -> None:
    parsed = parse("a.py", PYTHON_2.encode())
    assert calls(parsed) == [
        (2, 17, "YOLO('a.pt')"),
        (3, 20, "load('b')"),
        (4, 15, "scope(1)"),
        (5, 8, "YOLO('c.pt')"),
        (6, 29, "YOLO('d.pt')"),
        (10, 22, "message('x')"),
        (11, 8, "b(1)"),
        (12, 9, "c(2)"),
    ]
    assert "model = YOLO('c.pt')" in ast.unparse(only(parsed))
    assert lines(parsed)[0] == 2
    assert "print" in parsed.failures[0].reason
    assert all(failure.searched for failure in parsed.failures)


CONFLICT = """\
import a
<<<<<<< HEAD
model = YOLO("ours.pt")
||||||| base
model = YOLO("base.pt")
=======
model = YOLO("theirs.pt")
>>>>>>> branch
def f():
    return model(1)
<<<<<<< HEAD
x = 1
=======
x = broken(2) here
>>>>>>> branch
"""


def test_a_merge_conflict_gives_both_sides_at_their_lines() -> None:
    parsed = parse("a.py", CONFLICT.encode())
    ours, theirs = parsed.trees
    assert "ours.pt" in ast.unparse(ours)
    assert "theirs.pt" not in ast.unparse(ours)
    assert "theirs.pt" in ast.unparse(theirs)
    assert "base.pt" not in ast.unparse(ours) + ast.unparse(theirs)
    assert calls(parsed) == [
        (3, 8, "YOLO('ours.pt')"),
        (7, 8, "YOLO('theirs.pt')"),
        (10, 11, "model(1)"),
        (14, 4, "broken(2)"),
    ]
    assert lines(parsed) == [2, 11, 14]
    assert parsed.failures[0].reason == "merge conflict marker"


def test_a_conflict_that_is_cut_off_is_still_searched() -> None:
    text = 'if x:\n    a = f("1")\n<<<<<<< HEAD\n    b = f("2")\n=======\n    b = f("3")\nc = f("4")\n'
    parsed = parse("a.py", text.encode())
    assert [line for line, _, _ in calls(parsed)] == [2, 4, 6, 7]
    assert lines(parsed)[0] == 3


def test_markers_inside_a_string_are_no_conflict() -> None:
    assert not parse("a.py", b'"""\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n"""\n').failures


BROKEN_METHOD = """\
class A:
    size = "base"

    def f(self, x:
        model = WhisperModel(self.size
        after = g(1)

    def h(self):
        for i in range(3) print:
            load("q")
        return k(2)

model = YOLO("y.pt")
"""


def test_broken_statements_leave_scopes_and_positions_alone() -> None:
    parsed = parse("a.py", BROKEN_METHOD.encode())
    (definition, assignment) = only(parsed).body
    assert isinstance(definition, ast.ClassDef)
    assert [ast.unparse(item).partition(":")[0] for item in definition.body] == [
        "size = 'base'",
        "def f()",
        "def h(self)",
    ]
    assert dump(assignment) == dump(ast.parse("\n" * 12 + 'model = YOLO("y.pt")').body[0])
    assert calls(parsed) == [
        (5, 16, "WhisperModel(self.size)"),
        (6, 16, "g(1)"),
        (9, 17, "range(3)"),
        (10, 12, "load('q')"),
        (11, 15, "k(2)"),
        (13, 8, "YOLO('y.pt')"),
    ]
    assert lines(parsed) == [4, 9]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('try:\n    a("1")\nb("2")\n', [(2, 4), (3, 0)]),
        ('else:\n    a("1")\nb("2")\n', [(2, 4), (3, 0)]),
        ('    a("1")\n  b("2")\nc("3")\n', [(1, 4), (2, 2), (3, 0)]),
        ('if x:\n        a("1")\n    b("2")\nc("3")\n', [(2, 8), (3, 4), (4, 0)]),
        ('if x:\n\ta("1")\n        b("2")\n', [(2, 1), (3, 8)]),
        ('@deco("0")\nx = a("1")\n', [(1, 1), (2, 4)]),
        ('def f():\nx = a("1")\n', [(2, 4)]),
        ('x = a("1"))\ny = b("2")\n', [(1, 4), (2, 4)]),
        ('x = (\ny = b("2")\nz = (c("3"))\n', [(2, 4), (3, 5)]),
        ('x = [(\ny = b("2")\nz = c("3")]\nw = d("4")\n', [(2, 4), (3, 4), (4, 4)]),
        ('"""never closed\nx = a("1")\n', [(2, 4)]),
        ('ä = 1; ö = b("ü") c("3") é\n', [(1, 13), (1, 21)]),
        ('with a("1") as x, b("2") bad:\n    c("3")\n', [(1, 5), (1, 18), (2, 4)]),
        ('f(x, g("1" h), [k("2")\n', [(1, 16)]),
        ('m = Model.load("x").to(device) bad\n', [(1, 4), (1, 4)]),
        ('type X = a("1")\ndef f[T](x=b("2")): pass\nx = print y\n', [(1, 9), (2, 11)]),
        (
            'match a("1"):\n    case 1: b("2")\n    case 2 bad:\n        c("3")\n    d("4")\n',
            [(1, 6), (2, 12), (4, 8), (5, 4)],
        ),
        ('match a("1"):\n    if b("2"):\n        c("3")\n', [(1, 6), (3, 8)]),
        ('match a("1"):\nb("2")\n', [(1, 6), (2, 0)]),
        ('case x:\n    b("2")\n', [(2, 4)]),
        ('match = a("1")\ncase = match(b("2"), x[1:])\nx y\n', [(1, 8), (2, 7), (2, 13)]),
    ],
)
def test_structure(text: str, found: list[tuple[int, int]]) -> None:
    parsed = parse("a.py", text.encode())
    assert [(line, column) for line, column, _ in calls(parsed)] == found
    assert parsed.failures


NEWER = """\
from typing import Callable
type Names = list[str]
type Pair[A, B: (int, str)] = tuple[A, B]; x = a("1")
class Held[T: Callable[[int], str]](Base, names=b("2")):
    def get[
        K, *Ts,
        **P  # the rest
    ](self, key: K = c("ü"), *, other=d("3")) -> T:
        return e("def f[T](x)", \'type X = 1\')
"""


def test_type_parameters_are_read_by_every_python() -> None:
    parsed = parse("new.py", NEWER.encode())
    assert parsed.failures == ()
    assert calls(parsed) == [
        (3, 47, "a('1')"),
        (4, 48, "b('2')"),
        (8, 21, "c('ü')"),
        (8, 39, "d('3')"),
        (9, 15, "e('def f[T](x)', 'type X = 1')"),
    ]


def test_calls_in_strings_and_comments_are_not_found() -> None:
    parsed = parse("a.py", b"x = \"YOLO(1)\" bad  # YOLO(2)\ny = 1 '''z(3)''' bad # YOLO(4)\n")
    assert calls(parsed) == []
    assert lines(parsed) == [1]


def test_neighbouring_broken_lines_are_one_failure_and_many_are_summed_up() -> None:
    assert lines(parse("a.py", b"a b\nc d\nx = 1\ne f\n")) == [1, 4]
    many = parse("a.py", b"a b\nx = 1\n" * 100)
    assert len(many.failures) == MAX_FAULTS + 1
    assert many.failures[-1].reason == "80 more broken places from here on"
    assert lines(many)[-1] == 2 * MAX_FAULTS + 1


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "-" * 100_000 + "1",
        "x" + ".a" * 100_000,
        "x" + "(1)" * 100_000,
        "f(" * 50_000 + "print x" + ")" * 50_000,
        "x = " + "[" * 3000 + "]" * 3000,
        "\n".join(" " * depth + "if x:" for depth in range(300)),
        "a b(1) c\n" * 10_000,
        "f(\n" * 10_000,
        '"""\\\n' * 10_000 + "'''\n" * 3,
        "x = '" * 10_000,
        "if x:\n" * 10_000,
        "try:\n  x\n" * 5_000,
        "else: f(1)\n" * 5_000,
        "case x:\n" * 5_000,
        "match x:\n  y\n" * 200,
        "<<<<<<< a\n" * 10_000,
        "=======\n" * 10_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_ends_with_a_failure(text: str) -> None:
    parsed = parse("a.py", text.encode() + b"\nlast = found(1)\n")
    assert parsed.failures
    assert any(call == "found(1)" for _, _, call in calls_shallow(parsed)) or not all(
        failure.searched for failure in parsed.failures
    )


def calls_shallow(parsed: Parsed) -> list[tuple[int, int, str]]:
    """The calls of the trees' last statements: the whole may be too deep to unparse."""
    last = [Parsed("", (ast.Module([tree.body[-1]], []),)) for tree in parsed.trees if tree.body]
    return [call for parsed in last for call in calls(parsed)] if last else []


def test_too_many_broken_statements_are_told() -> None:
    parsed = parse("a.py", b"print f(1)\n" * (MAX_BROKEN + 5))
    assert len(calls(parsed)) == MAX_BROKEN
    (unsearched,) = (failure for failure in parsed.failures if not failure.searched)
    assert unsearched.location.line == MAX_BROKEN + 1


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
@example(b"\x00\xff(\n")
def test_any_bytes_are_parsed_or_told(data: bytes) -> None:
    parsed = parse("a.py", data)
    assert parsed.trees or parsed.failures


SOUP = st.lists(
    st.tuples(
        st.sampled_from(["", " ", "    ", "\t", "        "]),
        st.sampled_from(
            [
                "if x:",
                "else:",
                "elif f(1):",
                "try:",
                "except E, e:",
                "finally:",
                "def f(a:",
                "class A:",
                "@d",
                "for i in x: y",
                "x = f(2)",
                "print f(3), x",
                "match x:",
                "case 1:",
                "f(",
                ")",
                "]",
                "'''",
                '"""',
                "'",
                "\\",
                "#",
                "<<<<<<< a",
                "=======",
                ">>>>>>> b",
                "x = y z",
                "lambda: (yield)",
                "async def g():",
                "while 1:",
                "with f(4) as b:",
                "return",
                "else: f(5)",
                "try: f(6)",
                "`",
                "é ü",
                "x = [",
                "}",
            ]
        ),
    ).map("".join),
    max_size=30,
).map("\n".join)


@settings(max_examples=500, deadline=None)
@given(SOUP)
def test_any_mixture_of_statements_gives_a_tree(text: str) -> None:
    parsed = parse("a.py", text.encode())
    assert parsed.trees
    count = text.count("\n") + 1
    for tree in parsed.trees:
        assert all(1 <= node.lineno <= count for node in ast.walk(tree) if isinstance(node, ast.expr | ast.stmt))


def statements_of(text: str) -> list[ast.stmt]:
    return ast.parse(text).body


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, VALID.count("\n") - 1),
    st.sampled_from(["x = = 1", "def", ")", "(", "f(a", "print x", "a b c", "if", "'open", "case 1:", "class:", "]]"]),
)
def test_one_broken_line_costs_no_other_top_level_statement(number: int, replacement: str) -> None:
    source = VALID.split("\n")
    margin = source[number][: len(source[number]) - len(source[number].lstrip())]
    source[number] = margin + replacement
    kept = {dump(statement) for tree in parse("a.py", "\n".join(source).encode()).trees for statement in tree.body}
    for statement in statements_of(VALID):
        first = min([statement.lineno, *(item.lineno for item in getattr(statement, "decorator_list", []))])
        if not first <= number + 1 <= (statement.end_lineno or 0):
            assert dump(statement) in kept
