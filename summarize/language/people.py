"""Persons as news writes them: an optional place, an optional office, a name. No list of persons.

Patterns of English news prose: "British Prime Minister Keir Starmer", "Ukraine's President Zelensky", "NATO Chief Mark Rutte",
"Ursula von der Leyen, President of the European Commission", "Keir Starmer, the British prime minister", "President Zelensky".
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from summarize.language import places, wordnet
from summarize.language.lexicon import items, phrases, rows, words
from summarize.language.spelling import fold

# Offices whose holder speaks for the whole -> the office's common name.
HEADS = {title: office for office, titles in rows("people.heads") for title in items(titles)}
_PARTICLES, _JOINING = words("people.particles", "people.joining"), words("people.joining")
_ASSIMILATED = ("ad", "an", "ar", "as", "ash", "at", "az")  # the Arabic article, as it is spoken before some letters
PREFIXES = words("people.prefixes").union(_ASSIMILATED)
_WORD = r"[^\W\d_](?:[^\W_]|[-'’](?!s\b))*"
_PART = rf"(?:(?:[A-Z]\.)+|{_WORD})"
_NAME = rf"{_PART}(?:[ \t\u00a0]{_PART}){{0,5}}"
_PREFIX = re.compile(r"(\w+)[-'’](?=[^\W\d_a-z])")
_ADDRESSES = frozenset(title for titles, _ in rows("people.addresses") for title in titles.split())
_PARLIAMENTS, _GENERATIONS = words("people.parliaments"), words("people.generations")
_ASSEMBLIES = ("legislature", "parliament", "assembly")
_SHORT_TITLES = map(str.casefold, words("abbreviations.titles"))
# The Arabic article before a surname, which news writes or leaves out as it likes.
_ARTICLE = re.compile(rf"(?:(?:al|el)[-‐–\s]|(?:{'|'.join(_ASSIMILATED)})-)(?=\w)", re.IGNORECASE)
_TITLES = {*HEADS, *phrases("people.other-titles"), *_ADDRESSES, *_SHORT_TITLES}
ALL_TITLES = "|".join(sorted(_TITLES, key=lambda title: (-len(title), title)))
TITLED = re.compile(
    rf"(?<![\w-])(?P<title>{ALL_TITLES})(?:-elect|-designate|[ \t]elect)?(?![\w-])\.?",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"((?:[\w.&'’-]+[ \t\u00a0]){1,8})$")
_NOT_IN_OFFICE = re.compile(r"\b(?:former|ex|late|ousted|onetime|deposed|vice|deputy|then)[\s-]", re.IGNORECASE)
_NAME_AFTER = re.compile(rf"[ \t\u00a0]({_NAME})")
_OF = re.compile(rf"[ \t]of[ \t](?:the[ \t])?((?:{_WORD}|(?:[A-Z]\.)+)(?:[ \t](?:{_WORD}|of|the|for|and)){{0,7}})")
_NAME_BEFORE = re.compile(rf"({_NAME}),[ \t](?:the[ \t]|current[ \t])?(?:([^,.;]{{2,40}}?)[ \t])?$")

_ONE_NAME = {spelling: row[0].split()[0] for row in rows("given_names.one-name") for spelling in row[0].split()}

Resolve = Callable[[str], str | None]


class Person(NamedTuple):
    """A name as given names and surname, with the office and the state or body that the same words attach to it."""

    given: tuple[str, ...]
    surname: str
    office: str | None = None
    body: str | None = None

    @property
    def name(self) -> str:
        return " ".join((*self.given, self.surname)).strip()

    @property
    def family(self) -> str:
        """The surname as father and son share it: without "Jr."."""
        words = self.surname.split()
        return " ".join(words[:-1]) if len(words) > 1 and words[-1].rstrip(".") in _GENERATIONS else self.surname

    @property
    def kin(self) -> str:
        """The family's name in one spelling: "al-Hariri" and "Hariri" are one."""
        return fold(_ARTICLE.sub("", self.family, count=1) if _ARTICLE.match(self.family) else self.family)

    @property
    def whole(self) -> str:
        """The name in one spelling, wherever it is parted: "Kim Jong-un", "Kim Jong Un"."""
        return fold(self.name).replace(" ", "")


def people(text: str, resolve: Resolve = places.entity) -> Iterator[Person]:
    """Everybody whom a text names with an office or a form of address. `resolve` knows the text's own acronyms as well."""
    for match in TITLED.finditer(text):
        title = match["title"].casefold()
        before = text[max(0, match.start() - 80) : match.start()].rpartition("\n")[2]
        after = text[match.end() : match.end() + 160].partition("\n")[0]
        yield from _around(title, before, after, resolve)


def _around(title: str, before: str, after: str, resolve: Resolve) -> Iterator[Person]:
    office = HEADS.get(title)
    left = _BEFORE.search(before)
    words = left[1].split() if left else []
    in_office = office is not None and not _NOT_IN_OFFICE.search(" ".join(words[-4:]) + " ")
    if second := TITLED.match(after, 1):
        if second["title"].casefold() not in _ADDRESSES:  # "chief justice" is no chief
            return
        after = after[second.end() :]  # "Prime Minister Sir John Lund"
    name = _NAME_AFTER.match(after)
    person = split(_leading_capitals(name[1])) if name else None
    if person:
        yield _heading(person, office, _place(words, resolve)) if in_office else person
    elif in_office and (holder := _NAME_BEFORE.search(before)) and (person := split(_trailing_capitals(holder[1]))):
        body = _place(holder[2].split(), resolve, whole=True) if holder[2] else _body_after(after, resolve)
        yield _heading(person, office, body)


def _heading(person: Person, office: str | None, body: str | None) -> Person:
    """The person with the office. Nobody stands for a parliament, and who leads a party is one thing, the party another."""
    stands = body and not parliament(body) and not (office == "leader" and body.isupper() and " " not in body)
    return person._replace(office=office, body=body if stands else None)


def parliament(body: str) -> bool:
    """Is it a parliament or a part of one, by the last word of its name?"""
    last = body.rsplit(maxsplit=1)[-1].casefold()
    return last in _PARLIAMENTS or any(wordnet.alike(last, one, "NOUN") for one in _ASSEMBLIES)


def _names_body(word: str) -> bool:
    """May a body's name end in this word: "Agency", "Bank", "Council"?"""
    return not word.isupper() and "group" in wordnet.entry(word.casefold(), "NOUN").topics


def bare_office(words: str, resolve: Resolve = places.entity) -> tuple[str, str] | None:
    """("president", "Ukraine") for "President of Ukraine" and for "the Ukrainian president"; None for everything else."""
    match = TITLED.search(words)
    if match is None or (office := HEADS.get(match["title"].casefold())) is None:
        return None
    before, after = words[: match.start()].removeprefix("the ").split(), words[match.end() :]
    if after and not before and (body := _body_after(after, resolve)):
        return office, body
    body = _place(before, resolve, whole=True) if before and not after else None
    return (office, body) if body else None


def split(name: str) -> Person | None:
    """Given names and surname; particles ("von der") belong to the surname. None for what is no person's name."""
    words = name.split()
    if len(words) > 2 and words[-1].rstrip(".") in _GENERATIONS:
        person = split(" ".join(words[:-1]))
        return person._replace(surname=f"{person.surname} {words[-1]}") if person else None
    starts = [i - (w in _JOINING) for i, w in enumerate(words) if w in _PARTICLES or (i > 0 and w.casefold() in _PARTICLES)]
    if len(words) > 1 and words[0].casefold() in _PARTICLES and words[1].casefold() in _PARTICLES:
        starts = [0]
    at = min(starts, default=len(words) - 1)
    surname = " ".join(words[at:])
    if not words or len(words) > 6 or not part_of_name(words[-1]) or words[-1] in _PARTICLES:
        return None
    if places.entity(name) or places.of_adjective(words[0]):
        return None
    return Person(tuple(words[:at]), surname)


def same_person(one: Person, other: Person) -> bool:
    """Could both be spellings of one person's name? In doubt, no.

    Equal but for accents, doubled letters and y/i: yes. Given names or surnames that differ by more ("Kir", "Keir") count as
    one only where both names come with the same office of the same body, and begin alike. "Donald" and "Melania" never do.
    """
    if (one.surname == one.family) != (other.surname == other.family):
        return False
    if one.whole == other.whole:
        return True
    surnames = one.kin == other.kin
    given = _same_given(one.given, other.given)
    if surnames and given:
        return True
    titled = one.office is not None and (one.office, one.body) == (other.office, other.body) and one.body is not None
    return (
        titled and (surnames or _alike(one.surname, other.surname, 80)) and (given or _alike(one.given[0], other.given[0], 55))
    )


def _same_given(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return one == other
    first, second = _given(one[0]), _given(other[0])
    initials = min(len(first), len(second)) == 1 and first[:1] == second[:1]
    middles = {fold(w)[:1] for w in one[1:]}, {fold(w)[:1] for w in other[1:]}
    return (first == second or initials) and (not all(middles) or middles[0] == middles[1])


@lru_cache(maxsize=65_536)
def _given(name: str) -> str:
    return _ONE_NAME.get(name.casefold()) or fold(name)


def _alike(one: str, other: str, score: float) -> bool:
    # 55: "Volodymyr"/"Vladimir" is 59, "Néstor"/"Cristina" 29; 80 for surnames: "Lukashenko"/"Lukashenka" is 90.
    from rapidfuzz import fuzz

    first, second = fold(one), fold(other)
    return first[:1] == second[:1] and fuzz.ratio(first, second) >= score


def _place(words: list[str], resolve: Resolve, *, whole: bool = False) -> str | None:
    """The state or body that the last of these words name ("said that British" names one); `whole`: that all of them name."""
    tail = [re.sub(r"['’]s$|['’]$", "", w) for w in words if w.casefold() not in ("acting", "interim", "incoming")][-7:]
    for start in range(1 if whole else len(tail)):
        phrase = " ".join(tail[start:])
        if body := resolve(phrase) or places.of_adjective(phrase) or _unlisted(tail[start:]):
            return body
    return None


def _unlisted(words: list[str]) -> str | None:
    acronym = len(words) == 1 and words[0].isupper() and len(words[0]) > 1
    named = len(words) > 1 and _names_body(words[-1]) and all(w[:1].isupper() for w in words) and words[0] not in ("The", "A")
    return " ".join(words) if acronym or named else None


def _body_after(after: str, resolve: Resolve) -> str | None:
    match = _OF.match(after)
    words = match[1].split() if match else []
    while words:
        phrase = re.sub(r"['’]s$", "", " ".join(words))
        if body := resolve(phrase):
            return body
        if words[-1][0].isupper() and _names_body(words[-1]):
            return phrase
        words.pop()
    return None


def part_of_name(word: str) -> bool:
    """A capital, a particle, or a prefix joined to a capital (`al-Sharaa`, `d’Estaing`)."""
    prefix = _PREFIX.match(word)
    return word[0].isupper() or word in _PARTICLES or (prefix is not None and prefix[1] in _PARTICLES | PREFIXES)


def _leading_capitals(name: str) -> str:
    words = [*takewhile(part_of_name, name.split())]
    while words and words[-1] in _PARTICLES:
        words.pop()
    return " ".join(words)


def _trailing_capitals(name: str) -> str:
    words = name.split()
    start = max((i + 1 for i, w in enumerate(words) if not part_of_name(w)), default=0)
    if start and words[start - 1] in ("of", "from"):  # a place: "Ann Lund of Ohio, the minority leader"
        return ""
    return " ".join(words[start:])
