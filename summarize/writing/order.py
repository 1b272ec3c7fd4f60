"""What is shown first, and which of several statements that say the same is shown. Pure."""

from collections.abc import Sequence
from typing import Any

from summarize.language.english import leans
from summarize.language.prose import one_line
from summarize.models import Checked, Citation, Finding, Statement, Verdict

_BEST: dict[Verdict, int] = {"supported": 0, "partly": 1, "unchecked": 2, "unsupported": 3}


def shown(claims: Sequence[Checked]) -> Checked:
    """The claim whose statement is shown: best carried, no quotation, understood alone, then the shortest.

    `claims` say the same, and are in an order of their own, which settles what is equal. The shortest claims least.
    """
    if len(claims) == 1:
        return claims[0]
    return min(claims, key=lambda one: (_BEST[one.verdict], one.quoted, leans(one.claim.statement), len(one.claim.statement)))


def shortest(citations: Sequence[Citation]) -> str:
    """The shortest of the quotations, on one line: it claims least."""
    return min((one_line(c.quote) for c in citations), key=lambda words: (not words, len(words), words))


def weight(statement: Statement) -> tuple[Any, ...]:
    """What is said of one item in order: best carried, by most origins, the model's own words, then the shortest."""
    best, carried = _BEST[statement.verdict], len(statement.carried_by)
    length = len(statement.statement)
    return best, -carried, statement.quoted, length, statement.citations, statement.statement, statement.speaker.name or ""


def rank(finding: Finding) -> tuple[Any, ...]:
    """The findings of a section in order: most origins, most sources, then as their citations stand in the articles.

    The id, which ends in the rank that a finding had when it was made, settles what is equal.
    """
    about = finding.id, finding.statement, finding.speaker.name or "", finding.modality, finding.aliases
    return -len(finding.origins), -len(finding.sources), place(finding.citations[0]), len(finding.id), *about


def place(citation: Citation) -> tuple[str, int, int, str]:
    """Where a citation stands, as a key to sort by."""
    return citation.source, citation.start, citation.end, citation.quote
