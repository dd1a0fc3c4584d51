"""Applications that are bundled too: the folder of the bundle is that of the project."""

import pytest

from tests.projects import ids

HEADER = "import os\nimport sys\nfrom pathlib import Path\nfrom ultralytics import YOLO\n"

FOLDERS = {
    "of the executable": (
        "folder = Path(sys.executable).parent if getattr(sys, 'frozen', False) else Path(__file__).parent.as_posix()"
    ),
    "of the executable, by os.path": (
        "folder = os.path.dirname(os.path.abspath(__file__))\n"
        "if getattr(sys, 'frozen', False):\n    folder = os.path.dirname(sys.executable)"
    ),
    "that is unpacked": "folder = getattr(sys, '_MEIPASS', os.path.abspath('.'))",
    "that is unpacked, or not": "try:\n    folder = sys._MEIPASS\nexcept AttributeError:\n    folder = os.getcwd()",
}


@pytest.mark.parametrize("folder", FOLDERS.values(), ids=FOLDERS)
def test_a_file_in_the_folder_of_a_bundle(folder: str) -> None:
    assert ids(f"{HEADER}{folder}\nYOLO(os.path.join(folder, 'models', 'a.pt'))\n") == ["file:models/a.pt"]


def test_where_no_bundle_is_made_the_executable_is_that_of_python() -> None:
    assert ids(f"{HEADER}YOLO(Path(sys.executable).parent / 'models' / 'a.pt')\n") == ["?"]
