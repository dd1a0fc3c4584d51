"""What dotted names can lead to, told from the patterns of a catalogue alone."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from functools import cache
from typing import Final

OPEN: Final = "*"
ANY_NUMBER: Final = "**"


class Patterns:
    """Patterns of callees, asked about the names on the way to one: ``torch`` leads to ``torch.hub.load``.

    A pattern whose first segment is open (``**.keras.models.load_model``) can start with anything.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self._by_root: defaultdict[str, list[str]] = defaultdict(list)
        self._by_token: defaultdict[str, list[str]] = defaultdict(list)
        self._open: list[str] = []
        for pattern in patterns:
            root = pattern.partition(".")[0]
            (self._open if OPEN in root else self._by_root[root]).append(pattern)
            self._by_token[token_of(pattern)].append(pattern)
        self._unspoken = tuple(pattern for pattern in self._all() if not pattern.endswith(token_of(pattern)))
        self.roots = frozenset(self._by_root)
        """The first segments that patterns spell out."""
        # No `cache` of a method: that holds the patterns in a cycle, which no scan collects.
        self._calls: dict[str, bool] = {}
        self._callees: dict[str, bool] = {}
        self._full: dict[tuple[str, str], bool] = {}

    @property
    def tokens(self) -> frozenset[str]:
        """For each pattern an identifier that all its matches hold."""
        return frozenset(map(token_of, self._all()))

    def started_by(self, names: Iterable[str]) -> "Patterns":
        """The patterns that a dotted name starting with one of ``names`` can match."""
        names = set(names)
        kept = (pattern for pattern in self._all() if any(_can_start(pattern, name) for name in names))
        return Patterns({*kept, *self._open})

    def tokens_behind(self, names: Iterable[str]) -> frozenset[str]:
        """The tokens of the callees that are something in, or made by, what is called one of ``names``."""
        return frozenset(token for name in names for token in self._tokens_behind(name))

    def vague(self, common: Container[str]) -> "Patterns":
        """The patterns whose token says little: a ``common`` word, or for any of them not the callee's own name."""
        tokens = {token_of(pattern) for pattern in self._unspoken}
        return Patterns(
            pattern for pattern in self._all() if token_of(pattern) in common or token_of(pattern) in tokens
        )

    def parents(self, token: str) -> frozenset[str]:
        """What stands before the callee's own name in the patterns of ``token``."""
        return frozenset(pattern.rpartition(".")[0] for pattern in self._all() if token_of(pattern) == token)

    def _tokens_behind(self, name: str) -> frozenset[str]:
        root = name.partition(".")[0]
        started = (pattern for pattern in self._by_root.get(root, ()) if _can_start(pattern, name))
        return frozenset(map(token_of, (*started, *self._open)))

    def calls(self, name: str) -> bool:
        """Whether ``name``, which may go on behind the callee, can be a callee."""
        if name not in self._calls:
            self._calls[name] = any(_can_start(pattern, name) for pattern in self._with_tokens_of(name))
        return self._calls[name]

    def is_callee(self, name: str) -> bool:
        """Whether exactly ``name`` is a callee."""
        if name not in self._callees:
            patterns = self._with_tokens_of(name)
            self._callees[name] = any(regex_of(pattern).fullmatch(name + ".") for pattern in patterns)
        return self._callees[name]

    def is_full(self, name: str, written: str) -> bool:
        """Whether what is called in the module ``name``, ``written`` so, can be a callee without its token in sight."""
        if (name, written) not in self._full:
            self._full[name, written] = ("." not in name or is_module(name)) and self._may_be_full(name, written)
        return self._full[name, written]

    def _may_be_full(self, name: str, written: str) -> bool:
        return self.is_callee(f"{name}.anything") or any(
            token_of(pattern) != written and token_of(pattern) in name.split(".") and _can_start(pattern, name)
            for pattern in self._unspoken
        )

    def _with_tokens_of(self, name: str) -> Iterator[str]:
        """The patterns whose token is a segment of ``name``."""
        return (pattern for segment in name.split(".") for pattern in self._by_token.get(segment, ()))

    def _all(self) -> Iterable[str]:
        yield from self._open
        for patterns in self._by_root.values():
            yield from patterns


def is_module(name: str) -> bool:
    """Whether ``name`` is that of a module as libraries name them: in small letters, and all of it spelled out."""
    return OPEN not in name and name.rpartition(".")[2].islower()


@cache
def token_of(pattern: str) -> str:
    """Name an identifier that every match of ``pattern`` holds: the last segment, else the longest plain."""
    segments = pattern.split(".")
    if OPEN not in segments[-1]:
        return segments[-1]
    return max((segment for segment in segments if OPEN not in segment), key=len)


@cache
def regex_of(pattern: str) -> re.Pattern[str]:
    """Compile for names with a dot behind each segment, the last one too: ``**`` may then stand anywhere."""
    return re.compile(
        "".join(
            r"(?:\w+\.)*" if segment == "**" else segment.replace("*", r"\w*") + r"\." for segment in pattern.split(".")
        )
    )


@cache
def spelled(pattern: str) -> frozenset[str]:
    """The segments of ``pattern`` without a wild card."""
    return frozenset(segment for segment in pattern.split(".") if OPEN not in segment)


def _can_start(pattern: str, prefix: str) -> bool:
    """Whether a match of ``pattern`` can start with the segments of ``prefix``."""
    for segment, written in zip(pattern.split("."), prefix.split("."), strict=False):
        if segment == ANY_NUMBER:
            return True
        if segment != written and (OPEN not in segment or not regex_of(segment).fullmatch(f"{written}.")):
            return False
    return OPEN in pattern or pattern.count(".") >= prefix.count(".")
