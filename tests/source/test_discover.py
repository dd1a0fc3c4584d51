import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.errors import NothingToCheckError
from modelpolicy.source.discover import discover
from modelpolicy.source.globs import Excluded
from modelpolicy.source.walk import Walk

HERE = [Path()]


def write(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()


def test_lists_source_in_order_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, "b.py", "a/z.py", "a/y.py", "a.py", "a/data.txt", "a/stub.pyi", "Makefile.txt")
    assert discover(tmp_path, HERE).paths == ("a.py", "a/y.py", "a/z.py", "b.py")


def test_lists_what_holds_commands_beside_python(tmp_path: Path) -> None:
    scripts = [".github/workflows/ci.yml", ".gitlab-ci.yml", "Containerfile", "Dockerfile", "Makefile"]
    scripts += ["compose.prod.yaml", "deploy/app.service", "docker/gpu.Dockerfile", "docker/Dockerfile.cpu", "fetch.sh"]
    write(tmp_path, "a.py", *scripts, "Dockerfile.dockerignore", "Dockerfile.md", "config.yml", "workflows/ci.yml")
    found = discover(tmp_path, HERE, ["Makefile"])
    assert found.paths == ("a.py",)
    assert found.scripts == tuple(sorted(set(scripts) - {"Makefile"}))


def test_a_shell_program_without_suffix_is_told_by_its_first_line(tmp_path: Path) -> None:
    for name, first, mode in [("run", "#!/usr/bin/env bash\n", 0o755), ("text", "#!/bin/sh\n", 0o644)]:
        (tmp_path / name).write_text(first)
        (tmp_path / name).chmod(mode)
    (tmp_path / "other").write_text("#!/usr/bin/python3\n")
    (tmp_path / "other").chmod(0o755)
    assert discover(tmp_path, HERE).scripts == ("run",)


def test_a_project_of_scripts_alone_is_one(tmp_path: Path) -> None:
    write(tmp_path, "fetch.sh")
    assert discover(tmp_path, HERE).scripts == ("fetch.sh",)


def test_leaves_out_what_is_not_the_project_s(tmp_path: Path) -> None:
    write(tmp_path, "a.py", ".git/x.py", ".tox/x.py", "__pycache__/x.py", "web/node_modules/x.py")
    write(tmp_path, "env/pyvenv.cfg", "env/lib/x.py", "cache/CACHEDIR.TAG", "cache/x.py", "old/x.py", "x_pb2.py")
    assert discover(tmp_path, HERE, ["old/", "*_pb2.py"]).paths == ("a.py",)


def test_a_root_that_is_a_virtual_environment_is_walked(tmp_path: Path) -> None:
    write(tmp_path, "pyvenv.cfg", "a.py")
    assert discover(tmp_path, HERE).paths == ("a.py",)


def test_symbolic_links_are_followed_once_and_loops_end(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    write(root, "a/x.py", "b/y.py")
    write(outside, "shared/s.py", "single.py")
    (root / "a" / "loop").symlink_to(root)
    (root / "a" / "again").symlink_to(root / "b")
    (root / "a" / "alias.py").symlink_to("x.py")
    (root / "linked").symlink_to(outside / "shared")
    (root / "zlinked").symlink_to(outside / "shared")
    (root / "single.py").symlink_to(outside / "single.py")
    (root / "self").symlink_to("self")
    assert discover(root, HERE).paths == ("a/x.py", "b/y.py", "linked/s.py", "single.py")


def test_a_file_is_listed_once_however_it_is_named(tmp_path: Path) -> None:
    write(tmp_path, "a/x.py")
    (tmp_path / "link.py").symlink_to("a/x.py")
    named = [Path("link.py"), Path("a/x.py"), Path("a/../a"), tmp_path / "a", Path()]
    assert discover(tmp_path, named).paths == ("a/x.py",)


def test_hard_links_are_two_modules(tmp_path: Path) -> None:
    write(tmp_path, "a.py")
    os.link(tmp_path / "a.py", tmp_path / "b.py")
    assert discover(tmp_path, HERE).paths == ("a.py", "b.py")


def test_a_script_without_suffix_counts_when_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "tool").write_text("#!/usr/bin/env python3\n")
    (tmp_path / "shell").write_text("#!/bin/sh\n")
    (tmp_path / "other").write_text("#!/usr/bin/perl\n")
    write(tmp_path, "a.py")
    assert discover(tmp_path, HERE).paths == ("a.py",)
    assert discover(tmp_path, [Path("tool")]).paths == ("tool",)
    assert discover(tmp_path, [Path("shell")]).scripts == ("shell",)
    with pytest.raises(NothingToCheckError, match="this is not source"):
        discover(tmp_path, [Path("other")])


def test_excluded_files_stay_out_when_they_are_named(tmp_path: Path) -> None:
    write(tmp_path, "old/a.py", "b.py")
    assert discover(tmp_path, [Path("old/a.py"), Path("b.py")], ["old/"]).paths == ("b.py",)


def test_every_missing_path_is_told(tmp_path: Path) -> None:
    write(tmp_path, "a.py")
    with pytest.raises(NothingToCheckError) as caught:
        discover(tmp_path, [Path("no"), Path("a.py"), Path("a.py/b.py"), Path("neither.py")])
    assert [problem.path for problem in caught.value.problems] == ["a.py/b.py", "neither.py", "no"]
    assert all(problem.remedy for problem in caught.value.problems)


def test_a_directory_without_source_is_told(tmp_path: Path) -> None:
    write(tmp_path, "a/readme.md")
    with pytest.raises(NothingToCheckError, match="no source") as caught:
        discover(tmp_path, [Path("a")])
    assert caught.value.problems[0].path == "a"


def test_what_cannot_be_looked_into_is_a_failure(tmp_path: Path) -> None:
    write(tmp_path, "a.py")
    (tmp_path / "gone.py").symlink_to("nowhere.py")
    found = discover(tmp_path, HERE)
    assert found.paths == ("a.py",)
    (failure,) = found.failures
    assert (failure.location.path, failure.searched) == ("gone.py", False)


def test_a_directory_that_cannot_be_opened_is_a_failure(tmp_path: Path) -> None:
    too_long = "/".join(["d" * 200] * 30)
    walk = Walk(tmp_path, Excluded([]))
    walk.directory(too_long)
    (failure,) = walk.failures
    assert failure.location.path == too_long
    assert failure.reason == os.strerror(36)


@given(st.permutations(["a", "b/c.py", "b", "."]))
def test_the_order_of_the_paths_does_not_matter(tmp_path_factory: pytest.TempPathFactory, order: list[str]) -> None:
    root = tmp_path_factory.getbasetemp() / "ordered"
    write(root, "a/x.py", "b/c.py", "b/d/e.py", "f.py")
    assert discover(root, list(map(Path, order))).paths == ("a/x.py", "b/c.py", "b/d/e.py", "f.py")
