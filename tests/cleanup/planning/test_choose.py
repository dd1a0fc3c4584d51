"""``--free``: enough, and no more than that. Sizes are powers of two: a sum says which models are in it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.cleanup.planning.account import Account
from modelpolicy.cleanup.planning.choose import choose
from modelpolicy.domain.artifact import Artifact, StoredFile
from modelpolicy.domain.model_id import ModelId
from tests.freed import freed_by_removing

DAY = 86_400


def artifact(name: str, used: int, *files: tuple[int, int], links: int = 1) -> Artifact:
    """``files``: inode and size."""
    stored = tuple(
        StoredFile(str(inode), f"/hub/{inode}", size, size, 1, inode, links) for inode, size in dict(files).items()
    )
    return Artifact("hf", ModelId("hf", name), "/hub", f"/hub/{name}", (f"/hub/{name}",), stored, last_used=used)


def chosen(artifacts: Sequence[Artifact], wanted: int | None) -> list[str]:
    return [one.model.name for one in choose(artifacts, artifacts, wanted)]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (None, ["old", "large", "small", "new"]),
        (0, []),
        (1, ["old"]),
        (2, ["old"]),
        (3, ["large"]),
        (8, ["large"]),
        (9, ["old", "large"]),
        (14, ["old", "large", "small"]),
        (15, ["new"]),
        (1_000, ["old", "large", "small", "new"]),
    ],
)
def test_longest_unused_first_then_largest_and_nothing_that_could_stay(wanted: int | None, names: list[str]) -> None:
    artifacts = [
        artifact("new", 9 * DAY, (1, 16)),
        artifact("small", 5 * DAY, (2, 4)),
        artifact("large", 5 * DAY + 100, (3, 8)),
        artifact("old", DAY, (4, 2)),
    ]
    assert chosen(artifacts, wanted) == names


def test_what_is_shared_counts_when_the_last_one_goes() -> None:
    artifacts = [artifact("one", DAY, (1, 64), (2, 1)), artifact("two", 2 * DAY, (1, 64), (3, 2))]
    assert chosen(artifacts, 1) == ["one"]
    assert chosen(artifacts, 10) == ["one", "two"]
    assert choose(artifacts[:1], artifacts, 10) == artifacts[:1]


def test_what_has_a_name_elsewhere_frees_nothing() -> None:
    linked = artifact("one", DAY, (1, 64), links=2)
    assert Account([linked]).remove(linked) == 0


worlds = st.lists(
    st.tuples(
        st.integers(0, 3 * DAY),
        st.lists(st.tuples(st.integers(1, 6), st.just(0)), min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=6,
).map(
    lambda drawn: [
        artifact(str(number), used, *((inode, 2**inode) for inode, _ in files))
        for number, (used, files) in enumerate(drawn)
    ]
)


@given(worlds, st.integers(0, 130))
def test_the_choice_suffices_and_nothing_in_it_could_stay(artifacts: list[Artifact], wanted: int) -> None:
    found = choose(artifacts, artifacts, wanted)

    def freed(removed: list[Artifact]) -> int:
        return freed_by_removing(removed, [one for one in artifacts if one not in removed])

    if freed(artifacts) < wanted:
        assert len(found) == len(artifacts)
    else:
        assert freed(found) >= wanted
        assert [one for one in found if freed([other for other in found if other is not one]) >= wanted] == []


@given(worlds, st.data())
def test_the_account_says_what_the_whole_sum_says(artifacts: list[Artifact], data: st.DataObject) -> None:
    account, removed, freed = Account(artifacts), list[Artifact](), 0
    for one in data.draw(st.permutations(artifacts)):
        freed += account.remove(one)
        removed.append(one)
        if data.draw(st.booleans()):
            back = data.draw(st.sampled_from(removed))
            freed -= account.put_back(back)
            removed.remove(back)
        kept = [other for other in artifacts if other not in removed]
        assert freed == freed_by_removing(removed, kept)
