"""What a shell would make of variables, loops, branches and functions."""

import pytest

from tests.scripts.projects import found, ids, scan_of

FOLLOWED = {
    "a variable": ("M=a/b\nhf download $M", "hf:a/b"),
    "in quotes, in braces, with text around": ('M=b\nhf download "a/${M}-c"', "hf:a/b-c"),
    "several in one word": ("A=a\nB=b\nhf download $A/$B", "hf:a/b"),
    "made of another": ('O=a\nM="$O/b"\nhf download "$M"', "hf:a/b"),
    "the last assignment before": ("M=a/b\nM=c/d\nhf download $M\nM=e/f", "hf:c/d"),
    "exported, declared, read only": ("export A=a/b\nreadonly B=c/d\nhf download $A\nhf download $B", "hf:a/b hf:c/d"),
    "a default that holds": ("M=${M:-a/b}\nhf download $M", "hf:a/b ?"),
    "a default in place": ('hf download "${1:-a/b}"', "hf:a/b ?"),
    "a default with a dash": ("hf download ${M:-bert-base-uncased}", "hf:bert-base-uncased ?"),
    "a default with a variable in it": ("hf download ${M:-openai/whisper-${SIZE:-base}}", "hf:openai/whisper-base ?"),
    "a default in quotes": ('hf download "${M:-"a/b"}"', "hf:a/b ?"),
    "a default of digits and dots": ('hf download "a/v${M:-1.5}-x"', "hf:a/v1.5-x ?"),
    "a default that is assigned": (': "${M:=a/b}"\nhf download $M', "hf:a/b ?"),
    "a default that is never needed": ("M=a/b\nhf download ${M:-c/d}", "hf:a/b"),
    "a loop over words": ("for m in a/b c/d; do hf download $m; done", "hf:a/b hf:c/d"),
    "a loop over an array": (
        'ALL=(\n  a/b # first\n  "c/d"\n)\nfor m in "${ALL[@]}"; do hf download "$m"; done',
        "hf:a/b hf:c/d",
    ),
    "a loop over words in a variable": ('ALL="a/b c/d"\nfor m in $ALL; do hf download $m; done', "hf:a/b hf:c/d"),
    "an array that grows": ('ALL=(a/b)\nALL+=(c/d)\nfor m in "${ALL[@]}"; do hf download $m; done', "hf:a/b hf:c/d"),
    "either branch": ("if x; then M=a/b; else M=c/d; fi\nhf download $M", "hf:a/b hf:c/d"),
    "perhaps a branch": ("M=a/b\nif x; then M=c/d; fi\nhf download $M", "hf:c/d hf:a/b"),
    "perhaps, by `&&`": ("M=a/b\n[ -n \"$X\" ] && M=c/d\nhf download $M", "hf:c/d hf:a/b"),
    "by case": ("M=e/f\ncase $1 in a) M=a/b;; b) M=c/d;; esac\nhf download $M", "hf:a/b hf:c/d hf:e/f"),
    "a function's argument": ('get() { hf download "$1"; }\nget a/b\nget c/d', "hf:a/b hf:c/d"),
    "through two functions": (
        'one() { hf download "$2"; }\ntwo() { local m=$1; one x "$m"; }\ntwo a/b',
        "hf:a/b",
    ),
    "braces": ("wget https://example.org/{a,b}.pt", "url:https://example.org/a.pt url:https://example.org/b.pt"),
    "a table's values": ('declare -A M=(["x"]="a/b" [y]=c/d)\nhf download "${M[$k]}"', "hf:a/b hf:c/d"),
    "lines that a loop reads": ("while read -r m; do hf download $m; done <<EOF\na/b\nc/d\nEOF", "hf:a/b hf:c/d"),
    "a subshell keeps its own": ("M=a/b\n(M=c/d)\nhf download $M", "hf:a/b"),
    "a script in a string": ("M=a/b\nbash -c \"hf download $M\"", "hf:a/b"),
    "a script in a here-document": ("bash <<EOF\nhf download a/b\nEOF", "hf:a/b"),
}  # fmt: skip


@pytest.mark.parametrize("name", FOLLOWED)
def test_what_is_followed(name: str) -> None:
    text, expected = FOLLOWED[name]
    assert ids(text) == expected.split()


OPEN = {
    "a command's output": ("hf download $(cat model.txt)", "what a command prints"),
    "an argument of the script": ('hf download "$1"', "an argument of the script"),
    "a variable of the environment": ("hf download $MODEL", "the variable MODEL"),
    "a variable that is unset again": ("M=a/b\nunset M\nhf download $M", "the variable M"),
    "what is read": ("while read -r m; do hf download $m; done < list.txt", "what `read` reads"),
    "a function that nothing here calls": ('get() { hf download "$1"; }', "an argument that the function is not given"),
    "a variable cut to another text": ("M=a/b.c\nhf download ${M%.c}", "cut to another text"),
}


@pytest.mark.parametrize("name", OPEN)
def test_what_is_open_and_why(name: str) -> None:
    text, reason = OPEN[name]
    (load,) = scan_of(text).loads
    assert (load.models, load.open) == ((), True)
    assert reason in load.reason


def test_places_are_those_of_the_file() -> None:
    text = "#!/bin/sh\nif true; then\n    sudo hf download \\\n        a/b && hf download c/d\nfi\n"
    assert found(text) == ["3:5 hf:a/b", "4:16 hf:c/d"]


def test_the_chain_of_an_id_is_shown() -> None:
    (load,) = scan_of('NAME=b\nMODEL="a/$NAME"\n\nhf download "$MODEL"\n').loads
    (candidate,) = load.models
    assert [(step.location.line, step.what) for step in candidate.via] == [(4, "$MODEL"), (2, "$NAME")]
    assert candidate.location.line == 2


PYTHON = {
    "behind -c": ("python -c \"import whisper; whisper.load_model('base')\"", "1:28 whisper:base"),
    "behind -c, several lines": ("python3 -c '\nimport whisper\nwhisper.load_model(\"base\")\n'", "3:1 whisper:base"),
    "in a here-document": ("x\npython - <<'EOF'\nimport whisper\nwhisper.load_model('base')\nEOF", "4:1 whisper:base"),
    "with arguments": ("python3 - x <<EOF\nimport whisper\nwhisper.load_model('base')\nEOF", "3:1 whisper:base"),
    "called by a variable": ("$PYTHON -c \"import whisper; whisper.load_model('base')\"", "1:29 whisper:base"),
    "with a variable in it": ("M=tiny\npython -c \"import whisper; whisper.load_model('$M')\"", "2:28 whisper:tiny"),
    "with an unknown variable": ("python -c \"import whisper; whisper.load_model('$M')\"", "1:28 ?"),
    "quoted quotes": ('python -c "import whisper; whisper.load_model(\\"base\\")"', "1:28 whisper:base"),
}


@pytest.mark.parametrize("name", PYTHON)
def test_python_inside_a_command(name: str) -> None:
    text, expected = PYTHON[name]
    assert found(text) == [expected]


def test_python_inside_a_command_knows_the_project() -> None:
    text = """
        --- sizes.py
        SIZE = "small"
        --- fetch.sh
        python -c "import whisper; from sizes import SIZE; whisper.load_model(SIZE)"
    """
    assert ids(text) == ["whisper:small"]


def test_broken_shell_gives_what_can_be_read() -> None:
    assert "hf:a/b" in ids("hf download a/b\nif true; then\nfor x in\n  hf download c/d ) }\n")


def test_windows_line_ends() -> None:
    assert ids("M=a/b\r\nhf download $M\r\n") == ["hf:a/b"]
