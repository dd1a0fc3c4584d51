import pytest

from modelpolicy.source.globs import Excluded


@pytest.mark.parametrize(
    ("pattern", "path", "excluded"),
    [
        ("*_pb2.py", "a/b/x_pb2.py", True),
        ("*_pb2.py", "x_pb2.pyi", False),
        ("old", "a/old/x.py", True),
        ("old/", "a/old/x.py", True),
        ("old/", "a/old", False),
        ("/old", "old/x.py", True),
        ("/old", "a/old/x.py", False),
        ("a/old", "a/old/x.py", True),
        ("a/old", "b/a/old/x.py", False),
        ("a/*.py", "a/b/x.py", False),
        ("a/**/x.py", "a/x.py", True),
        ("a/**/x.py", "a/b/c/x.py", True),
        ("**/x.py", "x.py", True),
        ("a/**", "a/b/x.py", True),
        ("x?.py", "x1.py", True),
        ("x?.py", "x/.py", False),
        ("x[0-9].py", "x1.py", True),
        ("x[!0-9].py", "x1.py", False),
        ("x[", "x[", True),
        ("a.b", "axb", False),
    ],
)
def test_patterns_mean_what_they_mean_in_a_gitignore(pattern: str, path: str, excluded: bool) -> None:
    assert Excluded([pattern]).with_parents(path) is excluded


def test_the_last_pattern_decides() -> None:
    assert not Excluded(["*.py", "!keep.py"]).file("a/keep.py")
    assert Excluded(["!keep.py", "*.py"]).file("a/keep.py")
