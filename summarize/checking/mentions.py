"""Who or what a text names, and where it stands a pronoun or a noun instead: "she", "the newspaper"."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from summarize.checking.guards.names import runs
from summarize.language import wordnet
from summarize.language.acts import phrase
from summarize.language.parsed import Parsed, Word

# Forms of one pronoun -> what it may stand for.
_PRONOUNS: Mapping[tuple[str, ...], str] = {
    ("he", "him", "his", "himself"): "people",
    ("she", "her", "hers", "herself"): "people",
    ("i", "me", "my", "mine"): "people",
    ("it", "its", "itself"): "things",
    ("this", "that"): "things",
    ("they", "them", "their", "theirs"): "several",
    ("we", "us", "our", "ours"): "several",
    ("there", "here"): "places",
}
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_NAMED = frozenset({"person", "group", "communication", "location", "artifact"})  # topics of nouns for what has a name
_LOCATING = frozenset({"in", "at", "near", "from", "outside", "across"})
_TYING = frozenset({"on", "for", "of", "in", "between", "against", "with"})  # `the resolution on Norland`

Phrase = tuple[Word, ...]


class Slot(NamedTuple):
    """What may stand for a name: its mentions, what it may stand for, and the noun, if it is one."""

    mentions: tuple[Word, ...]
    means: str
    noun: str = ""

    @property
    def sure(self) -> bool:
        """A pronoun, or a noun that mostly stands for somebody."""
        return not self.noun or wordnet.topic(self.mentions[0].lemma, "NOUN") in _NAMED - {"artifact"}


def slots(parsed: Parsed) -> list[Slot]:
    found = []
    for forms, means in _PRONOUNS.items():
        own = (w for w in parsed.words if w.low in forms and (w.pos in ("PRON", "ADV") or w.tag == "PRP$"))
        found.append(Slot(tuple(w for w in own if w.text != "US"), means))
    nouns: dict[str, list[Word]] = {}
    for word in parsed.words:
        article = word.child("det") if word.pos == "NOUN" and not _owned(word) else None
        if article and article.low in _POINTING and not _NAMED.isdisjoint(wordnet.entry(word.lemma, "NOUN").topics[:2]):
            nouns.setdefault(word.low, []).append(word)
    return [slot for slot in (*found, *(Slot(tuple(own), "things", noun) for noun, own in nouns.items())) if slot.mentions]


def _owned(noun: Word) -> bool:
    """Has it a name already: `the Porto council`, `the council of Porto`?"""
    return any(w.proper or w.place for w in phrase(noun)) or any(w.dep == "appos" and w.proper for w in noun.children)


def antecedents(mention: Word, slot: Slot, parsed: Parsed) -> list[Word]:
    """Names before it in its sentence that it may stand for: for people no place, for things none that only says where."""
    own = (w for w in parsed.sentences[mention.sentence] if w.i < mention.i and w.entity not in ("DATE", "TIME"))
    before = [w for w in own if w.proper or w.place or w.entity == "PERSON"]
    where = {w.i for w in before if w.place and w.dep == "pobj" and w.head.low in _LOCATING}
    return [w for w in before if w.i not in where and not (slot.means == "people" and w.place)]


def referents(around: Parsed) -> list[Phrase]:
    """The names of the context, and the things that stand there behind an article."""
    found = [tuple(w for w in run if w.content or w.low == "of") for run in runs(around)]
    found += (whole(w) for w in around.words if w.pos in ("NOUN", "PROPN") and w.child("det", "poss"))
    return [words for words in dict.fromkeys(found) if words]


def whole(noun: Word) -> Phrase:
    """A noun with the words that belong to its name: `Senate resolution on Norland`, `Resolution 2231`."""
    before = [w for w in phrase(noun) if w.i <= noun.i and w.dep not in ("poss", "case", "nummod", "det")]
    low = min((w.i for w in before), default=noun.i)
    number = [w for w in noun.all[noun.i + 1 : noun.i + 2] if w.digit and noun.capital and w.sentence == noun.sentence]
    return (*noun.all[low : noun.i + 1], *(number or _tied(noun)))


def _tied(noun: Word) -> Iterator[Word]:
    for prep in noun.rights:
        name = prep.child("pobj")
        if prep.low in _TYING and name is not None and name.proper and name.i == prep.i + 1:
            yield from (prep, name)
            return
