"""What a briefing's parts say of each other, by id and by number: does all of that lead somewhere? Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator

from summarize.models import Finding
from summarize.records import Briefing


def broken(briefing: Briefing) -> str | None:
    """The first reference that leads nowhere, in words; None where there is none.

    A file that this program wrote has none. One that another program wrote, or somebody by hand, may lack what a page needs.
    """
    return next(_broken(briefing), None)


def _broken(briefing: Briefing) -> Iterator[str]:
    findings = {name: {f.id for f in section.findings} for name, section in briefing.sections.items()}
    known = set[str]().union(*findings.values())
    yield from (f"two sources have the id {key!r}" for key in _twice(s.id for s in briefing.sources))
    told = [f for section in briefing.sections.values() for f in section.findings]
    yield from (f"two findings have the id {key!r}" for key in _twice(f.id for f in told))
    for finding in told:
        yield from _within(finding)
    for conflict in briefing.conflicts:
        missing = set(conflict.findings) - findings.get(conflict.section, set())
        yield from (f"the conflict {conflict.id!r} names {key!r}, which its section does not have" for key in sorted(missing))
    for sentence in (*briefing.summary, *(one for section in briefing.sections.values() for one in section.answer)):
        missing = set(sentence.findings) - known
        yield from (f"a sentence rests on the finding {key!r}, which is not there" for key in sorted(missing))


def _within(finding: Finding) -> Iterator[str]:
    if not (finding.sources and finding.origins):
        yield f"the finding {finding.id!r} has no source or no origin"
    count = len(finding.citations)
    values = (at for leaves in finding.values.values() for leaf in leaves for at in leaf.citations)
    said = (at for one in finding.statements for at in one.citations)
    if wrong := next((at for at in (*values, *said) if not 0 <= at < count), None):
        yield f"the finding {finding.id!r} names citation {wrong}, of which it has 0 to {count - 1}"


def _twice(keys: Iterable[str]) -> list[str]:
    return [key for key, count in Counter(keys).items() if count > 1]
