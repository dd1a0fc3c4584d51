"""Where text says that no name comes from, Python takes none from: whoever passes on what, and in circles too."""

from modelpolicy.program.bringing import Bringing
from modelpolicy.program.import_paths import ImportPaths
from tests.projects import MemorySources

FILES = {
    "shop/__init__.py": "from .parts import *\nfrom .listing import *\nfrom . import notes\n",
    "shop/parts/__init__.py": "from .one import *\nfrom ..circle import *\n",
    "shop/parts/one.py": "WEIGHTS = 1\n",
    "shop/circle.py": "from .parts import *\n",
    "shop/listing.py": 'from .parts import *\n__all__ = ["PRICE"]\nPRICE = COST = 1\n',
    "shop/stock.py": "from outside import *\n",
    "shop/unclear.py": "from .\\\n  listing import *\n",
}


def bringing(files: dict[str, str] = FILES) -> Bringing:
    return Bringing(list(files), ImportPaths(files), MemorySources(files))


def test_a_name_comes_through_all_that_pass_it_on() -> None:
    assert {path for path in FILES if bringing().may_bring(path, "WEIGHTS")} == {
        *("shop/__init__.py", "shop/parts/__init__.py", "shop/parts/one.py", "shop/circle.py"),
        *("shop/stock.py", "shop/unclear.py"),
    }


def test_what_a_file_lists_is_all_that_comes_out_of_it() -> None:
    assert bringing().may_bring("shop/__init__.py", "PRICE")
    assert not bringing().may_bring("shop/listing.py", "COST")


def test_what_was_asked_in_vain_is_kept_with_all_files_on_the_way() -> None:
    asked = bringing()
    assert not asked.may_bring("shop/__init__.py", "NOWHERE")
    assert not asked.may_bring("shop/circle.py", "NOWHERE")
    assert asked.answers["NOWHERE"] == {0, 1, 2, 3, 4}


def test_a_name_that_comes_is_no_answer_about_those_on_the_way() -> None:
    asked = bringing()
    assert asked.may_bring("shop/__init__.py", "WEIGHTS")
    assert asked.answers["WEIGHTS"] == set()
