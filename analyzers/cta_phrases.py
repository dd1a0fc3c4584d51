"""The words with which viewers are called to act, in German and English."""

import re
from collections.abc import Iterator
from typing import Final

# {few} stands for up to six words, {this} for what the call is about.
_PARTS: Final = {
    "few": r"(?:[\w'@]+,? ){0,6}?",
    "this": r"(?:this|it|the|das|dieses|den|diesen|es)(?: (?:video|post|clip|reel|beitrag|channel|kanal))?",
}
_CALLS: Final = {
    "comment": (
        r"(?:leave|drop|write|post|put) {few}comments?(?: (?:down )?below)?",
        r"(?:leave|drop|write|post|put|let|tell) {few}(?:in the comments|know (?:down )?below)(?: below)?",
        r"comment (?:down )?below",
        r"comment ['\"]\w+['\"]",
        r"(?:schreib(?:t|e|en sie)?(?:'?s)?|sag(?:t|e|en sie)?|verrat(?:e|et)?|ab) {few}in die kommentare",
        r"(?:schreib(?:t|e)?|lass(?:t|en sie)?|hinterlass(?:t|e|en sie)?) {few}kommentar(?: da)?",
        r"kommentier(?:t|e|en sie)(?: {this}| ['\"„]\w+['\"“])?",
    ),
    "like": (
        r"(?:hit|smash|press|tap|click)(?: on)? (?:the|that) like(?: button)?",
        r"(?:give|leave) {few}(?:a like|a thumbs up)",
        r"like(?= and (?:subscribe|share|follow|comment))",
        r"like {this}",
        r"double tap",
        r"(?:lass(?:t|en sie)?|gib|gebt|geben sie) {few}(?:like|daumen (?:hoch|nach oben))(?: da)?",
        r"liket {this}",
    ),
    "subscribe": (
        r"subscribe(?: (?:to (?:my|our|the|this) channel|now|for more))?",
        r"(?:hit|smash|press|tap|click)(?: on)? (?:the|that) subscribe button",
        r"(?:hit|ring|press|turn on) the (?:notification )?bell",
        r"turn on (?:post )?notifications",
        r"abonnier(?:t|e|en sie)(?: (?:mich|uns|(?:den|meinen|unseren|diesen) kanal))?",
        r"(?<=nicht zu )abonnieren",
        r"lass(?:t|en sie)? {few}abo(?: da)?",
        r"(?:aktivier|drück)(?:t|e|en sie) (?:auf )?die glocke",
    ),
    "follow": (
        r"follow (?:me|us|@\w+|for more|along)(?: for more)?",
        r"folg(?:t|e|en sie)? (?:mir|uns|@\w+|für mehr)(?: für mehr)?",
    ),
    "share": (
        r"share (?:{this} )?with (?:your|a) friends?",
        r"share {this}",
        r"send this to (?:a friend|someone|your (?:best )?friends?)",
        r"teil(?:t|e|en sie)? {this}(?: mit (?:deinen|euren|ihren) freunden)?",
        r"schick(?:t|e|en sie)? {this} (?:an )?(?:deinen|euren|ihren|einem|einen) freund(?:en)?",
    ),
    "tag": (
        r"tag (?:a friend|someone|your friends|your bestie)",
        r"markier(?:t|e|en sie) (?:einen freund|eine freundin|jemanden|(?:deine|eure|ihre) freunde)",
    ),
    "save": (
        r"save (?:{this} )?for later",
        r"save {this}",
        r"speicher(?:t|e|n sie)? (?:dir |euch |sich )?{this}(?: ab)?(?: für später)?",
    ),
    "link": (
        r"link (?:is )?in (?:my |the |our )?(?:bio|description|comments)(?: below)?",
        r"(?:click|tap|check out|follow) the link(?: (?:below|in (?:my |the |our )?(?:bio|description)))?",
        r"swipe up",
        r"link (?:(?:ist|steht|findet ihr|findest du|finden sie) )?in (?:der|meiner|unserer) (?:bio|beschreibung)",
        r"link (?:(?:ist|steht|findet ihr|findest du|finden sie) )?in den kommentaren",
        r"(?:klick|tipp)(?:t|e|en sie)? auf den link(?: in der (?:bio|beschreibung))?",
    ),
    "buy": (
        r"(?:buy|order|shop|sign up|book) (?:now|today)",
        r"get yours(?: (?:now|today))?",
        r"use (?:my |the )?code \w+",
        r"jetzt (?:kaufen|bestellen|zugreifen|sichern|anmelden|buchen)",
        r"(?:bestell|kauf|hol|sicher)(?:t|e|en sie)? (?:dir|euch|sich)? ?{few}jetzt",
        r"mit (?:dem |meinem )?code \w+",
    ),
}

CALLS: Final = {
    kind: tuple(re.compile(rf"(?<!\w){call.format(**_PARTS)}(?!\w)", re.IGNORECASE) for call in calls)
    for kind, calls in _CALLS.items()
}

# Somebody tells what people do, or what not to do, rather than calling for it: "They share this with everybody."
_REPORTED: Final = re.compile(
    r"\b(?:i|we|he|she|they|people|who|never|not|don't|didn't|doesn't|won't|ich|wir|er|man|nie|nicht|wer|niemand)"
    r"(?: (?:[\w']+)){0,2} $",
    re.IGNORECASE,
)
_REMINDER: Final = re.compile(
    r"\b(?:(?:don't|do not|never) forget to|(?:vergiss|vergesst|vergessen sie) nicht(?: zu)?|nicht vergessen)[,:]? $",
    re.IGNORECASE,
)


def find_calls(text: str) -> Iterator[tuple[str, int, int]]:
    """Find calls in one line of text: their kind, and their first character and the one after the last."""
    for kind, calls in CALLS.items():
        spans = {match.span() for call in calls for match in call.finditer(text)}
        for start, end in sorted(spans):
            within_another = any(s <= start and end <= e and (s, e) != (start, end) for s, e in spans)
            if not within_another and not _is_reported(text[:start]):
                yield kind, start, end


def _is_reported(before: str) -> bool:
    sentence = re.split(r"[.!?;:] ", before)[-1]
    return bool(_REPORTED.search(sentence)) and not _REMINDER.search(sentence)
