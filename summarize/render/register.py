"""The foot of every form of a briefing: its sources, what it rests on in counts, how it was made. No markup, no opinion.

The statement about the sources follows what ICD 206 asks of one (what most of it rests on, its strengths, its weaknesses); that
a language model took part, and which, follows ICS 206-01. Both are counted by this program: no model is asked.
"""

from collections import Counter, defaultdict
from pathlib import PurePath
from typing import NamedTuple

from summarize.language.days import written
from summarize.language.prose import counted, listed
from summarize.models import Finding, Reliability
from summarize.reconciling.budgets import not_compared
from summarize.records import Briefing, Section, SourceRecord
from summarize.render.outline import ESTIMATE, LEGEND, credibility, marks, published, short
from summarize.render.sentences import own_estimates

# The Admiralty code of a source's reliability, in its own words (NATO AJP-2.1).
RELIABILITY: dict[Reliability, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
_CONFIRMED = 2  # credibility up to here: carried by two independent origins, or by more

Sources = list[SourceRecord]


class Entry(NamedTuple):
    """One source as the register tells it; what is not known is empty. `shared`: which sources tell the same report."""

    id: str
    name: str
    published: str
    place: str
    reliability: str
    shared: str
    sha256: str


def register(briefing: Briefing) -> list[Entry]:
    """The sources in their order, each with all that is known of it."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for source in _read(briefing):
        groups[source.origin].append(source.id)
    return [_entry(source, groups[source.origin]) for source in briefing.sources]


def _entry(source: SourceRecord, same: list[str]) -> Entry:
    others = [key for key in same if key != source.id] if source.status == "read" else []
    return Entry(
        id=source.id,
        name=", ".join(part for part in (source.title, source.publisher) if part),
        published=published(source),
        place=source.url or file_of(source.location),
        reliability=f"{source.reliability}, {RELIABILITY[source.reliability]}",
        shared=f"goes back to one report with {listed(others)}" if others else "",
        sha256=source.sha256.removeprefix("sha256:"),
    )


def file_of(location: str) -> str:
    """Where a file is, but no path of the machine on which it was read: a document is sent on."""
    return PurePath(location).name if PurePath(location).is_absolute() else location


def source_line(entry: Entry) -> str:
    """One source in a list, behind its id."""
    hashed = f"sha256 {entry.sha256}" if entry.sha256 else "not read"
    told = entry.name, entry.published, entry.place, f"reliability {entry.reliability}", entry.shared, hashed
    return " · ".join(part for part in told if part)


def statement(briefing: Briefing) -> list[str]:
    """What the briefing rests on, in a few sentences; of nothing that was read only what was not."""
    read = _read(briefing)
    told = [_articles(read), _dates(read), _ratings(read), *_findings(briefing), _shortfalls(briefing)] if read else []
    return [sentence for sentence in told if sentence] or ["No article could be read."]


def _read(briefing: Briefing) -> Sources:
    return [source for source in briefing.sources if source.status == "read"]


def _sentence(*parts: str) -> str:
    """The parts that are not empty as one sentence."""
    told = "; ".join(part for part in parts if part)
    return f"{told[0].upper()}{told[1:]}." if told else ""


def _articles(read: Sources) -> str:
    outlets, nameless = {s.publisher for s in read if s.publisher}, sum(not s.publisher for s in read)
    named = [counted(len(outlets), "named outlet")] if outlets else []
    of = [*named, *([f"{'outlets' if nameless > 1 else 'an outlet'} that {_are(nameless)} not named"] if nameless else [])]
    origins = counted(len({s.origin for s in read}), "independent report")
    go = "goes" if len(read) == 1 else "go"
    return _sentence(f"this briefing rests on {counted(len(read), 'article')} of {listed(of)}, which {go} back to {origins}")


def _dates(read: Sources) -> str:
    days = sorted(s.published for s in read if s.published)
    span = dict.fromkeys(map(written, (days[0], days[-1]))) if days else {}
    inferred = sum(not s.published and bool(s.published_from or s.published_to) for s in read)
    unknown = len(read) - len(days) - inferred
    return _sentence(
        f"{len(days)} {_are(len(days))} dated, {' to '.join(span)}" if days else "",
        f"{inferred} {_have(inferred)} a date that was inferred from the text" if inferred else "",
        f"{unknown} {_have(unknown)} no date" if unknown else "",
    )


def _ratings(read: Sources) -> str:
    letters = Counter(source.reliability for source in read)
    rated = [f"{letters[x]} {x} ({RELIABILITY[x]})" for x in sorted(letters) if x != "F"]
    unrated = f"the reliability of {letters['F']} was not set or cannot be judged (F)" if letters["F"] else ""
    return _sentence(f"an analyst rated {listed(rated)}" if rated else "", unrated)


def _findings(briefing: Briefing) -> list[str]:
    told = [(section, f) for section in briefing.sections.values() for f in section.findings]
    if not told:
        return ["It has no findings."]
    alone = sum(len(f.origins) == 1 for _, f in told)
    confirmed = sum(credibility(section, f) <= _CONFIRMED for section, f in told)
    unnamed = sum(f.speaker.kind == "anonymous" for _, f in told)
    strength = f"strength: {confirmed} of {len(told)} {_are(confirmed)} confirmed by two or more independent reports"
    return [
        _leaning([f for _, f in told], briefing),
        _sentence(strength if confirmed else ""),
        _sentence(
            f"weaknesses: {alone} of {len(told)} ({alone / len(told):.0%}) {_rest(alone)} on one report alone",
            "" if confirmed else "none is confirmed by a second one",
            f"{unnamed} on speakers who are not named" if unnamed else "",
            *_doubtful(told),
        ),
    ]


def _leaning(findings: list[Finding], briefing: Briefing) -> str:
    """Which report most of them rest on."""
    origin, count = Counter(o for f in findings for o in dict.fromkeys(f.origins)).most_common(1)[0]
    ids = [s.id for s in _read(briefing) if s.origin == origin]
    return (
        f"Of {counted(len(findings), 'finding')} {count} {_rest(count)}, alone or with others, on one report ({listed(ids)})."
    )


def _doubtful(told: list[tuple[Section, Finding]]) -> list[str]:
    weak = sum(f.verdict in ("partly", "unsupported") for _, f in told)
    unchecked = sum(f.verdict == "unchecked" for _, f in told)
    return [
        f"{weak} {_are(weak)} not carried in full by what {'they cite' if weak > 1 else 'it cites'}" if weak else "",
        f"{unchecked} {_are(unchecked)} not checked" if unchecked else "",
    ]


def _shortfalls(briefing: Briefing) -> str:
    failed = [s.id for s in briefing.sources if s.status == "failed"]
    unasked = [section.title for section in briefing.sections.values() if section.failures or section.status == "failed"]
    conflicts = len(briefing.conflicts)
    pairs = sum(briefing.made.not_compared.values())
    return _sentence(
        f"{counted(conflicts, 'conflict')} {_are(conflicts)} shown and not resolved" if conflicts else "",
        f"{listed(failed)} could not be read" if failed else "",
        f"some articles could not be asked about {listed(f'“{title}”' for title in unasked)}" if unasked else "",
        f"{counted(pairs, 'pair')} of statements {_are(pairs)} not compared" if pairs else "",
    )


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _rest(number: int) -> str:
    return "rests" if number == 1 else "rest"


def made(briefing: Briefing) -> list[tuple[str, str]]:
    """How the briefing was made, as pairs of a label and a value."""
    how = briefing.made
    calls = f"{how.calls}, and {how.reused} replies that were known" if how.reused else str(how.calls)
    tokens = f"{how.prompt_tokens:,} in ({how.cached_tokens:,} cached), {how.completion_tokens:,} out"
    rows = [
        ("Text", "written or chosen by a language model, and checked by a program against the quotations"),
        ("Review", _reviews(briefing)),
        ("Made", f"{how.at} by summarize {how.version}"),
        ("Model", how.model if how.engine == how.model else f"{how.model} ({how.engine})"),
        ("Calls", calls),
        ("Not compared", not_compared(how.not_compared).partition(": ")[2]),
        ("Tokens", tokens),
        ("Seconds", f"{how.seconds:.1f}"),
        ("Cost", f"${how.cost_usd:.4f}" if how.cost_usd is not None else ""),
        ("Schema", f"{briefing.schema_.name} {short(briefing.schema_.digest)}"),
        ("Prompts", ", ".join(f"{name} {short(digest)}" for name, digest in sorted(how.prompts.items()))),
    ]
    return [(name, value) for name, value in rows if value]


def _reviews(briefing: Briefing) -> str:
    """'2 accepted, 1 rejected, by Ada', or that nobody has read it."""
    reviews = [f.review for section in briefing.sections.values() for f in section.findings if f.review]
    if not reviews:
        return "by nobody"
    kinds = Counter(review.decision for review in reviews)
    by = listed(dict.fromkeys(review.by for review in reviews if review.by))
    return ", ".join(f"{kinds[kind]} {kind}" for kind in sorted(kinds)) + (f", by {by}" if by else "")


def explained(briefing: Briefing, *, folded: bool) -> list[tuple[str, str]]:
    """The marks of what stands there, with `folded` also of the findings that a page folds away, and what each means."""
    at_odds = {key for conflict in briefing.conflicts for key in conflict.findings}
    findings = (f for section in briefing.sections.values() for f in section.findings)
    used = {mark for f in findings if folded or f.shown or f.id in at_odds for mark in marks(f)}
    written = (*briefing.summary, *(one for section in briefing.sections.values() for one in section.answer))
    used |= {ESTIMATE for one in written if own_estimates(briefing, one)}
    return [(mark, meaning) for mark, meaning in LEGEND.items() if mark in used]
