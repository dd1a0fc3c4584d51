"""Change every condition of every rule, see whether a case of the rule notices, and write docs/mutation.md.

``python -m benchmarks.mutation.measure [CODE...]``; with codes, nothing is written.
"""

import inspect
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Final

from benchmarks.mutation.equivalent import EQUIVALENT
from benchmarks.mutation.mutants import Mutant, mutants
from modelpolicy.rules.all_rules import ALL_RULES
from modelpolicy.rules.case import Case
from modelpolicy.rules.rule import Rule
from modelpolicy.rules.tried import Tried
from modelpolicy.settings.project import Project
from modelpolicy.usecases.checking.clock import utc_day
from modelpolicy.usecases.checking.let_pass import let_pass
from modelpolicy.usecases.checking.look import Seen, look
from modelpolicy.usecases.checking.try_cases import looked_at, write_case

TABLE: Final = Path(__file__).parents[2] / "docs" / "mutation.md"
WANTED: Final = 0.95


@dataclass(frozen=True, slots=True)
class Measured:
    """The mutants of a rule, and those of them that no case noticed."""

    rule: Rule
    mutants: tuple[Mutant, ...]
    missed: tuple[Mutant, ...]

    @property
    def equivalent(self) -> tuple[Mutant, ...]:
        """Those that nothing can notice."""
        return tuple(mutant for mutant in self.missed if (self.rule.code, mutant.name) in EQUIVALENT)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A case, written out and read: what a rule is asked is all that is left to do."""

    case: Case
    project: Project
    seen: Seen


def measure(rule: Rule) -> Measured:
    """Try the rule's cases on every mutant of its module.

    Raises:
        RuntimeError: the rule itself fails one.
    """
    module = sys.modules[rule.check.__module__]
    source = inspect.getsource(module)
    with ExitStack() as stack:
        cases = [_prepare(case, stack) for case in (*rule.valid, *rule.invalid)]
        if not all(_passes(rule, case) for case in cases):
            raise RuntimeError(f"{rule.code} fails a case of its own")
        every = tuple(mutants(source))
        missed = tuple(mutant for mutant in every if not _is_noticed(mutant, module, cases))
    return Measured(rule, every, missed)


def _prepare(case: Case, stack: ExitStack) -> Prepared:
    root = Path(stack.enter_context(TemporaryDirectory(prefix="modelpolicy-")))
    project = write_case(root, case)
    return Prepared(case, project, look(project, looked_at(case)))


def _is_noticed(mutant: Mutant, module: ModuleType, cases: Sequence[Prepared]) -> bool:
    changed = ModuleType(module.__name__)
    changed.__file__ = module.__file__
    try:
        exec(compile(mutant.tree, str(module.__file__), "exec"), changed.__dict__)  # noqa: S102 - a mutant of our own source
        return not all(_passes(changed.RULE, case) for case in cases)
    except Exception:  # noqa: BLE001 - a mutant that breaks is noticed, however it breaks
        return True


def _passes(rule: Rule, prepared: Prepared) -> bool:
    rules = [rule if rule.code == one.code else one for one in ALL_RULES]
    seen = prepared.seen
    passed = let_pass(prepared.project, rules, seen.facts, seen.inputs, utc_day())
    return Tried.of(rule, prepared.case, passed.findings).has_passed


def table(measured: Sequence[Measured]) -> str:
    """What was measured, in Markdown."""
    total = sum(len(one.mutants) - len(one.equivalent) for one in measured)
    missed = sum(len(one.missed) - len(one.equivalent) for one in measured)
    rows = "".join(map(_row, measured))
    return (
        "# What the cases of the rules notice\n\n"
        "`make bench-mutation` deletes or inverts one condition of a rule's module at a time (filters, branches, "
        "clauses, comparisons, quantifiers) and runs the rule's cases. A mutant is noticed where a case fails.\n\n"
        f"Of {total} mutants that something could notice, the cases notice {total - missed}: "
        f"{(total - missed) / total:.1%}.\n\n"
        "| rule | cases | mutants | noticed | equivalent | missed |\n|---|---:|---:|---:|---:|---:|\n"
        f"{rows}\n{_list('Missed', measured)}\n{_reasons(measured)}"
    )


def _row(one: Measured) -> str:
    cases = len(one.rule.valid) + len(one.rule.invalid)
    missed = len(one.missed) - len(one.equivalent)
    noticed = len(one.mutants) - len(one.missed)
    return f"| {one.rule.code} | {cases} | {len(one.mutants)} | {noticed} | {len(one.equivalent)} | {missed} |\n"


def _list(title: str, measured: Sequence[Measured]) -> str:
    lines = "".join(f"- {one.rule.code}, `{mutant.name}`\n" for one in measured for mutant in _missed(one))
    return f"## {title}\n\n{lines or 'None.' + chr(10)}"


def _missed(one: Measured) -> Iterator[Mutant]:
    yield from (mutant for mutant in one.missed if mutant not in one.equivalent)


def _reasons(measured: Sequence[Measured]) -> str:
    lines = "".join(
        f"- {one.rule.code}, `{mutant.name}`: {EQUIVALENT[one.rule.code, mutant.name]}.\n"
        for one in measured
        for mutant in one.equivalent
    )
    return f"## Equivalent: no case can tell them from the rule\n\n{lines or 'None.' + chr(10)}"


def main(codes: Sequence[str]) -> int:
    """Measure the rules of ``codes``, or all; fail where less than wanted is noticed."""
    measured = [measure(rule) for rule in ALL_RULES if not codes or rule.code in codes]
    for one in measured:
        print(_row(one), end="")
    print(_list("Missed", measured))
    total = sum(len(one.mutants) - len(one.equivalent) for one in measured)
    missed = sum(len(one.missed) - len(one.equivalent) for one in measured)
    print(f"{total - missed} of {total} noticed ({(total - missed) / total:.1%})")
    if not codes:
        TABLE.write_text(table(measured), encoding="utf-8")
    return 0 if total - missed >= WANTED * total else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
