"""The program: what it writes, what it says, and its exit codes, on good and on bad files."""

import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from analyzers.__main__ import ALL_RAN, NO_RESULT, SOME_FAILED, main
from analyzers.catalogue import ANALYZERS, DISABLED
from analyzers.result import Result
from analyzers.selection import select
from tests.analyzers.canvas import pan, texture
from tests.analyzers.films import Making, cut_off, scenes, tone, write_film

ALGORITHMS = [analyzer.name for analyzer in select(ANALYZERS, DISABLED) if not analyzer().models and not analyzer.reads]


def read(out: Path) -> Result:
    return Result.model_validate_json(out.read_text(encoding="utf-8"))


def test_the_result_is_written_as_json(tmp_path: Path, film: Path) -> None:
    out = tmp_path / "result.json"
    assert main([str(film), "--only", "cut_analysis", "color_analysis", "--json", str(out)]) == ALL_RAN

    result = read(out)
    assert result.video == film
    assert result.seconds == pytest.approx(3)
    assert {analysis.analyzer for analysis in result.analyses} == {"cut_analysis", "color_analysis"}
    assert [cut.start for cut in result.analyses[0].segments if cut.label == "cut"] == pytest.approx([1, 2])
    assert result.analyses[0].models == ()


def test_a_dash_is_stdout_which_then_holds_json_alone(film: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(film), "--only", "cut_analysis", "--json", "-"]) == ALL_RAN
    assert Result.model_validate_json(capsys.readouterr().out).video == film


def test_without_json_there_is_a_summary(film: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(film), "--only", "cut_analysis"]) == ALL_RAN
    assert capsys.readouterr().out.split()[-4:] == ["cut_analysis", "5", "shot,", "cut"]


def test_a_failure_leaves_the_others_and_says_why(
    tmp_path: Path, silent_film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "result.json"
    assert main([str(silent_film), "--only", "speech_emotion", "cut_analysis", "--json", str(out)]) == SOME_FAILED

    result = read(out)
    assert [analysis.analyzer for analysis in result.analyses] == ["cut_analysis"]
    assert [failure.analyzer for failure in result.failures] == ["speech_emotion"]
    assert capsys.readouterr().err.startswith("speech_emotion: cannot load hf:ehcalabres/")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gone.mp4"], "No such file"),
        (["film.mp4", "--only", "nonsense"], "no analyzer is called nonsense; there are"),
        (["film.mp4", "--json", "nowhere/out.json"], "nowhere: there is no such directory"),
    ],
)
def test_wrong_arguments_are_said_at_once(
    film: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(film.parent)
    assert main(arguments) == NO_RESULT
    assert message in capsys.readouterr().err


def bad_file(kind: str, path: Path) -> Path:
    match kind:
        case "empty":
            path.touch()
        case "text":
            path.write_text("not a video\n" * 50)
        case "bytes":
            path.write_bytes(b"\0\1\2\xff" * 1000)
        case "picture":
            path.write_bytes(cv2.imencode(".png", np.zeros((20, 20, 3), np.uint8))[1].tobytes())
        case "sound alone":
            write_film(path, sound=tone(1))
        case "directory":
            path.mkdir()
        case "cut off before its index":
            cut_off(write_film(path, scenes(4)))
    return path


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("empty", "the file is empty"),
        ("text", "cannot be opened as a video"),
        ("bytes", "cannot be opened as a video"),
        ("picture", "is a picture"),
        ("sound alone", "has no picture track"),
        ("directory", "Is a directory"),
        ("cut off before its index", "cannot be opened as a video"),
    ],
)
def test_what_is_not_a_video_is_one_clear_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, message: str
) -> None:
    out = tmp_path / "result.json"
    assert main([str(bad_file(kind, tmp_path / "film.mp4")), "--json", str(out)]) == NO_RESULT
    assert not out.exists()
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


def odd_film(kind: str, path: Path) -> Path:
    moving = list(pan(texture(1), (160, 90), (2, 1), 30))
    match kind:
        case "one frame":
            return write_film(path, moving[:1], tone(0.1))
        case "two frames":
            return write_film(path, moving[:2])
        case "portrait":
            return write_film(path, pan(texture(1), (90, 160), (2, 1), 30), tone(3))
        case "lying portrait":
            return write_film(path, moving, tone(3), Making(rotation=90))
        case "odd size":
            return write_film(path, pan(texture(1), (101, 77), (2, 1), 30), tone(3))
        case "two pixels high":
            return write_film(path, scenes(1, 2, 200), tone(1))
        case "cut off":
            return cut_off(write_film(path, moving, tone(3), Making(faststart=True)), 0.6)
    return write_film(path, moving, tone(1))


@pytest.mark.parametrize(
    "kind",
    ["one frame", "two frames", "portrait", "lying portrait", "odd size", "two pixels high", "cut off", "short sound"],
)
def test_every_algorithm_copes_with_odd_films(tmp_path: Path, kind: str) -> None:
    out = tmp_path / "result.json"
    main([str(odd_film(kind, tmp_path / "film.mp4")), "--only", *ALGORITHMS, "--json", str(out)])

    result = read(out)
    reasons = {failure.reason.partition(": ")[2] for failure in result.failures}
    assert reasons <= ({"has no sound track"} if kind == "two frames" else set())
    assert len(result.analyses) + len(result.failures) == len(ALGORITHMS)
    assert all(segment.end <= result.seconds + 0.1 for analysis in result.analyses for segment in analysis.segments)


def test_it_runs_as_a_module(film: Path) -> None:
    done = subprocess.run(  # noqa: S603 - the program is this project's
        [sys.executable, "-m", "analyzers", str(film), "--only", "cut_analysis", "--json", "-"],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == ALL_RAN
    assert len(Result.model_validate_json(done.stdout).analyses) == 1
    assert done.stderr == ""
