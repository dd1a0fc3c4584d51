"""Scripts that delete below their own directory and their home, as Hypothesis makes them.

No path starts with ``/`` and none leads up: a variable that is not set only ever stands behind other text. One of the
environment would be one word: the reader takes it for one.
"""

import re
from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

NAMES: Final = ("a", "b", "ab", "a.pt", "b.pt", ".a", "models--a--b", "models--a--bc", "c d", "[x]", "x*", "2")
_DIRECTORIES: Final = ("work/", "work/a/", "work/b/a/", "d/", "d/a/", "work/models--a--b/")
ENTRIES: Final = (*(place + name for place in _DIRECTORIES for name in (*NAMES[1:], "leaf")), "work/e/", "d/e/")

_PLAIN: Final = st.sampled_from(["a", "b", "ab", "a.pt", "e", "d", ".a", "leaf", "models--a--b", "work"])
_WILD: Final = st.sampled_from(["*", "a*", "?", "[ab]*", "[!a]*", "*.pt", "*b", ".?*", "models--*", "models--a--b*"])
_QUOTED: Final = st.sampled_from(
    ['"c d"', "'c d'", "c\\ d", '"x*"', "x\\*", "'[x]'", '"a"', "\\[x\\]", '"*"', "$'c d'", "a'b'"]
)
_BRACES: Final = st.sampled_from(
    ["{a,b}", "{a,b*}", "{a,{b,ab}}", "{1..2}", "{a}", '{"c d",b}', "{a..c}", "{a,}b", "{3..1}", "{a,b}{,.pt}"]
)
_KNOWN: Final = st.sampled_from(["$V", '"$V"', "${V}", '"${V}.pt"', "${V:-b}"])
_OPEN: Final = st.sampled_from(
    [
        *("${U:-b}", "a$U", "a${U}b", "${L[@]}", '"${L[@]}"', '"${V%x}"a', "${U:-${W:-b}}", '"${U:-"c d"}"'),
        *('"${V:+b}"', '"${V/a/b}"', "${L[0]}", '"${L[1]}"', '"${L[*]}"', '"$(printf %s a)"', '"$1"', '"$@"'),
    ]
)
_SETTLED: Final = st.one_of(_PLAIN, _PLAIN, _WILD, _WILD, _QUOTED, _BRACES, _KNOWN)
_PART: Final = st.one_of(_SETTLED, _SETTLED, _OPEN)
_START: Final = st.sampled_from(["", "", "", "./", "~/", "$HOME/", '"$HOME"/', "${HOME}/d/", "b/", "a/../", '"$PWD"/'])
_VALUES: Final = st.sampled_from(["a", "b", "'a*'", '"a b"', "'c d'", '"[ab]"', "e", "ab", "'b  a'"])


def _joined(start: str, parts: list[str]) -> str:
    return start + "/".join(parts)


def _words(part: SearchStrategy[str], start: SearchStrategy[str] = _START) -> SearchStrategy[str]:
    return st.builds(_joined, start, st.lists(part, min_size=1, max_size=3))


WORDS: Final = _words(_PART)
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
_TWO: Final = st.lists(WORDS, min_size=2, max_size=3).map(" ".join)
_MATCHED: Final = st.one_of(_PLAIN, _WILD)
_PLAIN_TESTS: Final = _TESTS.filter(lambda test: " -o " not in test)


def _forms(parts: dict[str, SearchStrategy[str]], *forms: str) -> SearchStrategy[str]:
    """Statements of the ``forms``, in which ``<name>`` stands for one of the parts with that name."""
    return st.one_of([_filled(form, parts) for form in forms])


@st.composite
def _filled(draw: st.DrawFn, form: str, parts: dict[str, SearchStrategy[str]]) -> str:
    return re.sub(r"<(\w+)>", lambda match: draw(parts[match[1]]), form)


_PARTS: Final = {
    "word": WORDS,
    "words": _MANY,
    "two": _TWO,
    "name": _PLAIN,
    "matched": _MATCHED,
    "value": _VALUES,
    "folder": _FOLDERS,
    "tests": _TESTS,
    "test": _PLAIN_TESTS,
    "rm": REMOVE,
}
_BRANCHES: Final = _forms(
    _PARTS,
    "cd <folder> && <rm>",
    "cd <folder> && <rm>; <rm>",
    "cd <folder> || <rm>",
    "(cd <folder> && <rm>)",
    "{ cd <folder> && <rm>; }; <rm>",
    "if [ -e <name> ]; then <rm>; else <rm>; fi",
    "if cd <folder>; then <rm>; fi",
    "[[ -d <name> ]] && <rm> || <rm>",
    "! <rm>; <rm>",
    "case <name> in <matched>) <rm>;; *) <rm>;; esac",
    "case a in a) V=<value> ;& b) <rm>;; esac",
    "pushd <folder> > log && <rm>; popd > log; <rm>",
    "trap 'rm -rf <matched>' EXIT",
)
_LOOPS: Final = _forms(
    _PARTS,
    'for f in <words>; do rm -rf "$f"; done',
    "for f in <words>; do rm -rf $f/a; done",
    'for x in <words>; do for y in <name> <name>; do rm -rf "$x"/$y; done; done',
    "for f in 1 2; do <rm>; V=<value>; done",
    "for f in 1 2; do <rm>; V=$V/<name>; done",
    "for f in 1 2; do <rm>; cd <folder> || break; done",
    "for ((i=0;i<3;i++)); do rm -rf <name>$i $i; done",
    "i=0; until [ $i -gt 1 ]; do <rm>; i=$((i+1)); L+=(<word>); done",
    "while read -r f; do rm -rf $f <word>; done <<EOF\n<name>\n<name>\nEOF",
    'while IFS= read -r -d "" f; do rm -rf "$f"; done < <(find <folder> <test> -print0)',
    'find <folder> <tests> | while read -r f; do rm -rf "$f"; done',
    'ls -d <matched> | while read -r f; do rm -rf "$f" <word>; done',
)
_FUNCTIONS: Final = _forms(
    _PARTS,
    'wipe() { rm -rf "$1" $2; }; wipe <word> <word>',
    'wipe() { rm -rf "$3" ./$2/$1; }; wipe <two>',
    'wipe() { for x in "$@"; do rm -rf "$x"; done; }; wipe <words>',
    "wipe() { while [ $# -gt 0 ]; do rm -rf $1; shift; done; }; wipe <two>",
    "wipe() { local V=<value>; <rm>; }; wipe; <rm>",
    "wipe() { V=<value>; cd <folder>; }; wipe && <rm>; <rm>",
    "set -- <words>; <rm>",
)
_VARIABLES: Final = _forms(
    _PARTS,
    "V=<value>; <rm>",
    "[ -e a ] && V=<value>; <rm>",
    "V+=<value>; <rm>",
    "V=<value>; V=$V<name>; <rm>",
    "L=(<words>); <rm>",
    "L+=(<words>); <rm>",
    "L[1]=<word>; <rm>",
    "D=<word>; rm -rf $D",
    "printf -v V %s <name>; <rm>",
    "read -r V <<< <name>; <rm>",
    'declare -A M=([x]=<name> [y]=<word>); rm -rf "${M[x]}" ${M[y]}',
    'mapfile -t M < <(ls -d <matched>); rm -rf "${M[@]}"',
    'C=(rm -rf <words>); "${C[@]}"',
    "C='rm -rf'; $C <words>",
    'C=(-rf <words>); rm "${C[@]}"',
    "shopt -s dotglob globstar; rm -rf **/<name> <word>",
    "IFS=,; V=<name>,<name>; <rm>",
)
_NESTED: Final = _forms(
    _PARTS,
    "bash <<EOF\nrm -rf <name>\nEOF",
    "bash -c 'rm -rf <matched>'",
    "bash -c \"rm -rf '$V' <matched>\"",
    "bash -c 'rm -rf \"$1\" <name>' _ <word>",
    "export V; bash -c 'rm -rf a$V $V'",
    "bash -c 'rm -rf a$V'",
    "V=<name> bash -c 'rm -rf $V'",
    "eval 'rm -rf <matched>'",
    "eval 'V=<name>'; <rm>",
)
_FOUND: Final = _forms(
    _PARTS,
    "find <folder> <test> -delete",
    "find <folder> <tests> -exec rm -rf {} +",
    "find <folder> <test> -exec rm -rf {} \\;",
    'for n in <name> <name>; do find . -name "$n" -delete; done',
    "find <folder> <test> -print0 | xargs -0 rm -rf",
    "ls -d <matched> | xargs rm -rf",
    "ls -A <matched> | xargs rm -rf",
    "ls | xargs -I{} rm -rf {}/<name>",
    "printf '%s\\n' <matched> | sort | xargs rm -rf",
    "printf '%s\\0' <words> | xargs -0 rm -rf <word>",
    "echo <words> | xargs rm -rf",
    "rm -rf $(printf '%s' <name>)",
    "rm -rf <word> 2>/dev/null <word>",
)
_STATEMENT: Final = st.one_of(REMOVE, _BRANCHES, _LOOPS, _FUNCTIONS, _VARIABLES, _NESTED, _FOUND)


def _script(start: tuple[str, str], statements: list[str]) -> str:
    return "\n".join([f"V={start[0]}", f"L=(a {start[1]})", *statements]) + "\n"


SCRIPTS: Final = st.builds(_script, st.tuples(_VALUES, _VALUES), st.lists(_STATEMENT, min_size=1, max_size=3))
# One command alone: where it deletes the working directory, the next one does not do all that it says.
STRAIGHT_SCRIPTS: Final = st.builds(_script, st.tuples(_VALUES, _VALUES), st.lists(STRAIGHT, min_size=1, max_size=1))
