"""What a deletion takes of models and caches."""

import pytest

from modelpolicy.deletions.taken.breadth import Everything, Namesakes, Unset, WholeCaches, excess
from modelpolicy.deletions.taken.hits import by_target, concerns_models, hit, whole_caches
from modelpolicy.deletions.taken.misplaced import misplaced
from modelpolicy.deletions.taken.places import Places
from modelpolicy.domain.deletion import Deletion, Unresolved
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.path_pattern import shown_path
from modelpolicy.stores.all_stores import all_stores
from tests.deletions.reading import deletions_in

WHISPER = ModelId("hf", "openai/whisper-base")
PLACES = Places(all_stores(), variables=frozenset({"HF_HOME", "X"}))
HUB = "~/.cache/huggingface/hub"


def one(command: str) -> Deletion:
    deletion, *others = deletions_in(command)
    assert all(isinstance(other.target, Unresolved) for other in others)
    return deletion


TAKEN = {
    f"rm -rf {HUB}/models--openai--whisper-base": "high",
    f"rm -rf {HUB}/models--openai--*": "high",
    f"rm -rf {HUB}": "high",
    f"rm {HUB}": None,
    "rm -rf ~/.cache": "high",
    "rm -rf ~/*": None,
    "rm -rf ~": "high",
    f"rm -rf {HUB}/models--openai--whisper-base/snapshots": "high",
    f"rm -rf {HUB}/models--openai--whisper-base/blobs/*": "high",
    f"rm {HUB}/models--openai--whisper-base/snapshots/*/model.safetensors": "high",
    f"rm -rf {HUB}/models--openai--whisper-base/.no_exist": None,
    f"find {HUB} -name '*.safetensors' -delete": "high",
    f"find {HUB} -name '*.lock' -delete": None,
    f"find {HUB} -name '*.incomplete' -delete": None,
    f"rm -rf {HUB}/models--openai--whisper-base.en": None,
    f"rm -rf {HUB}/models--openai--whisper-bas": None,
    'rm -rf "$HF_HOME/hub/models--openai--whisper-base"': "medium",
    'rm -rf "$X/models--openai--whisper-base"': "medium",
    'rm -rf "$(dirname $0)/models--openai--whisper-base"': "low",
    'rm -rf "$(dirname $0)/hub"': None,
    'rm -rf "$(dirname $0)"/*': None,
    f"for name in $(ls); do rm -rf {HUB}/$name; done": "low",
    "rm -rf /data/hub/models--openai--whisper-base": "medium",
    "rm -rf ~/backup/models--openai--whisper-base": None,
    "hf cache rm openai/whisper-base": "high",
    "hf cache rm openai/whisper-small": None,
}


@pytest.mark.parametrize("command", TAKEN)
def test_whether_a_model_is_taken_and_how_certainly(command: str) -> None:
    found = hit(one(command), WHISPER, PLACES)
    assert (found and found.certainty) == TAKEN[command]


EMPTIED = {
    f"rm -rf {HUB}": ["hf"],
    f"rm -rf {HUB}/*": ["hf"],
    f"rm -rf {HUB}/models--*": ["hf"],
    f"rm -rf {HUB}/models--openai--*": [],
    f"rm {HUB}/*": ["hf"],
    "rm -f ~/.cache/whisper/*.pt": ["whisper"],
    "rm -f ~/.cache/whisper/*.tmp": [],
    "rm -rf ~/.EasyOCR": ["easyocr"],
    "rm -rf ~/.cache/pip": [],
    "rm -rf *": [],
}


@pytest.mark.parametrize("command", EMPTIED)
def test_caches_that_are_emptied(command: str) -> None:
    assert [cache.store for cache in whole_caches(one(command), PLACES)] == EMPTIED[command]


EXCESS = {
    "rm -rf /": Everything("the whole machine"),
    "rm -rf /*": Everything("the whole machine"),
    "rm -rf ~/*": Everything("the user's home directory"),
    "rm -rf /home/*": Everything("the user's home directory"),
    "rm -f /*": None,
    'rm -rf "$X"/*': Unset("X", "/*"),
    'rm -rf "$X/"': Unset("X", "/"),
    'rm -rf "$X"': None,
    'rm -rf "$X/models/"': None,
    'rm -rf "$X"/a/*': None,
    'rm -rf "$(pwd)"/*': None,
    "rm -rf /srv/*": None,
    "rm -rf ~/*/a": None,
    'rm -rf "$X"/usr/lib': Unset("X", "/usr/lib"),
    'rm -rf "$X"/build': None,
    'rm -rf "${X:?}"/*': None,
    f"rm -rf {HUB}": WholeCaches(("hf",)),
    f"rm -rf {HUB}/models--a--b*": Namesakes("models--a--b", ()),
    f"rm -rf {HUB}/models--openai--whisper*": Namesakes(
        "models--openai--whisper", ("models--openai--whisper-base",)
    ),
    f"rm -rf {HUB}/models--openai--whisper-*": None,
    f"rm -rf {HUB}/models--openai*": None,
    f"rm -rf {HUB}/models--*--whisper*": None,
    "rm -f ~/.cache/whisper/tiny.*": None,
    "rm -f ~/.cache/whisper/base.pt*": None,
    "rm -f ~/.cache/whisper/base.*": None,
    "rm ~/.cache/whisper/small*": Namesakes("small", ("small.en.pt",)),
    "rm ~/.cache/whisper/tiny.en*": None,
    "rm ~/.cache/whisper/mine*": None,
}  # fmt: skip


@pytest.mark.parametrize("command", EXCESS)
def test_what_more_is_taken_than_named(command: str) -> None:
    assert excess(one(command), [WHISPER], PLACES) == EXCESS[command]


def test_a_model_at_a_wrong_path_and_its_right_places() -> None:
    found = misplaced(one("rm -rf ~/.cache/huggingface/models--openai--whisper-base*"), {WHISPER}, PLACES)
    assert found is not None
    assert (found.model, found.is_known) == (WHISPER, True)
    assert next(shown_path(path) for path in found.places) == f"{HUB}/models--openai--whisper-base"


@pytest.mark.parametrize(
    "command",
    [
        f"rm -rf {HUB}/models--openai--whisper-base",
        "rm -rf ~/models--openai--whisper-base",
        "rm -rf ~/.cache/models--openai--whisper-base",
        'rm -rf "$(pwd)/models--openai--whisper-base"',
        "rm -rf ~/.cache/torch/hub/checkpoints/*.pth",
    ],
)
def test_paths_that_can_be_right(command: str) -> None:
    assert misplaced(one(command), {WHISPER}, PLACES) is None


def test_what_one_word_stands_for_is_told_together() -> None:
    deletions = deletions_in("X=${X:-/a}\nrm $X $X\nrm $X\n")
    assert [len(same) for same in by_target(deletions)] == [2, 2, 2]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (f"rm -rf {HUB}/models--a--b", True),
        ("rm -rf ~/.cache/whisper", True),
        ("hf cache prune", True),
        ("hf cache rm $(cat list)", False),
        ("rm -rf build", False),
        ("rm ~/.cache/whisper/notes.txt", False),
    ],
)
def test_what_concerns_models_at_all(command: str, expected: bool) -> None:
    assert concerns_models(one(command), [WHISPER], PLACES) is expected
