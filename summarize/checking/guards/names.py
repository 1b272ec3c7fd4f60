"""Names: each proper name, acronym and nationality of the statement must stand in the cited text or be the same one."""

from collections.abc import Iterable, Iterator, Mapping

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Effect, Remark, Weight
from summarize.language import wordnet
from summarize.language.days import MONTHS, WEEKDAYS
from summarize.language.parsed import Parsed, Word, told
from summarize.language.places import with_continents
from summarize.language.recent import KEPT_WORDS, remembered
from summarize.language.spelling import fold
from summarize.language.voices import person

EFFECT = Effect(merge="both", meant=True, english=False)

_CALENDAR = frozenset({*MONTHS, *WEEKDAYS})
_JOINING = frozenset({"of", "for", "and", "the", "on", "&", "-"})  # inside a name; acronyms leave them out
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "ben", "de", "d'", "da", "di", "du", "van", "von", "der", "la", "le", "-"})
_LOCATING = frozenset({"in", "at", "near", "outside"})
_ACTING = ("nsubj", "nsubjpass", "poss", "amod", "compound", "nmod")
_LIVING = frozenset({"person", "group"})
_SHORTEST = 3  # letters that are a name's beginning
_STEM = 6  # letters at the beginning of two capitalised words of one family
_PERSON = 4  # words of a person's name at most
_ACRONYM = 12  # letters of an acronym at most

Run = tuple[Word, ...]


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name each proper name of the statement that neither the cited text nor a plain identity backs."""
    known = frozenset(fold(w.low) for w in pair.cited.words) | _parts(pair.cited.words)
    short = initials(pair.cited)
    told_of: set[str] = set()
    for run in runs(pair.statement):
        for word in run:
            new = fold(word.low) not in told_of
            if new and _is_name(word, run, pair) and not _backed(word, run, pair, known, short):
                told_of.update(fold(w.low) for w in run)
                yield f"the cited text does not name {_shown(run)}", _weight(word, run, pair)
    yield from _namesakes(pair)


def runs(parsed: Parsed) -> tuple[Run, ...]:
    """The proper names of a text: capitalised words side by side, with "of" or a particle between them."""
    return _runs(parsed.words)


@remembered(KEPT_WORDS, size=len)
def _runs(words: tuple[Word, ...]) -> tuple[Run, ...]:
    found: list[Run] = []
    run: list[Word] = []
    for word in words:
        if _joins(word, run):
            run.append(word)
        elif not (run and word.low in _JOINING | _PARTICLES and word.low != "and" and _goes_on(word, words)):
            found.append(tuple(run))
            run = [word] if _capital(word) else []
    return tuple(r for r in (*found, tuple(run)) if r)


def _joins(word: Word, run: list[Word]) -> bool:
    return bool(run) and _capital(word) and word.sentence == run[-1].sentence and not run[-1].text.endswith("'s")


def _goes_on(word: Word, words: tuple[Word, ...]) -> bool:
    following = words[word.i + 1 : word.i + 2] if words[0].i == 0 else ()
    return bool(following) and _capital(following[0]) and following[0].sentence == word.sentence


def _capital(word: Word) -> bool:
    if word.place:
        return True
    named = word.pos in ("PROPN", "NOUN", "ADJ", "X") or word.entity in ("PERSON", "ORG", "GPE", "NORP")
    return word.capital and named and word.low not in _CALENDAR and word.low.strip(".") not in ("mr", "mrs", "ms", "dr")


def _is_name(word: Word, run: Run, pair: Entailment) -> bool:
    """Is it a name, and no capital that only begins a sentence, nor an office or a kind of body before or in a name?"""
    if word.place:
        return True
    if word.low in _JOINING | _PARTICLES or len(word.low) < 2 or word.key in pair.cited.keys:
        return False
    if _begins(word) and not _certain(word):
        return False
    general = wordnet.topic(word.low, "NOUN") in _LIVING or wordnet.entry(word.low, "ADJ").senses
    return not general or (word.entity == "PERSON" and len(run) > 1) or all(_dictionary(w) for w in run)


def _certain(word: Word) -> bool:
    """Is the capital of a sentence's first word that of a name?"""
    if word.entity == "PERSON" or (word.text.isupper() and len(word.text) > 1):
        return True
    return word.entity == "ORG" or ((word.proper or bool(word.entity)) and not _dictionary(word))


def _begins(word: Word) -> bool:
    before = word.previous
    return before is None or (before.pos == "PUNCT" and before.low in ('"', "'", ":", "-") and not before.space)


def _dictionary(word: Word) -> bool:
    """A common word of the language; a town's or a person's name in WordNet is none."""
    topics = [wordnet.topic(form, pos) for form in (word.low, word.lemma) for pos in ("NOUN", "VERB", "ADJ", "ADV")]
    return any(topic and topic != "location" for topic in topics)


def _backed(word: Word, run: Run, pair: Entailment, known: frozenset[str], short: frozenset[str]) -> bool:
    bare = word.low.replace(".", "").removesuffix("'s")
    if word.place:
        return _backed_place(word, pair) or bare in short or _spelt_out(run, pair)
    if fold(word.low) in known or bare in short or _spelt_out(run, pair):
        return True
    if (
        word.entity != "PERSON"
        and len(bare) >= _SHORTEST
        and any(w.capital and w.low.startswith(bare) for w in pair.cited.words)
    ):
        return True  # "Fed" for "Federal Reserve"
    return (_given(word, run, known) and not _namesake(run, pair)) or any(_one_stem(word, w) for w in pair.cited.words)


def _one_stem(word: Word, other: Word) -> bool:
    """`Democratic` and `Democrats`."""
    both = word.capital and other.capital and not (word.entity == "PERSON" or other.entity == "PERSON")
    return both and min(len(word.low), len(other.low)) >= _STEM and word.low[:_STEM] == other.low[:_STEM]


def _given(word: Word, run: Run, known: frozenset[str]) -> bool:
    """A first name before a surname that is cited."""
    last = run[-1]
    surname = last.entity in ("PERSON", "") and not last.place and fold(last.low) in known
    return surname and word is not last and len(run) <= _PERSON


def _parts(words: Iterable[Word]) -> frozenset[str]:
    """The parts of what is written with a hyphen or an apostrophe: `Khulaifi` of `al-Khulaifi`, `Estaing` of `d'Estaing`."""
    parts = (part for w in words for sign in "-'" if sign in w.low for part in w.low.split(sign))
    return frozenset(fold(part) for part in parts if len(part) > 2)


def initials(parsed: Parsed) -> frozenset[str]:
    """Acronyms that the names in a text would make: `World Trade Organization` makes wto."""
    found: set[str] = set()
    letters: list[str] = []
    for word in parsed.words:
        if word.capital and word.text not in ("The", "A"):
            letters = [*letters[1 - _ACRONYM :], word.low[0]]
            found |= {"".join(letters[k:]) for k in range(len(letters))}
        elif word.low not in _JOINING:
            letters = []
    return frozenset(f for f in found if len(f) > 1)


def _spelt_out(run: Run, pair: Entailment) -> bool:
    """The statement spells out an acronym of the cited text."""
    spelled = "".join(w.low[0] for w in run if w.low not in _JOINING)
    acronyms = [w.low.replace(".", "") for w in pair.cited.words if w.text.isupper() and len(w.text) > 1]
    return any(len(a) > 1 and a in spelled for a in acronyms)


def _backed_place(word: Word, pair: Entailment) -> bool:
    """A state stands for its capital and its people; a capital stands for its state only where it acts, not where it lies."""
    assert word.place is not None
    ids = frozenset(i for w in pair.cited.words if w.place for i in w.place.ids)
    if not word.place.ids & with_continents(ids):
        return False
    lies = word.place.seat and word.dep == "pobj" and word.head.low in _LOCATING
    return not lies or word.low in pair.cited.lows or "capital" in pair.cited.lows


def _weight(word: Word, run: Run, pair: Entailment) -> Weight:
    if word.place:
        towns = any(w.proper and not w.place and w.dep == "pobj" and w.head.low in _LOCATING for w in pair.cited.words)
        places = [w for w in pair.cited.words if w.place]
        holder = person(word.head) and any(w.entity == "PERSON" for w in pair.cited.words)
        office = holder and not any(person(w.head) for w in places)  # "the French president" may be whom the text names
        named = any(
            (w.entity == "PERSON" and w.dep != "compound") or (w.entity == "ORG" and w.text.isupper()) for w in pair.cited.words
        )
        acts = word.dep in _ACTING and named and not places  # a state for its minister
        return "doubt" if office or acts or (towns and not places) else "block"
    doubtful = len(run) == 1 and _dictionary(word) and (word.entity == "" or _begins(word))
    return "doubt" if doubtful else "block"


def _namesakes(pair: Entailment) -> Iterator[Remark]:
    """Another first name before the same surname is another person."""
    for run in runs(pair.statement):
        if other := _namesake(run, pair):
            yield f"the cited text names {_shown(other)}, not {_shown(run)}", "block"


def _namesake(run: Run, pair: Entailment) -> Run | None:
    name = _person(run)
    theirs = _persons(pair.cited.words)
    if len(name) < 2 or any(_one_person(_folded(name), other) for other in theirs):
        return None
    surname = fold(name[-1].low)
    given = {fold(w.low) for w in pair.cited.words}
    return next((p for other, p in theirs.items() if other[-1] == surname and fold(name[0].low) not in given), None)


@remembered(KEPT_WORDS, size=len)
def _persons(words: tuple[Word, ...]) -> Mapping[tuple[str, ...], Run]:
    """The persons with a first name whom a text names, by their names in one spelling."""
    return {_folded(p): p for p in map(_person, _runs(words)) if len(p) > 1}


def _person(run: Run) -> Run:
    """The words of a person's name."""
    return tuple(w for w in run if w.entity == "PERSON" and w.low not in _JOINING)


def _folded(name: Run) -> tuple[str, ...]:
    return tuple(fold(w.low) for w in name)


def _one_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """One surname, and given names of which one begins as the other: `Ana Lund`, `A. Lund`, `Ana Maria Lund`."""
    if one[-1] != other[-1]:
        return False
    return any(a.startswith(b) or b.startswith(a) for a in one[:-1] for b in other[:-1])


def _shown(run: Run) -> str:
    return told(run).removesuffix("'s")
