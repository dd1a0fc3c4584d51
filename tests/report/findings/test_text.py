from modelpolicy.report.findings.excerpt import WIDEST
from modelpolicy.report.findings.outcome import Outcome
from modelpolicy.report.findings.text import render
from tests.report.outcomes import finding


def test_a_finding_stands_below_its_file_with_its_line_and_a_mark_below_the_place() -> None:
    one = finding(line=12, column=13)
    line = '    model = "a/b"  # the small one'
    assert render(Outcome([one], {"files": 1}, 0.5, {one.location: line})).splitlines() == [
        "app.py",
        "  12:13  MP101 undocumented-model  app loads hf:a/b, which the registry does not have",
        '      12 | model = "a/b"  # the small one',
        "         |         ^^^^^",
        "      remedy: add hf:a/b",
        "      see registry.yaml:7  its models",
        "",
        "1 finding (1 error) in 1 file: 1 file (0.50 s)",
    ]


def test_a_finding_without_a_line_to_show_stands_without() -> None:
    assert " | " not in render(Outcome([finding()], {}, 0))


def test_a_finding_about_a_whole_line_has_no_mark() -> None:
    one = finding(column=0)
    assert "^" not in render(Outcome([one], {}, 0, {one.location: "models: []"}))


def test_a_finding_about_a_whole_file_names_no_line() -> None:
    assert (
        render(Outcome([finding(line=0, column=0)], {}, 0)).splitlines()[1].startswith("  MP101 undocumented-model  ")
    )


def test_a_place_in_a_notebook_names_its_cell() -> None:
    assert "\n  cell 3:2:5  MP101" in render(Outcome([finding(cell=3)], {}, 0))


def test_each_severity_is_counted() -> None:
    findings = [finding(severity=severity) for severity in ("error", "warning", "warning", "info")]
    assert (
        render(Outcome(findings, {}, 0))
        .splitlines()[-1]
        .startswith("4 findings (1 error, 2 warnings, 1 note) in 1 file")
    )


def test_a_check_without_findings_is_one_line() -> None:
    assert render(Outcome([], {"files": 2, "models": 1}, 0.1)) == "clean: 2 files, 1 model (0.10 s)"


def test_a_long_line_is_cut_around_the_place() -> None:
    one = finding(column=501)
    shown = render(Outcome([one], {}, 0, {one.location: "x = 1; " * 71 + "abc" + '"wanted" ' + "y" * 500}))
    _, _, line, marks, *_ = shown.splitlines()
    assert len(line) <= WIDEST + 11
    assert line[marks.index("^") :].startswith('"wanted"')
    assert marks.endswith("^" * len('"wanted"'))
