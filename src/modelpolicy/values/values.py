"""What an expression can be, as far as the source decides it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import is_
from typing import TYPE_CHECKING, Final, TypeAlias

from modelpolicy.domain.load import Step
from modelpolicy.values.affixes import Affixes
from modelpolicy.values.collected import InEach, Items, Lost, Table
from modelpolicy.values.text import Change, Offered, OwnedBy, Text, Textual, Through

if TYPE_CHECKING:
    from modelpolicy.program.modules import Definition, SourceModule
    from modelpolicy.values.patterns import Compiled, Matched
    from modelpolicy.values.places import Frame

MOST_OPTIONS: Final = 64
"""More options than this are not told apart: the value is then open."""

CHOICE: Final = "which of several the user chooses"


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, a truth value, bytes or ``None``."""

    value: int | float | complex | bytes | None


@dataclass(frozen=True, slots=True)
class External:
    """Something outside the project, by its qualified name: ``transformers.AutoModel.from_pretrained``."""

    name: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a call of something outside the project returned: only its origin is known.

    ``command`` is the function that a command line has chosen, where that is known of what it says. ``is_path``: it
    stands for the path that what the call fetched was written to.
    """

    callee: str
    made: "Frame | None" = None
    command: "Definition | None" = None
    is_path: bool = False


@dataclass(frozen=True, slots=True)
class ModuleRef:
    """A module or package of the project."""

    name: str
    importer: "SourceModule"


@dataclass(frozen=True, slots=True)
class SomeModule:
    """A module that is imported by a name of which the source shows only a part."""

    name: Affixes


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
class Member(Textual):
    """A member of an enumeration of the project. ``is_text``: it is a string itself, as those of ``StrEnum`` are."""

    definition: "Definition"
    name: str
    value: "Values"
    is_text: bool = False

    def __hash__(self) -> int:
        """Of what tells most members apart: the way that the value came would be hashed again with every step."""
        return hash(self.name)

    @property
    def holds_text(self) -> bool:
        """Its value can be one."""
        return True

    def changed_by(self, changes: tuple[Change, ...]) -> "Member":
        """The same member, whose value has come another way."""
        return replace(self, value=self.value.changed_by(changes))


Receiver = Instance | ClassRef | Member


@dataclass(frozen=True, slots=True)
class Reflected:
    """What ``owner`` has under a name that is computed, where the source does not show all of the name or the owner."""

    owner: ModuleRef | SomeModule | ClassRef | Instance
    name: str | Affixes

    def can_be_called(self, name: str) -> bool:
        """Whether that can be what is called ``name``."""
        return self.name.fit(name) if isinstance(self.name, Affixes) else self.name == name


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
class Namespace:
    """The dict of all attributes of ``owner``: ``globals()``, ``vars(owner)``, ``owner.__dict__``."""

    owner: ModuleRef | SomeModule | ClassRef | Instance


@dataclass(frozen=True, slots=True)
class Method:
    """A method of a value that is not a project class: ``"a".format``, ``{...}.get``, ``Path("a").joinpath``."""

    of: "Text | Items | Table | Constant | Opened | Compiled | Matched | Promise | Result | Namespace"
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


@dataclass(frozen=True, slots=True)
class Promise:
    """What a function gives that runs elsewhere, once it is asked for: a future, a task."""

    values: "Values"


Value: TypeAlias = (
    "Text | Constant | Items | Table | Lost | InEach | External | Result | ModuleRef | SomeModule | Namespace"
    " | ClassRef | Reflected | Instance | Super | FunctionRef | Method | Opened | Partial | Member | Compiled"
    " | Matched | Promise"
)
"""What an expression can be."""


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

    def without_members(self) -> "Values":
        """The same with the values that members of enumerations stand for in their place."""
        plain = [option.value if isinstance(option, Member) else known(option) for option in self.options]
        return union([*plain, self.rest()])

    def map_texts(self, change: Change) -> "Values":
        """The same values with every string changed; strings inside lists and dicts too."""
        return self.changed_by((change,))

    def changed_by(self, changes: tuple[Change, ...]) -> "Values":
        """The same values with each of ``changes`` done to every string, in their order."""
        if not changes:
            return self
        changed = tuple(
            [option.changed_by(changes) if isinstance(option, Textual) else option for option in self.options]
        )
        return self if all(map(is_, changed, self.options)) else Values(changed, self.open, self.reason, cut=self.cut)

    @property
    def holds_text(self) -> bool:
        """Whether any string is among the options, or in one of them."""
        return any(isinstance(option, Textual) and option.holds_text for option in self.options)

    def joined(self, others: tuple["Values", ...]) -> "Values":
        """These values, or any of ``others``."""
        return union((self, *others)) if others else self

    def rest(self) -> "Values":
        """What they can be besides the options that are told."""
        return Values((), self.open, self.reason, cut=self.cut)

    def through(self, step: Step) -> "Values":
        """The same values, having come through ``step``."""
        return self.map_texts(Through(step))

    def offered(self) -> "Values":
        """The same values, as those that a user can choose, where the source shows what is chosen otherwise."""
        return self.map_texts(Offered())

    def without(self, others: "Values") -> "Values":
        """The same values but for those that are among ``others`` too."""
        taken = set(others.options)
        return Values(tuple(option for option in self.options if option not in taken), self.open, self.reason)

    def without_offered(self) -> "Values":
        """The values that the source itself chooses, if any; what a user can choose instead makes them open."""
        chosen = tuple(option for option in self.options if not _is_offered(option))
        if len(chosen) in (0, len(self.options)):
            return self
        return Values(chosen, True, self.reason or CHOICE, cut=self.cut)

    def owned_by(self, owner: str) -> "Values":
        """The same values, with ``owner`` as the outermost definition that chose them so far."""
        return self.map_texts(OwnedBy(owner))


_DONE_TO_CONTAINERS: Final = (Lost, InEach)

NOTHING: Final = Values()
"""No value at all: what was asked for is not there."""


def known(*options: Value) -> Values:
    """Exactly these values."""
    return Values(options)


def unknown(reason: str) -> Values:
    """No value that the source shows; ``reason`` says what decides instead."""
    return Values(open=True, reason=reason)


def union(parts: Iterable[Values]) -> Values:
    """Any of the values of any part; the reason is the first of a part that is open, where one is."""
    parts = tuple(parts)
    if len(parts) == 1 and len(parts[0].options) <= 1 and not parts[0].excluded:
        return parts[0]
    if any(part.excluded for part in parts) and any(part.options for part in parts):
        parts = tuple(part for part in parts if not part.excluded)
    collected: dict[Value, None] = {}
    is_open, reason, is_cut = False, "", False
    for part in parts:
        collected.update(dict.fromkeys(part.options))
        if part.reason and (not reason or (part.open and not is_open)):
            reason = part.reason
        is_open = is_open or part.open
        is_cut = is_cut or part.cut
    if any(type(option) in _DONE_TO_CONTAINERS for option in collected):
        collected = dict.fromkeys(_with_done(collected))
    if len(collected) > MOST_OPTIONS:
        collected = dict.fromkeys(map(_without_call, collected))
    if len(collected) > MOST_OPTIONS:
        return Values(tuple(collected)[:MOST_OPTIONS], True, f"more than {MOST_OPTIONS} values", cut=True)
    return Values(tuple(collected), is_open, reason, cut=is_cut)


def _with_done(options: Iterable[Value]) -> tuple[Value, ...]:
    """The options, where containers show what has been done to them; nothing else has it."""
    done = [option for option in options if isinstance(option, Lost | InEach)]
    others = [option for option in options if not isinstance(option, Lost | InEach)]
    return tuple(_after(done, option) for option in others) or tuple(done)


def _after(done: Iterable[Lost | InEach], option: Value) -> Value:
    for one in done:
        match option, one:
            case Table(), Lost():
                option = option.losing(one)
            case ((Table() | Items()), InEach(values)):
                option = option.whose_items_are_also(values)
    return option


def _is_offered(option: Value) -> bool:
    texts = option.value.texts if isinstance(option, Member) else (option,)
    return bool(texts) and all(isinstance(text, Text) and text.is_offered for text in texts)


def _without_call(option: Value) -> Value:
    """The same without the call that made it, where there are too many to tell apart."""
    return replace(option, made=None) if isinstance(option, Result | Instance) else option
