"""Hostile input of every kind: not one attempt is made to change anything outside of the stores.

The attempts are counted below all of our own code, whether they would succeed or not.
"""

import json
import os
from collections.abc import Callable

import pytest

from modelpolicy.cli.main import main
from tests.cleanup.changes import changes_only_in
from tests.cleanup.machine import NEW, Machine, tree


def hostile_names(machine: Machine) -> None:
    for name in ("..", ".", "a\nb", "\x1b[2J", "\udcff", "CLIP", "clip", "a" * 200):
        machine.hub.revision(f"odd/{name}", NEW, {"x.bin": 1}, "main")
    (machine.hub.root / "models--..--..--outside").mkdir()
    (machine.hub.root / "models----").mkdir()


def hostile_ids(machine: Machine) -> None:
    """In code, with revisions, and in a registry, with paths."""
    for number, name in enumerate(("../../outside", "/outside", "a/../../outside", "a\\x00b", "a\\nb", "\\x1b[2J")):
        (machine.project / "app" / f"odd{number}.py").write_text(
            f'from transformers import AutoModel\nAutoModel.from_pretrained("{name}", revision="../../{number}")\n'
        )
    outside = machine.home / "outside"
    paths = json.dumps([str(outside), "../outside", "~/../outside", "$HOME/../outside", "a\0b"])
    (machine.project / "policies").mkdir()
    (machine.project / "policies" / "registry.yaml").write_text(
        f"format: modelpolicy-registry/1\nmodels:\n  hf:team/blip: {{paths: {paths}}}\n  file:../outside/precious.bin: {{}}\n"
    )


def hostile_references(machine: Machine) -> None:
    for number, commit in enumerate(("../../../outside", "/", "..", str(machine.home / "outside"), "\0", "\n")):
        machine.hub.ref("team/blip", f"odd{number}", commit)


def links_out(machine: Machine) -> None:
    """A repository, a revision, a directory for blobs, a blob, a reference, and a chain of two links."""
    outside, root = machine.home / "outside", machine.hub.root
    (root / "models--evil--directory").symlink_to(outside)
    (root / "models--evil--chain").symlink_to(root / "models--evil--directory")
    machine.hub.revision("evil/file", NEW, {"a.bin": 1}, "main")
    (machine.hub.directory("evil/file") / "snapshots" / NEW / "b.bin").symlink_to(outside / "precious.bin")
    for part in ("snapshots", "blobs", "refs", "trees"):
        machine.hub.directory(f"evil/{part}").mkdir()
        (machine.hub.directory(f"evil/{part}") / part).symlink_to(outside)
    (machine.hub.directory("evil/blob") / "blobs").mkdir(parents=True)
    (machine.hub.directory("evil/blob") / "blobs" / "etag").symlink_to(outside / "precious.bin")


def loops(machine: Machine) -> None:
    root = machine.hub.root
    (root / "models--evil--loop").symlink_to(root / "models--evil--loop")
    snapshot = machine.hub.revision("evil/inside", NEW, {"a.bin": 1}, "main")
    (snapshot / "up").symlink_to("..")
    (snapshot / "root").symlink_to("/")
    (snapshot / "self").symlink_to("self")


def hard_links(machine: Machine) -> None:
    snapshot = machine.hub.revision("evil/hard", NEW, {"a.bin": 1}, "main")
    os.link(machine.home / "outside" / "precious.bin", snapshot / "hard.bin")


def odd_files(machine: Machine) -> None:
    snapshot = machine.hub.revision("evil/fifo", NEW, {"a.bin": 1}, "main")
    os.mkfifo(snapshot / "config.json")
    os.mkfifo(machine.hub.directory("evil/fifo") / "refs" / "v1")


def a_root_that_is_a_link(machine: Machine) -> None:
    machine.hub.root.rename(machine.home / "cache" / "real")
    machine.hub.root.symlink_to(machine.home / "cache" / "real")


def a_store_that_is_everything(machine: Machine) -> None:
    machine.write(
        f'--- modelpolicy.toml\nstores = [{{ name = "hf", roots = ["/", "{machine.home}", "~", "./"] }}, '
        '{ name = "mine", roots = ["/", "$HOME"], entries = ["{name}.bin"] }]\n'
    )


def a_quarantine_that_is_a_link(machine: Machine) -> None:
    (machine.hub.root.parent / ".modelpolicy-quarantine").symlink_to(machine.home / "outside")


KINDS = (
    hostile_names,
    hostile_ids,
    hostile_references,
    links_out,
    loops,
    hard_links,
    odd_files,
    a_root_that_is_a_link,
    a_store_that_is_everything,
    a_quarantine_that_is_a_link,
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_nothing_outside_the_stores_is_ever_touched(
    machine: Machine, kind: Callable[[Machine], None], capsys: pytest.CaptureFixture[str]
) -> None:
    outside = machine.home / "outside"
    (outside / "snapshots" / NEW).mkdir(parents=True)
    (outside / "precious.bin").write_bytes(b"precious")
    (outside / "snapshots" / NEW / "model.bin").write_bytes(b"precious")
    (machine.home / "home").mkdir()
    kind(machine)
    before = {place: tree(machine.home / place) for place in ("outside", "project", "home")}
    plan = str(machine.state / "plan.json")
    with changes_only_in(machine.home / "cache", machine.state):
        codes = [
            main(["cache", "plan", "-o", plan, "--include-unknown", "*"]),
            main(["cache", "apply", plan, "--yes"]),
            main(["cache", "purge", "--older-than", "0d", "--yes"]),
        ]
    assert {place: tree(machine.home / place) for place in before} == before
    assert codes == ([0, 4, 0] if kind is a_quarantine_that_is_a_link else [0, 0, 0])
    said = capsys.readouterr()
    assert kind is a_quarantine_that_is_a_link or "into quarantine" in said.err
    assert "Traceback" not in said.err
    assert "\x1b" not in said.out + said.err
