"""Scripts that delete below their own directory and their home, as Hypothesis makes them.

No path starts with ``/`` and none leads up: a variable that is not set only ever stands behind other text. A value that
the reader does not know stands in quotes: it takes such a value for one word.
"""

from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

NAMES: Final = ("a", "b", "ab", "a.pt", "b.pt", ".a", "models--a--b", "models--a--bc", "c d", "[x]", "x*", "2")
_DIRECTORIES: Final = ("work/", "work/a/", "work/b/a/", "d/", "d/a/", "work/models--a--b/")
ENTRIES: Final = (*(place + name for place in _DIRECTORIES for name in (*NAMES[1:], "leaf")), "work/e/", "d/e/")

_PLAIN: Final = st.sampled_from(["a", "b", "ab", "a.pt", "e", "d", ".a", "leaf", "models--a--b", "work"])
_WILD: Final = st.sampled_from(["*", "a*", "?", "[ab]*", "[!a]*", "*.pt", "*b", ".?*", "models--*", "models--a--b*"])
_QUOTED: Final = st.sampled_from(['"c d"', "'c d'", "c\\ d", '"x*"', "x\\*", "'[x]'", '"a"', "\\[x\\]", '"*"'])
_BRACES: Final = st.sampled_from(["{a,b}", "{a,b*}", "{a,{b,ab}}", "{1..2}", "{a}", '{"c d",b}', "{a..c}", "{a,}b"])
_KNOWN: Final = st.sampled_from(["$V", '"$V"', "${V}", '"${V}.pt"', "${V:-b}"])
_OPEN: Final = st.sampled_from(["${U:-b}", "a$U", "a${U}b", "${L[@]}", '"${L[@]}"', '"${V%x}"a'])
_SETTLED: Final = st.one_of(_PLAIN, _PLAIN, _WILD, _WILD, _QUOTED, _BRACES, _KNOWN)
_PART: Final = st.one_of(_SETTLED, _SETTLED, _OPEN)
_START: Final = st.sampled_from(["", "", "", "./", "~/", "$HOME/", '"$HOME"/', "${HOME}/d/", "b/", "a/../"])
_VALUES: Final = st.sampled_from(["a", "b", "'a*'", '"a b"', "'c d'", '"[ab]"', "e", "ab", "'b  a'"])


def _joined(start: str, parts: list[str]) -> str:
    return start + "/".join(parts)


def _words(part: SearchStrategy[str], start: SearchStrategy[str] = _START) -> SearchStrategy[str]:
    return st.builds(_joined, start, st.lists(part, min_size=1, max_size=3))


WORDS: Final = _words(_PART)
# What is cut off a value is not known. An unknown value is taken to be one word, and a word with braces to be one
# argument of a function: the README says so.
_ARGUMENT: Final = WORDS.filter(lambda word: "{" not in word)
_UNSPLIT: Final = WORDS.filter(lambda word: "%" not in word)
_MANY: Final = st.lists(WORDS, min_size=1, max_size=2).map(" ".join)
_FOLDERS: Final = st.sampled_from(["a", "b", "b/a", "~/d", '"$HOME/d"', "e", "models--a--b", "."])
_TESTS: Final = st.sampled_from(
    [
        *("", "-name '*.pt'", '-name "a*"', "-maxdepth 1 -name 'b*'", "-mindepth 1", "-name a -o -name b"),
        *("-path '*/a/*'", "-type f", "! -name a", "-iname 'A*'", "-name .a"),
    ]
)
_OPTIONS: Final = st.sampled_from(["-rf", "-rf", "-r", "-f", "", "-rf --"])

REMOVE: Final = st.builds("rm {} {}".format, _OPTIONS, _MANY)
_DOWN: Final = _START.filter(lambda start: ".." not in start)
STRAIGHT: Final = st.lists(_words(_SETTLED, _DOWN), min_size=1, max_size=2).map(
    lambda words: f"rm -rf {' '.join(words)}"
)
_STATEMENT: Final = st.deferred(
    lambda: st.one_of(
        REMOVE,
        REMOVE,
        st.builds("cd {} && {}".format, _FOLDERS, REMOVE),
        st.builds("(cd {} && {})".format, _FOLDERS, REMOVE),
        st.builds('for f in {}; do rm -rf "$f"; done'.format, _MANY),
        st.builds("for f in {}; do rm -rf $f/a; done".format, _UNSPLIT),
        st.builds("if [ -e {} ]; then {}; else {}; fi".format, _PLAIN, REMOVE, REMOVE),
        st.builds('wipe() {{ rm -rf "$1" $2; }}; wipe {} {}'.format, _ARGUMENT, _ARGUMENT),
        st.builds("V={}; {}".format, _VALUES, REMOVE),
        st.builds("[ -e a ] && V={}; {}".format, _VALUES, REMOVE),
        st.builds("L=({}); {}".format, _MANY, REMOVE),
        st.builds("L+=({}); {}".format, _MANY, REMOVE),
        st.builds("D={}; rm -rf $D".format, WORDS.filter(lambda word: "{" not in word and "@" not in word)),
        st.builds("bash <<EOF\n{}\nEOF".format, _PLAIN.map("rm -rf {}".format)),
        st.builds("bash -c 'rm -rf {}'".format, st.one_of(_PLAIN, _WILD)),
        st.builds("eval 'rm -rf {}'".format, st.one_of(_PLAIN, _WILD)),
        st.builds("find {} {} -delete".format, _FOLDERS, _TESTS.filter(lambda test: " -o " not in test)),
        st.builds("find {} {} -exec rm -rf {{}} +".format, _FOLDERS, _TESTS),
        st.builds(
            "find {} {} -print0 | xargs -0 rm -rf".format, _FOLDERS, _TESTS.filter(lambda test: "-o" not in test)
        ),
        st.builds('find {} {} | while read -r f; do rm -rf "$f"; done'.format, _FOLDERS, _TESTS),
        st.builds("ls -d {} | xargs rm -rf".format, st.one_of(_PLAIN, _WILD)),
        st.builds("ls | xargs -I{{}} rm -rf {{}}/{}".format, _PLAIN),
        st.builds("printf '%s\\n' {} | sort | xargs rm -rf".format, st.one_of(_PLAIN, _WILD)),
        st.builds("rm -rf $(printf '%s' {})".format, _PLAIN),
    )
)


def _script(start: tuple[str, str], statements: list[str]) -> str:
    return "\n".join([f"V={start[0]}", f"L=(a {start[1]})", *statements]) + "\n"


SCRIPTS: Final = st.builds(_script, st.tuples(_VALUES, _VALUES), st.lists(_STATEMENT, min_size=1, max_size=3))
# One command alone: where it deletes the working directory, the next one does not do all that it says.
STRAIGHT_SCRIPTS: Final = st.builds(_script, st.tuples(_VALUES, _VALUES), st.lists(STRAIGHT, min_size=1, max_size=1))
