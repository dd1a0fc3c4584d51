from modelpolicy.rules.case import read_files


def test_files_are_split_at_their_headers() -> None:
    assert read_files("\n--- a.py\nx = 1\n\ny = 2\n--- b/c.yaml\nz: 3\n") == {
        "a.py": "x = 1\n\ny = 2\n",
        "b/c.yaml": "z: 3\n",
    }


def test_first_line_of_a_file_is_line_one() -> None:
    assert read_files("\n--- a.py\nfirst\n")["a.py"].splitlines()[0] == "first"


def test_later_text_of_a_file_replaces_the_earlier() -> None:
    assert read_files("--- a.py\nold\n--- a.py\nnew\n") == {"a.py": "new\n"}


def test_document_separator_of_yaml_is_no_header() -> None:
    assert read_files("--- a.yaml\n---\nx: 1\n") == {"a.yaml": "---\nx: 1\n"}


def test_no_text_is_no_files() -> None:
    assert read_files("") == {}
