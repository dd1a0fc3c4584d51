"""What a file has for ``import *`` to take, told from its bytes: too much where text does not tell, never too little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.source.exports import Exports, exports

PLAIN = {
    "nothing is said": ("A = 1\n", Exports(None, ())),
    "a list": ('__all__ = ["A", "B"]\n', Exports(frozenset({"A", "B"}), ())),
    "a tuple on several lines": ("__all__ = (\n    'A',  # one\n    \"B\",\n)\n", Exports(frozenset({"A", "B"}), ())),
    "an empty list": ("__all__ = []\nA = 1\n", Exports(frozenset(), ())),
    "what is listed, whatever is taken": ('from a import *\n__all__ = ["A"]\n', Exports(frozenset({"A"}), ())),
    "all names of others": (
        "from a.b import *\nfrom . import *\nfrom .c import*\nif x:\n    from ..d.e import *\n",
        Exports(None, ("a.b", ".", ".c", "..d.e")),
    ),
}
UNTOLD = {
    "a list that grows": '__all__ = ["A"]\n__all__ += other.__all__\n',
    "a list and more": '__all__ = ["A"] + other\n',
    "a list of names": "__all__ = [NAME]\n",
    "a list of another module": 'import other\nother.__all__ = ["A"]\n',
    "a list under a condition": 'if x:\n    __all__ = ["A"]\n',
    "a list in a docstring": '"""\n__all__ = ["A"]\n"""\nB = 1\n',
    "a list in two strings": '__all__ = ["A" "B"]\n',
    "a list that is annotated": '__all__: list[str] = ["A"]\n',
    "a list that is extended by a method": '__all__ = ["A"]; __all__.append("B")\n',
}


@pytest.mark.parametrize(("source", "expected"), PLAIN.values(), ids=PLAIN)
def test_what_a_file_says_plainly_is_told(source: str, expected: Exports) -> None:
    assert exports(source.encode()) == expected


@pytest.mark.parametrize("source", UNTOLD.values(), ids=UNTOLD)
def test_what_it_does_not_say_plainly_is_not_told(source: str) -> None:
    assert exports(source.encode()).listed is None


def test_a_module_that_text_does_not_name_is_not_told() -> None:
    assert exports(b"from \\\n  a import \\\n  *\n").taken is None


NAMES = st.sampled_from(["A", "B", "_c", "größe"])
STATEMENTS = st.one_of(
    NAMES.map(lambda name: f"{name} = 1"),
    NAMES.map(lambda name: f"def {name}(): ..."),
    NAMES.map(lambda name: f'"""\n__all__ = ["{name}"]\n"""'),
    st.lists(NAMES).map(lambda names: f"__all__ = {names!r}"),
    st.lists(NAMES).map(lambda names: f"__all__ = [\n  # of note: {names!r}\n  *{names!r}]"),
    NAMES.map(lambda name: f"if True:\n    __all__ = ['{name}']"),
    NAMES.map(lambda name: f"globals().setdefault('__all__', []).append('{name}')"),
)


@given(st.lists(STATEMENTS, max_size=5))
def test_what_python_takes_is_among_what_is_listed(statements: list[str]) -> None:
    source = "\n".join(statements)
    namespace: dict[str, object] = {}
    exec(source, namespace)  # noqa: S102  # the generated statements above are all that it can hold
    listed = exports(source.encode()).listed
    assert listed is None or set(namespace["__all__"]) == listed  # type: ignore[call-overload]  # a list by then
