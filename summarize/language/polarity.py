"""What a text denies, and what is the opposite of what: by grammar, and by WordNet.

`denying.txt` has the closed classes; see there.
"""

from collections.abc import Iterator

from summarize.language import wordnet
from summarize.language.governors import Tie, governors
from summarize.language.lexicon import rows, words
from summarize.language.parsed import Word, root

LIMITS = words("denying.limits")
CONTRASTS = words("denying.contrasts")
_NEGATORS = words("denying.negators")
_NO_DENIAL = LIMITS | words("denying.no-denial")
_DENIERS = frozenset(map(root, words("denying.deniers")))
_TURNING_DOWN, _VOTING, _INSTEAD = (words(f"denying.{name}") for name in ("turning-down", "voting", "instead"))
_BACKWARDS = words("denying.backwards")
_RAISING = words("denying.raising")
_LIGHT = words("denying.light")
_OPPOSITES = frozenset(
    pair
    for left, right in rows("denying.opposites")
    for one in left.split()
    for other in right.split()
    for pair in ((one, other), (other, one))
)
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")
_SHORT = 3  # letters behind a prefix that are no word of their own
_ON_NOUNS = frozenset({"det", "neg", "preconj"})
_PARTIES = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "csubj", "csubjpass"})


def denied(word: Word) -> bool:
    """Is what it says denied: `not sold`, `no sale`, `refused to sell`? Two denials make none."""
    return len(deniers(word)) % 2 == 1


def deniers(word: Word) -> tuple[Word, ...]:
    """The words that deny it, the nearest first."""
    return tuple(dict.fromkeys(_deniers(word)))


def denied_with(word: Word) -> bool:
    """Is it denied, or what is done with it: `troops` in "sent no troops", and in "did not send troops"?"""
    return denied(word) or any(verb.pos == "VERB" and denied(verb) for verb in _verb_of(word))


def denier(word: Word) -> Word | None:
    """The word that denies it; the nearest, where several do."""
    return next(_deniers(word), None)


def own_denier(word: Word) -> Word | None:
    """`not` before a verb, `no` or `without` before a noun: what denies this word and not one above it."""
    return next(_own(word), None)


def negator(word: Word) -> bool:
    """`not`, `no`, `nobody` and the like, but not half of "not only" or "not all"."""
    after, before = word.following, word.previous
    if before is not None and before.low == "," and word.dep == "neg" and word.i > word.head.i:
        return False  # "for the many, not the few" denies a part of it
    return word.low in _NEGATORS and not (after is not None and after.low in _NO_DENIAL)


def opposed(one: Word, other: Word) -> bool:
    """Do they mean the opposite of each other: `rise` and `fall`, `support` and `against`, `signed` and `unsigned`?"""
    if any(w.low == "for" and w.capital and w.previous is not None for w in (one, other)):
        return False  # a word of a name
    if not _OPPOSITES.isdisjoint({(one.lemma, other.lemma), (one.key, other.key)}) or _prefixed(one, other):
        return True
    if one.pos != other.pos or not _LIGHT.isdisjoint((one.lemma, other.lemma)):
        return False
    return one.lemma != other.lemma and wordnet.opposite(one.lemma, other.lemma, one.pos)


def _prefixed(one: Word, other: Word) -> bool:
    return _bare(one) in (other.low, other.lemma) or _bare(other) in (one.low, one.lemma)


def _bare(word: Word) -> str:
    """`signed` of `unsigned`; "" for a word without such a prefix."""
    prefixes = _PREFIXES if word.pos == "ADJ" else _PREFIXES[:1] if word.tag in ("VBN", "VBD") else ()
    return next((word.low[len(p) :] for p in prefixes if word.low.startswith(p) and len(word.low) > len(p) + _SHORT), "")


def _deniers(word: Word) -> Iterator[Word]:
    yield from _own(word)
    for tie in governors(word):
        if _denies(tie, word):
            yield tie.above
        if _reaches(tie):
            yield from _own(tie.above)


def _denies(tie: Tie, word: Word) -> bool:
    """Does the word above keep from it: `refused to`, `ruled out`, `has yet to`, `nothing to`? A refused offer was made."""
    above, turned_down = tie.above, tie.how == "object" and tie.below is word and tie.above.key in _TURNING_DOWN
    behind = {w.low for w in above.children}
    if negator(above) or above.low == "yet" or (above.key == "rule" and "out" in behind):
        return True
    return (above.key == "have" and "yet" in behind) or (above.key in _DENIERS and tie.how != "shared" and not turned_down)


def _reaches(tie: Tie) -> bool:
    """Does "not" before the word above deny the one below: `not ready to sell`, but not `did not say that it sold`?"""
    if tie.how == "shared":
        return any(w.low in ("or", "nor") for w in tie.above.children) and not any(_own(tie.below))
    if tie.how == "object":
        return False
    if tie.below.dep == "prep":
        return tie.above.pos != "VERB"
    return tie.below.dep != "ccomp" or tie.above.lemma in _RAISING


def _own(word: Word) -> Iterator[Word]:
    """`not`, `no longer`, `nobody` and the like at a word: on it, on its subject or its object; `without` before it."""
    if any(_turns_back(one) for one in (word, *_verb_of(word))):
        return
    found = [*_on(word), *(_with_parties(word) if word.pos in ("VERB", "AUX") else ())]
    yield from found or _before(word)
    if word.dep in ("pobj", "pcomp") and (word.head.low in _INSTEAD or word.head.head.low == "instead"):
        yield word.head


def _on(word: Word) -> Iterator[Word]:
    return (w for w in word.children if negator(w) and w.dep in ("neg", "advmod", "det", "preconj", "cc"))


def _with_parties(verb: Word) -> Iterator[Word]:
    for child in verb.children:
        if child.dep in _PARTIES and not _turns_back(child):
            yield from (w for w in (child, *child.children) if negator(w) and (w is child or w.dep in _ON_NOUNS))
        elif child.low == "against" and verb.lemma in _VOTING:
            yield child


def _before(word: Word) -> Iterator[Word]:
    """The negator right before a word, wherever the parser has put it: "no longer sails" reads as two nouns."""
    before = word.previous
    if before is not None and before.low == "longer":
        before = before.previous
    if before is not None and negator(before) and word.dep not in ("amod", "compound"):
        yield before


def _turns_back(word: Word) -> bool:
    """`not until May` tells that it was in May, `no deal without a guarantee` asks for a guarantee."""
    openers = (w for child in word.rights for w in (child, *child.children) if w is child or w.dep == "mark")
    return word.pos in ("VERB", "AUX", "NOUN") and any(w.low in _BACKWARDS for w in openers)


def _verb_of(word: Word) -> tuple[Word, ...]:
    return (word.head,) if word.dep in _PARTIES else ()
