"""The index gives the files that hold a word, all of them, in their order."""

from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.program.word_index import WordIndex, WordSearch

WORDS = st.sampled_from([b"a", b"b", b"load", b"YOLO", "größe".encode()])


@given(st.dictionaries(st.text("xyz", min_size=1), st.frozensets(WORDS)))
def test_a_word_leads_to_the_files_that_hold_it(files: dict[str, frozenset[bytes]]) -> None:
    index = WordIndex(files, files.__getitem__)
    search = WordSearch(files, lambda path, word: word.encode() in files[path])
    for word in ("a", "b", "load", "YOLO", "größe", "nowhere"):
        assert list(index.holding(word)) == [path for path, words in files.items() if word.encode() in words]
        assert search.holding(word) == index.holding(word)
