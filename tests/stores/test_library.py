"""A store that is nothing but its layout."""

from pathlib import Path

import pytest

from modelpolicy.domain.model_id import ModelId
from modelpolicy.errors import SettingsError
from modelpolicy.stores.contents import Contents
from modelpolicy.stores.layout import read_layout
from modelpolicy.stores.libraries import layouts_of
from modelpolicy.stores.library import Library
from modelpolicy.stores.machine import Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine({"MODELS": str(tmp_path / "models")}, tmp_path / "home", tmp_path / "project")


def library(**row: object) -> Library:
    return Library(read_layout({"name": "mine", "roots": ["$MODELS"], **row}))


def write(path: Path, size: int = 1) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(size))


def found(contents: Contents) -> dict[str, tuple[str | None, int, str]]:
    return {str(one.model): (one.revision, one.bytes, one.state) for one in contents.artifacts}


def test_files_and_directories_are_models(machine: Machine, tmp_path: Path) -> None:
    write(tmp_path / "models" / "base.pt", 1)
    write(tmp_path / "models" / "large" / "weights" / "a.bin", 10)
    write(tmp_path / "models" / "large" / "config.json", 100)
    store = library(entries=["{name}.pt", "{name}/"])
    assert found(store.read(machine)) == {"mine:base": (None, 1, "complete"), "mine:large": (None, 110, "complete")}


def test_parts_of_a_path_make_the_name_and_the_revision(machine: Machine, tmp_path: Path) -> None:
    write(tmp_path / "models" / "google" / "bert" / "keras" / "3" / "model.h5", 10)
    store = library(entries=["{owner}/{model}/*/{revision}/"])
    assert found(store.read(machine)) == {"mine:google/bert": ("3", 10, "complete")}


def test_what_no_entry_describes_is_shown_by_its_path(machine: Machine, tmp_path: Path) -> None:
    write(tmp_path / "models" / "notes.txt", 1)
    write(tmp_path / "models" / "index.json", 10)
    write(tmp_path / "models" / "other" / "x", 100)
    store = library(entries=["{name}.pt"], ignored=["*.json"], foreign=["other"])
    assert found(store.read(machine)) == {"mine:notes.txt": (None, 1, "complete")}


def test_of_a_directory_that_is_shared_only_models_are_shown(machine: Machine, tmp_path: Path) -> None:
    write(tmp_path / "models" / "notes.txt")
    write(tmp_path / "models" / "base.pt")
    assert [*found(library(entries=["{name}.pt"], dedicated=False).read(machine))] == ["mine:base"]


@pytest.mark.parametrize("name", ["base.pt.partial", "base.pt.abc123.partial", "base.part", "base.crdownload"])
def test_what_did_not_finish_is_partial(machine: Machine, tmp_path: Path, name: str) -> None:
    write(tmp_path / "models" / name, 10)
    assert [state for _, _, state in found(library(entries=["{name}.pt"]).read(machine)).values()] == ["partial"]


def test_what_belongs_to_a_package_says_so(machine: Machine, tmp_path: Path) -> None:
    write(tmp_path / "models" / "base.pt", 1)
    write(tmp_path / "models" / "cut.pt.part", 1)
    artifacts = library(entries=["{name}.pt"], deletable=False).read(machine).artifacts
    assert {(one.detail, one.deletable) for one in artifacts} == {
        ("belongs to an installed package", False),
        ("a download that did not end", False),
    }


def test_a_file_is_what_an_entry_for_files_describes(machine: Machine, tmp_path: Path) -> None:
    write(tmp_path / "models" / "base.pt" / "weights.bin", 1)
    write(tmp_path / "models" / "large", 10)
    store = library(entries=["{name}.pt", "{name}/"])
    assert found(store.read(machine)) == {"mine:base.pt": (None, 1, "complete"), "mine:large": (None, 10, "complete")}


def test_an_empty_file_is_broken(machine: Machine, tmp_path: Path) -> None:
    write(tmp_path / "models" / "base.pt", 0)
    assert found(library(entries=["{name}.pt"]).read(machine)) == {"mine:base": (None, 0, "broken")}


def test_a_file_can_serve_many_ids(machine: Machine, tmp_path: Path) -> None:
    for name in ("detector.pt", "latin.pt", "english.pt"):
        write(tmp_path / "models" / name)
    table = {"mine:*": ["detector.pt"], "mine:de": ["latin.pt"], "mine:fr": ["latin.pt"], "mine:en": ["english.*"]}
    artifacts = library(entries=["{name}.pt"], models=table).read(machine).artifacts
    assert {str(one.model): sorted(map(str, one.serves)) for one in artifacts} == {
        "mine:detector": ["mine:*"],
        "mine:en": ["mine:english"],
        "mine:latin": ["mine:de", "mine:fr"],
    }


def test_a_link_out_of_the_store_is_not_followed(machine: Machine, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "big.pt", 1000)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "base.pt").symlink_to(tmp_path / "elsewhere" / "big.pt")
    (tmp_path / "models" / "all").symlink_to(tmp_path / "elsewhere")
    artifacts = library(entries=["{name}.pt", "{name}/"]).read(machine).artifacts
    assert [(one.bytes, one.state, one.deletable) for one in artifacts] == [(0, "broken", False), (0, "broken", False)]


def test_a_link_inside_the_store_counts_once(machine: Machine, tmp_path: Path) -> None:
    write(tmp_path / "models" / "base.pt", 10)
    (tmp_path / "models" / "default.pt").symlink_to("base.pt")
    contents = library(entries=["{name}.pt"]).read(machine)
    assert [one.bytes for one in contents.artifacts] == [10, 10]
    assert len({file.identity for one in contents.artifacts for file in one.files}) == 1


@pytest.mark.parametrize(
    ("environment", "roots"),
    [
        ({}, ["{home}/.cache/mine"]),
        ({"MINE": "/mine"}, ["/mine/models"]),
        ({"MINE": "~/mine", "XDG": "/xdg"}, ["{home}/mine/models"]),
        ({"MINE": "", "XDG": "/xdg"}, ["/xdg/mine"]),
    ],
)
def test_the_first_root_whose_variables_are_set_counts(
    environment: dict[str, str], roots: list[str], tmp_path: Path
) -> None:
    store = library(roots=["$MINE/models", "${XDG}/mine", "~/.cache/mine"])
    machine = Machine(environment, tmp_path, tmp_path)
    assert [root.path for root in store.roots(machine)] == [root.format(home=tmp_path) for root in roots]


def test_a_variable_alone_can_hold_several_paths(tmp_path: Path) -> None:
    store = library(roots=[["$PATHS"], ["/usr/share/mine"]])
    paths = [root.path for root in store.roots(Machine({"PATHS": "/a:~/b"}, tmp_path, tmp_path))]
    assert paths == ["/a", f"{tmp_path}/b", "/usr/share/mine"]


def test_code_can_hand_a_directory_to_the_library(tmp_path: Path) -> None:
    machine = Machine({}, tmp_path, tmp_path, {"mine": ("weights",)})
    assert [root.path for root in library(roots=["~/x"]).roots(machine)] == [f"{tmp_path}/x", f"{tmp_path}/weights"]


def test_a_model_has_a_place(machine: Machine, tmp_path: Path) -> None:
    store = library(entries=["{name}.pt", "{owner}/{name}/"], models={"mine:turbo": ["large-v3.pt"]}, urls=True)
    root = tmp_path / "models"
    assert store.places(machine, ModelId("mine", "base")) == (f"{root}/base.pt",)
    assert store.places(machine, ModelId("mine", "turbo")) == (f"{root}/large-v3.pt", f"{root}/turbo.pt")
    assert store.places(machine, ModelId("mine", "a/b")) == (f"{root}/a/b",)
    assert store.places(machine, ModelId("url", "https://host/x/y.pth?z")) == (f"{root}/y.pth",)
    assert store.places(machine, ModelId("hf", "base")) == ()


@pytest.mark.parametrize("name", ["..", "../x", "a/../..", "/etc", "a\0b", "", "."])
def test_a_hostile_name_has_no_place_outside(machine: Machine, tmp_path: Path, name: str) -> None:
    store = library(entries=["{name}", "{owner}/{name}/"], urls=True)
    places = [
        *store.places(machine, ModelId("mine", name)),
        *store.places(machine, ModelId("url", f"https://h/{name}")),
    ]
    assert all(place.startswith(f"{tmp_path}/models/") and "\0" not in place and ".." not in place for place in places)


def test_a_name_of_the_library_can_be_an_id_elsewhere() -> None:
    store = library(elsewhere={"([^.]+)": ["hf:timm/\\1", "hf:timm/\\1.*"]})
    assert store.other_names(ModelId("mine", "resnet18")) == ("hf:timm/resnet18", "hf:timm/resnet18.*")
    assert store.other_names(ModelId("hf", "resnet18")) == ()


def test_every_mistake_of_every_store_is_said_at_once() -> None:
    rows: list[dict[str, object]] = [
        {"name": "Mine", "roots": ["models"], "entries": ["/{name}"], "colour": "red"},
        {"roots": ["~/x"], "digests": {"a": "crc:1"}, "elsewhere": {"(": ["x"]}},
    ]
    with pytest.raises(SettingsError) as caught:
        layouts_of(rows, "modelpolicy.toml")
    text = str(caught.value)
    for word in (
        "`name` must be",
        "'models'",
        "'/{name}'",
        "`colour` is no field",
        "`name` is missing",
        "`digests`",
        "`elsewhere`",
    ):
        assert word in text


def test_the_command_that_fetches_quotes_the_name() -> None:
    store = library(fetch=["python", "-c", "load({name!r})", "{name}"])
    assert store.fetch(ModelId("mine", "a'b\"c"), None) == ("python", "-c", 'load("a\'b\\"c")', "a'b\"c")
    assert store.fetch(ModelId("mine", "--help"), None) == ()
    assert store.fetch(ModelId("hf", "base"), None) == ()


def test_a_directory_that_code_hands_over_is_not_all_the_librarys(tmp_path: Path) -> None:
    write(tmp_path / "base.pt")
    write(tmp_path / "README.md")
    write(tmp_path / "src" / "app.py")
    machine = Machine({}, tmp_path / "home", tmp_path, {"mine": (".",)})
    store = library(roots=["~/x"], entries=["{name}.pt", "{name}/"])
    contents = store.read(machine)
    assert [*found(contents)] == ["mine:base"]
    assert contents.overhead == 0


@pytest.mark.parametrize("place", ["/", "~", ".", ".."])
def test_a_root_that_holds_anything_is_not_searched(place: str, tmp_path: Path) -> None:
    write(tmp_path / "up" / "project" / "base.pt")
    write(tmp_path / "up" / "project" / "notes.txt")
    machine = Machine({"MODELS": place}, tmp_path / "up" / "project", tmp_path / "up" / "project")
    contents = library(roots=["$MODELS/"], entries=["{name}.pt", "{name}/"]).read(machine)
    assert {*found(contents)} <= {"mine:base"}
    assert contents.overhead == 0
