"""What variables and functions stand for at one place of a script."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from modelpolicy.values.values import Values, union

if TYPE_CHECKING:
    from tree_sitter import Node

    from modelpolicy.scripts.shell.words import Words

Variables = dict[str, Values]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the script: its body, in the piece of the script that ``words`` reads."""

    body: "Node"
    words: "Words"


@dataclass(slots=True)
class Scope:
    """The variables set so far, arguments by their number among them.

    ``absent`` says what a variable that nothing here sets can be, by its name and the reason. A function that is
    written twice can be either. ``exported`` are handed to every program. ``local`` are those that go with the function
    that runs; ``None`` outside of one.
    """

    variables: Variables
    absent: Callable[[str, str], Values]
    functions: dict[str, list[Function]] = field(default_factory=dict)
    exported: set[str] = field(default_factory=set)
    local: set[str] | None = None

    def get(self, name: str) -> Values:
        """What ``$name`` can be."""
        return self.variables.get(name) or self.absent(name, self._reason(name))

    def is_set(self, name: str) -> bool:
        """Whether the source says what ``name`` is."""
        return name in self.variables

    def copy(self) -> "Scope":
        """The same, to be changed on its own."""
        return Scope(dict(self.variables), self.absent, self.functions, self.exported, self.local)

    def become(self, *others: "Scope") -> None:
        """Go on as any of ``others``, of which exactly one has run."""
        names = dict.fromkeys(name for other in others for name in other.variables)
        self.variables = {name: union([other.get(name) for other in others]) for name in names}

    def give(self, arguments: Variables) -> None:
        """Have ``arguments`` in the place of those before."""
        self.variables = {name: values for name, values in self.variables.items() if not is_argument(name)} | arguments

    def inside(self, arguments: Variables, environment: Mapping[str, Values]) -> "Scope":
        """The scope of a function that is called with these; ``environment`` is set for this call alone."""
        inner = Scope(dict(self.variables), self.absent, self.functions, self.exported, set(environment))
        inner.variables |= environment
        inner.give(arguments)
        return inner

    def leave(self, inner: "Scope") -> None:
        """Go on behind a function that ran with ``inner``: its arguments and what is local to it are gone."""
        gone = inner.local or set()
        kept = {name: values for name, values in self.variables.items() if is_argument(name) or name in gone}
        left = {name: values for name, values in inner.variables.items() if not is_argument(name) and name not in gone}
        self.variables = left | kept

    def _reason(self, name: str) -> str:
        if is_argument(name):
            return "an argument of the script" if self.local is None else "an argument that the function is not given"
        return f"the variable {name}, which can be set elsewhere"


def is_argument(name: str) -> bool:
    """Whether ``$name`` is an argument, or all of them."""
    return name.isdigit() or name in ("@", "*")


def arguments(words: Iterable[Values]) -> Variables:
    """The arguments that ``words`` become."""
    words = list(words)
    every = union(words)
    return {"@": every, "*": every} | {str(number): values for number, values in enumerate(words, start=1)}
