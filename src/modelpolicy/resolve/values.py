"""What an expression can be, as far as the source decides it."""

import ast
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from operator import is_
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, TypeAlias

from modelpolicy.domain.load import Step
from modelpolicy.domain.location import Location

if TYPE_CHECKING:
    from modelpolicy.resolve.modules import Definition, SourceModule

MOST_OPTIONS: Final = 64
"""More options than this are not told apart: the value is then open."""


@dataclass(frozen=True, slots=True)
class Text:
    """A string; ``via``, ``owners`` and ``location`` are as in ``domain.load.Candidate``."""

    text: str
    via: tuple[Step, ...] = ()
    owners: tuple[str, ...] = ()
    is_path: bool = False
    location: Location | None = None

    def __hash__(self) -> int:
        """Of what tells most strings apart: the whole chain would be hashed again with every step."""
        return hash((self.text, len(self.via), self.location))


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, a truth value, bytes or ``None``."""

    value: int | float | complex | bytes | None


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
        parts.holds_text = any(map(_holds_text, values))
        return parts

    def __hash__(self) -> int:
        """The digest."""
        return self.digest


@dataclass(frozen=True, slots=True, match_args=False)
class Items:
    """A list, tuple or set, or whatever else is iterated over; ``is_part``: some items of one, at unknown places.

    ``changes`` is what was done to all strings in it since it was written; it is done to an item when one is asked for.
    """

    written: tuple["Values", ...]
    is_part: bool = False
    changes: tuple["Change", ...] = ()
    digest: int = field(init=False, compare=False, repr=False)
    kept: dict[tuple["Change", ...], Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    __match_args__: ClassVar = ("items", "is_part")

    def __post_init__(self) -> None:
        if not isinstance(self.written, Parts):
            object.__setattr__(self, "written", Parts(self.written, self.written))
        object.__setattr__(self, "digest", hash((self.written, self.is_part, self.changes)))

    def __hash__(self) -> int:
        """Worked out once: containers nest, and can be large."""
        return self.digest

    @property
    def items(self) -> tuple["Values", ...]:
        """The items, as they have become."""
        if not self.changes:
            return self.written
        if () not in self.kept:
            self.kept[()] = tuple([value.changed_by(self.changes) for value in self.written])
        items: tuple[Values, ...] = self.kept[()]
        return items


@dataclass(frozen=True, slots=True)
class MemberKey:
    """A member of an enumeration as a key: the same one, whatever way it came."""

    definition: "Definition"
    name: str
    member: "Member" = field(compare=False)


Key: TypeAlias = "str | int | float | complex | bytes | MemberKey | ClassRef | External | tuple[Key, ...] | None"
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


@dataclass(frozen=True, slots=True, match_args=False)
class Table:
    """A dict whose keys are known; ``changes`` are as those of ``Items``."""

    written: tuple[tuple[Key, "Values | Later"], ...]
    changes: tuple["Change", ...] = ()
    digest: int = field(init=False, compare=False, repr=False)
    kept: dict[tuple["Change", ...], Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    __match_args__: ClassVar = ("entries",)

    def __post_init__(self) -> None:
        if not isinstance(self.written, Parts):
            object.__setattr__(self, "written", Parts(self.written, [value for _, value in self.written]))
        object.__setattr__(self, "digest", hash((self.written, self.changes)))

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
        return tuple((key, self._now(value)) for key, value in self.written)

    def get(self, key: Key) -> "Values | None":
        """The value under ``key``, the last one where it is written twice."""
        return next((self._now(value) for known, value in reversed(self.written) if known == key), None)

    def _now(self, value: "Values | Later") -> "Values":
        return (value.worked_out() if isinstance(value, Later) else value).changed_by(self.changes)


@dataclass(frozen=True, slots=True)
class External:
    """Something outside the project, by its qualified name: ``transformers.AutoModel.from_pretrained``."""

    name: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a call of something outside the project returned: only its origin is known."""

    callee: str
    made: "Frame | None" = None


@dataclass(frozen=True, slots=True)
class ModuleRef:
    """A module or package of the project."""

    name: str
    importer: "SourceModule"


@dataclass(frozen=True, slots=True)
class ClassRef:
    """A class of the project."""

    definition: "Definition"


@dataclass(frozen=True, slots=True)
class Instance:
    """An instance of a project class; ``made`` is the call that made it, where that is known."""

    definition: "Definition"
    made: "Frame | None" = None


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an enumeration of the project. ``is_text``: it is a string itself, as those of ``StrEnum`` are."""

    definition: "Definition"
    name: str
    value: "Values"
    is_text: bool = False

    def __hash__(self) -> int:
        """Of what tells most members apart: the way that the value came would be hashed again with every step."""
        return hash(self.name)


Receiver = Instance | ClassRef | Member


@dataclass(frozen=True, slots=True)
class Super:
    """``super()`` written in ``definition``, where ``receiver`` runs the method."""

    definition: "Definition"
    receiver: Receiver


@dataclass(frozen=True, slots=True)
class FunctionRef:
    """A function or method of the project; ``receiver`` is what ``self`` or ``cls`` is bound to."""

    definition: "Definition"
    receiver: Receiver | None = None


@dataclass(frozen=True, slots=True)
class Method:
    """A method of a value that is not a project class: ``"a".format``, ``{...}.get``, ``Path("a").joinpath``."""

    of: "Text | Items | Table | Constant | Opened"
    name: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A file opened for reading, or what was read of it."""

    path: Text


@dataclass(frozen=True, slots=True)
class Partial:
    """A function with its first arguments given: ``functools.partial(function, ...)``."""

    function: "FunctionRef | ClassRef | External"
    given: "Frame"


Value = (
    Text
    | Constant
    | Items
    | Table
    | External
    | Result
    | ModuleRef
    | ClassRef
    | Instance
    | Super
    | FunctionRef
    | Method
    | Opened
    | Partial
    | Member
)


UNSEEN: Final = ast.Call(func=ast.Name(id="", ctx=ast.Load()), args=[], keywords=[])


FILLED: Final = ast.Call(func=ast.Name(id="", ctx=ast.Load()), args=[], keywords=[])
"""A call in which the command line, the environment or a file gives every argument that it likes to give."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A call as seen from the function that it enters: the arguments are evaluated in ``caller``.

    ``UNSEEN`` is a call that the source does not show; it passes nothing. The first ``skipped``
    positional arguments are not the function's (``submit(function, argument)``). ``earlier`` is the call that
    gave the first arguments already (``partial(function, argument)``). ``is_each``: an argument stands for each of its
    items in turn (``map(function, items)``).
    """

    call: ast.Call
    caller: "Place"
    skipped: int = 0
    earlier: "Frame | None" = None
    is_each: bool = False
    digest: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", hash((self.call, self.caller, self.skipped, self.earlier, self.is_each)))

    def __hash__(self) -> int:
        """Worked out once: calls nest, and are looked up all the time."""
        return self.digest


@dataclass(frozen=True, slots=True)
class Assumption:
    """``name`` of ``scope`` is taken to be ``value``, to see what a condition then says, and what else follows."""

    name: str
    scope: ast.AST
    value: Value


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression is evaluated.

    ``receiver`` is what ``self`` or ``cls`` is. ``frame`` is the call that entered ``function``; without it
    a parameter is whatever any call site passes. ``turns`` are loops (or comprehensions) with the number of the
    item, from 0, that they have come to. What is ``assumed`` last counts first.
    """

    module: "SourceModule"
    receiver: Receiver | None = None
    function: ast.AST | None = None
    frame: Frame | None = None
    turns: tuple[tuple[ast.AST, int], ...] = ()
    assumed: tuple[Assumption, ...] = ()
    digest: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        parts = (self.module, self.receiver, self.function, self.frame, self.turns, self.assumed)
        object.__setattr__(self, "digest", hash(parts))

    def __hash__(self) -> int:
        """Worked out once: places nest, and are looked up all the time."""
        return self.digest

    def turn_of(self, loop: ast.AST) -> int | None:
        """Which item the loop has come to; ``None`` where that is not told apart."""
        return next((turn for known, turn in reversed(self.turns) if known is loop), None)

    @property
    def depth(self) -> int:
        """How many calls deep this is."""
        return 0 if self.frame is None else self.frame.caller.depth + 1


@dataclass(frozen=True, slots=True)
class Values:
    """The values an expression can have. ``open``: something outside the source can decide too, see ``reason``.

    A ``reason`` without ``open`` says that the values stand in for what a caller outside of the project passes:
    they are the answer, but do not decide a condition. ``excluded``: no value that the source shows gets here, so that
    this counts for nothing beside values that do. ``cut``: there were more options than a bound, and some are left out.
    """

    options: tuple[Value, ...] = ()
    open: bool = False
    reason: str = ""
    excluded: bool = False
    cut: bool = False

    @property
    def texts(self) -> tuple[Text, ...]:
        """The strings among the options; an enumeration's member counts as the string it stands for."""
        plain = (option.value.options if isinstance(option, Member) else (option,) for option in self.options)
        return tuple(option for options in plain for option in options if isinstance(option, Text))

    def map_texts(self, change: "Change") -> "Values":
        """The same values with every string changed; strings inside lists and dicts too."""
        return self.changed_by((change,))

    def changed_by(self, changes: tuple["Change", ...]) -> "Values":
        """The same values with each of ``changes`` done to every string, in their order."""
        if not changes:
            return self
        changed = tuple([_changed(option, changes) for option in self.options])
        return self if all(map(is_, changed, self.options)) else Values(changed, self.open, self.reason, cut=self.cut)

    def rest(self) -> "Values":
        """What they can be besides the options that are told."""
        return Values((), self.open, self.reason, cut=self.cut)

    def through(self, step: Step) -> "Values":
        """The same values, having come through ``step``."""
        return self.map_texts(_Through(step))

    def owned_by(self, owner: str) -> "Values":
        """The same values, with ``owner`` as the outermost definition that chose them so far."""
        return self.map_texts(_OwnedBy(owner))


Change = Callable[[Text], Text]
"""What is done to a string."""


@dataclass(frozen=True, slots=True)
class _Through:
    step: Step

    def __call__(self, text: Text) -> Text:
        return Text(text.text, (self.step, *text.via), text.owners, text.is_path, text.location)


@dataclass(frozen=True, slots=True)
class _OwnedBy:
    owner: str

    def __call__(self, text: Text) -> Text:
        if self.owner in text.owners:
            return text
        return Text(text.text, text.via, (self.owner, *text.owners), text.is_path, text.location)


def _changed(option: Value, changes: tuple[Change, ...]) -> Value:
    match option:
        case Text():
            for change in changes:
                option = change(option)
            return option
        case Items(written=Parts(holds_text=True)) | Table(written=Parts(holds_text=True)):
            return _container_changed(option, changes)
        case Member(definition, name, value, is_text):
            return Member(definition, name, value.changed_by(changes), is_text)
        case _:
            return option


def _container_changed(container: Items | Table, changes: tuple[Change, ...]) -> Items | Table:
    """Made once: one call passes the same large container on in context after context."""
    if changes not in container.kept:
        known = container.changes
        added = tuple(change for change in changes if not (isinstance(change, _OwnedBy) and change in known))
        container.kept[changes] = replace(container, changes=(*known, *added)) if added else None
    found: Items | Table | None = container.kept[changes]
    return found or container


def _holds_text(values: "Values | Later") -> bool:
    return isinstance(values, Later) or any(
        isinstance(option, Text | Member)
        or (isinstance(option, Items | Table) and isinstance(option.written, Parts) and option.written.holds_text)
        for option in values.options
    )


NOTHING: Final = Values()
"""No value at all: what was asked for is not there."""


def known(*options: Value) -> Values:
    """Exactly these values."""
    return Values(options)


def unknown(reason: str) -> Values:
    """No value that the source shows; ``reason`` says what decides instead."""
    return Values(open=True, reason=reason)


def union(parts: Iterable[Values]) -> Values:
    """Any of the values of any part."""
    parts = tuple(parts)
    if any(part.excluded for part in parts) and any(part.options for part in parts):
        parts = tuple(part for part in parts if not part.excluded)
    collected: dict[Value, None] = {}
    is_open, reason, is_cut = False, "", False
    for part in parts:
        collected.update(dict.fromkeys(part.options))
        is_open = is_open or part.open
        reason = reason or part.reason
        is_cut = is_cut or part.cut
    if len(collected) > MOST_OPTIONS:
        collected = dict.fromkeys(map(_without_call, collected))
    if len(collected) > MOST_OPTIONS:
        return Values(tuple(collected)[:MOST_OPTIONS], True, f"more than {MOST_OPTIONS} values", cut=True)
    return Values(tuple(collected), is_open, reason, cut=is_cut)


def _without_call(option: Value) -> Value:
    """The same without the call that made it, where there are too many to tell apart."""
    return replace(option, made=None) if isinstance(option, Result | Instance) else option
