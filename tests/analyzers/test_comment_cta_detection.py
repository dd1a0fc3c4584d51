"""Calls to action, word for word, and sentences that only look like one."""

from pathlib import Path

import pytest

from analyzers.comment_cta_detection import CommentCtaDetection
from analyzers.errors import NothingToReadError
from analyzers.result import Segment
from tests.analyzers.films import look

# Each sentence with the kinds and words of its calls.
CALLS = [
    ("Leave a comment below and tell your friends.", [("comment", "Leave a comment below")]),
    ("Let me know what you think in the comments.", [("comment", "Let me know what you think in the comments")]),
    ("Drop your favourite one in the comments!", [("comment", "Drop your favourite one in the comments")]),
    ("So, comment down below.", [("comment", "comment down below")]),
    ("Tell me your favourite in the comments.", [("comment", "Tell me your favourite in the comments")]),
    ("What do you think? Let us know below!", [("comment", "Let us know below")]),
    ("Comment 'guide' and I'll send it to you.", [("comment", "Comment 'guide'")]),
    ("Schreib's in die Kommentare.", [("comment", "Schreib's in die Kommentare")]),
    ("Kommentiere 'JA', wenn du dabei bist.", [("comment", "Kommentiere 'JA'")]),
    ("Double tap if you agree.", [("like", "Double tap")]),
    ("Lasst gerne einen Daumen nach oben da.", [("like", "Lasst gerne einen Daumen nach oben da")]),
    ("Make sure to hit that subscribe button.", [("subscribe", "hit that subscribe button")]),
    ("Vergesst nicht zu abonnieren!", [("subscribe", "abonnieren")]),
    ("Drückt auf die Glocke.", [("subscribe", "Drückt auf die Glocke")]),
    ("Turn on notifications.", [("subscribe", "Turn on notifications")]),
    ("Share with a friend who needs it.", [("share", "Share with a friend")]),
    ("Speicher dir das Video ab.", [("save", "Speicher dir das Video ab")]),
    ("Save for later", [("save", "Save for later")]),
    ("Den Link findet ihr in der Bio.", [("link", "Link findet ihr in der Bio")]),
    ("Schreibt mir eure Meinung in die Kommentare!", [("comment", "Schreibt mir eure Meinung in die Kommentare")]),
    ("Lass gerne einen Kommentar da.", [("comment", "Lass gerne einen Kommentar da")]),
    ("Und jetzt: ab in die Kommentare", [("comment", "ab in die Kommentare")]),
    ("Smash that like button!", [("like", "Smash that like button")]),
    ("Give this video a thumbs up.", [("like", "Give this video a thumbs up")]),
    ("Please like and subscribe.", [("like", "like"), ("subscribe", "subscribe")]),
    ("Gebt dem Video einen Daumen hoch", [("like", "Gebt dem Video einen Daumen hoch")]),
    ("Lasst mir doch ein Like da.", [("like", "Lasst mir doch ein Like da")]),
    ("Don't forget to subscribe to my channel!", [("subscribe", "subscribe to my channel")]),
    ("Don\u2019t forget to subscribe!", [("subscribe", "subscribe")]),
    ("Hit the bell so you never miss a video.", [("subscribe", "Hit the bell")]),
    ("Abonniert unseren Kanal und aktiviert die Glocke.", [("subscribe", "Abonniert unseren Kanal"), ("subscribe", "aktiviert die Glocke")]),
    ("Lasst ein Abo da!", [("subscribe", "Lasst ein Abo da")]),
    ("Follow me for more.", [("follow", "Follow me for more")]),
    ("follow @cooking_daily", [("follow", "follow @cooking_daily")]),
    ("FOLGT UNS!", [("follow", "FOLGT UNS")]),
    ("Folge mir für mehr Rezepte", [("follow", "Folge mir für mehr")]),
    ("Share this video with your friends.", [("share", "Share this video with your friends")]),
    ("Teilt dieses Video mit euren Freunden!", [("share", "Teilt dieses Video mit euren Freunden")]),
    ("Tag a friend who needs this.", [("tag", "Tag a friend")]),
    ("Markiert jemanden, der das braucht.", [("tag", "Markiert jemanden")]),
    ("Save this for later.", [("save", "Save this for later")]),
    ("Speichert euch das Video für später.", [("save", "Speichert euch das Video für später")]),
    ("Link in bio", [("link", "Link in bio")]),
    ("Der Link steht in der Beschreibung.", [("link", "Link steht in der Beschreibung")]),
    ("Klickt auf den Link in der Bio.", [("link", "Klickt auf den Link in der Bio")]),
    ("Swipe up!", [("link", "Swipe up")]),
    ("Order now and use code SUMMER20.", [("buy", "Order now"), ("buy", "use code SUMMER20")]),
    ("Jetzt bestellen!", [("buy", "Jetzt bestellen")]),
    ("Mit dem Code KAFFEE10 spart ihr.", [("buy", "Mit dem Code KAFFEE10")]),
]  # fmt: skip

NO_CALLS = [
    "I read all of the comments yesterday.",
    "The comments were really kind.",
    "I like this video.",
    "She didn't like the video.",
    "He looks like the actor.",
    "We reached a million subscribers.",
    "I never subscribe to channels like that.",
    "They follow me everywhere.",
    "People share this every day.",
    "I had to save the cat.",
    "He was tagged by a friend.",
    "Ich lese eure Kommentare immer.",
    "Wir teilen das Brot in vier Stücke.",
    "Der Kanal hat viele Abonnenten.",
    "Das ist wie ein Video aus den Neunzigern.",
    "Ich folge mir selbst nicht.",
    "Er speichert es auf der Festplatte.",
    "Der Teig wird jetzt geknetet.",
    "",
]


def spoken(text: str, start: float = 0, end: float = 4) -> dict[str, tuple[Segment, ...]]:
    return {"speech_transcription": (Segment(start=start, end=end, label="speech", text=text),)}


def shown(text: str) -> dict[str, tuple[Segment, ...]]:
    return {"text_overlay": (Segment(start=1, end=2.5, label="text", text=text),)}


def calls(segments: tuple[Segment, ...]) -> list[tuple[str, str]]:
    return [(segment.label, segment.text) for segment in segments]


@pytest.mark.parametrize(("sentence", "expected"), CALLS)
@pytest.mark.parametrize("around", ["{}", "Hallo zusammen. {} Bis bald!", "Well then! {}"])
def test_calls_are_found_word_for_word(film: Path, sentence: str, expected: list[tuple[str, str]], around: str) -> None:
    found = look(CommentCtaDetection(), film, spoken(around.format(sentence))).segments
    assert sorted(calls(found)) == sorted(expected)


@pytest.mark.parametrize(("sentence", "expected"), CALLS)
def test_capitals_and_line_breaks_make_no_difference(
    film: Path, sentence: str, expected: list[tuple[str, str]]
) -> None:
    found = look(CommentCtaDetection(), film, shown(sentence.upper().replace(" ", "\n"))).segments
    assert sorted(calls(found)) == sorted((kind, words.upper()) for kind, words in expected)


@pytest.mark.parametrize("sentence", NO_CALLS)
def test_what_is_only_told_is_not_a_call(film: Path, sentence: str) -> None:
    assert look(CommentCtaDetection(), film, spoken(sentence)).segments == ()


def test_a_spoken_call_has_its_own_time(film: Path) -> None:
    (call,) = look(CommentCtaDetection(), film, spoken("0123456789 swipe up 89", 10, 32)).segments
    assert (call.start, call.end) == pytest.approx((21, 29))


def test_a_shown_call_is_there_as_long_as_it_is_shown(film: Path) -> None:
    (call,) = look(CommentCtaDetection(), film, shown("LINK IN BIO")).segments
    assert (call.start, call.end) == (1, 2.5)


def test_what_is_said_and_what_is_shown_both_count(film: Path) -> None:
    found = look(CommentCtaDetection(), film, spoken("Follow us!") | shown("Link in bio")).segments
    assert calls(found) == [("follow", "Follow us"), ("link", "Link in bio")]


def test_without_words_there_is_nothing_to_read(film: Path) -> None:
    with pytest.raises(NothingToReadError, match="speech_transcription or text_overlay"):
        look(CommentCtaDetection(), film)
