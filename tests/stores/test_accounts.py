"""Whatever lies in a hub's cache, the account of it is that of ``du``, and nothing outside is in it."""

import os
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from modelpolicy.stores.hf import HuggingFaceHub
from tests.freed import freed_by_removing
from tests.stores.hub import Hub
from tests.stores.test_hf import disk_usage

NAMES = st.sampled_from(["one/model", "two/model", "gpt2"])
COMMITS = st.sampled_from([character * 40 for character in "abc"])
FILES = st.dictionaries(
    st.sampled_from(["config.json", "model.bin", "unet/model.bin", "x-00001-of-00002.bin"]),
    st.sampled_from([0, 1, 5_000, 100_000]),
    max_size=4,
)
DIGESTS = st.sampled_from([character * 64 for character in "01"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("revision"), NAMES, COMMITS, FILES, st.sampled_from(["main", "refs/pr/1", ""])),
        st.tuples(st.just("unfinished"), NAMES, st.sampled_from([1, 50_000])),
        st.tuples(st.just("share"), DIGESTS, NAMES),
        st.tuples(st.just("hard link"), NAMES, st.sampled_from(["inside", "outside"])),
        st.tuples(st.just("link out"), NAMES, COMMITS),
        st.tuples(st.just("lose a blob"), NAMES),
        st.tuples(st.just("junk"), st.sampled_from(["notes.txt", ".locks/x.lock", "models--x", "models--y--z/readme"])),
    ),
    max_size=8,
)


def blobs(hub: Hub, name: str) -> list[Path]:
    directory = hub.directory(name) / "blobs"
    return sorted(directory.iterdir()) if directory.exists() else []


def make(hub: Hub, step: tuple[object, ...]) -> None:  # noqa: C901 - a case for each kind of step
    match step:
        case ("revision", str(name), str(commit), dict(files), str(ref)):
            present = {
                file: size
                for file, size in files.items()
                if not (hub.directory(name) / "snapshots" / commit / file).is_symlink()
            }
            hub.revision(name, commit, present, *([ref] if ref else []))
        case ("unfinished", str(name), int(size)):
            hub.blob(name, size + 7).rename(hub.directory(name) / "blobs" / f"{size}.incomplete")
        case ("share", str(digest), str(name)):
            link = hub.directory(name) / "blobs" / f"etag-{digest[:4]}"
            hub.share(digest, 30_000, *([] if link.is_symlink() else [name]))
        case ("hard link", str(name), str(where)):
            for number, blob in enumerate(blobs(hub, name)[:2]):
                target = (hub.root if where == "inside" else hub.root.parent) / f"{name.replace('/', '-')}{number}"
                if blob.is_file() and not target.exists():
                    os.link(os.path.realpath(blob), target)
        case ("link out", str(name), str(commit)):
            link = hub.revision(name, commit, {}) / "away.bin"
            if not link.is_symlink():
                link.symlink_to(hub.root.parent / "outside.bin")
        case ("lose a blob", str(name)):
            for blob in blobs(hub, name)[:1]:
                blob.unlink()
        case ("junk", str(path)):
            (hub.root / path).parent.mkdir(parents=True, exist_ok=True)
            (hub.root / path).write_bytes(bytes(9_000))


@settings(deadline=None, max_examples=60)
@given(STEPS)
def test_the_account_is_that_of_du(steps: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        hub = Hub(Path(place).resolve() / "hub")
        hub.root.mkdir()
        (hub.root.parent / "outside.bin").write_bytes(bytes(70_000))
        for step in steps:
            make(hub, step)
        contents = HuggingFaceHub().read(hub.machine)
        assert contents.allocated == disk_usage(hub.root)
        assert not contents.unread
        for artifact in contents.artifacts:
            assert all(file.path.startswith(f"{hub.root}/") for file in artifact.files)
            assert all(path.startswith(f"{hub.root}/models--") or "/blobs/" in path for path in artifact.paths)
        owners = [path for artifact in contents.artifacts for path in artifact.paths]
        assert len(owners) == len(set(owners))
        assert freed_by_removing(contents.artifacts, []) <= contents.allocated
