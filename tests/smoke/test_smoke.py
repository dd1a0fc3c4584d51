"""The command: what comes out for analyzers that pass, and for each way to fail, provoked for real."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import monotonic, sleep

import psutil
import pytest

from modelpolicy.cli.main import main
from modelpolicy.smoke.process.report import read_report
from modelpolicy.smoke.process.sandbox import MARK
from modelpolicy.smoke.process.supervise import Command, supervise
from modelpolicy.smoke.process.task import Task, write_task
from tests.smoke.conftest import Smoke
from tests.smoke.projects import Does, trust, write_application

FORK = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(300)
    os._exit(0)
os.wait()
"""


def left_of(temporary: Path) -> list[psutil.Process]:
    """The processes of workers whose temporary directories lie in ``temporary``."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            found += [process] if process.environ().get("TMPDIR", "").startswith(str(temporary)) else []
    return found


def test_an_analyzer_that_loads_and_runs_passes(tmp_path: Path, smoke: Smoke) -> None:
    root = write_application(
        tmp_path, calm=Does("import time; time.sleep(0.2)", "print(samples.clip.stat().st_size, samples.text)")
    )

    said = smoke(root)

    assert said.code == 0
    run = said.runs["calm"]
    assert (run["result"], run["failure"], run["device"]) == ("passed", None, "cpu")
    assert run["load_seconds"] >= 0.2 > run["run_seconds"]
    assert run["seconds"] >= run["load_seconds"]
    assert run["peak_ram"] > 5_000_000
    assert "A person walks" in Path(run["log"]).read_text()


def test_a_library_that_prints_without_end_does_not_fill_the_disk(tmp_path: Path, smoke: Smoke) -> None:
    prints = Does("print('begins')\nfor _ in range(300):\n    print('and on' * 5_000)", "print('ends')")
    log = Path(smoke(write_application(tmp_path, noisy=prints)).runs["noisy"]["log"])
    assert log.stat().st_size < 2_100_000
    said = log.read_text()
    assert (said.splitlines()[0], said.splitlines()[-1]) == ("begins", "ends")
    assert "bytes of the log are left out here]" in said


def test_what_an_analyzer_holds_shows_in_its_peak_of_memory(tmp_path: Path, smoke: Smoke) -> None:
    root = write_application(tmp_path, big=Does("self.data = bytes(range(256)) * 800_000"), small=Does())
    runs = smoke(root).runs
    assert runs["big"]["peak_ram"] - runs["small"]["peak_ram"] == pytest.approx(204_800_000, rel=0.1)


@pytest.mark.parametrize(
    ("does", "kind", "words"),
    [
        (Does("raise ValueError('no\\nway')"), "error", "ValueError: no way"),
        (Does("import a_package_that_nobody_has"), "missing-package", "No module named 'a_package_that_nobody_has'"),
        (Does("open('weights.pt')"), "missing-weights", "No such file or directory: 'weights.pt'"),
        (Does("bytearray(400_000_000)"), "out-of-memory", "MemoryError"),
        (Does("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"), "crash", "SIGSEGV, while loading"),
        (Does(run="import os; os._exit(7)"), "crash", "exit code 7, while running"),
        (Does(run="raise SystemExit(0)"), "error", "SystemExit"),
        (Does("import json; json.loads('{')"), "corrupt-file", "JSONDecodeError"),
        (
            Does("import urllib.request; urllib.request.urlopen('https://example.org/weights.pt')"),
            "network",
            "the network was wanted",
        ),
        (Does(FORK), "left-processes", "left processes behind"),
    ],
)
def test_each_way_to_fail_is_told(tmp_path: Path, smoke: Smoke, does: Does, kind: str, words: str) -> None:
    root = write_application(tmp_path, odd=does)

    said = smoke(root, "--memory", "300MB")

    assert said.code == 1
    assert said.kind("odd") == kind
    assert words in said.reason("odd")
    assert "\n" not in said.reason("odd")


def test_an_endless_loop_is_ended_and_told(tmp_path: Path, smoke: Smoke) -> None:
    root = write_application(tmp_path, endless=Does(run="while True: pass"), calm=Does())

    said = smoke(root, "--timeout", "2")

    assert said.kind("endless") == "time-out"
    assert said.reason("endless") == "was not done after 2 s, while running"
    assert said.runs["endless"]["load_seconds"] is not None
    assert said.kind("calm") is None


def test_a_library_that_copes_without_the_network_is_warned_of(tmp_path: Path, smoke: Smoke) -> None:
    asks = """
    import socket
    try:
        socket.create_connection(("93.184.215.14", 443), timeout=5)
    except OSError:
        pass
    """
    said = smoke(write_application(tmp_path, asks=Does(asks)))
    assert said.kind("asks") is None
    assert said.runs["asks"]["warnings"] == ["asked for the network: 93.184.215.14"]


def test_what_an_analyzer_loads_other_than_documented_is_warned_of(tmp_path: Path, smoke: Smoke) -> None:
    root = write_application(
        tmp_path, speech=Does("import whisper; whisper.load_model('small')"), odd=Does("raise ValueError('no')")
    )
    (root / "whisper.py").write_text("def load_model(name):\n    return name\n")  # the scan takes it for no library
    registry = root / "registry.yaml"
    registry.write_text(registry.read_text().replace("status: enabled", "status: enabled, models: ['whisper:base']"))
    runs = smoke(root).runs
    assert runs["speech"]["warnings"] == [
        "did not load whisper:base, which code or registry say that it loads",
        "loaded whisper:small, which neither code nor registry know",
    ]
    assert runs["odd"]["warnings"] == []


def test_this_machine_is_no_network(tmp_path: Path, smoke: Smoke) -> None:
    talks = """
    import socket
    server = socket.create_server(("127.0.0.1", 0))
    socket.create_connection(server.getsockname()).close()
    """
    said = smoke(write_application(tmp_path, talks=Does(talks)))
    assert said.kind("talks") is None
    assert said.runs["talks"]["warnings"] == []


def test_nothing_is_left_of_twenty_runs(tmp_path: Path, smoke: Smoke, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    leaves = f"{FORK}\nimport tempfile; tempfile.mkstemp(); tempfile.mkdtemp()"
    names = {f"a{number}": Does(leaves if number % 4 == 0 else "pass") for number in range(20)}
    said = smoke(write_application(tmp_path / "project", **names))

    assert len(said.runs) == 20
    assert left_of(temporary) == []
    assert list(temporary.iterdir()) == []


def test_warnings_of_libraries_are_told(tmp_path: Path, smoke: Smoke) -> None:
    warns = """
    import logging, warnings
    warnings.warn("old\\nweights", stacklevel=1)
    quiet = logging.getLogger("library"); quiet.propagate = False; quiet.warning("%d layers", 3)
    quiet.warning("much " * 100)
    """
    said = smoke(write_application(tmp_path, warns=Does(warns)))
    first, second, long = said.runs["warns"]["warnings"]
    assert first.endswith("UserWarning: old")
    assert second == "3 layers"
    assert (len(long), long[-8:]) == (200, "ch much…")


def test_disabled_analyzers_are_tried_when_they_are_named(tmp_path: Path, smoke: Smoke) -> None:
    root = write_application(tmp_path, on=Does(), off=Does())
    catalogue = root / "app" / "catalogue.py"
    catalogue.write_text(f'{catalogue.read_text()}\nDISABLED = ["off"]\n')
    settings = root / "modelpolicy.toml"
    settings.write_text(f'{settings.read_text()}disabled = "app/catalogue.py:DISABLED"\n')
    registry = root / "registry.yaml"
    registry.write_text(registry.read_text().replace("off: {status: enabled}", "off: {status: disabled}"))
    assert set(smoke(root).runs) == {"on"}
    assert set(smoke(root, "--analyzer", "off").runs) == {"off"}


@pytest.fixture
def calm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_application(tmp_path, calm=Does()))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--analyzer", "nobody"], 3, "nobody: there is no such analyzer"),
        (["--model", "hf:a/b"], 3, "no analyzer that is asked for loads hf:a/b"),
        (["--model", "whisper"], 2, "'whisper' is not a model id"),
        (["--device", "cpu", "--memory", "much"], 2, "'much' is not a size"),
        (["--device", "mps"], 3, "this machine is no Mac"),
    ],
)
@pytest.mark.usefixtures("calm")
def test_what_cannot_be_tried_is_said(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, words: str
) -> None:
    device = [] if "--device" in arguments else ["--device", "cpu"]
    assert main(["smoke", *device, *arguments]) == code
    assert words in capsys.readouterr().err


@pytest.mark.usefixtures("calm")
def test_a_place_that_cannot_be_made_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODELPOLICY_STATE_DIR", str(tmp_path / "modelpolicy.toml"))
    assert main(["smoke", "--device", "cpu"]) == 2
    assert "cannot be made: Not a directory\n  remedy: set MODELPOLICY_STATE_DIR" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--device", "tpu"], "'tpu' is no device"),
        (["--timeout", "0"], "'0' is no time"),
        (["--timeout", "nan"], "'nan' is no time"),
        (["--jobs", "0"], "at least 1"),
    ],
)
@pytest.mark.usefixtures("calm")
def test_what_bounds_nothing_is_refused(capsys: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["smoke", *arguments])
    assert words in capsys.readouterr().err


def test_a_signal_to_the_command_leaves_nothing(tmp_path: Path) -> None:
    def interrupt(pid: int) -> None:
        started.append(pid)
        os.kill(os.getpid(), signal.SIGINT)

    started: list[int] = []
    surroundings = {**os.environ, MARK: "a mark of this test"}
    with pytest.raises(KeyboardInterrupt):
        supervise(Command(("sleep", "300"), surroundings, tmp_path, tmp_path / "log"), 60, interrupt)
    assert not psutil.pid_exists(started[0])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whatever_ends_the_command_ends_its_workers(tmp_path: Path, number: signal.Signals) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    sleeps = Does("open('is-loading', 'w').close(); import time; time.sleep(300)")
    root = write_application(tmp_path / "project", one=sleeps, two=sleeps, three=sleeps)
    command = (sys.executable, "-m", "modelpolicy", "smoke", "--device", "cpu", "--jobs", "2")
    surroundings = {**os.environ, "TMPDIR": str(temporary)}
    heeding = partial(signal.signal, number, signal.SIG_DFL)  # nohup has its children ignore one of them
    with subprocess.Popen(command, cwd=root, env=surroundings, preexec_fn=heeding) as process:  # noqa: S603, PLW1509 - no threads here
        while not (root / "is-loading").exists():
            sleep(0.05)
        process.send_signal(number)
        assert process.wait(timeout=30) == 130
    assert left_of(temporary) == []
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent is gone")
def test_a_worker_ends_with_a_command_that_is_killed(tmp_path: Path) -> None:
    root = write_application(tmp_path, one=Does("open('is-loading', 'w').close(); import time; time.sleep(300)"))
    command = (sys.executable, "-m", "modelpolicy", "smoke", "--device", "cpu")
    surroundings = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, cwd=root, env=surroundings) as process:  # noqa: S603 - this Python
        while not (root / "is-loading").exists():
            sleep(0.05)
        workers = psutil.Process(process.pid).children()
        process.kill()
    assert len(workers) == 1
    assert psutil.wait_procs(workers, timeout=10)[1] == []


def test_several_at_once_take_less_time_and_come_to_the_same(tmp_path: Path, smoke: Smoke) -> None:
    waits = Does("import time; time.sleep(2)")
    root = write_application(tmp_path, one=waits, two=waits, three=Does("raise ValueError('no')"))
    start = monotonic()
    said = smoke(root, "--jobs", "3")
    assert monotonic() - start < sum(run["seconds"] for run in said.runs.values())
    assert {name: said.kind(name) for name in said.runs} == {"one": None, "two": None, "three": "error"}


def commit(root: Path) -> None:
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"]):
        subprocess.run(["git", *command], cwd=root, check=True)  # noqa: S603, S607 - the machine's git


def test_only_what_changed_since_a_revision_is_tried(tmp_path: Path, smoke: Smoke) -> None:
    root = write_application(tmp_path, one=Does(), two=Does())
    commit(root)
    (root / "app" / "two.py").write_text(f"{(root / 'app' / 'two.py').read_text()}\n# changed\n")
    assert set(smoke(root, "--changed-since", "HEAD").runs) == {"two"}


def test_a_file_that_git_does_not_know_yet_has_changed(tmp_path: Path, smoke: Smoke) -> None:
    root = write_application(tmp_path, one=Does(), two=Does())
    two = (root / "app" / "two.py").read_text()
    (root / "app" / "two.py").unlink()
    commit(root)
    (root / "app" / "two.py").write_text(two)
    assert set(smoke(root, "--changed-since", "HEAD").runs) == {"two"}


@pytest.mark.parametrize(
    ("revision", "code", "words"),
    [
        ("HEAD", 3, "smoke: no analyzer that is asked for has a file that changed"),
        ("nowhere", 2, "--changed-since: fatal: ambiguous argument 'nowhere': unknown revision"),
    ],
)
@pytest.mark.usefixtures("calm")
def test_nothing_that_changed_is_told_from_no_revision(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], revision: str, code: int, words: str
) -> None:
    commit(tmp_path)
    assert main(["smoke", "--device", "cpu", "--changed-since", revision]) == code
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith(words)
    assert second.startswith("  remedy: ")


def test_a_package_may_lie_below_a_directory_of_sources(tmp_path: Path, smoke: Smoke) -> None:
    root = write_application(tmp_path, calm=Does(run="assert __name__ == 'app.calm'"))
    (root / "src").mkdir()
    (root / "app").rename(root / "src" / "app")
    settings = root / "modelpolicy.toml"
    settings.write_text(settings.read_text().replace("app/catalogue.py", "src/app/catalogue.py"))
    assert smoke(root).kind("calm") is None


def test_a_python_that_an_analyzer_starts_is_offline_too(tmp_path: Path, smoke: Smoke) -> None:
    child = 'import socket; socket.create_connection(("93.184.215.14", 443), timeout=5)'
    starts = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=False)"
    said = smoke(write_application(tmp_path, starts=Does(starts)))
    assert said.runs["starts"]["warnings"] == ["asked for the network: 93.184.215.14"]
    assert "NetworkRefusedError" in Path(said.runs["starts"]["log"]).read_text()


def test_nothing_is_run_where_the_refusals_did_not_start(tmp_path: Path) -> None:
    task, said = tmp_path / "task.json", tmp_path / "report.json"
    write_task(task, Task("calm", str(write_application(tmp_path, calm=Does())), None, (), "cpu"))
    words = [sys.executable, "-m", "modelpolicy.smoke.worker", str(task), str(said)]
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    assert subprocess.run(words, env=bare, check=False, capture_output=True).returncode == 1  # noqa: S603 - our worker
    assert read_report(said).raised[0].message.startswith("nothing of the project is run")


RUNS_FETCHED = """
import importlib.util, os, pathlib
directory = pathlib.Path(os.environ["TMPDIR"]) / "{package}"
directory.mkdir()
(directory / "{file}").write_text("loaded = True")
spec = importlib.util.spec_from_file_location("fetched", directory / "{file}")
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
assert module.loaded
"""


@pytest.mark.parametrize(
    ("package", "file"),
    [("transformers_modules", "modeling.py"), ("diffusers_modules", "pipeline.py"), ("a_repository", "hubconf.py")],
)
def test_code_of_a_repository_runs_only_where_the_registry_trusts_it(
    tmp_path: Path, smoke: Smoke, package: str, file: str
) -> None:
    does = Does(RUNS_FETCHED.format(package=package, file=file))
    root = write_application(tmp_path, trusted=does, other=does)
    trust(root, "trusted", "remote-code")
    said = smoke(root)
    assert (said.kind("trusted"), said.kind("other")) == (None, "untrusted")
    assert said.reason("other").startswith("needs `trusts: [remote-code]` of the registry: ")
    assert "code of a model's repository was to run" in said.reason("other")
    assert file in said.reason("other")


def test_the_project_may_have_a_hubconf_of_its_own(tmp_path: Path, smoke: Smoke) -> None:
    root = write_application(tmp_path, calm=Does("import hubconf"))
    (root / "hubconf.py").write_text("dependencies = []\n")
    assert smoke(root).kind("calm") is None


WHOLE = "from fractions import Fraction; whole = Fraction(1, 2)"
PICKLES = {
    "pickle": f"import pickle; {WHOLE}; pickle.dump(whole, open('w.pkl', 'wb')); pickle.load(open('w.pkl', 'rb'))",
    "joblib": f"import joblib; {WHOLE}; joblib.dump(whole, 'w.joblib'); joblib.load('w.joblib')",
    "squeezed": f"import joblib; {WHOLE}; joblib.dump(whole, 'z.joblib', compress=3); joblib.load('z.joblib')",
    "array": f"import numpy; {WHOLE}; numpy.save('store/w', [whole]); numpy.load('store/w.npy', allow_pickle=True)",
    "archive": f"import numpy; {WHOLE}; numpy.savez('store/w', w=[whole]); numpy.load('store/w.npz', allow_pickle=True)['w']",
}
ARRAYS = {
    "numbers": "import joblib, numpy; joblib.dump({'w': numpy.ones(3), 'b': {1j}}, 'n.joblib'); joblib.load('n.joblib')",
    "old": "import pickle; pickle.dump({1j, 2}, open('o.pkl', 'wb'), 2); pickle.load(open('o.pkl', 'rb'))",
    "message": f"import pickle; {WHOLE}; pickle.loads(pickle.dumps(whole))",
    "cache": f"import pickle; {WHOLE}; pickle.dump(whole, open('cache', 'wb')); pickle.load(open('cache', 'rb'))",
    "beside": f"import pickle; {WHOLE}; open('a.onnx', 'wb').write(b'\\x08'); held = open('a.onnx', 'rb'); "
    "pickle.loads(pickle.dumps(whole))",
}


def test_pickles_of_more_than_arrays_need_the_trust_of_the_registry(tmp_path: Path, smoke: Smoke) -> None:
    pytest.importorskip("joblib")
    does = {name: Does(lines) for name, lines in (PICKLES | ARRAYS).items()}
    root = write_application(tmp_path, **does, trusted=Does(PICKLES["joblib"].replace("w.joblib", "t.joblib")))
    (root / "store").mkdir()
    settings = root / "modelpolicy.toml"
    settings.write_text(
        f'{settings.read_text()}stores = [{{ name = "own", roots = ["./store"], entries = ["{{name}}/"] }}]\n'
    )
    trust(root, "trusted", "pickle")

    said = smoke(root, "--jobs", "2")

    kinds = {name: said.kind(name) for name in said.runs}
    assert kinds == {**dict.fromkeys(PICKLES, "untrusted"), **dict.fromkeys(ARRAYS), "trusted": None}
    for name in PICKLES:
        assert said.reason(name).startswith("needs `trusts: [pickle]` of the registry: ")
        assert "fractions.Fraction" in said.reason(name)


def test_what_cannot_be_asked_and_has_no_known_model_is_said_not_to_be_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a catalogue there is no code to ask: nothing would be loaded, and that is no pass."""
    registry = "format: modelpolicy-registry/1\nanalyzers: {}\nmodels: {}\n"
    unknown, known = (f"import sys, spacy\nspacy.load({argument})\n" for argument in ("sys.argv[1]", "'en_x'"))
    settings = 'registry = "r.yaml"\nregister = false\n'
    for name, text in {"modelpolicy.toml": settings, "r.yaml": registry, "cover.py": unknown}.items():
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    words = "cover: not tried: no model of it is known, and its code cannot be asked without the setting `catalog`"
    assert main(["smoke", "--device", "cpu"]) == 3
    assert words in capsys.readouterr().err
    (tmp_path / "names.py").write_text(known)
    assert main(["smoke", "--device", "cpu", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert [one["analyzer"] for one in json.loads(out)["runs"]] == ["names"]
    assert words in err


NOT_ASKED = """
class {name}:
    def __init__(self):
        {begins}
    def find(self, name):
        import spacy
        return spacy.load(name)
"""


def test_a_class_without_a_method_to_be_asked_passes_only_if_it_was_seen_to_load(tmp_path: Path, smoke: Smoke) -> None:
    """Nobody knows a model of it, so none is loaded by its store either."""
    root = write_application(tmp_path, lazy=Does(), eager=Does())
    (root / "net.onnx").touch()
    (root / "app" / "lazy.py").write_text(NOT_ASKED.format(name="Lazy", begins="pass"))
    (root / "app" / "eager.py").write_text(NOT_ASKED.format(name="Eager", begins="open('net.onnx').close()"))
    said = smoke(root)
    assert (said.kind("lazy"), said.kind("eager")) == ("error", None)
    assert "nothing was loaded" in said.reason("lazy")
