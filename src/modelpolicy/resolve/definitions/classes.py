"""The project's classes: what they inherit, and which of them run an inherited method."""

import ast
from collections.abc import Callable, Iterator
from typing import TypeVar

from modelpolicy.program.modules import Definition, ScopeNode, SourceModule, last_name
from modelpolicy.program.project import Project
from modelpolicy.program.usages import is_called, is_handed_on, reads_of
from modelpolicy.resolve.definitions.members import decorator_names, methods_of
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place
from modelpolicy.values.values import ClassRef, External, Instance, Receiver

T = TypeVar("T")

_ABSTRACT = frozenset({"abc.ABC", "typing.Protocol", "typing_extensions.Protocol"})


class Classes:
    """Class hierarchies of one project, worked out when first asked for."""

    def __init__(self, project: Project, evaluator: Evaluates) -> None:
        self._project = project
        self._evaluator = evaluator
        self._under_way: set[tuple[str, Definition]] = set()
        self._used: dict[str, bool] = {}

    def bases(self, definition: Definition) -> tuple[Definition | str, ...]:
        """The class and everything it inherits from, nearest first; a ``str`` names a class outside the project."""
        return self._worked_out("bases", definition, self._find_bases, (definition,))

    def subclasses(self, definition: Definition) -> tuple[Definition, ...]:
        """The project's classes that inherit from ``definition``, itself left out."""
        return self._worked_out("subclasses", definition, self._find_subclasses, ())

    def _find_bases(self, definition: Definition) -> tuple[Definition | str, ...]:
        direct = self._direct(definition)
        inherited = _merged([*(list(self._all_of(base)) for base in direct), list(direct)])
        return tuple(dict.fromkeys((definition, *inherited)))

    def _find_subclasses(self, definition: Definition) -> tuple[Definition, ...]:
        children = self._children(definition)
        return tuple(dict.fromkeys(below for child in children for below in (child, *self.subclasses(child))))

    def receivers(self, module: SourceModule, scope: ScopeNode) -> tuple[Receiver | None, ...]:
        """What ``self`` or ``cls`` can be where ``scope`` runs; ``(None,)`` outside of classes.

        A class that is abstract, or that is only ever inherited from, is no receiver itself.
        """
        node = module.class_of(scope)
        if node is None:
            return (None,)
        definition = Definition(module, node)
        return self._evaluator.remember(("receivers", definition), lambda: self._find_receivers(definition))

    def _find_receivers(self, definition: Definition) -> tuple[Receiver, ...]:
        kinds = (definition, *self.subclasses(definition))
        made = [kind for kind in kinds if not self.is_abstract(kind) and self._is_made(kind)]
        return tuple(Instance(kind) for kind in made or [definition])

    def is_abstract(self, definition: Definition) -> bool:
        """Whether the class has no instances of its own: it says so, or leaves an abstract method open."""
        return self._evaluator.remember(("abstract", definition), lambda: self._find_out_if_abstract(definition))

    def _find_out_if_abstract(self, definition: Definition) -> bool:
        if any(base in _ABSTRACT for base in self._direct(definition)) or _has_abstract_metaclass(definition.node):
            return True
        bases = self.bases(definition)
        # Python enforces abstract methods only where the metaclass is ABCMeta.
        if not any(
            base in _ABSTRACT or (isinstance(base, Definition) and _has_abstract_metaclass(base.node)) for base in bases
        ):
            return False
        members: dict[str, ast.AST | None] = {}
        for base in (base for base in bases if isinstance(base, Definition)):
            bound = dict.fromkeys(base.module.bindings.in_scope(base.node))
            members = bound | {method.name: method for method in methods_of(base)} | members
        return any(member is not None and "abstractmethod" in decorator_names(member) for member in members.values())

    def _worked_out(self, what: str, definition: Definition, answer: Callable[[Definition], T], circular: T) -> T:
        """What ``answer`` says of a class, ``circular`` while it is being asked; remembered as the evaluator does.

        A question that reaches its bound sees a base as nothing: that must not be true for the next question.
        """
        question = (what, definition)
        if question in self._under_way:
            self._evaluator.go_without()
            return circular
        return self._evaluator.remember(question, lambda: self._answer(question, answer))

    def _answer(self, question: tuple[str, Definition], answer: Callable[[Definition], T]) -> T:
        self._under_way.add(question)
        try:
            return answer(question[1])
        finally:
            self._under_way.remove(question)

    def _is_made(self, definition: Definition) -> bool:
        """Whether anything can make an instance; a class without subclasses is taken to be there for that."""
        if not self.subclasses(definition):
            return True
        if definition.name not in self._used:
            reads = reads_of(self._project, definition.name)
            self._used[definition.name] = any(is_called(*read) or is_handed_on(*read) for read in reads)
        return self._used[definition.name]

    def _all_of(self, base: Definition | str) -> tuple[Definition | str, ...]:
        return (base,) if isinstance(base, str) else self.bases(base)

    def _direct(self, definition: Definition) -> tuple[Definition | str, ...]:
        node = definition.node
        if not isinstance(node, ast.ClassDef):
            return ()
        place = Place(definition.module)
        found = [
            option for base in node.bases for option in self._evaluator.evaluate(_unparametrised(base), place).options
        ]
        classes = (
            option.definition if isinstance(option, ClassRef) else option.name
            for option in found
            if isinstance(option, ClassRef | External)
        )
        return tuple(classes)

    def _children(self, definition: Definition) -> list[Definition]:
        candidates = (
            Definition(module, node)
            for module in self._project.reading(definition.name)
            for node in module.classes
            if node is not definition.node and _may_inherit(module, node, definition.name)
        )
        return [child for child in candidates if definition in self._direct(child)]


def _may_inherit(module: SourceModule, node: ast.ClassDef, name: str) -> bool:
    """Whether a base of the class has this name or another one for it, or is computed: cheaper than evaluating it."""
    names = {name, *module.assignments.aliases(name)}
    bases = map(_unparametrised, node.bases)
    return any(not isinstance(base, ast.Name | ast.Attribute) or last_name(base) in names for base in bases)


def _merged(orders: list[list[Definition | str]]) -> Iterator[Definition | str]:
    """The orders in one, as Python's C3 linearisation merges them; where they contradict each other, one by one."""
    while remaining := [order for order in orders if order]:
        heads = [order[0] for order in remaining]
        chosen = next((head for head in heads if not any(head in order[1:] for order in remaining)), heads[0])
        yield chosen
        orders = [[known for known in order if known != chosen] for order in remaining]


def _unparametrised(base: ast.expr) -> ast.expr:
    """``Base`` for ``Base[T]``."""
    return base.value if isinstance(base, ast.Subscript) else base


def _has_abstract_metaclass(node: ScopeNode) -> bool:
    if not isinstance(node, ast.ClassDef):
        return False
    return any(keyword.arg == "metaclass" and last_name(keyword.value) == "ABCMeta" for keyword in node.keywords)
