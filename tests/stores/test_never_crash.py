"""Whatever lies where a library keeps models, every store reads it, follows no link out, and shows it safely."""

import os
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from modelpolicy.liveness.demand import Demands
from modelpolicy.liveness.verdict import judge
from modelpolicy.report.disk.cache_json import cache_json
from modelpolicy.report.disk.cache_text import cache_text, why_text
from modelpolicy.stores.all_stores import all_stores
from modelpolicy.stores.contents import joined
from modelpolicy.stores.holdings import Holdings
from modelpolicy.stores.machine import Machine
from modelpolicy.stores.needs import read_needs

STORES = all_stores()
NAMES = st.sampled_from(
    [
        *("models--a--b", "models--", "datasets--x", "snapshots", "blobs", "refs", "main"),
        *("manifests", "registry.ollama.ai", "library", "sha256-" + "0" * 64),
        *("a" * 40, "a" * 40 + ".descriptor.txt", "f" * 64, "f" * 64 + ".json"),
        *("x.pt", "x.pth", "x.onnx", "config.json", "settings.json", "en", "owner_repo_main", "checkpoints"),
        *("..x", "\n", "\x1b[2J", "\udcff", "a b", "ünïcode", "-rf", "*", "{name}"),
    ]
)
CONTENTS = st.sampled_from(
    [b"", b"{}", b"[]", b"{", b'{"url": 3}', b'{"layers": [{"digest": "../x"}], "config": {}}', b"\xff", b"a" * 5000]
)
LINKS = st.sampled_from(["/outside", ".", "..", "loop", "../../../outside/secret", "x.pt", "missing"])
STEPS = st.lists(
    st.tuples(
        st.integers(0, 10**6),
        st.lists(NAMES, min_size=1, max_size=5),
        st.one_of(
            st.tuples(st.just("file"), CONTENTS),
            st.tuples(st.just("link"), LINKS),
            st.tuples(st.just("fifo"), st.none()),
        ),
    ),
    max_size=12,
)


def make(place: Path, kind: str, what: object, outside: Path) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(place):
            return  # Writing to a pipe that an earlier step made would wait for ever.
        if kind == "file" and isinstance(what, bytes):
            place.write_bytes(what)
        elif kind == "link":
            place.symlink_to(outside if what == "/outside" else str(what))
        else:
            os.mkfifo(place)
    except OSError:
        return  # A file is in the way, or the name is taken: the tree is another one then.


@settings(deadline=None, max_examples=60)
@given(STEPS)
def test_nothing_in_a_store_stops_reading_or_leads_out(steps: list[tuple[int, list[str], tuple[str, object]]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        top = Path(place).resolve()
        outside = top / "outside"
        outside.mkdir()
        (outside / "secret").write_bytes(bytes(12_345))
        home = top / "home"
        machine = Machine({"TMPDIR": str(home / "tmp")}, home, home / "project", {"hf": ("given",), "whisper": (".",)})
        roots = [root.path for store in STORES for root in store.roots(machine) if root.path.startswith(str(home))]
        for number, names, (kind, what) in steps:
            make(Path(roots[number % len(roots)], *names), kind, what, outside)
        contents = joined(store.read(machine) for store in STORES)
        for artifact in contents.artifacts:
            inside = (f"{artifact.root}/", artifact.root)
            assert all(path.startswith(inside) for path in (artifact.home, *artifact.paths))
            assert all(
                file.path.startswith(inside) and not file.path.startswith(str(outside)) for file in artifact.files
            )
        judged, _ = judge(Demands(), Holdings(contents.artifacts, STORES, machine), read_needs)
        text = "\n".join(
            [cache_text(judged, contents, is_whole=True), *map(why_text, judged), cache_json(judged, contents, 0)]
        )
        assert all(character == "\n" or character.isprintable() for character in text)
        for one in judged:
            for store in STORES:
                assert not any("\0" in found for found in store.places(machine, one.artifact.model))
