"""What kind of answer a question asks for: names, numbers, or what somebody says. By the parse and WordNet."""

from collections.abc import Iterator
from enum import StrEnum

from summarize.language import wordnet
from summarize.language.english import parse
from summarize.language.parsed import Word

# Behind "how": the answers are numbers.
_SIZES = frozenset({"many", "much", "few", "large", "big", "long", "high", "old", "far", "fast", "often"})
_MEASURES = ("amount", "size", "sum", "percentage")
# Verbs by which one takes a side, beside those of speaking.
_SIDING = frozenset({"support", "back", "accept", "reject", "believe", "think", "welcome"})
_FINITE = frozenset({"VB", "VBP", "VBZ", "VBD"})


class Wants(StrEnum):
    """The kind of answer: things with names, numbers, numbers and days, or what somebody says or thinks."""

    NAMES = "names"
    NUMBERS = "numbers"
    NUMBERS_AND_DAYS = "numbers and days"
    VIEWS = "views"


def wants(question: str) -> Wants | None:
    """The kind of answer that a question asks for by its first words; None for all other kinds."""
    words = parse(question).words
    asked = list(_asked(words))
    if any(map(_sized, words)) or any(map(_measure, asked)):
        return Wants.NUMBERS_AND_DAYS if any(map(_time, words)) else Wants.NUMBERS
    opening = [w.low for w in words[:2]]
    of_somebody = opening[:1] == ["who"] or (opening[:1] == ["what"] and opening[1:] in (["do"], ["does"], ["did"]))
    if of_somebody and any(map(_view, words)):
        return Wants.VIEWS
    named = any(w.low in ("who", "whom", "whose") for w in words)
    return Wants.NAMES if named or any(map(_bearer, asked)) else None


def _asked(words: tuple[Word, ...]) -> Iterator[Word]:
    """What stands behind "which" or "what": "ships", and "parties" of "which other parties"."""
    for word in words:
        following = word.following if word.low in ("which", "what") else None
        if following is not None and following.pos == "ADJ":
            following = following.following
        if following is not None and following.pos not in ("AUX", "PUNCT"):
            yield following


def _sized(word: Word) -> bool:
    return word.low in _SIZES and word.previous is not None and word.previous.low == "how"


def _measure(word: Word) -> bool:
    known = wordnet.entry(word.lemma, "NOUN").topics
    return "quantity" in known or any(wordnet.alike(word.lemma, one, "NOUN") for one in _MEASURES)


def _time(word: Word) -> bool:
    return word.low == "when" or (word.pos == "NOUN" and wordnet.topic(word.lemma, "NOUN") == "time")


def _view(word: Word) -> bool:
    speaks = wordnet.topic(word.lemma, "VERB") == "communication"
    return word.tag in _FINITE and word.pos == "VERB" and (speaks or word.lemma in _SIDING)


def _bearer(word: Word) -> bool:
    """May it be called by a name of its own: a person, or a body of people?"""
    known = wordnet.entry(word.lemma, "NOUN").topics
    return word.lemma in ("person", "group") or "person" in known[:2] or "group" in known
