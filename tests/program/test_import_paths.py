"""Which file an import means, as Python would find it."""

import pytest

from modelpolicy.program.import_paths import ImportPaths

PATHS = ImportPaths(
    [
        "setup.py",
        "app/__init__.py",
        "app/models/__init__.py",
        "app/models/speech.py",
        "app/logging.py",
        "scripts/run.py",
        "scripts/tools.py",
        "src/lib_a/__init__.py",
        "src/lib_a/core.py",
        "src/space/deep/one.py",
    ]
)


@pytest.mark.parametrize(
    ("name", "importer", "place"),
    [
        ("app.models", "app/models/speech.py", "app/models/__init__.py"),
        ("app.models.speech", "scripts/run.py", "app/models/speech.py"),
        ("tools", "scripts/run.py", "scripts/tools.py"),
        ("tools", "app/models/speech.py", ""),
        ("models.speech", "app/__init__.py", "app/models/speech.py"),
        ("models", "app/run.py", "app/models/__init__.py"),
        ("speech", "app/models/run.py", "app/models/speech.py"),
        ("models", "app/models/run.py", ""),
        ("logging", "app/run.py", ""),
        ("lib_a.core", "app/__init__.py", "src/lib_a/core.py"),
        ("torch", "app/__init__.py", ""),
        (".speech", "app/models/__init__.py", "app/models/speech.py"),
        ("..models", "app/models/speech.py", "app/models/__init__.py"),
        ("...scripts.run", "app/models/speech.py", "scripts/run.py"),
        ("....scripts.run", "app/models/speech.py", "scripts/run.py"),
        (".speech", "app/__init__.py", ""),
        ("app.models", "setup.py", "app/models/__init__.py"),
        (".app", "setup.py", "app/__init__.py"),
        ("app.models", "../beside/run.py", "app/models/__init__.py"),
    ],
)
def test_the_file_that_an_import_means(name: str, importer: str, place: str) -> None:
    assert PATHS.place_of(name, importer) == place


@pytest.mark.parametrize(
    ("name", "holds"),
    [("app", True), ("space.deep", True), ("space", True), ("space.deep.one", True), ("torch", False), ("src", True)],
)
def test_a_folder_without_init_is_a_package_too(name: str, holds: bool) -> None:
    assert PATHS.holds(name, "scripts/run.py") is holds
    assert PATHS.holds("..deep", "src/space/deep/one.py")
    assert not PATHS.holds("..deeper", "src/space/deep/one.py")


@pytest.mark.parametrize(
    ("name", "installed"),
    [
        ("torch", True),
        ("space", True),
        ("space.deep", True),
        ("space.other", True),
        ("space.deep.one", False),
        ("app", False),
        ("app.missing", False),
        (".tools", False),
        (".missing", True),
    ],
)
def test_what_no_file_of_the_project_is_called_may_be_installed(name: str, installed: bool) -> None:
    assert PATHS.may_be_installed(name, "scripts/run.py") is installed


def test_a_module_beside_a_script_in_a_package_does_not_stand_for_a_library_alone() -> None:
    assert PATHS.place_of("speech", "app/models/run.py")
    assert PATHS.may_be_installed("speech", "app/models/run.py")


def test_a_module_does_not_import_itself() -> None:
    paths = ImportPaths(["whisper.py", "run.py", "app/__init__.py"])
    assert paths.may_be_installed("whisper", "whisper.py")
    assert not paths.may_be_installed("whisper", "run.py")
    assert not paths.may_be_installed("app", "app/__init__.py")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("app/models/speech.py", "app.models.speech"),
        ("app/models/__init__.py", "app.models"),
        ("src/lib_a/core.py", "lib_a.core"),
        ("scripts/run.py", "scripts.run"),
        ("setup.py", "setup"),
    ],
)
def test_the_name_by_which_a_file_is_imported(path: str, name: str) -> None:
    assert PATHS.name_of(path) == name
    assert PATHS.module_of(f"{name}.Thing.method") == name


def test_the_folder_of_a_package_and_of_a_modules_package() -> None:
    assert PATHS.folder_of("app.models.speech", "scripts/run.py") == "app/models"
    assert PATHS.folder_of("space.deep", "scripts/run.py") == "src/space/deep"
    assert PATHS.folder_of("app.nothing", "scripts/run.py") == "app/nothing"
    assert PATHS.folder_of("torch.hub", "scripts/run.py") is None
