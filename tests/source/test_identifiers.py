from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.source.identifiers import identifiers


def test_whole_words_only() -> None:
    words = identifiers(b'import torch.hub as th\nmodel=YOLO("yolov8x.pt")  # load_it\n')
    assert {b"torch", b"hub", b"YOLO", b"yolov8x", b"load_it"} <= words
    assert not {b"load", b"OLO", b"th\n", b"torch.hub"} & words


@given(st.lists(st.from_regex(r"[^\W\d]\w{0,8}", fullmatch=True)), st.sampled_from(' .(,\n="#'))
def test_every_identifier_is_found_whatever_its_letters(names: list[str], separator: str) -> None:
    assert identifiers(separator.join(names).encode()) == {name.encode() for name in names}
