"""An accusation and its denial; a fact here that is open there; all of them here and some there. By the parse; pure.

Each is looked for between two articles, about one named actor, and only where what is accused, asked or ruled is the same.
What cannot be resolved with certainty names nobody.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from summarize.language.acts import doers, passive, phrase, undergoers
from summarize.language.lexicon import words
from summarize.language.parsed import Word
from summarize.language.polarity import own_denier
from summarize.models import ConflictKind
from summarize.reconciling.conflicts.assertions import Naming, alike
from summarize.reconciling.conflicts.differences import Clash, as_written, short
from summarize.reconciling.conflicts.frames import Item

_ACCUSING, _DENYING, _ACCUSATIONS, _ANSWERING, _UNCLEAR, _KEEPING, _EVERY = (
    words(f"conflicts.{each}") for each in ("accusing", "denying", "accusations", "answering", "unclear", "keeping", "every")
)
DENIAL = "an accusation, and its denial"
_TITLE = re.compile(r"(?:mrs?|ms|dr)\.?", re.IGNORECASE)


class _Part(NamedTuple):
    """What a clause tells of somebody. `by`: who accuses. `act`: verb and object. `about`: the words that narrow it."""

    item: Item
    who: str
    about: frozenset[str]
    said: str
    by: frozenset[str] = frozenset()
    act: tuple[str, str] = ("", "")
    all: bool = False
    must: frozenset[str] = frozenset()


class Parts(NamedTuple):
    """What the clauses of a finding tell that may be disputed. `facts`: done, as its article tells; `asked`: open there."""

    accused: tuple[_Part, ...]
    denying: tuple[_Part, ...]
    facts: tuple[_Part, ...]
    asked: tuple[_Part, ...]
    ruled: tuple[_Part, ...]


def parts_of(item: Item, naming: Naming) -> Parts:
    verbs = [word for word in item.assertion.parsed.words if word.pos == "VERB"]
    accused, denying, facts, asked, ruled = (
        tuple(part for verb in verbs for part in read(item, verb, naming))
        for read in (_accused, _denying, _facts, _open, _ruled)
    )
    return Parts(accused, denying, facts, asked, ruled)


def disputes(told: Sequence[Parts]) -> Iterator[Clash]:
    """The pairs of one section's findings that are at odds in one of these ways; all are certain."""
    accused, denying, facts, asked, ruled = ([part for own in told for part in own[at]] for at in range(len(Parts._fields)))
    for one in accused:
        answers = (d for d in denying if _apart(one, d) and _answers(d, one, accused))
        yield from (_clash("contradiction", one, d, DENIAL) for d in answers)
    settled = ((f, q) for f in facts for q in asked if _apart(f, q) and _same_act(f, q))
    yield from (_clash("differing accounts", f, q, "told as a fact by one, as open by the other") for f, q in settled)
    wider = ((a, b) for a in ruled if a.all for b in ruled if _apart(a, b) and _narrower(a, b))
    yield from (_clash("differing accounts", a, b, "one says it of all, the other of some of them") for a, b in wider)


def _clash(kind: ConflictKind, one: _Part, other: _Part, how: str) -> Clash:
    return Clash(kind, (one.item, other.item), (one.said, other.said), certain=True, likeness=1.0, how=how)


def _apart(one: _Part, other: _Part) -> bool:
    mine, theirs = one.item.finding, other.item.finding
    reports = set(mine.sources).isdisjoint(theirs.sources) and set(mine.origins).isdisjoint(theirs.origins)
    return mine.id != theirs.id and reports and alike(one.who, other.who)


def _accused(item: Item, verb: Word, naming: Naming) -> Iterator[_Part]:
    """`Lund was accused by two clerks of taking bribes`, `Holm sued the clinic, alleging unpaid overtime`."""
    if verb.lemma not in _ACCUSING or own_denier(verb) or _modal(verb):
        return
    target, accuser = (next(iter(found(verb)), None) for found in (undergoers, doers))
    behind = [w for w in verb.subtree if w.i > verb.i]
    persons = {w for person in (target, accuser) if person for w in phrase(person)}
    if who := _name(target, naming):
        first = accuser.first if accuser and accuser.i < verb.i else min([verb.i, *(w.i for w in _helpers(verb))])
        said = short(as_written(item, [verb.all[first], verb, *behind]).rstrip(" .,"))
        about = _content((w for w in behind if w not in persons), {*_ACCUSATIONS, "allege"})
        yield _Part(item, who, about, said, _names(accuser, naming))


def _denying(item: Item, verb: Word, naming: Naming) -> Iterator[_Part]:
    """`Lund denied taking bribes`, `the accusations, which Brandt has repeatedly denied`."""
    if verb.lemma not in _DENYING or own_denier(verb) or verb.child("auxpass"):
        return
    if _modal(verb) and not (verb.dep == "xcomp" and verb.head.lemma == "continue" and not own_denier(verb.head)):
        return
    subject, thing, clause = _subject(verb), next(iter(undergoers(verb)), None), verb.child("xcomp", "ccomp")
    if subject is None or not (who := _name(subject, naming)):
        return
    if thing is not None and thing.lemma in _ACCUSATIONS:
        own = verb.subtree if verb.dep == "relcl" else ()
        about = _content((w for w in thing.subtree if w not in own), _ACCUSATIONS)
        yield _Part(item, who, about, short(as_written(item, [*phrase(subject), verb, thing])))
    elif clause is not None and (about := _content(clause.subtree)):
        yield _Part(item, who, about, short(as_written(item, [*phrase(subject), *clause.subtree])))


def _answers(denial: _Part, accusation: _Part, accused: Sequence[_Part]) -> bool:
    """Does it deny this one? "The allegations" alone are those that its own article tells: of the same accuser, or the same."""
    if denial.about:
        return not denial.about.isdisjoint(accusation.about)
    sources = set(denial.item.finding.sources)
    own = [a for a in accused if sources & set(a.item.finding.sources) and alike(a.who, denial.who)]
    return any(not a.about.isdisjoint(accusation.about) or any(alike(b, c) for b in a.by for c in accusation.by) for a in own)


def _open(item: Item, verb: Word, naming: Naming) -> Iterator[_Part]:
    """`did not say whether he had kept that promise`, `it is unclear whether …`."""
    opener = next((w for w in verb.ancestors if w.pos in ("VERB", "AUX")), None)
    if opener is None or _modal(verb) or not any(w.low == "whether" for w in verb.children) or not _left_open(opener):
        return
    for done in _act(item, verb, naming):
        yield done._replace(said=short(as_written(item, [*_helpers(opener), opener, *verb.subtree]), 120))


def _left_open(opener: Word) -> bool:
    if (unclear := opener.child("acomp")) is not None:
        return unclear.lemma in _UNCLEAR and not own_denier(opener)
    withheld = opener.dep == "xcomp" and opener.head.lemma in ("decline", "refuse")
    return opener.lemma in _ANSWERING and (own_denier(opener) is not None or withheld)


def _facts(item: Item, verb: Word, naming: Naming) -> Iterator[_Part]:
    """What an article tells itself as done or not done; nothing that somebody says."""
    if _narrated(verb) and not _modal(verb):
        yield from _act(item, verb, naming)


def _act(item: Item, verb: Word, naming: Naming) -> Iterator[_Part]:
    """What somebody did or has done to what: "made good on that promise" is kept."""
    done = verb.tag == "VBD" or any(c.dep == "aux" and c.lemma in ("have", "do") for c in verb.children)
    good = verb.lemma == "make" and any(c.low == "good" for c in verb.children)
    on = verb.child("prep") if good else None
    thing = on.child("pobj") if on is not None else verb.child("dobj")
    who = _name(_subject(verb), naming)
    if not done or thing is None or not who or passive(verb):
        return
    act = "keep" if good or verb.lemma in _KEEPING else verb.lemma
    about = _content(w for w in thing.subtree if w is not thing)
    what = thing.lemma if thing.pos == "NOUN" else _name(thing, naming).split(" ")[-1]
    yield _Part(item, who, about, short(as_written(item, [*_helpers(verb), verb, *thing.subtree])), act=(act, what))


def _same_act(one: _Part, other: _Part) -> bool:
    same = not one.about or not other.about or not one.about.isdisjoint(other.about)
    return same and one.act == other.act and bool(one.act[1])


def _ruled(item: Item, verb: Word, naming: Naming) -> Iterator[_Part]:
    """`would require all ships that enter the port to report`: what one is told to do, or what is done to whom."""
    first = verb.child("dobj") if not own_denier(verb) and verb.dep in ("ROOT", "relcl") else None
    if first is None or not (who := _name(_subject(verb), naming)):
        return
    must = frozenset(w.lemma for w in verb.subtree if w.tag == "VB" and any(c.low == "to" for c in w.children))
    for thing in (t for t in (first, *first.conjuncts) if t.pos == "NOUN"):
        parts = [c for c in thing.children if c.dep in ("amod", "compound", "relcl", "prep")]
        # A clause behind "tankers and ships that …" is about both, wherever the parser hangs it.
        parts += [c for other in thing.conjuncts for c in other.children if c.dep == "relcl"]
        about = frozenset(w.lemma for c in parts for w in c.subtree if w.pos in ("NOUN", "ADJ", "VERB"))
        every = any(c.low in _EVERY for c in thing.children)
        said = short(as_written(item, [verb, *thing.subtree]))
        yield _Part(item, who, about, said, act=(verb.lemma, thing.lemma), all=every, must=must)


def _narrower(every: _Part, some: _Part) -> bool:
    """Is the first said of all, and the second of those among them only that it names?"""
    same = every.act == some.act and (every.must == some.must or bool(every.must & some.must))
    return same and not some.all and every.about < some.about


def _name(word: Word | None, naming: Naming) -> str:
    """Whom a noun names, with its compounds; "he" names whoever else alone can be meant. "" for nobody."""
    if word is None or word.tag == "PRP":
        return _meant(word, naming) if word else ""
    own = [w for w in word.lefts if w.dep == "compound"] + [word]
    if not any(w.proper or (w.text.istitle() and w.tag == "NN") for w in own):  # a rare surname is read as a noun
        return ""
    kept = [w.text for w in own if not _TITLE.fullmatch(w.text)]
    return re.sub(r"['’]s\b|[^\w\s]", "", naming(" ".join(kept))).casefold().strip()


def _meant(pronoun: Word, naming: Naming) -> str:
    person = pronoun.low in ("he", "she", "him", "her")
    before = [w for w in pronoun.all[: pronoun.i] if w.proper and w.dep not in ("compound", "poss")]
    known = (w for w in before if (w.entity in ("", "PERSON", "ORG") if person else w.dep in ("nsubj", "nsubjpass")))
    found = {_name(w, naming) for w in known}
    return found.pop() if len(found) == 1 else ""


def _names(word: Word | None, naming: Naming) -> frozenset[str]:
    """The names of a noun and of what stands beside it: "his former aide, Lauren Greene"."""
    beside = (word, *(c for c in word.children if c.dep == "appos")) if word is not None else ()
    return frozenset(n for w in beside if (n := _name(w, naming)))


def _content(among: Iterable[Word], without: Iterable[str] = ()) -> frozenset[str]:
    """The nouns and verbs that tell what it is about, without names, days and numbers."""
    kept = (w for w in among if w.pos in ("NOUN", "VERB") and w.content and not w.entity)
    return frozenset(w.lemma for w in kept) - frozenset(without)


def _subject(verb: Word) -> Word | None:
    """Its doer; where the parser lends it one that does not agree ("reports … has"), the nearest above that does."""
    single = any(w.tag == "VBZ" for w in (verb, *(c for c in verb.children if c.dep == "aux")))
    found = (who for above in (verb, *(verb.ancestors if verb.dep == "conj" else ())) for who in doers(above)[:1])
    return next((who for who in found if not (single and who.tag in ("NNS", "NNPS"))), None)


def _narrated(verb: Word) -> bool:
    """Does the outlet itself tell it: the main verb, what is joined to it, or ", but has not kept" behind a "would"?"""
    who, above = _subject(verb), verb.head
    if verb.dep != "conj" or who is None:
        return verb.dep == "ROOT"
    own = verb.child("nsubj", "nsubjpass") is not None
    cut = any(c.low == "but" and c.i < verb.i and c.i and c.all[c.i - 1].text == "," for c in above.children)
    return above.dep == "ROOT" if own else who.head.dep == "ROOT" or (cut and _modal(above) and not _modal(verb))


def _helpers(verb: Word) -> list[Word]:
    return [w for w in verb.children if w.dep in ("aux", "auxpass", "neg")]


def _modal(verb: Word) -> bool:
    return any(c.tag == "MD" or (c.dep == "aux" and c.low == "to") for c in verb.children)
