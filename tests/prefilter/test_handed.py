"""What stands before a loader's name can be in a variable only where the project puts it there."""

import pytest

from modelpolicy.prefilter.handed import Handed
from modelpolicy.prefilter.names import Names
from modelpolicy.program.project import Project
from tests.projects import MemorySources, read_files

HANDED = {
    "to a call": ("pickle", "import pickle\nrun(pickle)"),
    "by a keyword": ("pickle", "import pickle\nrun(how=pickle)"),
    "under another name": ("pickle", "import pickle as p\nrun(p)"),
    "as a part of its library": ("torch.hub", "import torch\nrun(torch.hub)"),
    "with its library": ("torch.hub", "import torch\nrun(torch)"),
    "in a list": ("pickle", "import pickle, dill\nKINDS = [dill, pickle]"),
    "in a dict": ("pickle", "import pickle\nKINDS = {'a': pickle}"),
    "by a function": ("pickle", "def kind():\n    import pickle\n    return pickle"),
    "out of a choice": ("pickle", "import pickle\nkind = given or pickle"),
    "from another file": ("pickle", "--- compat.py\nimport pickle\n--- app.py\nfrom compat import pickle\nrun(pickle)"),
    "by its literal name": ("pickle", "import importlib\nkind = importlib.import_module('pickle')"),
    "by a name that is made": ("torch.hub", "import importlib as i\nkind = i.import_module(f'torch.{part}')"),
    "by a name of another file": (
        "pickle",
        "--- a.py\nKINDS = ['pickle']\n--- b.py\ndef get(x):\n    return __import__(x)",
    ),
    "as an object of a class in small letters": ("lib.main.reader", "from lib import main\nmain.reader().run()"),
    "as an object": ("lib.**.Reader", "from lib import Reader\nrun(Reader())"),
}

KEPT = {
    "an import of several": ("pickle", "import os, pickle\npickle.load(file)"),
    "an import in brackets": ("lib.a", "from lib import (\n    b,\n    a,\n)\na.load(file)"),
    "a comment and a docstring": ("pickle", "import pickle\n'''Protocols (json, pickle).'''\n# see (pickle)"),
    "an argument that is called so": ("pickle", "run(pickle=True)"),
    "an attribute that is called so": ("pickle", "import pickle, copyreg\ncopyreg.pickle(Kind, reduce)"),
    "something in it": ("pickle", "import pickle\nrun(pickle.Pickler)"),
    "a method of its own that imports": ("pickle", "KIND = 'pickle'\nself.import_module(KIND)"),
    "a function of its own that imports": ("pickle", "KIND = 'pickle'\ndef import_module(name): ..."),
    "another one by its name": ("pickle", "import importlib\nimportlib.import_module('json')"),
    "another class": ("lib.**.Reader", "from lib import Writer\nrun(Writer())"),
}


def _may_be(parent: str, text: str) -> bool:
    sources = MemorySources(read_files(text))
    project = Project(sorted(sources.files), sources)
    return Handed(project, sources, Names(project, sources)).may_be(parent)


@pytest.mark.parametrize(("parent", "text"), HANDED.values(), ids=HANDED.keys())
def test_what_is_handed_on_can_be_in_a_variable(parent: str, text: str) -> None:
    assert _may_be(parent, text)


@pytest.mark.parametrize(("parent", "text"), KEPT.values(), ids=KEPT.keys())
def test_what_is_only_asked_for_something_cannot(parent: str, text: str) -> None:
    assert not _may_be(parent, text)
