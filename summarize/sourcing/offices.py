"""Who held which office when: from what an article calls a person to the days on which it can have been written.

Names are matched in English prose; nothing is guessed from a surname that many share. Who held what stands in `offices.txt`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from summarize.language import places
from summarize.language.lexicon import items, rows, words
from summarize.language.spelling import unaccented

Period = tuple[date, date | None]  # first and last day; None: open

_OFFICES = {office: items(titles) for office, titles in rows("offices.titles")}
_VAGUE = frozenset({"chief", "head"})
_LEFT = words("offices.left")
_COMING = frozenset({"incoming"})
_OTHER = words("offices.other")
_ALL = "|".join(sorted(_LEFT | _COMING | _OTHER, key=len, reverse=True))
_TITLES = (
    r"(?P<title>(?i:foreign policy chief|high representative|top diplomat|prime minister|secretary[- ]general|president|"
    r"premier|chancellor|chief|head)|(?<!\d)(?<!\d\s)PM)(?P<coming>[- ](?i:elect|designate)\b)?"
)
_AHEAD = rf"(?:(?P<how>(?i:{_ALL}))(?P<joint>[-\s]))?(?P<words>(?:[A-Z][\w.'’]*(?:-[A-Z]\w*)?\s){{0,3}})"
_NEAR = re.compile(rf"\b(?:{_ALL})\b[^,;:]*$", re.IGNORECASE)
_NEARBY = 40  # code points: about six words, as in "former two-term president"
_OF = r"(?:\sof\s(?:the\s)?(?P<of>[A-Z][\w.]*(?:\s[A-Z]\w*){0,2}))?(?=[,;.)]|\s[–—-]|\s(?:and|who|has|have|said|was|is)\b|$)"
# The sentence looks back, so that who is named in it was in office then, which need not be now.
_LOOKS_BACK = re.compile(
    r"\b(?:predecessors?|successors?|succeeded|replaced|ago|years? earlier|previously|at the time|back then|no longer|"
    r"in the past|first term|era|legacy|memoirs?|(?:19|20)\d\d)\b|"
    r"\b(?:under|since|when|like|unlike)\s(?:[\w.'’]+\s){0,3}(?:president|prime minister|chancellor)\b",
    re.IGNORECASE,
)


class Mention(NamedTuple):
    """A person named with an office: the words of the text, and the days on which a text can say so.

    `aside`: the only place that has the name. It may then look back at an earlier term.
    """

    words: str
    spans: tuple[Period, ...]
    aside: bool


class Term(NamedTuple):
    """Who held an office of which bodies: full names, names that tell enough after the title, days in office and elect."""

    bodies: tuple[str, ...]
    office: str
    full: tuple[str, ...]
    short: tuple[str, ...]
    held: tuple[Period, ...]
    coming: tuple[Period, ...]


def mentions(sentences: Sequence[str]) -> tuple[Mention, ...]:
    """Whom a text names with an office of the table, in the order of the text.

    "President X": the terms. "President-elect X": from the election to the first day. "Former President X" and "then-President
    X": any day after the first term. In a sentence that looks back, any day since the first term began.
    """
    text = "\n".join(sentences)
    alone = frozenset(name for name in {full.split()[-1] for full in _named()} if text.count(name) == 1)
    return tuple(mention for sentence in sentences for mention in _mentions(sentence, alone))


@cache
def _named() -> dict[str, tuple[Term, ...]]:
    """Every name of the table, with the terms of who is called so."""
    names = sorted({name for term in terms() for name in (*term.full, *term.short)})
    return {name: tuple(term for term in terms() if name in (*term.full, *term.short)) for name in names}


def _mentions(sentence: str, alone: frozenset[str]) -> Iterator[Mention]:
    before, after = _patterns()
    for match in sorted([*before.finditer(sentence), *after.finditer(sentence)], key=lambda m: m.start()):
        for term in _named()[" ".join(match["name"].split())]:
            if _fits(match, term) and (spans := _spans(match, term)):
                coming = match["coming"] or (match["how"] or "").casefold() in _COMING
                aside = match["name"].split()[-1] in alone and not coming
                yield Mention(" ".join(match.group().split()), spans, aside=aside)


def _fits(match: re.Match[str], term: Term) -> bool:
    title = match["title"].casefold().replace("-", " ")
    if title not in _OFFICES[term.office]:
        return False
    told = _body(match["words"])
    if (of := match.groupdict().get("of")) is not None:
        told = places.entity(of) or "-"
    return told in term.bodies if told else title not in _VAGUE


def _body(words: str) -> str | None:
    """The state or body that the words right before a title name: "In Paris US " names one, "Republican " none."""
    tail = [re.sub(r"['’]s?$", "", word) for word in words.split()]
    phrases = [" ".join(tail[start:]) for start in range(len(tail))]
    return next((found for p in phrases if (found := places.entity(p) or places.of_adjective(p))), None)


def _spans(match: re.Match[str], term: Term) -> tuple[Period, ...]:
    how, joint = (match["how"] or "").casefold(), match["joint"]
    inside = {word.casefold() for word in match["words"].split()} & (_LEFT | _COMING | _OTHER)
    ahead = match.string[max(0, match.start() - _NEARBY) : match.start()]
    if inside or _NEAR.search(ahead):
        return ()
    first = term.held[0]
    if how in _LEFT or (how == "then" and joint == "-"):
        return ((first[1], None),) if first[1] else ()
    if how in _OTHER:
        return ()
    spans = term.coming if match["coming"] or how in _COMING else term.held
    return ((spans[0][0], None),) if spans and _LOOKS_BACK.search(match.string) else spans


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give the forms "former US President Joe Biden" and "Joe Biden, the former US president,"."""
    full = {name for term in terms() for name in term.full}
    names, whole = (
        "|".join(re.escape(name).replace(r"\ ", r"\s") for name in sorted(group, key=len, reverse=True))
        for group in (_named(), sorted(full))
    )
    ends = r"(?![\w-])(?!\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z])"
    form = r"(?:(?:Sir|Dame|Mr|Mrs|Ms|Dr)\.?\s)?"
    return (
        re.compile(rf"(?<![\w-]){_AHEAD}{_TITLES}\s{form}(?P<name>{names}){ends}"),
        re.compile(rf"(?<![\w-])(?P<name>{whole}),\s(?:the\s|current\s)*{_AHEAD}{_TITLES}{_OF}"),
    )


@cache
def terms() -> tuple[Term, ...]:
    """The table of offices, a term or several of one person a row."""
    return tuple(_row(row) for row in rows("offices.terms"))


def _row(row: Sequence[str]) -> Term:
    bodies, office, full, short, terms = row
    days = [_days(term) for term in items(terms)]
    held = tuple((first, last) for _, first, last in days)
    coming = tuple((chosen, first) for chosen, first, _ in days if chosen)
    return Term(items(bodies), office, _spellings(full), _spellings(short), held, coming)


def _days(term: str) -> tuple[date | None, date, date | None]:
    chosen, _, days = term.rpartition(">")
    first, _, last = days.partition("..")
    return _day(chosen), date.fromisoformat(first), _day(last)


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _spellings(names: str) -> tuple[str, ...]:
    return tuple(spelling for name in items(names) for spelling in dict.fromkeys((name, unaccented(name))))
