"""The conditions that hold where a piece of code runs: those of the branches, operands and cases that it stands in."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from modelpolicy.program.bindings import dotted_name
from modelpolicy.program.noted import noted
from modelpolicy.program.tree import Fits, all_of


@dataclass(frozen=True, slots=True)
class Guard:
    """``test`` gave a truth value; without a test, a call ran that may have changed all but local names."""

    test: ast.expr | None
    holds: bool = True


CALLED: Final = Guard(None)


def entering(parent: ast.AST, child: ast.AST) -> tuple[Guard, ...]:
    """What holds of ``parent`` when its part ``child`` runs."""
    match parent:
        case ast.If(test=test, body=body, orelse=orelse) | ast.While(test=test, body=body, orelse=orelse):
            return _of_branch(test, child, body, orelse)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _of_branch(test, child, [body], [orelse])
        case ast.BoolOp(op=op, values=values):
            before = values[: next(index for index, value in enumerate(values) if value is child)]
            return tuple(Guard(value, isinstance(op, ast.And)) for value in reversed(before))
        case ast.ListComp(elt=result) | ast.SetComp(elt=result) | ast.GeneratorExp(elt=result) if child is result:
            return tuple(Guard(test) for generator in parent.generators for test in generator.ifs)
        case ast.Match() if isinstance(child, ast.match_case):
            return of_case(parent, child)
        case ast.match_case(guard=ast.expr() as test, body=body) if child is not test:
            return _of_branch(test, child, body, [])
        case _:
            return ()


def of_case(statement: ast.Match, case: ast.match_case) -> tuple[Guard, ...]:
    """What holds of the subject in ``case``: its pattern does, and those of the cases above do not."""
    own = _tests(statement)[statement.cases.index(case)]
    return (*([Guard(own)] if own is not None else []), *_of_cases(statement, case))


def of_no_case(statement: ast.Match) -> tuple[Guard, ...]:
    """What holds of the subject where no case matches."""
    return tuple(_of_cases(statement, None))


def catches_all(statement: ast.Match) -> bool:
    """Whether some case always matches."""
    return any(
        isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None and case.guard is None
        for case in statement.cases
    )


TESTING: Final = (ast.If, ast.While, ast.IfExp, ast.Assert, ast.Match, ast.BoolOp, ast.comprehension, ast.match_case)
"""The kinds of nodes that ``tests_in`` finds tests in."""


def tests_in(nodes: Iterable[ast.AST]) -> Iterator[ast.expr]:
    """The expressions among ``nodes`` whose truth decides what runs."""
    for node in nodes:
        match node:
            case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test) | ast.Assert(test=test):
                yield test
            case ast.Match(subject=subject):
                yield subject
            case ast.BoolOp(values=[*tests, _]) | ast.comprehension(ifs=tests):
                yield from tests
            case ast.match_case(guard=ast.expr() as test):
                yield test


@noted
def names_in(code: ast.AST) -> frozenset[str]:
    """The names that a condition or other code is about, attributes too: ``size``, ``config.model.size``."""
    return names_among(all_of(code))


def names_among(code: Iterable[ast.AST]) -> frozenset[str]:
    """The same of nodes that are gone through one by one."""
    nodes = [node for node in code if isinstance(node, ast.expr)]
    called = {node.func for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)}
    return frozenset(name for node in nodes if node not in called and (name := dotted_name(node)))


@noted
def _tests(statement: ast.Match) -> list[ast.expr | None]:
    """The patterns of the cases as conditions; made once, for nodes are told apart by identity."""
    return [_pattern_test(statement.subject, case.pattern) for case in statement.cases]


def _pattern_test(subject: ast.expr, pattern: ast.pattern) -> ast.expr | None:
    """The pattern as a condition on the subject; ``None`` where it always matches."""
    match pattern:
        case ast.MatchValue(value=value):
            return ast.Compare(subject, [ast.Eq()], [value])
        case ast.MatchSingleton(value=value):
            return ast.Compare(subject, [ast.Is()], [ast.Constant(value)])
        case ast.MatchOr(patterns=patterns):
            tests = [test for one in patterns if (test := _pattern_test(subject, one)) is not None]
            return ast.BoolOp(ast.Or(), tests) if len(tests) == len(patterns) else None
        case ast.MatchAs(pattern=inner):
            return None if inner is None else _pattern_test(subject, inner)
        case _:
            return Fits.of(subject, pattern)


def _of_branch(test: ast.expr, child: ast.AST, body: Sequence[ast.AST], orelse: Sequence[ast.AST]) -> tuple[Guard, ...]:
    if any(child is one for one in body):
        return (Guard(test),)
    return (Guard(test, holds=False),) if any(child is one for one in orelse) else ()


def _of_cases(statement: ast.Match, until: ast.match_case | None) -> Iterator[Guard]:
    for case, test in zip(statement.cases, _tests(statement), strict=True):
        if case is until:
            return
        if test is not None and case.guard is None:
            yield Guard(test, holds=False)
