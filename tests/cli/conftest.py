import pytest

MOVED = ("DEEPFACE_HOME", "EASYOCR_MODULE_PATH", "KERAS_HOME", "MODULE_PATH", "YOLO_CONFIG_DIR")


@pytest.fixture(autouse=True)
def stores_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests of the analyzers move the libraries' stores for as long as the whole run lasts."""
    for variable in MOVED:
        monkeypatch.delenv(variable, raising=False)
