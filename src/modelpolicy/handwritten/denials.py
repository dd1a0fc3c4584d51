"""Everything in a document that code or registry deny."""

from collections.abc import Iterator, Sequence

from modelpolicy.handwritten.analyzer_denials import deny_listed, deny_omissions, deny_section
from modelpolicy.handwritten.claims import Claim, judge
from modelpolicy.handwritten.denial import Denial
from modelpolicy.handwritten.known import Known
from modelpolicy.handwritten.model_denials import deny_place, deny_section_deletions, deny_section_sizes
from modelpolicy.handwritten.statements import ListedAnalyzer, Place, Section, Statement, Total
from modelpolicy.registry.schema import Registry


def deny(statements: Sequence[Statement], known: Known, described: Registry) -> Iterator[Denial]:
    """What is wrong in a document's statements, totals apart. ``described`` is the registry that they describe."""
    for statement in statements:
        match statement:
            case Section():
                yield from deny_section(statement, known)
                yield from deny_section_sizes(statement, known)
                yield from deny_section_deletions(statement, known)
            case ListedAnalyzer():
                yield from deny_listed(statement, known)
            case Place():
                yield from deny_place(statement, known)
            case _:
                pass
        if not isinstance(statement, Total):
            yield from _deny_claims(statement, known, described)
    yield from deny_omissions(statements, known)


def _deny_claims(statement: Statement, known: Known, described: Registry) -> Iterator[Denial]:
    """Hold size groups and remarks on users against the registry, or where it has none, the document's own facts."""
    claims = tuple(judge(statement, known.registry)) or tuple(judge(statement, described))
    yield from (_denied(claim) for claim in claims if not claim.holds and claim.analyzer)


def _denied(claim: Claim) -> Denial:
    return Denial(
        claim.line, f"{claim.text.rstrip('!. ')}: {claim.verdict}", "correct the line, or move it", claim.analyzer
    )
