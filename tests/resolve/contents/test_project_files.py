"""Text files of the project: read whole, by their lines, or parsed line by line."""

import pytest

from tests.projects import ids

NAMES = "--- names.txt\n# models\na.pt\n\nb.pt  # the large one\n--- app.py\nfrom pathlib import Path\nfrom ultralytics import YOLO\n"

READ = {
    "a file": "with open('names.txt') as file:\n    for line in file:",
    "its lines": "for line in open('names.txt').readlines():",
    "its text, split": "for line in Path('names.txt').read_text().splitlines():",
    "its text, split at line ends": "for line in Path('names.txt').read_text().strip().split('\\n'):",
    "a file beside the module": "for line in (Path(__file__).parent / 'names.txt').open():",
}


@pytest.mark.parametrize("loop", READ.values(), ids=READ.keys())
def test_each_line_that_is_no_comment(loop: str) -> None:
    indent = "    " * (1 + loop.count("\n"))
    body = (
        f"{indent}line = line.partition('#')[0].strip()\n{indent}if not line:\n{indent}    continue\n{indent}YOLO(line)"
    )
    assert ids(f"{NAMES}{loop}\n{body}") == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_a_file_that_holds_one_name() -> None:
    assert ids(
        "--- name.txt\na.pt\n--- app.py\nfrom ultralytics import YOLO\nYOLO(open('name.txt').read().strip())"
    ) == ["ultralytics:a.pt"]


def test_a_list_of_files_below_headings() -> None:
    project = """
        --- models/files.txt
        # first
        root: one/
        a-1.pt
        root: two/
        b-2.pt
        --- models/read.py
        from pathlib import Path
        from ultralytics import YOLO
        FILES = Path(__file__).parent / "files.txt"
        def parse(listed):
            root, found = "", {}
            for line in listed.read_text().split("\\n"):
                line = line.strip()
                if line.startswith("#"):
                    continue
                elif len(line) == 0:
                    continue
                elif line.startswith("root:"):
                    root = line.split(":", 1)[1].strip()
                else:
                    key = line.split("-", 1)[0]
                    found[key] = root + line
            return found
        YOLO(parse(FILES)["b"])
    """
    assert ids(project) == ["file:two/b-2.pt"]


def test_a_file_that_is_not_in_the_project() -> None:
    assert ids("from ultralytics import YOLO\nfor line in open('names.txt'):\n    YOLO(line.strip())") == ["?"]
