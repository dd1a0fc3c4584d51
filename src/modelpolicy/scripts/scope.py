"""What variables and functions stand for at one place of a script."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from modelpolicy.resolve.values import Values, union, unknown

if TYPE_CHECKING:
    from tree_sitter import Node

    from modelpolicy.scripts.words import Words

Variables = dict[str, Values]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the script: its body, in the piece of the script that ``words`` reads."""

    body: "Node"
    words: "Words"


@dataclass(slots=True)
class Scope:
    """The variables set so far. ``arguments`` are those of the function that runs, by number; ``None`` outside."""

    variables: Variables
    functions: dict[str, Function] = field(default_factory=dict)
    arguments: Mapping[str, Values] | None = None

    def get(self, name: str) -> Values:
        """What ``$name`` can be."""
        if name in self.variables:
            return self.variables[name]
        if name.isdigit() or name in ("@", "*"):
            return self._argument(name)
        return unknown(f"the variable {name}, which can be set elsewhere")

    def is_set(self, name: str) -> bool:
        """Whether the source says what ``name`` is."""
        return name in self.variables or (self.arguments is not None and name in self.arguments)

    def copy(self) -> "Scope":
        """The same, to be changed on its own."""
        return Scope(dict(self.variables), self.functions, self.arguments)

    def become(self, *others: "Scope") -> None:
        """Go on as any of ``others``, of which exactly one has run."""
        names = dict.fromkeys(name for other in others for name in other.variables)
        self.variables = {name: union([other.get(name) for other in others]) for name in names}

    def _argument(self, name: str) -> Values:
        if self.arguments is None:
            return unknown("an argument of the script")
        return self.arguments.get(name) or unknown("an argument that the function is not given")
