"""Caches of all shapes, and the batch that empties them of what nobody needs."""

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from modelpolicy.cleanup.moving.batch import Batch
from modelpolicy.cleanup.moving.prepare import prepare
from modelpolicy.cleanup.planning.planner import plan_deletion
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.plan import Options, Plan
from modelpolicy.liveness.demand import Demand, Demands
from modelpolicy.liveness.verdict import judge
from modelpolicy.stores.hf import HuggingFaceHub
from modelpolicy.stores.holdings import Holdings
from modelpolicy.stores.needs import read_needs
from tests.stores.hub import Hub

OLD, MID, NEW = "a" * 40, "b" * 40, "c" * 40
ALL = Options(include_unknown=("*",))


@dataclass(frozen=True)
class Stocked:
    """A hub cache, and the models in it that are needed."""

    hub: Hub
    needed: tuple[str, ...]

    @property
    def state(self) -> Path:
        return self.hub.root.parent / "state"

    def plan(self, options: Options = ALL) -> Plan:
        store = HuggingFaceHub()
        holdings = Holdings(store.read(self.hub.machine).artifacts, [store], self.hub.machine)
        demands = tuple(Demand(ModelId("hf", name), "quality", "code") for name in self.needed)
        judged, _ = judge(Demands(demands), holdings, read_needs)
        return plan_deletion(judged, options, (), lambda _: "")

    def batch(self) -> Batch:
        return prepare(self.plan(), "f", 1_700_000_000, 1)


def one_repository(hub: Hub) -> Stocked:
    hub.revision("team/blip", NEW, {"model.bin": 10_000, "sub/config.json": b"{}"}, "main")
    return Stocked(hub, ())


def old_revisions(hub: Hub) -> Stocked:
    """Blobs that all revisions have, that two which go share, and that one has alone; a ref in a directory."""
    hub.revision("openai/clip", OLD, {"model.bin": 1_000, "both.bin": 100, "config.json": b"{}"}, "v1")
    hub.revision("openai/clip", MID, {"model.bin": 2_000, "both.bin": 100, "config.json": b"{}"}, "refs/pr/1")
    hub.revision("openai/clip", NEW, {"model.bin": 4_000, "config.json": b"{}"}, "main")
    directory = hub.directory("openai/clip")
    (directory / "trees").mkdir()
    (directory / "trees" / f"{OLD}.json").write_text("{}")
    (directory / ".no_exist" / OLD).mkdir(parents=True)
    (directory / ".no_exist" / OLD / "x.json").touch()
    (directory / "snapshots" / OLD).chmod(0o750)
    return Stocked(hub, ("openai/clip",))


def shared_payloads(hub: Hub) -> Stocked:
    """A payload that only repositories which go link to, and one that a needed repository links to as well."""
    hub.revision("team/one", NEW, {"a.bin": 10}, "main")
    hub.revision("team/two", NEW, {"a.bin": 20}, "main")
    hub.revision("team/kept", NEW, {"a.bin": 30}, "main")
    for digest, names in (("1" * 64, ("team/one", "team/two")), ("2" * 64, ("team/one", "team/kept"))):
        hub.share(digest, 1_000, *names)
        for name in names:
            snapshot = hub.directory(name) / "snapshots" / NEW
            (snapshot / f"{digest[:3]}.bin").symlink_to(f"../../blobs/etag-{digest[:4]}")
    return Stocked(hub, ("team/kept",))


def odd_things(hub: Hub) -> Stocked:
    """Hard links, files instead of links, unfinished downloads, empty directories, a model without any file."""
    hub.revision("openai/clip", NEW, {"model.bin": 4_000}, "main")
    blob = hub.blob("openai/clip", 7_000)
    blob.rename(blob.with_name("etag.incomplete"))
    snapshot = hub.revision("team/files", NEW, {}, "main")
    (snapshot / "plain.bin").write_bytes(bytes(500))
    (snapshot / "empty").mkdir()
    os.link(snapshot / "plain.bin", hub.root / "outside.bin")
    hub.blob("team/part", 600).rename(hub.directory("team/part") / "blobs" / "x.incomplete")
    hub.ref("team/lost", "main", MID)
    (hub.root / "models--team--nothing").mkdir()
    return Stocked(hub, ("openai/clip",))


SHAPES = (one_repository, old_revisions, shared_payloads, odd_things)


def age(root: Path) -> None:
    """Times that differ and lie back, so that any change of them shows."""
    for number, path in enumerate(sorted(root.rglob("*"), reverse=True)):
        os.utime(
            path, ns=(1_600_000_000_000_000_000 + number, 1_600_000_000_123_456_789 + number), follow_symlinks=False
        )


def content(*roots: Path) -> Counter[tuple[int, str]]:
    """Every file's inode and content, how often it has a name. Without what modelpolicy itself wrote."""
    return Counter((path.lstat().st_ino, hashlib.sha256(path.read_bytes()).hexdigest()) for path in files_below(roots))


def files_below(roots: Iterable[Path]) -> list[Path]:
    return [path for root in roots for path in root.rglob("*") if stat.S_ISREG(path.lstat().st_mode)]
