"""Who says something: the voices of a text, what each says, and what kind of speaker it is."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from summarize.language import wordnet
from summarize.language.acts import doers, passive, undergoers
from summarize.language.naming import pronoun, title
from summarize.language.parsed import Parsed, Word, told
from summarize.language.recent import KEPT_WORDS, remembered
from summarize.models import SpeakerKind

_SPEAKING = frozenset({"communication", "cognition"})
_SAID = ("ccomp", "oprd", "xcomp", "dobj", "prep", "advcl")  # what hangs on a verb of saying and may be what is said
# Words by which English-language news keeps a name back.
_NAMELESS = frozenset({"anonymous", "anonymously", "anonymity", "unnamed", "unidentified", "undisclosed", "nameless"})
_HINTING = frozenset({"source", "insider"})  # nouns that keep it back by themselves
_CITING = frozenset({"cite", "quote"})
_KNOWING = frozenset({"name", "identify"})
_HEARING = frozenset({"to", "in", "at", "on", "during", "after", "before"})  # whom it is said to, where and when
_QUOTES = frozenset({'"', "'", "``", "''"})
_KEPT = ("of", "for", "by", "at", "from", "in", "with")  # prepositions that belong to who a common noun means
_NOBODY = frozenset({"i", "we", "it", "this", "that"})  # these do not tell who speaks
_BEYOND = ("relcl", "acl", "appos", "cc", "conj", "punct", "advcl", "parataxis")


@dataclass(frozen=True, eq=False)
class Voice:
    """Somebody who says something: the words that name him, as the text has them and as words, what he is, and the verb.

    `head`: the noun of these. `says`: indices of the words that are what is said.
    """

    name: str
    kind: SpeakerKind
    words: tuple[Word, ...]
    verb: Word
    head: Word
    says: frozenset[int] = field(default=frozenset())

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(w.key for w in self.words if w.content)

    @property
    def single(self) -> bool:
        """One person out of many: `a senator`, `one analyst`."""
        return self.words[0].low in ("a", "an", "one") and person(self.head)

    @property
    def indefinite(self) -> bool:
        """Anybody of a kind: `a senator`, `analysts`, `some residents`."""
        first = self.words[0]
        bare = self.head.tag == "NNS" and first.dep not in ("det", "poss") and not any(w.proper or w.place for w in self.words)
        return self.single or bare or first.low in ("some", "several", "many")


def says(verb: Word) -> bool:
    """Is it a verb of saying: one of communication that "that …" may follow, or one with a clause or quoted words?"""
    if verb.pos != "VERB":
        return False
    known = wordnet.entry(verb.lemma, "VERB")
    clause = verb.child("ccomp", "oprd")
    quoted = clause is not None and any(w.low in _QUOTES for w in verb.children + clause.children)
    if known.topics[:1] == ("communication",) and (clause is not None or (known.that and _SPEAKING.issuperset(known.topics))):
        return True
    return (clause is not None and not _SPEAKING.isdisjoint(known.topics)) or quoted or (verb.dep == "parataxis" and known.that)


def person(word: Word) -> bool:
    """Is it a human being, or a noun for one?"""
    return word.entity == "PERSON" or wordnet.topic(word.lemma, "NOUN") == "person" or word.low in ("he", "she", "i", "who")


def body(word: Word) -> bool:
    """Is it a body of people: a council, a firm, a state?"""
    return word.entity in ("ORG", "GPE") or bool(word.place) or wordnet.topic(word.lemma, "NOUN") == "group"


def document(word: Word) -> bool:
    """Is it something written: a report, a letter, a newspaper?"""
    return wordnet.topic(word.lemma, "NOUN") == "communication" and not word.entity


def voices(parsed: Parsed) -> tuple[Voice, ...]:
    """The voices of a text in order. A pronoun stands for the last speaker or person named before it."""
    return _voices(parsed.words)


def speaker_of(word: Word) -> Voice | None:
    """Who says this word; the innermost, where somebody says what another one said."""
    found = [voice for voice in _voices(tuple(word.all)) if word.i in voice.says]
    return min(found, key=lambda voice: len(voice.says), default=None)


@remembered(KEPT_WORDS, size=len)
def _voices(words: tuple[Word, ...]) -> tuple[Voice, ...]:
    found: list[Voice] = []
    text = _text(words)
    for verb, speaker in _speaking(words):
        known = _known(speaker, found, text) if pronoun(speaker) else speaker
        if known is not None:
            own, said = _naming(known), _said(verb, speaker, text)
            if said:
                found.append(Voice(told(own), _kind(known, own), own, verb, known, said))
    return tuple(found)


class _Text(NamedTuple):
    """The sentences of a text, what of each stands in quotation marks (by index), and the persons whom nobody quotes."""

    sentences: Sequence[tuple[Word, ...]]
    quoted: Mapping[int, frozenset[int]]
    persons: Sequence[Word]


def _text(words: tuple[Word, ...]) -> _Text:
    quoted: defaultdict[int, set[int]] = defaultdict(set)
    for word in (w for part in _in_quotes(words) for w in part):
        quoted[word.sentence].add(word.i)
    persons = [
        w
        for w in words
        if w.entity == "PERSON" and w.proper and not (w.head.entity == "PERSON" and w.dep == "compound")
        if w.i not in quoted[w.sentence]  # nobody names himself
    ]
    own = {sentence: frozenset(at) for sentence, at in quoted.items()}
    return _Text(words[0].all.sentences if words else (), own, persons)


def _speaking(words: tuple[Word, ...]) -> Iterator[tuple[Word, Word]]:
    for word in words:
        if word.low == "according" and (to := word.child("prep")) is not None and (whom := to.child("pobj")) is not None:
            yield word, whom
        elif word.lemma in _CITING and word.tag == "VBG":
            yield from ((word, w) for w in undergoers(word))
        elif says(word):
            apposed = {w.i for d in doers(word) for w in d.children if w.dep == "appos"}
            yield from ((word, d) for d in doers(word) if d.i not in apposed and d.low not in _NOBODY)


def _known(speaker: Word, before: list[Voice], text: _Text) -> Word | None:
    """Whom a pronoun stands for."""
    if speaker.low not in ("he", "she", "they"):
        return None
    lately = (v.head for v in reversed(before) if v.kind != "document" and v.verb.i < speaker.i)
    if (last := next(lately, None)) is not None:
        return last
    named = bisect_left(text.persons, speaker.i, key=lambda w: w.i)
    return text.persons[named - 1] if named else None


def _naming(head: Word) -> tuple[Word, ...]:
    """The phrase that names a speaker, with its article, and without what is only told of him."""
    kept = ("of",) if head.proper else _KEPT
    out = {w.i for c in head.children if c.dep in _BEYOND or (c.dep == "prep" and c.low not in kept) for w in c.subtree}
    return tuple(w for w in head.subtree if w.i not in out) or (head,)


def _kind(head: Word, own: tuple[Word, ...]) -> SpeakerKind:
    around = head.beside
    beside = [head, *(w for w in head.children if w.dep == "appos")]
    if any(_name(w) for w in beside):
        return "named"
    if head.lemma in _HINTING or any(w.low in _NAMELESS for w in (*own, *around)) or any(_kept_back(w) for w in around):
        return "anonymous"
    if not (person(head) or body(head)) or (document(head) and not person(head)):
        return "document"
    return "role"


def _name(word: Word) -> bool:
    """A name of its own: no place, no office, and no noun such as `Commission`, which says what the body is."""
    if not word.capital or word.place or title(word) or wordnet.topic(word.low, "NOUN") == "group":
        return False
    bare = word.child("det") is None and word.tag in ("NN", "JJ") and wordnet.topic(word.low, "NOUN") in ("", "location")
    return word.proper or bare


def _kept_back(word: Word) -> bool:
    """`did not want to be named`, `spoke on the promise not to be identified`."""
    helper = word.child("auxpass")
    return word.lemma in _KNOWING and word.tag == "VBN" and helper is not None and helper.low == "be"


def _said(verb: Word, speaker: Word, text: _Text) -> frozenset[int]:
    own = {w.i for w in speaker.subtree} - {w.i for w in verb.head.subtree if verb.dep == "acl"} | {w.i for w in verb.subtree}
    if verb.low == "according" or verb.dep == "parataxis" or verb.lemma in _CITING or (verb.dep == "acl" and passive(verb)):
        inside = {w.i for w in verb.head.subtree} - own
    else:
        told_of = [*undergoers(verb), *(c for c in verb.children if c.dep in _SAID and c.low not in _HEARING)]
        inside = {w.i for c in told_of for w in c.subtree} - {w.i for w in speaker.subtree} - {verb.i}
    return frozenset((inside | _quoted(verb, text)) - {w.i for w in _naming(speaker)} - {verb.i}) if inside else frozenset()


def _quoted(verb: Word, text: _Text) -> frozenset[int]:
    """What its sentence has in quotation marks, and the next one, if it goes on with them: `"No," said Holm. "We go."`"""
    following = next(iter(text.sentences[verb.sentence + 1 : verb.sentence + 2]), ())
    found = text.quoted.get(verb.sentence, frozenset())
    goes_on = found and len(following) > 1 and following[0].tag in ("``", "''") and not following[0].space
    another = any(says(w) and (who := w.child("nsubj")) is not None and who.low not in _NOBODY for w in following)
    return found | ({w.i for w in following} if goes_on and not another else set())


def spoken(parsed: Parsed) -> tuple[tuple[Word, ...], ...]:
    """What stands in quotation marks, each without them."""
    return _in_quotes(parsed.words)


@remembered(KEPT_WORDS, size=len)
def _in_quotes(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], ...]:
    found: list[list[Word]] = []
    inside = False
    for word in words:
        opens, closes = word.tag == "``", word.tag == "''" and word.low in _QUOTES
        if opens or closes:
            found += [[]] if opens else []
            inside = opens
        elif inside:
            found[-1].append(word)
    return tuple(tuple(part) for part in found if part)
