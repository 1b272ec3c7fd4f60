"""Who held which office when: from what an article calls a person to the days on which it can have been written.

General knowledge, the same for every schema: heads of state and government of the large states, and the heads of NATO, the
European Union's institutions and the United Nations, since 2010. Monarchs are left out (their names are also those of ships
and institutes), and so is everybody whose days in office were not certain. A term without an end had none when this was
written; a missing end makes an answer wider, never wrong. Names are matched in English prose; nothing is guessed from a
surname that many share.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from summarize.language import countries

Period = tuple[date, date | None]  # first and last day; None: open

# States or bodies | office | full names | names that tell enough after the title alone | terms
# A term is first day..last day, with `day of the election>` before it where news then said "president-elect".
_TERMS = """\
United States | president | Barack Obama | Obama | 2008-11-04>2009-01-20..2017-01-20
United States | president | Donald Trump, Donald J. Trump | Trump | 2016-11-08>2017-01-20..2021-01-20, 2024-11-05>2025-01-20..
United States | president | Joe Biden, Joseph Biden, Joseph R. Biden | Biden | 2020-11-03>2021-01-20..2025-01-20
United Kingdom | prime minister | David Cameron | Cameron | 2010-05-11..2016-07-13
United Kingdom | prime minister | Theresa May | | 2016-07-13..2019-07-24
United Kingdom | prime minister | Boris Johnson | | 2019-07-24..2022-09-06
United Kingdom | prime minister | Liz Truss | Truss | 2022-09-06..2022-10-25
United Kingdom | prime minister | Rishi Sunak | Sunak | 2022-10-25..2024-07-05
United Kingdom | prime minister | Keir Starmer | Starmer | 2024-07-05..
France | president | Nicolas Sarkozy | Sarkozy | 2007-05-16..2012-05-15
France | president | François Hollande | Hollande | 2012-05-06>2012-05-15..2017-05-14
France | president | Emmanuel Macron | Macron | 2017-05-07>2017-05-14..
France | prime minister | Jean-Marc Ayrault | Ayrault | 2012-05-15..2014-03-31
France | prime minister | Manuel Valls | Valls | 2014-03-31..2016-12-06
France | prime minister | Édouard Philippe | | 2017-05-15..2020-07-03
France | prime minister | Jean Castex | Castex | 2020-07-03..2022-05-16
France | prime minister | Élisabeth Borne | Borne | 2022-05-16..2024-01-09
France | prime minister | Gabriel Attal | Attal | 2024-01-09..2024-09-05
France | prime minister | Michel Barnier | Barnier | 2024-09-05..2024-12-13
France | prime minister | François Bayrou | Bayrou | 2024-12-13..2025-09-09
France | prime minister | Sébastien Lecornu | Lecornu | 2025-09-09..
Germany | chancellor | Angela Merkel | Merkel | 2005-11-22..2021-12-08
Germany | chancellor | Olaf Scholz | Scholz | 2021-09-26>2021-12-08..2025-05-06
Germany | chancellor | Friedrich Merz | Merz | 2025-02-23>2025-05-06..
Germany | president | Joachim Gauck | Gauck | 2012-03-18..2017-03-18
Germany | president | Frank-Walter Steinmeier | Steinmeier | 2017-03-19..
Italy | prime minister | Mario Monti | Monti | 2011-11-16..2013-04-28
Italy | prime minister | Enrico Letta | Letta | 2013-04-28..2014-02-22
Italy | prime minister | Matteo Renzi | Renzi | 2014-02-22..2016-12-12
Italy | prime minister | Paolo Gentiloni | Gentiloni | 2016-12-12..2018-06-01
Italy | prime minister | Giuseppe Conte | | 2018-06-01..2021-02-13
Italy | prime minister | Mario Draghi | Draghi | 2021-02-13..2022-10-22
Italy | prime minister | Giorgia Meloni | Meloni | 2022-10-22..
Italy | president | Giorgio Napolitano | Napolitano | 2006-05-15..2015-01-14
Italy | president | Sergio Mattarella | Mattarella | 2015-02-03..
Canada | prime minister | Stephen Harper | | 2006-02-06..2015-11-04
Canada | prime minister | Justin Trudeau | Trudeau | 2015-10-19>2015-11-04..2025-03-14
Canada | prime minister | Mark Carney | Carney | 2025-03-09>2025-03-14..
Australia | prime minister | Julia Gillard | Gillard | 2010-06-24..2013-06-27
Australia | prime minister | Tony Abbott | Abbott | 2013-09-18..2015-09-15
Australia | prime minister | Malcolm Turnbull | Turnbull | 2015-09-15..2018-08-24
Australia | prime minister | Scott Morrison | | 2018-08-24..2022-05-23
Australia | prime minister | Anthony Albanese | Albanese | 2022-05-23..
Brazil | president | Luiz Inácio Lula da Silva | Lula | 2002-10-27>2003-01-01..2011-01-01, 2022-10-30>2023-01-01..
Brazil | president | Dilma Rousseff | Rousseff | 2010-10-31>2011-01-01..2016-08-31
Brazil | president | Jair Bolsonaro | Bolsonaro | 2018-10-28>2019-01-01..2023-01-01
Mexico | president | Felipe Calderón | | 2006-12-01..2012-12-01
Mexico | president | Enrique Peña Nieto | Peña Nieto | 2012-07-01>2012-12-01..2018-12-01
Mexico | president | Andrés Manuel López Obrador | López Obrador | 2018-07-01>2018-12-01..2024-10-01
Mexico | president | Claudia Sheinbaum | Sheinbaum | 2024-06-02>2024-10-01..
Argentina | president | Mauricio Macri | Macri | 2015-11-22>2015-12-10..2019-12-10
Argentina | president | Alberto Fernández | | 2019-10-27>2019-12-10..2023-12-10
Argentina | president | Javier Milei | Milei | 2023-11-19>2023-12-10..
China | president | Hu Jintao | | 2003-03-15..2013-03-14
China | president | Xi Jinping | Xi | 2013-03-14..
China | prime minister | Wen Jiabao | | 2003-03-16..2013-03-15
China | prime minister | Li Keqiang | | 2013-03-15..2023-03-11
China | prime minister | Li Qiang | | 2023-03-11..
India | prime minister | Manmohan Singh | | 2004-05-22..2014-05-26
India | prime minister | Narendra Modi | Modi | 2014-05-16>2014-05-26..
India | president | Pranab Mukherjee | | 2012-07-25..2017-07-25
India | president | Ram Nath Kovind | Kovind | 2017-07-25..2022-07-25
India | president | Droupadi Murmu | Murmu | 2022-07-25..
Indonesia | president | Susilo Bambang Yudhoyono | Yudhoyono | 2004-10-20..2014-10-20
Indonesia | president | Joko Widodo | Widodo | 2014-07-09>2014-10-20..2024-10-20
Indonesia | president | Prabowo Subianto | Prabowo | 2024-02-14>2024-10-20..
Japan | prime minister | Naoto Kan | | 2010-06-08..2011-09-02
Japan | prime minister | Yoshihiko Noda | Noda | 2011-09-02..2012-12-26
Japan | prime minister | Shinzo Abe | Abe | 2006-09-26..2007-09-26, 2012-12-26..2020-09-16
Japan | prime minister | Yoshihide Suga | Suga | 2020-09-16..2021-10-04
Japan | prime minister | Fumio Kishida | Kishida | 2021-10-04..2024-10-01
Japan | prime minister | Shigeru Ishiba | Ishiba | 2024-10-01..2025-10-21
Japan | prime minister | Sanae Takaichi | Takaichi | 2025-10-21..
South Korea | president | Lee Myung-bak | | 2008-02-25..2013-02-25
South Korea | president | Park Geun-hye | | 2012-12-19>2013-02-25..2017-03-10
South Korea | president | Moon Jae-in | | 2017-05-10..2022-05-10
South Korea | president | Yoon Suk Yeol, Yoon Suk-yeol | Yoon | 2022-03-09>2022-05-10..2025-04-04
South Korea | president | Lee Jae Myung, Lee Jae-myung | | 2025-06-04..
South Africa | president | Jacob Zuma | Zuma | 2009-05-09..2018-02-14
South Africa | president | Cyril Ramaphosa | Ramaphosa | 2018-02-14..
Turkey | prime minister | Recep Tayyip Erdoğan, Tayyip Erdoğan | Erdoğan | 2003-03-14..2014-08-28
Turkey | prime minister | Ahmet Davutoğlu | Davutoğlu | 2014-08-28..2016-05-24
Turkey | president | Abdullah Gül | Gül | 2007-08-28..2014-08-28
Turkey | president | Recep Tayyip Erdoğan, Tayyip Erdoğan | Erdoğan | 2014-08-10>2014-08-28..
Russia | president | Vladimir Putin | Putin | 1999-12-31..2008-05-07, 2012-03-04>2012-05-07..
Russia | president | Dmitry Medvedev, Dmitri Medvedev | Medvedev | 2008-03-02>2008-05-07..2012-05-07
Russia | prime minister | Vladimir Putin | Putin | 1999-08-09..2000-05-07, 2008-05-08..2012-05-07
Russia | prime minister | Dmitry Medvedev, Dmitri Medvedev | Medvedev | 2012-05-08..2020-01-16
Russia | prime minister | Mikhail Mishustin | Mishustin | 2020-01-16..
Ukraine | president | Viktor Yanukovych, Viktor Yanukovich | Yanukovych, Yanukovich | 2010-02-07>2010-02-25..2014-02-22
Ukraine | president | Petro Poroshenko | Poroshenko | 2014-05-25>2014-06-07..2019-05-20
Ukraine | president | Volodymyr Zelensky, Volodymyr Zelenskyy, Volodymyr Zelenskiy, Vladimir Zelensky \
| Zelensky, Zelenskyy, Zelenskiy | 2019-04-21>2019-05-20..
Ukraine | prime minister | Arseniy Yatsenyuk, Arseny Yatseniuk | Yatsenyuk, Yatseniuk | 2014-02-27..2016-04-14
Ukraine | prime minister | Volodymyr Groysman, Volodymyr Hroisman | Groysman, Hroisman | 2016-04-14..2019-08-29
Ukraine | prime minister | Oleksiy Honcharuk | Honcharuk | 2019-08-29..2020-03-04
Ukraine | prime minister | Denys Shmyhal, Denys Shmygal | Shmyhal, Shmygal | 2020-03-04..2025-07-17
Ukraine | prime minister | Yulia Svyrydenko, Yuliia Svyrydenko | Svyrydenko | 2025-07-17..
Poland | president | Bronisław Komorowski | Komorowski | 2010-08-06..2015-08-06
Poland | president | Andrzej Duda | Duda | 2015-05-24>2015-08-06..2025-08-06
Poland | president | Karol Nawrocki | Nawrocki | 2025-06-01>2025-08-06..
Poland | prime minister | Donald Tusk | Tusk | 2007-11-16..2014-09-22, 2023-12-13..
Poland | prime minister | Mateusz Morawiecki | Morawiecki | 2017-12-11..2023-12-13
Netherlands | prime minister | Mark Rutte | Rutte | 2010-10-14..2024-07-02
Spain | prime minister | Mariano Rajoy | Rajoy | 2011-12-21..2018-06-02
Spain | prime minister | Pedro Sánchez | | 2018-06-02..
NATO | secretary general | Anders Fogh Rasmussen | | 2009-08-01..2014-10-01
NATO | secretary general | Jens Stoltenberg | Stoltenberg | 2014-10-01..2024-10-01
NATO | secretary general | Mark Rutte | Rutte | 2024-10-01..
United Nations | secretary general | Ban Ki-moon, Ban Ki Moon | | 2007-01-01..2016-12-31
United Nations | secretary general | António Guterres | Guterres | 2017-01-01..
European Commission, European Union | head | José Manuel Barroso | Barroso | 2004-11-22..2014-10-31
European Commission, European Union | head | Jean-Claude Juncker | Juncker | 2014-11-01..2019-11-30
European Commission, European Union | head | Ursula von der Leyen | von der Leyen, Von der Leyen | 2019-12-01..
European Council, European Union | president | Herman Van Rompuy | Van Rompuy | 2009-12-01..2014-11-30
European Council, European Union | president | Donald Tusk | Tusk | 2014-12-01..2019-11-30
European Council, European Union | president | Charles Michel | | 2019-12-01..2024-11-30
European Council, European Union | president | António Costa | | 2024-12-01..
European Parliament | president | Martin Schulz | | 2012-01-17..2017-01-17
European Parliament | president | Antonio Tajani | Tajani | 2017-01-17..2019-07-03
European Parliament | president | David Sassoli | Sassoli | 2019-07-03..2022-01-11
European Parliament | president | Roberta Metsola | Metsola | 2022-01-18..
European Union | high representative | Catherine Ashton | | 2009-12-01..2014-11-01
European Union | high representative | Federica Mogherini | Mogherini | 2014-11-01..2019-11-30
European Union | high representative | Josep Borrell | Borrell | 2019-12-01..2024-11-30
European Union | high representative | Kaja Kallas | Kallas | 2024-12-01..
European Central Bank | head | Mario Draghi | Draghi | 2011-11-01..2019-10-31
European Central Bank | head | Christine Lagarde | Lagarde | 2019-11-01..
"""

# What news calls each office. `chief` and `head` say so little that the body must stand beside them.
_OFFICES = {
    "president": ("president",),
    "prime minister": ("prime minister", "premier", "pm"),
    "chancellor": ("chancellor",),
    "secretary general": ("secretary general", "chief", "head"),
    "head": ("president", "chief", "head"),
    "high representative": ("foreign policy chief", "high representative", "top diplomat"),
}
_VAGUE = frozenset({"chief", "head"})
_LEFT = frozenset({"former", "ex", "late", "onetime", "one-time"})
_COMING = frozenset({"incoming"})
# Not in that office, or in it on other days than the table has.
_OTHER = frozenset(
    "then vice deputy acting interim caretaker ousted deposed disgraced previous past future candidate would-be".split()  # noqa: SIM905
)
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


class _Term(NamedTuple):
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
def _named() -> dict[str, tuple[_Term, ...]]:
    """Every name of the table, with the terms of who is called so."""
    names = sorted({name for term in _table() for name in (*term.full, *term.short)})
    return {name: tuple(term for term in _table() if name in (*term.full, *term.short)) for name in names}


def _mentions(sentence: str, alone: frozenset[str]) -> Iterator[Mention]:
    before, after = _patterns()
    for match in sorted([*before.finditer(sentence), *after.finditer(sentence)], key=lambda m: m.start()):
        for term in _named()[" ".join(match["name"].split())]:
            if _fits(match, term) and (spans := _spans(match, term)):
                coming = match["coming"] or (match["how"] or "").casefold() in _COMING
                aside = match["name"].split()[-1] in alone and not coming
                yield Mention(" ".join(match.group().split()), spans, aside=aside)


def _fits(match: re.Match[str], term: _Term) -> bool:
    title = match["title"].casefold().replace("-", " ")
    if title not in _OFFICES[term.office]:
        return False
    told = _body(match["words"])
    if (of := match.groupdict().get("of")) is not None:
        told = countries.entity(of) or "-"
    return told in term.bodies if told else title not in _VAGUE


def _body(words: str) -> str | None:
    """The state or body that the words right before a title name: "In Paris US " names one, "Republican " none."""
    tail = [re.sub(r"['’]s?$", "", word) for word in words.split()]
    phrases = [" ".join(tail[start:]) for start in range(len(tail))]
    return next((found for p in phrases if (found := countries.entity(p) or countries.of_adjective(p))), None)


def _spans(match: re.Match[str], term: _Term) -> tuple[Period, ...]:
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
    full = {name for term in _table() for name in term.full}
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
def _table() -> tuple[_Term, ...]:
    return tuple(_row(line) for line in _TERMS.splitlines())


def _row(line: str) -> _Term:
    bodies, office, full, short, terms = (part.strip() for part in line.split("|"))
    days = [_days(term.strip()) for term in terms.split(",")]
    held = tuple((first, last) for _, first, last in days)
    coming = tuple((chosen, first) for chosen, first, _ in days if chosen)
    return _Term(_list(bodies), office, _spellings(full), _spellings(short), held, coming)


def _days(term: str) -> tuple[date | None, date, date | None]:
    chosen, _, days = term.rpartition(">")
    first, _, last = days.partition("..")
    return _day(chosen), date.fromisoformat(first), _day(last)


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _spellings(names: str) -> tuple[str, ...]:
    return tuple(spelling for name in _list(names) for spelling in dict.fromkeys((name, _plain(name))))


def _plain(name: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return bare.replace("ł", "l")


def _list(items: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in items.split(",") if item.strip())
