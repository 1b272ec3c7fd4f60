"""Scope: all, every, only, most and first must be cited, not made from some or nothing; nor is a body its members."""

from collections.abc import Iterator

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Effect, Remark, Weight
from summarize.language import wordnet
from summarize.language.amounts import amounts
from summarize.language.parsed import Parsed, Word, told

EFFECT = Effect(merge="alike")

# How much of a whole a word takes: quantifiers (Quirk et al., "A comprehensive grammar of the English language", 5.10-25).
_FEW, _SOME, _MANY, _MOST, _ALL = range(5)
_SHARES = {
    **dict.fromkeys(("few", "handful", "hardly", "minority"), _FEW),
    **dict.fromkeys(("some", "several", "certain", "various", "part", "number", "half"), _SOME),
    **dict.fromkeys(("many", "numerous", "much"), _MANY),
    **dict.fromkeys(("most", "majority", "mostly"), _MOST),
    **dict.fromkeys(("all", "every", "each", "entire", "whole", "both"), _ALL),
}
_EVERYBODY = frozenset({"everyone", "everybody", "everything", "always", "unanimous", "unanimously"})
# What else tells of a whole: none of them did the opposite.
_OF_ALL = _EVERYBODY | {word for word, share in _SHARES.items() if share == _ALL} | {
    "any", "anyone", "no", "none", "nobody", "never", "without", "full", "fully", "throughout", "across", "nationwide",
    "worldwide", "entirely", "together",
}  # fmt: skip
_ONLY = frozenset({"only", "alone", "solely", "exclusively", "exclusive", "sole", "purely"})
_FIRST = frozenset({"first", "initially", "originally", "debut", "never", "previously"})
_ELSE_NONE = frozenset({"just", "except", "unless", "merely", "single", "none", "nobody"})
_NEAR_COPY = 0.6  # of the statement's content words
_COMPASS = frozenset(f"{point}{end}" for point in ("north", "south", "east", "west") for end in ("", "ern")) | {"central"}
_WIDE = frozenset({"across", "throughout"})
_SUBJECT = ("nsubj", "nsubjpass")


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name each word of the statement that widens or narrows what the cited text says."""
    for word in pair.statement.words:
        if word.low in _ONLY and not _idle(word):
            yield from _only(word, pair)
        elif word.low == "first" and pair.cited.lows.isdisjoint(_FIRST):
            sure = word.previous is not None and word.previous.low == "the"
            yield 'the statement says "first"; the cited text does not', _near(pair) if sure else "doubt"
        elif (word.low == "first" or word.tag == "JJS") and word.dep == "amod" and word.low in pair.cited.lows:
            yield from _widened(word, pair)
        elif word.low in _EVERYBODY and not _of_all(pair.cited):
            yield f'the statement says "{word.text}"; the cited text does not', _near(pair)
        elif (share := _SHARES.get(word.low)) is not None and (noun := _noun(word)) is not None:
            yield from _shared(word, noun, share, pair)
    yield from _whole(pair)
    yield from _regions(pair)


def _widened(word: Word, pair: Entailment) -> Iterator[Remark]:
    """`The first coach` beside `the first interim coach`: the record of fewer is told as that of more."""
    theirs = [w for w in pair.cited.words if w.low == word.low and w.head.key == word.head.key]
    lost = [[n for n in w.head.lefts if n.i > w.i and n.dep in ("amod", "compound") and not _kept(n, pair)] for w in theirs]
    if lost and all(lost):
        yield f'the cited text says "{told((theirs[0], theirs[0].head))}"', "block"


def _kept(word: Word, pair: Entailment) -> bool:
    """Has the statement a word for it, or one that may be?"""
    said = (w for w in pair.statement.content if w.key not in pair.cited.keys)
    return not word.content or word.key in pair.statement.keys or any(wordnet.alike(w.lemma, word.lemma, w.pos) for w in said)


def _idle(word: Word) -> bool:
    """`not only`, `if only`, `only recently`, `lives alone`."""
    before, after = word.previous, word.following
    if before is not None and before.low in ("not", "if"):
        return True
    if word.low == "alone":
        return before is None or before.pos not in ("NOUN", "PROPN", "PRON", "NUM")
    return word.low == "only" and after is not None and after.low in ("after", "when", "if", "once")


def _only(word: Word, pair: Entailment) -> Iterator[Remark]:
    if not pair.cited.lows.isdisjoint(_ONLY | _ELSE_NONE):
        return
    small = any(a.start in (word.i, word.i + 1, word.i + 2) for a in amounts(pair.statement)) or word.head.pos == "ADV"
    hinted = any(w.dep in ("neg", "det", "cc") and w.low in ("no", "not", "n't", "but") for w in pair.cited.words)
    yield f'the statement says "{word.text}"; the cited text does not', "doubt" if small or hinted else _near(pair)


def _near(pair: Entailment) -> Weight:
    """What a rewording adds may be told by other words of the text."""
    return "block" if pair.coverage >= _NEAR_COPY else "doubt"


def _noun(share: Word) -> Word | None:
    """What a quantifier takes a share of: `leaders` in "all leaders", "all of the leaders", "a number of leaders"."""
    of = next((w for w in share.rights if w.low == "of"), None)
    if of is not None:
        return of.child("pobj")
    if wordnet.topic(share.head.lemma, "NOUN") == "time":
        return None  # "every day"
    counted = share.dep in ("det", "predet", "amod", "nummod", "advmod", "quantmod", "compound") and share.i < share.head.i
    return share.head if counted and share.head.pos in ("NOUN", "PROPN") else None


def _shared(word: Word, noun: Word, share: int, pair: Entailment) -> Iterator[Remark]:
    """A share of a thing beside the one that the cited text gives of it."""
    if share in (_SOME, _MANY) or word.low == "both" or _numbered(noun, pair.statement) or _negated(word):
        return
    theirs = pair.alike(noun)
    given = {w for other in theirs for w in _quantifiers(other)}
    shares = {_SHARES[w.low] for w in given}
    if shares and not any(s <= _FEW if share == _FEW else s >= share for s in shares):
        said = told((word, noun))
        other = min(given, key=lambda w: w.i)
        yield f'the statement says "{said}"; the cited text says "{other.text}"', "block"
    elif not shares and share == _ALL and (theirs or not _of_all(pair.cited)):
        backed = any(w.sentence == other.sentence for other in theirs for w in _of_all(pair.cited))
        if not backed:
            yield f'the statement says "{told((word, noun))}"; the cited text does not', _weight(word, theirs, pair)


def _negated(word: Word) -> bool:
    """`not all of them` is not all."""
    return word.previous is not None and word.previous.low in ("not", "n't")


def _of_all(parsed: Parsed) -> list[Word]:
    return [w for w in parsed.words if w.low in _OF_ALL and w.dep not in ("preconj", "cc")]


def _weight(word: Word, theirs: tuple[Word, ...], pair: Entailment) -> Weight:
    """`entire` and `whole` are also used for mere stress; of what the text has in other words a program cannot tell."""
    return _near(pair) if theirs and word.low not in ("entire", "whole") else "doubt"


def _quantifiers(noun: Word) -> list[Word]:
    found = [w for w in noun.children if w.low in _SHARES and _noun(w) is noun]
    above = noun.head.head if noun.dep == "pobj" and noun.head.low == "of" else None
    return found + ([above] if above is not None and above.low in _SHARES else [])


def _numbered(noun: Word, statement: Parsed) -> bool:
    """`all four boats`: the numbers guard judges that."""
    return any(a.thing is noun and not a.unit for a in amounts(statement))


def _whole(pair: Entailment) -> Iterator[Remark]:
    """`Some members of the council want` is not `the council wants`: a body does what only a part of it does."""
    for mine in pair.statement.words:
        if mine.dep not in _SUBJECT or mine.pos not in ("NOUN", "PROPN"):
            continue
        theirs = pair.same(mine)
        parts = [part for other in theirs if (part := _part_of(other)) is not None]
        if parts and len(parts) == len(theirs) and not any(part.key in pair.statement.keys for part in parts):
            shown = told((*parts[0].children[:1], parts[0], theirs[0]))
            yield f'the statement says "{mine.text}"; the cited text says "{shown}"', "block"


def _part_of(body: Word) -> Word | None:
    """The noun that is only a part of a body and does what is told: `members` in "some members of the council want"."""
    above = body.head.head if body.dep == "pobj" and body.head.low == "of" else body.head if body.dep == "compound" else None
    if above is None or above.dep not in _SUBJECT:
        return None
    partial = above.low in _SHARES and _SHARES[above.low] < _ALL
    several = any(_SHARES.get(w.low, _ALL) < _ALL or w.dep == "nummod" for w in above.children)
    group = wordnet.topic(body.lemma, "NOUN") == "group" or body.entity in ("ORG", "GPE", "NORP")
    return above if group and (partial or (several and wordnet.topic(above.lemma, "NOUN") == "person")) else None


def _regions(pair: Entailment) -> Iterator[Remark]:
    """`Eastern Europe` beside `Europe`: a part of a place that the cited text does not name, or a place made of its part."""
    for word in pair.statement.words:
        if not word.place:
            continue
        mine = _compass(word)
        theirs = [w for w in pair.cited.words if w.place and w.place.key == word.place.key]
        if mine is not None and not any(w.low[:4] == mine.low[:4] for w in pair.cited.words):
            yield f"the cited text does not say {told((mine, word))}", "block"
        elif mine is None and word.head.low in _WIDE and theirs and all(_compass(w) for w in theirs):
            yield f"the cited text speaks of {told((part, theirs[0])) if (part := _compass(theirs[0])) else ''} only", "doubt"


def _compass(place: Word) -> Word | None:
    before = place.previous
    return before if before is not None and before.low in _COMPASS and before.place != place.place else None
