"""What nobody should hand to `modelpolicy check`: it says where and what to do, in bounded time, without a traceback."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any, Final

import pytest

from modelpolicy.cli.main import main

SECONDS: Final = 60.0
"""Far more than any of these takes: a machine under load must not fail the test, a hang must."""

SPEECH: Final = 'import whisper\n\nmodel = whisper.load_model("base")\n'
REGISTRY: Final = (
    "format: modelpolicy-registry/1\n"
    "analyzers:\n"
    "  speech:\n"
    "    status: enabled\n"
    "    models: [whisper:base]\n"
    "models:\n"
    "  whisper:base: {}\n"
)
SETTINGS: Final = 'registry = "registry.yaml"\n'
CATALOGUE: Final = "import speech\n\nANALYZERS = {'speech': speech}\nOFF = ()\n"


def run_check(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    completed = subprocess.run(  # noqa: S603 - this interpreter, with arguments of this file
        [sys.executable, "-m", "modelpolicy", "check", *arguments],
        cwd=place,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert "Traceback" not in completed.stderr
    assert "fault of modelpolicy" not in completed.stderr
    return completed


@dataclass(frozen=True)
class Ended:
    """How a check in this process ended."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[..., Ended]]:
    """A check in this process, for what is refused before anything can exhaust it: a tenth of the time."""

    def run(place: Path, *arguments: str) -> Ended:
        monkeypatch.chdir(place)
        returncode = main(["check", *arguments])
        captured = capsys.readouterr()
        assert "fault of modelpolicy" not in captured.err
        return Ended(returncode, captured.out, captured.err)

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"not over after {SECONDS} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    yield run
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def found(completed: subprocess.CompletedProcess[str]) -> list[tuple[str, str, int]]:
    report: Any = json.loads(completed.stdout)
    return [(finding["code"], finding["path"], finding["line"]) for finding in report["findings"]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """One analyzer and its registry."""
    (tmp_path / "modelpolicy.toml").write_text(SETTINGS)
    (tmp_path / "registry.yaml").write_text(REGISTRY)
    (tmp_path / "speech.py").write_text(SPEECH)
    return tmp_path


def test_project_as_it_is(project: Path) -> None:
    completed = run_check(project)
    assert completed.returncode == 0
    assert completed.stdout.startswith("clean: ")
    assert completed.stderr == ""


@dataclass(frozen=True)
class Refused:
    """A file that cannot be used, or arguments that cannot, and what is said about it: place, then message."""

    title: str
    files: Mapping[str, str | bytes]
    place: str
    message: str
    arguments: tuple[str, ...] = ()
    exit_code: int = 2


def _anchor_bomb() -> str:
    levels = ["  bomb0: &a0 {models: [whisper:base, whisper:base]}"]
    levels += [f"  bomb{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 15)]
    return "\n".join(["format: modelpolicy-registry/1", "analyzers:", *levels, ""])


def _with_settings(text: str, **files: str) -> dict[str, str | bytes]:
    return {"modelpolicy.toml": SETTINGS + text, **{f"{name}.py": content for name, content in files.items()}}


BROKEN_REGISTRIES: Final = (
    Refused(
        "a number for a list",
        {"registry.yaml": REGISTRY.replace("[whisper:base]", "5")},
        "registry.yaml:5",
        "a list was expected",
    ),
    Refused(
        "a list for a mapping",
        {"registry.yaml": "format: modelpolicy-registry/1\nanalyzers: [speech]\n"},
        "registry.yaml:2",
        "a mapping was expected",
    ),
    Refused(
        "a status that is none",
        {"registry.yaml": REGISTRY.replace("enabled", "on")},
        "registry.yaml:4",
        "'enabled' or 'disabled' was expected",
    ),
    Refused(
        "a model id without a store",
        {"registry.yaml": REGISTRY.replace("[whisper:base]", "[base]")},
        "registry.yaml:5",
        "not a model id",
    ),
    Refused(
        "a misspelt key",
        {"registry.yaml": REGISTRY.replace("status:", "statsu:")},
        "registry.yaml:4",
        "did you mean 'status'?",
    ),
    Refused(
        "another format",
        {"registry.yaml": REGISTRY.replace("registry/1", "registry/2")},
        "registry.yaml:1",
        "'modelpolicy-registry/1' was expected",
    ),
    Refused(
        "a duplicate analyzer",
        {"registry.yaml": REGISTRY.replace("models:\n", "  speech:\n    status: disabled\nmodels:\n", 2)},
        "registry.yaml:",
        "stands twice",
    ),
    Refused(
        "a duplicate key inside an entry",
        {"registry.yaml": REGISTRY.replace("    models:", "    status: disabled\n    models:")},
        "registry.yaml:5",
        "the key 'status' stands twice, first in line 4",
    ),
    Refused("an anchor bomb", {"registry.yaml": _anchor_bomb()}, "registry.yaml:", "aliases"),
    Refused(
        "an anchor inside itself",
        {"registry.yaml": "format: modelpolicy-registry/1\nanalyzers: &a\n  speech: *a\n"},
        "registry.yaml:3",
        "refers to itself",
    ),
    Refused("deep nesting", {"registry.yaml": "format: " + "[" * 100_000}, "registry.yaml:1", "nested deeper"),
    Refused("no YAML", {"registry.yaml": "format: 'open\n"}, "registry.yaml:", "not YAML"),
    Refused("a tab for indentation", {"registry.yaml": "analyzers:\n\tspeech: {}\n"}, "registry.yaml:2", "not YAML"),
    Refused("two documents", {"registry.yaml": f"{REGISTRY}---\n{REGISTRY}"}, "registry.yaml:8", "a second document"),
    Refused("an empty registry", {"registry.yaml": ""}, "registry.yaml", "the registry is empty"),
    Refused("comments alone", {"registry.yaml": "# to do\n"}, "registry.yaml", "the registry is empty"),
    Refused("a word", {"registry.yaml": "registry\n"}, "registry.yaml:1", "a mapping was expected"),
    Refused(
        "a registry in Latin-1",
        {"registry.yaml": (REGISTRY + "# größer\n").encode("latin-1")},
        "registry.yaml:8",
        "not UTF-8",
    ),
    Refused("a NUL byte", {"registry.yaml": REGISTRY + "# \0\n"}, "registry.yaml:8", "not YAML"),
    Refused("5 MB", {"registry.yaml": REGISTRY + "# padding\n" * 500_000}, "registry.yaml", "larger than"),
)

BROKEN_SETTINGS: Final = (
    Refused(
        "a misspelt key",
        {"modelpolicy.toml": 'registri = "registry.yaml"\n'},
        "modelpolicy.toml:1",
        "did you mean 'registry'?",
    ),
    Refused("a text for a list", _with_settings('paths = "."\n'), "modelpolicy.toml:2", "a list was expected"),
    Refused("no TOML", {"modelpolicy.toml": "registry = \n"}, "modelpolicy.toml:1", "this is not TOML"),
    Refused(
        "a path out of the project", {"modelpolicy.toml": 'registry = "../r.yaml"\n'}, "modelpolicy.toml:1", "leaves"
    ),
    Refused("a rule that is none", _with_settings('ignore = ["E501"]\n'), "modelpolicy.toml:2", "'E501' is not a rule"),
    Refused(
        "a beginning that no rule has",
        _with_settings('select = [\n  "MP1",\n  "MP8",\n]\n'),
        "modelpolicy.toml:4",
        "select: no rule has the code 'MP8', or one that begins so",
    ),
    Refused("a rule that is gone", _with_settings('ignore = ["MP110"]\n'), "modelpolicy.toml:2", "ignore: no rule has"),
    Refused(
        "a rule for some files that is none",
        _with_settings('[per_file_ignores]\n"speech.py" = ["MP110"]\n'),
        "modelpolicy.toml:3",
        "per_file_ignores: no rule has",
    ),
    Refused(
        "settings that leave no rule",
        _with_settings('select = ["MP1"]\nignore = ["MP"]\n'),
        "modelpolicy.toml:3",
        "leave no rule to apply",
    ),
    Refused(
        "a language without documents",
        _with_settings('documents = [\n  { path = "models.md", language = "fr" },\n]\n'),
        "modelpolicy.toml:3",
        "'fr' is unknown",
    ),
    Refused(
        "a catalog that is not in its file",
        _with_settings('catalog = "app.py:ANALYSERS"\n', app=CATALOGUE),
        "app.py",
        "there is no ANALYSERS here",
    ),
    Refused(
        "a catalog in a file that does not exist",
        _with_settings('catalog = "application.py:ANALYZERS"\n', app=CATALOGUE),
        "application.py",
        "there is no ANALYZERS here",
    ),
    Refused(
        "a catalog that is no dict",
        _with_settings('catalog = "app.py:ANALYZERS"\n', app="ANALYZERS = ['speech']\n"),
        "app.py:1",
        "cannot be read without running the code",
    ),
    Refused(
        "a catalog that code fills",
        _with_settings('catalog = "app.py:ANALYZERS"\n', app="\nANALYZERS = {n: load(n) for n in names()}\n"),
        "app.py:2",
        "cannot be read without running the code",
    ),
    Refused(
        "a catalog with an entry that is no class",
        _with_settings('catalog = "app.py:ANALYZERS"\n', app="ANALYZERS = {\n  'speech': 5,\n}\n"),
        "app.py:2",
        "speech is not a class, function or module",
    ),
    Refused(
        "a list of disabled analyzers with a name that the catalog does not have",
        _with_settings(
            'catalog = "app.py:ANALYZERS"\ndisabled = "app.py:OFF"\n', app=CATALOGUE.replace("()", "('hearing',)")
        ),
        "app.py",
        "OFF names hearing",
    ),
    Refused(
        "a loader's row with an unknown field",
        _with_settings('[[loaders]]\nname = "mine"\ncalls = ["mine.load"]\nstore = "hf"\nmodel = 0\ncolour = "red"\n'),
        "modelpolicy.toml",
        "`colour` is no field",
    ),
    Refused(
        "a loader's row without a model",
        _with_settings('[[loaders]]\nname = "mine"\ncalls = ["mine.load"]\nstore = "hf"\n'),
        "modelpolicy.toml",
        "nothing says which model",
    ),
    Refused(
        "two files with settings",
        {"pyproject.toml": "[tool.modelpolicy]\n"},
        "pyproject.toml:1",
        "modelpolicy.toml beside it holds settings too",
    ),
)

_DOCUMENT: Final = 'documents = [{ path = "models.md", language = "en" }]\n'

BROKEN_DOCUMENTS: Final = (
    Refused(
        "a region that is never closed",
        {**_with_settings(_DOCUMENT), "models.md": "\n<!-- modelpolicy:begin enabled -->\n"},
        "models.md:2",
        "never closed",
    ),
    Refused(
        "an end without a beginning",
        {**_with_settings(_DOCUMENT), "models.md": "<!-- modelpolicy:end enabled -->\n"},
        "models.md:1",
        "without its beginning",
    ),
    Refused("no region", {**_with_settings(_DOCUMENT), "models.md": "# Models\n"}, "models.md", "no region"),
    Refused("not UTF-8", {**_with_settings(_DOCUMENT), "models.md": b"gr\xf6\xdfer\n"}, "models.md", "not UTF-8"),
)

NO_INPUT: Final = (
    Refused("a missing path", {}, "nowhere", "does not exist", ("nowhere",), 3),
    Refused("a missing path beside one that is there", {}, "gone", "does not exist", ("speech.py", "gone"), 3),
    Refused("a path out of the project", {}, "../elsewhere", "not in the project", ("speech.py", "../elsewhere"), 3),
    Refused(
        "settings that name a missing path",
        _with_settings('paths = ["speech.py", "gone"]\n'),
        "gone",
        "this path does not exist",
        exit_code=3,
    ),
    Refused("settings that exclude everything", _with_settings('exclude = ["*.py"]\n'), ".", "no source", exit_code=3),
)


@pytest.mark.parametrize(
    "case",
    [*BROKEN_REGISTRIES, *BROKEN_SETTINGS, *BROKEN_DOCUMENTS, *NO_INPUT],
    ids=lambda case: case.title,
)
def test_input_is_refused(project: Path, case: Refused, check: Callable[..., Ended]) -> None:
    for path, content in case.files.items():
        (project / path).write_bytes(content.encode() if isinstance(content, str) else content)
    completed = check(project, *case.arguments)
    told = completed.stderr.splitlines()
    assert any(line.startswith(case.place) for line in told), completed.stderr
    assert case.message in completed.stderr
    assert any(line.strip().startswith("remedy: ") for line in told)
    assert completed.stdout == ""
    assert completed.returncode == case.exit_code


def test_every_mistake_is_told_at_once(project: Path) -> None:
    (project / "registry.yaml").write_text(REGISTRY.replace("enabled", "on").replace("{}", "{size: big, colour: red}"))
    completed = run_check(project)
    assert completed.returncode == 2
    assert completed.stderr.count("remedy:") == 3


def test_missing_registry_is_one_sentence(project: Path) -> None:
    (project / "registry.yaml").unlink()
    completed = run_check(project)
    assert completed.returncode == 2
    assert completed.stdout == ""
    message, remedy = completed.stderr.splitlines()
    assert message == "registry.yaml: there is no registry here"
    assert "modelpolicy init" in remedy


def test_registry_is_a_directory(project: Path) -> None:
    (project / "registry.yaml").unlink()
    (project / "registry.yaml").mkdir()
    completed = run_check(project)
    assert completed.returncode == 2
    assert completed.stdout == ""
    assert completed.stderr.startswith("registry.yaml: the registry cannot be read: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for root")
def test_files_without_permission(project: Path) -> None:
    (project / "speech.py").chmod(0)
    completed = run_check(project, "--format", "json")
    assert ("MP001", "speech.py", 0) in found(completed)
    (project / "registry.yaml").chmod(0)
    completed = run_check(project)
    assert completed.returncode == 2
    assert completed.stderr.startswith("registry.yaml: the registry cannot be read: ")


def test_unknown_analyzer_in_the_registry(project: Path) -> None:
    (project / "registry.yaml").write_text(
        REGISTRY.replace("models:\n  w", "  hearing:\n    status: enabled\n    models: [whisper:base]\nmodels:\n  w")
    )
    completed = run_check(project, "--format", "json")
    assert completed.returncode == 1
    assert found(completed) == [("MP104", "registry.yaml", 6)]


@pytest.mark.parametrize("arguments", [["--colour"], ["--format", "xml"]])
def test_unknown_option(project: Path, arguments: list[str]) -> None:
    completed = run_check(project, *arguments)
    assert completed.returncode == 2
    assert completed.stdout == ""
    assert completed.stderr.startswith("usage: modelpolicy")
    assert arguments[-1] in completed.stderr


def test_directory_without_python(tmp_path: Path) -> None:
    (tmp_path / "registry.yaml").write_text(REGISTRY)
    (tmp_path / "modelpolicy.toml").write_text(SETTINGS)
    completed = run_check(tmp_path)
    assert completed.returncode == 3
    assert completed.stdout == ""
    assert "there is no source to check" in completed.stderr
    assert "remedy: " in completed.stderr


def test_paths_are_those_of_the_working_directory(project: Path) -> None:
    (project / "sub").mkdir()
    (project / "sub" / "odd.py").write_text(SPEECH)
    completed = run_check(project / "sub", "odd.py", "--format", "json")
    assert found(completed) == [("MP103", "sub/odd.py", 1)]
    assert completed.returncode == 1


@dataclass(frozen=True)
class Odd:
    """A source file that is read all the same, and the findings about the project that holds it."""

    title: str
    content: Callable[[], bytes]
    findings: tuple[tuple[str, str, int], ...] = ()
    path: str = "odd.py"
    exit_code: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "exit_code", 1 if self.findings else 0)


_LOADS_TINY: Final = b'import whisper\nwhisper.load_model("tiny")\n'
_LATIN: Final = 'import whisper\nGRUSS = "schöne Grüße"\nmodel = whisper.load_model("base")\n'.encode("latin-1")
_NEW_ANALYZER: Final = ("MP103", "odd.py", 1)

ODD_SOURCES: Final = (
    Odd(
        "a NUL byte",
        lambda: b'import whisper\nX = "\0"\nmodel = whisper.load_model("base")\n',
        (("MP001", "speech.py", 2),),
        "speech.py",
    ),
    Odd("NUL bytes only", lambda: b"\0" * 10_000),
    Odd("Latin-1 with a coding line", lambda: b"# -*- coding: latin-1 -*-\n" + _LATIN, path="speech.py"),
    Odd("Latin-1 without a coding line", lambda: _LATIN, (("MP001", "speech.py", 2),), "speech.py"),
    Odd("UTF-8 with a byte order mark", lambda: b"\xef\xbb\xbf" + SPEECH.encode(), path="speech.py"),
    Odd(
        "an unknown coding", lambda: b"# coding: klingon\n" + SPEECH.encode(), (("MP001", "speech.py", 1),), "speech.py"
    ),
    Odd("an empty file", lambda: b""),
    Odd("5 MB of Python data", lambda: b"DATA = [\n" + b'    "0123456789", 1.5,\n' * 220_000 + b"]\n"),
    Odd("5 MB in one line", lambda: _LOADS_TINY + b"DATA = '" + b"x" * 5_000_000 + b"'\n", (_NEW_ANALYZER,)),
    Odd(
        "5 MB of Python data behind a load",
        lambda: _LOADS_TINY + b"DATA = [\n" + b'    "0123456789", 1.5,\n' * 220_000 + b"]\n",
        (_NEW_ANALYZER,),
    ),
    Odd("5 MB of bytes that are no Python", lambda: bytes(range(256)) * 20_000),
    Odd(
        "deep nesting",
        lambda: _LOADS_TINY + b"X = " + b"(" * 5_000 + b")" * 5_000 + b"\n",
        (_NEW_ANALYZER, ("MP001", "odd.py", 3)),
    ),
)


@pytest.mark.parametrize("case", ODD_SOURCES, ids=lambda case: case.title)
def test_odd_source_is_read(project: Path, case: Odd) -> None:
    (project / case.path).write_bytes(case.content())
    completed = run_check(project, "--format", "json")
    assert found(completed) == list(case.findings)
    assert completed.stderr == ""
    assert completed.returncode == case.exit_code


def test_expression_that_is_too_deep_for_some_pythons(project: Path) -> None:
    (project / "odd.py").write_bytes(_LOADS_TINY + b"X = " + b"+".join([b"1"] * 20_000) + b"\n")
    completed = run_check(project, "--format", "json")
    assert _NEW_ANALYZER in found(completed)
    assert completed.returncode == 1


def test_garbage_that_names_a_loader_is_still_searched(project: Path) -> None:
    garbage = b"import whisper\n" + b"%$ ((( <<<\n" * 100_000 + b'whisper.load_model("tiny")\n'
    (project / "speech.py").write_bytes(garbage)
    completed = run_check(project, "--format", "json")
    assert completed.returncode == 1
    assert ("MP001", "speech.py", 2) in found(completed)


def test_symlink_loop(project: Path) -> None:
    (project / "sub").mkdir()
    (project / "sub" / "up").symlink_to(project, target_is_directory=True)
    (project / "self").symlink_to(project / "self")
    (project / "twin.py").symlink_to(project / "speech.py")
    completed = run_check(project, "--format", "json")
    assert found(completed) == []
    assert completed.returncode == 0


def test_link_to_itself_by_name(project: Path) -> None:
    (project / "self.py").symlink_to(project / "self.py")
    completed = run_check(project, "self.py", "--format", "json")
    assert found(completed) == [("MP001", "self.py", 0)]
    assert completed.returncode == 1


def test_dangling_source_is_a_finding(project: Path) -> None:
    (project / "gone.py").symlink_to(project / "nowhere.py")
    completed = run_check(project, "--format", "json")
    assert found(completed) == [("MP001", "gone.py", 0)]
    assert completed.returncode == 1


def test_circular_code(project: Path) -> None:
    """Imports, bases, values and calls in circles: no id comes out of it, and it ends."""
    (project / "speech.py").write_text(
        "import whisper\nfrom other import NAME\n\nclass A(B): name = A.name\n\nclass B(A): pass\n\n"
        "def f(x): return g(x)\ndef g(x): return f(x)\n\nfirst = second\nsecond = first + f(first)\n"
        'model = whisper.load_model(A.name or NAME or second)\nbase = whisper.load_model("base")\n'
    )
    (project / "other.py").write_text("from speech import NAME\n")
    completed = run_check(project, "--format", "json")
    assert found(completed) == [("MP002", "speech.py", 13)]


@pytest.mark.parametrize("deleted", ["analyzers/object_detection.py", "analyzers/catalogue.py"])
def test_file_that_the_catalogue_needs_is_gone(repository: Path, deleted: str) -> None:
    (repository / deleted).unlink()
    completed = run_check(repository)
    assert completed.returncode == 2
    assert completed.stdout == ""
    assert completed.stderr.startswith("analyzers/catalogue.py")
    assert "remedy: " in completed.stderr
