"""Lists and dicts as values, as large as applications write them: what nobody asks for is not worked out."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, Self, TypeAlias

from modelpolicy.values.text import Change, OwnedBy, Textual

if TYPE_CHECKING:
    from modelpolicy.program.modules import Definition
    from modelpolicy.values.places import Place
    from modelpolicy.values.values import ClassRef, External, Member, Values


class Parts(tuple[Any, ...]):  # noqa: SLOT001 - what is noted of it needs room: a tuple of any length can have no slots
    """What a container was written with: what is asked of it again and again is worked out once, for it can be large.

    ``digest`` is its hash; ``holds_text`` tells whether any string is in it, however deep.
    """

    digest: int
    holds_text: bool

    def __new__(cls, written: Iterable[Any], values: Iterable["Values | Later"]) -> "Parts":
        """``values`` are those of all that is ``written``."""
        parts = super().__new__(cls, written)
        parts.digest = tuple.__hash__(parts)
        parts.holds_text = any(isinstance(one, Later) or one.holds_text for one in values)
        return parts

    def __hash__(self) -> int:
        """The digest."""
        return self.digest


@dataclass(frozen=True, slots=True)
class Container(Textual):
    """What holds other values. What was done to all strings in it since it was written, ``changes``, is done late.

    That is when an item is asked for. ``also``: what each of its items may be too, for code has changed them all.
    """

    written: tuple[Any, ...]
    changes: tuple[Change, ...] = field(default=(), kw_only=True)
    also: tuple["Values", ...] = field(default=(), kw_only=True)
    digest: int = field(init=False, compare=False, repr=False)
    kept: dict[tuple[Change, ...], Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def holds_text(self) -> bool:
        """Whether any string is in it, however deep."""
        is_text = isinstance(self.written, Parts) and self.written.holds_text
        return is_text or any(values.holds_text for values in self.also)

    def whose_items_are_also(self, values: "Values") -> Self:
        """The same, each of whose items may be one of ``values`` too."""
        return self if values in self.also else replace(self, also=(*self.also, values))

    def _become(self, item: "Values | Later") -> "Values":
        """What an item is by now."""
        return now(item).joined(self.also).changed_by(self.changes)

    def changed_by(self, changes: tuple[Change, ...]) -> Self:
        """The same, whose strings become something else once they are asked for.

        Made once: one call passes the same large container on in context after context.
        """
        if not self.holds_text:
            return self
        if changes not in self.kept:
            added = added_changes(self.changes, changes)
            self.kept[changes] = replace(self, changes=(*self.changes, *added)) if added else None
        found: Self | None = self.kept[changes]
        return found or self


@dataclass(frozen=True, slots=True, match_args=False)
class Items(Container):
    """A list, tuple or set, or whatever else is iterated over.

    ``is_part``: some items of one, at unknown places. ``is_shuffled``: all of them, in an order that nobody knows.
    """

    written: tuple["Values", ...]
    is_part: bool = False
    is_shuffled: bool = False
    __match_args__: ClassVar = ("items", "is_part")

    def __post_init__(self) -> None:
        if not isinstance(self.written, Parts):
            object.__setattr__(self, "written", Parts(self.written, self.written))
        object.__setattr__(self, "digest", hash((self.written, self.is_part, self.changes)))

    def __hash__(self) -> int:
        """Worked out once: containers nest, and can be large."""
        return self.digest

    @property
    def is_in_order(self) -> bool:
        """Whether all items are known, each at its place."""
        return not self.is_part and not self.is_shuffled

    @property
    def items(self) -> tuple["Values", ...]:
        """The items, as they have become."""
        if not self.changes and not self.also:
            return self.written
        if () not in self.kept:
            self.kept[()] = tuple(map(self._become, self.written))
        items: tuple[Values, ...] = self.kept[()]
        return items


@dataclass(frozen=True, slots=True)
class MemberKey:
    """A member of an enumeration as a key: the same one, whatever way it came."""

    definition: "Definition"
    name: str
    member: "Member" = field(compare=False)


@dataclass(frozen=True, slots=True)
class UnknownKey:
    """What an expression gives that the source does not tell: who asks for any item, or goes through all, gets it."""

    expression: ast.expr


Key: TypeAlias = (
    "str | int | float | complex | bytes | MemberKey | UnknownKey | ClassRef | External | tuple[Key, ...] | None"
)
"""What a dict's items stand under."""


class Asks(Protocol):
    """Whoever can be asked later what an expression is."""

    def evaluate(self, expression: ast.expr, place: "Place") -> "Values":
        """What ``expression`` can be in ``place``."""


@dataclass(frozen=True, slots=True)
class Later:
    """An item that is worked out when somebody asks for it: of most large tables few items ever are.

    The answer is not kept here: it can be one that a circle of questions cut short.
    """

    expression: ast.expr
    place: "Place"
    asks: Asks = field(compare=False, repr=False)

    def worked_out(self) -> "Values":
        """What it can be."""
        return self.asks.evaluate(self.expression, self.place)


@dataclass(frozen=True, slots=True)
class Lost:
    """The ``keys`` under which a dict may have nothing any more: ``del table[key]``, ``table.pop(key)``.

    Where a key is not known, that can be any.
    """

    keys: frozenset[Key]

    def __or__(self, other: "Lost") -> "Lost":
        """What either of two statements takes out."""
        return Lost(self.keys | other.keys)

    def may_hold(self, key: Key) -> bool:
        """Whether what stood under ``key`` can be gone."""
        return key in self.keys or any(isinstance(one, UnknownKey) for one in self.keys)


@dataclass(frozen=True, slots=True)
class InEach:
    """What each item of a container may be too: ``for part in parts: part[key] = value``."""

    values: "Values"


KEPT: Final = Lost(frozenset())
"""Nothing is gone."""


@dataclass(frozen=True, slots=True, match_args=False)
class Table(Container):
    """A dict whose keys are known; some of its entries may be ``lost`` by now.

    ``is_part``: some entries of one, set after it was made.
    """

    written: tuple[tuple[Key, "Values | Later"], ...]
    is_part: bool = False
    lost: Lost = KEPT
    __match_args__: ClassVar = ("entries",)

    def __post_init__(self) -> None:
        if not isinstance(self.written, Parts):
            object.__setattr__(self, "written", Parts(self.written, [value for _, value in self.written]))
        object.__setattr__(self, "digest", hash((self.written, self.is_part, self.changes)))

    def __hash__(self) -> int:
        """Worked out once: tables nest, and can be large."""
        return self.digest

    @property
    def keys(self) -> tuple[Key, ...]:
        """All keys."""
        return tuple(key for key, _ in self.written)

    @property
    def entries(self) -> tuple[tuple[Key, "Values"], ...]:
        """All keys and values; whoever needs only some of them saves the work for the rest with ``get``."""
        return tuple((key, self._become(value)) for key, value in self.written)

    def get(self, key: Key) -> "Values | None":
        """The value under ``key``, the last one where it is written twice."""
        return next((self._become(value) for known, value in reversed(self.written) if known == key), None)

    @property
    def rows(self) -> tuple[tuple[Key, "Values | Later"], ...]:
        """All keys and values, with the work for these left to whoever needs them where that can be."""
        return self.entries if self.also else self.written

    def surely_has(self, key: Key) -> bool:
        """Whether ``key`` is there whenever anybody looks."""
        return key in self.keys and not self.lost.may_hold(key)

    def losing(self, lost: Lost) -> "Table":
        """The same dict, some of whose entries may be gone."""
        return replace(self, lost=self.lost | lost)


@dataclass(frozen=True, slots=True, match_args=False)
class Sections(Table):
    """What a ``ConfigParser`` has read: a table for each section."""

    __hash__ = Table.__hash__


def now(value: "Values | Later") -> "Values":
    """What ``value`` can be, worked out where that was put off."""
    return value.worked_out() if isinstance(value, Later) else value


def added_changes(before: tuple[Change, ...], changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Those of ``changes`` that make a difference after those ``before``: whoever owns a string owns it once."""
    return tuple(change for change in changes if not (isinstance(change, OwnedBy) and change in before))
