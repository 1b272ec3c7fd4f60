"""Who does what to whom, from where to where, in which place: the parties of each verb beside those of the cited one."""

from collections.abc import Iterator, Sequence

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Effect, Remark
from summarize.language import wordnet
from summarize.language.acts import Party, parties, passive
from summarize.language.naming import called, living, meet, pronoun
from summarize.language.parsed import Parsed, Word, told
from summarize.language.places import with_continents
from summarize.language.voices import says

EFFECT = Effect(merge="either", meant=True)

_NEAR_COPY = 0.7
_WAY = 9  # words from a start to its goal
# Prepositions that say the same of a party; what is not here stands for itself.
_ROLES = {
    **dict.fromkeys(("in", "at", "near", "inside", "outside"), "place"),
    **dict.fromkeys(("into", "onto", "toward", "towards"), "to"),
    "by": "doer",
}
# These say nothing about who acts on whom.
_BESIDE = frozenset({"with", "between", "among", "alongside", "including", "like", "as", "than", "per"})
_ACTING = frozenset({"doer", "undergoer"})
_PART = {"doer": "doer", "undergoer": "object", "from": "start", "to": "goal", "against": "adversary", "place": "place"}
# Verbs whose two sides say the same whichever stands first.
_MUTUAL = frozenset(
    {"meet", "marry", "wed", "divorce", "face", "play", "fight", "border", "adjoin", "resemble", "equal", "match", "join"}
)


def _speaks(verb: Word) -> bool:
    """Who says what, the guard of speech asks."""
    said = [c for c in verb.children if c.dep in ("ccomp", "oprd", "parataxis") and not any(w.low == "to" for w in c.lefts)]
    return says(verb) and bool(said)


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name each verb whose parties have changed places, or whose doer, goal or place is another one in the cited text."""
    yield from _turned_round(pair)
    for verb in pair.statement.words:
        if not (verb.pos == "VERB" and verb.content) or verb.lemma in _MUTUAL or _speaks(verb):
            continue
        if remark := _faulty(verb, pair):
            yield remark if _sound(verb) else (remark[0], "doubt")
        elif borrowed := _borrowed(verb, pair):
            yield f'the cited text does not say that {_told(borrowed)} "{verb.text}"', "doubt"
    yield from _belonging(pair)


def _turned_round(pair: Entailment) -> Iterator[Remark]:
    """`From A to B` beside `from B to A`, whatever goes that way."""
    theirs = list(_ways(pair.cited))
    for start, goal in _ways(pair.statement):
        back = any(_one(start, end) and _one(goal, begin) for begin, end in theirs)
        if back and not any(_one(start, begin) or _one(goal, end) for begin, end in theirs):
            yield f'the cited text has it the other way round: "{told((start.head, start, goal))}"', "block"


def _ways(parsed: Parsed) -> Iterator[tuple[Word, Word]]:
    for start in parsed.words:
        if start.dep == "pobj" and start.head.low == "from":
            behind = parsed.words[start.i + 1 : start.i + _WAY]
            ends = (w for w in behind if w.dep == "pobj" and w.sentence == start.sentence)
            yield from ((start, w) for w in ends if _ROLES.get(w.head.low, w.head.low) == "to" and w.head.i > start.i)


def _one(one: Word, other: Word) -> bool:
    return one.key == other.key or meet(one, other) is True


def _sound(word: Word) -> bool:
    """Is its sentence read as one: is a verb on top of it?"""
    return [word, *word.ancestors][-1].pos in ("VERB", "AUX")


def _faulty(verb: Word, pair: Entailment) -> Remark | None:
    """What is wrong with the parties of a verb, beside all cited verbs that it may stand for; None if one has them so."""
    mine = [p for p in _parties(verb) if p.role not in _BESIDE and not pronoun(p.word)]
    exact = tuple(w for w in pair.same(verb) if w.pos == verb.pos)
    others = exact or _verbs(verb, pair)
    theirs = _about(mine, [_parties(other) for other in others])
    if not mine or not theirs:
        return None
    if not any(map(passive, (verb, *others))) and any(_by_itself(mine, each) for each in theirs):
        return None
    swapped = [_exchanged(mine, each) for each in theirs]
    if all(swapped):
        likely = exact or any(w.pos == verb.pos for w in pair.alike(verb))
        return f'the statement and the cited text exchange who "{verb.text}" whom', "block" if likely else "doubt"
    return None if any(swapped) or not exact else _other_party(verb, mine, [p for each in theirs for p in each], pair)


def _borrowed(verb: Word, pair: Entailment) -> Word | None:
    """A doer who stands only in another sentence than the verb, which has none there."""
    theirs = [w for w in pair.same(verb) if w.pos == verb.pos]
    if not theirs or any(p.role == "doer" for w in theirs for p in _parties(w)):
        return None
    beside = {w.sentence for w in theirs}
    for doer in (p.word for p in _parties(verb) if p.role == "doer"):
        known = {w.sentence for w in pair.cited.words if w.key == doer.key}
        if known and known.isdisjoint(beside):
            return doer
    return None


def _verbs(verb: Word, pair: Entailment) -> tuple[Word, ...]:
    """The cited verbs that mean something like it; or all, if there is none."""
    if verb.pos != "VERB":
        return ()
    alike = tuple(w for w in pair.alike(verb) if w.pos == "VERB")
    return alike or tuple(w for w in pair.cited.content if w.pos == "VERB")


def _about(mine: Sequence[Party], theirs: Sequence[Sequence[Party]]) -> Sequence[Sequence[Party]]:
    """Of the cited verbs those that are done to the same, or that at least share a party with the statement's."""
    done = [t for t in theirs if _shared(mine, t, "undergoer")]
    return done or [t for t in theirs if any(_shared(mine, t, m.role) for m in mine)] or theirs


def _shared(mine: Sequence[Party], theirs: Sequence[Party], role: str) -> bool:
    return any(m.role == p.role == role and meet(m.word, p.word) for m in mine for p in theirs)


def _parties(verb: Word) -> tuple[Party, ...]:
    return tuple(Party(_ROLES.get(p.role, p.role), p.word) for p in parties(verb) if p.word.pos != "VERB")


def _exchanged(mine: Sequence[Party], theirs: Sequence[Party]) -> bool:
    """Has each of two parties the part that the other one has in the cited text?"""
    moved = [(m, p) for m in mine if (p := _moved(m, mine, theirs))]
    return any(one.role == there.role and two.role == at.role for one, at in moved for two, there in moved if one is not two)


def _by_itself(mine: Sequence[Party], theirs: Sequence[Party]) -> bool:
    """Does a thing do in the text what is done to it in the statement? A bill that passed the House was passed by it."""
    things = (p.word for p in theirs if p.role == "doer" and not (p.word.proper or p.word.place or living(p.word)))
    return any(m.role == "undergoer" and meet(m.word, thing) for thing in things for m in mine)


def _other_party(verb: Word, mine: Sequence[Party], theirs: Sequence[Party], pair: Entailment) -> Remark | None:
    kept = any(_shared(mine, theirs, role) for role in _PART)
    sure = kept or pair.coverage >= _NEAR_COPY
    for one in mine:
        at = _moved(one, mine, theirs)
        if at and len(mine) > 1 and at.role in _PART and one.role in _PART:
            reason = f'"{_told(one.word)}" has another part in "{verb.text}" in the cited text'
            return reason, "block" if called(one.word).named and (kept or _has(theirs, one.role)) else "doubt"
    for one in mine:
        other = _replaced(one, theirs, pair)
        if other and not _told_beside(one, theirs):
            reason = f'in the cited text the {_PART[one.role]} of "{verb.text}" is {_told(other)}, not {_told(one.word)}'
            return reason, "block" if sure else "doubt"
    return None


def _told(word: Word) -> str:
    return told(word.subtree if len(word.subtree) < 6 else (word,))


def _has(parties_: Sequence[Party], role: str) -> bool:
    return any(p.role == role for p in parties_)


def _moved(one: Party, mine: Sequence[Party], theirs: Sequence[Party]) -> Party | None:
    """The part that it has in the cited text, if that is another one and this part is not its own there."""
    same = [p for p in theirs if meet(one.word, p.word)]
    if not same or any(p.role == one.role or p.role in _BESIDE for p in same) or "place" in (one.role, same[0].role):
        return None
    part = same[0]
    if one.role == "doer" and part.role == "undergoer" and not _has(mine, "undergoer"):
        return None  # "the pier opened", "the mayor opened the pier"
    if {one.role, part.role} == {"to", "undergoer"}:
        return None  # "told him", "said to him"
    return part


def _replaced(one: Party, theirs: Sequence[Party], pair: Entailment) -> Word | None:
    """Who has its part in the cited text, if that is somebody else by name, and it has some other part in the text."""
    same = [p.word for p in theirs if p.role == one.role]
    if one.role in _ACTING and same and all(_another_thing(one.word, other) for other in same):
        return same[0] if one.word.key in pair.cited.keys else None
    if one.role not in _PART or not same or _with(one.word, same[0]) or not called(one.word).named:
        return None
    known = any(meet(one.word, w) is True for w in pair.cited.words if w.proper or w.place)
    if not known or any(meet(one.word, other) is not False for other in same):
        return None
    if one.role == "place" and not (same[0].proper and one.word.proper and not _under(one.word, same[0])):
        return None
    return same[0]


def _another_thing(word: Word, other: Word) -> bool:
    """Two things of one sort, a lorry and a tram: neither is the other in other words, as the captain may be the striker."""
    if word.pos != "NOUN" or other.pos != "NOUN" or living(word) or meet(word, other):
        return False
    mine, theirs = wordnet.topic(word.lemma, "NOUN"), wordnet.topic(other.lemma, "NOUN")
    return mine == theirs == "artifact"


def _under(word: Word, other: Word) -> bool:
    """Is a place told of the same deed elsewhere in its clause: "a storm in Norland killed ten in Kiel"?"""
    near = [w for w in other.beside if w.place and meet(word, w) is True]
    return any(_verb(w) is _verb(other) for w in near)


def _verb(word: Word) -> Word | None:
    return next((w for w in word.ancestors if w.pos in ("VERB", "AUX")), None)


def _with(word: Word, other: Word) -> bool:
    """Does the other one do it with him: "Norland agreed with Spain to share it"?"""
    near = [
        w
        for w in other.beside
        if w.dep == "pobj" and w.head.low in _BESIDE and (w.head.head.pos == "VERB" or w.head.head.dep == "dobj")
    ]
    return any(meet(word, w) is True for w in near)


def _told_beside(one: Party, theirs: Sequence[Party]) -> bool:
    """Is it in the phrase of one who has this part: "Lund, who leads the council" for "the council"?"""
    return any(
        meet(one.word, w) is True for p in theirs if p.role == one.role for w in p.word.subtree if w.pos in ("NOUN", "PROPN")
    )


def _belonging(pair: Entailment) -> Iterator[Remark]:
    """Name each noun whose state is another one in the cited text, which has both: `Norland's ships` for `Kiel's ships`."""
    for noun in pair.statement.words:
        mine = _owners(noun)
        if noun.pos != "NOUN" or not mine or not mine <= with_continents(_places(pair.cited)):
            continue
        others = [called(w).places for w in pair.same(noun) if w.pos == "NOUN"]
        if others and all(o and not (with_continents(o) & mine) and not (with_continents(mine) & o) for o in others):
            reason = f'the cited text says of other "{noun.text}" what the statement says of "{_told(noun)}"'
            yield reason, "block" if pair.coverage >= _NEAR_COPY else "doubt"


def _owners(noun: Word) -> frozenset[str]:
    near = [w for w in noun.children if w.dep in ("amod", "nmod", "poss", "compound") and w.place]
    return frozenset(i for w in near if w.place for i in w.place.ids)


def _places(parsed: Parsed) -> frozenset[str]:
    return frozenset(i for w in parsed.words if w.place for i in w.place.ids)
