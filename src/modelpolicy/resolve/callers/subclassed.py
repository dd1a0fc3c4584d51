"""Classes that are come to by what they inherit from: ``Base.__subclasses__()``, ``__init_subclass__``."""

import ast
from collections.abc import Iterator
from functools import partial
from typing import Final

from modelpolicy.program.modules import Definition
from modelpolicy.program.usages import is_called, reads_of
from modelpolicy.resolve.callers.carried import Carrier
from modelpolicy.resolve.callers.handed import Called, calls_of_carried, calls_of_read
from modelpolicy.resolve.definitions.called import constructed_class
from modelpolicy.resolve.definitions.members import INHERITED, method_in, project_bases
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Frame, Place
from modelpolicy.values.values import Receiver

_SUBCLASSES: Final = "__subclasses__"


def inheriting(evaluator: Evaluates, hook: Definition, receiver: Receiver | None) -> Iterator[Frame]:
    """The classes that run ``__init_subclass__`` by inheriting, as calls: ``class A(Base, key="a")`` passes ``key``."""
    cls = Definition(hook.module, hook.module.scope_of(hook.node))
    made = (receiver.definition,) if receiver is not None else evaluator.classes.subclasses(cls)
    for one in made:
        if isinstance(one.node, ast.ClassDef) and one != cls:
            yield Frame(one.module.remember(("inheriting", one.node), partial(_call, one)), Place(one.module))


def calls_by_bases(evaluator: Evaluates, function: Definition) -> Iterator[Called]:
    """The calls that can be of ``function``, a constructor, because classes that have it inherit."""
    node = constructed_class(function)
    if node is not None:
        cls = Definition(function.module, node)
        for one in (cls, *evaluator.classes.subclasses(cls)):
            yield from calls_of_inheriting(evaluator, one)


def calls_of_inheriting(evaluator: Evaluates, cls: Definition) -> Iterator[Called]:
    """The calls that can be of ``cls`` because it inherits: of what a base enters, or lists."""
    bases = [base for base in project_bases(evaluator, cls) if base != cls]
    hooks = ((base, method_in(base, INHERITED)) for base in bases)
    entered = [Carrier(hook.args.args[0].arg, base.module, hook) for base, hook in hooks if hook and hook.args.args]
    yield from calls_of_carried(evaluator, entered)
    for module, node in reads_of(evaluator.project, _SUBCLASSES) if bases else ():
        if is_called(module, node):
            listing = module.parents[node]
            assert isinstance(listing, ast.Call)
            yield from calls_of_read(evaluator, module, listing)


def _call(cls: Definition) -> ast.Call:
    """What a class statement passes to ``__init_subclass__``."""
    node = cls.node
    assert isinstance(node, ast.ClassDef)
    given = [one for one in node.keywords if one.arg != "metaclass"]
    call = ast.copy_location(ast.Call(ast.Name(INHERITED, ast.Load()), [], given), node)
    cls.module.adopt(call, beside=node)
    return call
