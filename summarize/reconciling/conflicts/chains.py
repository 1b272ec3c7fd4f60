"""How far a statement goes: from the verb of its clause down to what it is about, and how sure it is of that. Pure.

In "is considering plans to demolish the silo" the chain is `consider`, `plan`, `demolish`; in "approved a new bridge" it is
`approve`, `bridge`.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from summarize.language import wordnet
from summarize.language.acts import passive
from summarize.language.certainty import Certainty, certainty, hedge
from summarize.language.lexicon import words
from summarize.language.parsed import Parsed, Word, root
from summarize.language.polarity import denied, deniers
from summarize.language.times import past
from summarize.language.voices import says

DONE, DECIDED = 6, 5  # above the steps of `Certainty`
PLANNED, POSSIBLE, ALLEGED = int(Certainty.PLANNED), int(Certainty.POSSIBLE), int(Certainty.ALLEGED)
APART = 2  # steps; a council that approves a thing also plans it: one step is no difference

_DECIDING, _FOR, _AGAINST, _VIEWS = (
    frozenset(map(root, words(f"conflicts.{each}"))) for each in ("deciding", "for", "against", "views")
)
_UNDECIDED = words("conflicts.undecided")
_OPEN = frozenset({"open", "ready", "possible"})
_CONCEDING = frozenset({"while", "although", "though"})
_LINKING = frozenset({"be", "remain", "stay", "become"})
_OPENING = ("of", "to", "for", "on", "over", "about")
_LONGEST = 8  # words of a chain
_COMPLEMENTS = ("dobj", "xcomp", "ccomp", "acomp", "attr", "oprd")
_CLAUSE = ("VERB", "AUX")

Stance = Literal["for", "against"]
Mood = Literal["fact", "decision", "will", "open"]


class Strength(NamedTuple):
    """A step (`DONE`, `DECIDED`, or of `Certainty`) and the words that say so, in order.

    `firm`: whoever went this far cannot be taken to have gone further.
    """

    step: int
    firm: bool
    words: tuple[Word, ...]

    @property
    def hearsay(self) -> bool:
        return self.step == ALLEGED


def chain_of(parsed: Parsed) -> tuple[Word, ...]:
    """From the verb of the main clause, behind who says it, down to what it is about; () where the text tells nothing."""
    word = next((w for w in parsed.words if w.head_i == w.i and w.pos in _CLAUSE), None)
    while word is not None and (clause := _told_in(word)) is not None:
        word = clause
    found: list[Word] = []
    while word is not None and word not in found and len(found) < _LONGEST:
        found.append(word)
        word = _below(word)
    return tuple(found)


def _told_in(word: Word) -> Word | None:
    """The clause in which it is told: what somebody says, "that it sold" of what is a hoax."""
    clause = word.child("ccomp") if says(word) else None
    return clause if clause is not None and word not in deniers(clause) else word.child("csubj")


def controls(chain: tuple[Word, ...]) -> frozenset[str]:
    """What the words stand for that say how far it goes and no more: all of the chain but its last, and the hedges."""
    return frozenset(w.key for w in (*chain[:-1], *(h for w in chain for h in hedge(w))))


def strength_of(chain: tuple[Word, ...]) -> Strength | None:
    """The weakest that is said of the chain; None where it is told plainly, without a decision."""
    hedges = {h for w in chain for h in hedge(w)}
    decided = tuple(w for w in chain[:-1] if w.key in _DECIDING and certainty(w) == Certainty.STATED)
    if decided and any(map(_paper, chain)):
        return Strength(DECIDED, True, decided[:1])  # whatever the law allows, it is passed
    hedging = hedges.difference(decided)
    if not hedging:
        return Strength(DECIDED, True, decided[:1]) if decided else None
    weak = [w for w in chain if not hedging.isdisjoint(hedge(w))]
    step = min(map(certainty, weak))
    firm = step == Certainty.ALLEGED or all(_firm(hedge(w)[0]) for w in weak if certainty(w) == step)
    return Strength(int(step), firm, tuple(sorted({*hedges, *decided[:1]}, key=lambda w: w.i)))


def stance_of(chain: tuple[Word, ...]) -> tuple[Stance, Word] | None:
    """Whether it is for or against something, and the word that says so; also where that is conceded: `while it backs …`."""
    beside = (v for w in chain for v in w.children if v.dep == "advcl" and any(m.low in _CONCEDING for m in v.children))
    conceded = (o for v in beside for o in (v, *v.children) if o is v or o.dep == "dobj")
    for word in (*chain, *conceded):
        if word.key in _FOR | _AGAINST:
            return ("for" if (word.key in _FOR) != denied(word) else "against"), word
    return None


def undecided(chain: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words that say that no side is taken yet: `not yet taken a stance`, `undecided`; () if none do."""
    verbs = dict.fromkeys(v for w in chain for v in (w, *(c for c in w.conjuncts if c.pos == "VERB")))
    for word in (o for v in verbs for o in (v, *(c for c in v.children if c.dep == "dobj"))):
        if word.lemma in _UNDECIDED and not denied(word):
            return (word,)
        denying = {*deniers(word), *(deniers(word.head) if word.dep == "dobj" else ())}
        first = min((w.i for w in denying), default=word.i)
        able = word.pos == "NOUN" and any(w.dep in ("acl", "relcl") for w in word.children)
        if word.key in _VIEWS and len(denying) % 2 and first < word.i and not able:
            return tuple(word.all[first : word.i + 1])
    return ()


def mood_of(word: Word) -> Mood:
    """Is it told as a fact, as what was decided or refused, as what will be, or left open?"""
    if _decided(word):
        return "decision"
    sure = certainty(word)
    if sure == Certainty.PLANNED:
        return "will"
    return "fact" if sure > Certainty.PLANNED else "open"


def _decided(word: Word) -> bool:
    """`agreed to sell`, `refused to sell`; not `will agree to sell`."""
    above = word.head
    far = above.key in _DECIDING or above in deniers(word)
    return far and word.dep == "xcomp" and past(above) and certainty(above) == Certainty.STATED


def _below(word: Word) -> Word | None:
    """The next word of the chain, if this one only says how far it goes, or opens what is meant."""
    if word.pos == "NOUN":
        return _meant(word)
    clause = word.child("xcomp", "ccomp")
    if clause is not None and (_leads_to(word, clause) or word.lemma in ("have", "be")):
        return clause
    aside = next((w for p in word.rights if p.low == "with" for w in p.children if w.dep == "pcomp"), None)
    if aside is not None and not word.child(*_COMPLEMENTS):  # "weighed in, with members approving a resolution"
        return aside
    thing = next((w for w in _objects(word) if _leads_to(word, w) or (w.pos == "NOUN" and _meant(w) is not None)), None)
    return thing or (word.child("acomp", "attr") if word.lemma in _LINKING else None)


def _objects(word: Word) -> Iterator[Word]:
    """What a verb or adjective is about: its object, also behind "to", "for", "on" or "about"."""
    if passive(word):
        return
    yield from (w for w in word.rights if w.dep == "dobj")
    for prep in word.rights:
        if prep.dep == "prep" and prep.low in (*_OPENING, "against", *(("in",) if word.lemma == "be" else ())):
            yield from (w for w in prep.children if w.dep in ("pobj", "pcomp"))


def _meant(noun: Word) -> Word | None:
    """What a noun that says how far it goes, or a document, opens: `plans to sell`, `a law on quotas`, `a bill that allows`."""
    act = next((w for w in noun.rights if w.dep == "acl" and any(c.tag == "TO" for c in w.children)), None)
    preps = (p for p in (*noun.rights, *noun.head.rights) if p.dep == "prep" and p.low in _OPENING)
    behind = [w for p in preps if p.head is noun or p.previous is noun for w in p.children]
    thing = next((w for w in behind if w.dep in ("pobj", "pcomp")), None)
    if act is not None and _leads_to(noun, act):
        return act
    possible = thing is not None and noun in hedge(thing) and certainty(thing) == Certainty.POSSIBLE
    if possible or noun.key in _OPEN:
        return thing
    allowing = next((w for w in noun.rights if w.dep == "relcl" and w.key in _DECIDING), None)
    return (allowing or thing) if _paper(noun) else None


def _paper(noun: Word) -> bool:
    return noun.dep == "dobj" and noun.head.key in _DECIDING and "communication" in wordnet.entry(noun.lemma, "NOUN").topics


def _leads_to(word: Word, below: Word) -> bool:
    """Does it say how far it goes with what stands below, or that it does not?"""
    if word.key in _DECIDING | _FOR | _AGAINST or word in hedge(below):
        return True
    return below.pos in _CLAUSE and word in deniers(below)


def _firm(word: Word) -> bool:
    """Whoever has proposed, discussed or once considered a thing may well have done it since."""
    talk = word.pos == "VERB" and wordnet.topic(word.lemma, "VERB") == "communication"
    return word.tag == "VBG" or not (talk or word.tag in ("VBD", "VBN"))
