"""An accusation and its denial; a fact here that is open there; all of them here and some there. By the parse; pure.

Each is looked for between two articles, about one named actor, and only where what is accused, asked or ruled is the same.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from summarize.language.english import read
from summarize.language.lexicon import words
from summarize.models import ConflictKind
from summarize.reconciling.conflicts.clauses import (
    Naming,
    child,
    content,
    denied,
    modal,
    name,
    names_of,
    narrated,
    one_name,
    subject,
    told,
)
from summarize.reconciling.conflicts.contrast import Clash
from summarize.reconciling.conflicts.frames import Item
from summarize.reconciling.conflicts.quoting import short

_ACCUSING = words("disputing.accusing")
_DENYING = words("disputing.denying")
_ACCUSATIONS = words("disputing.accusations")
_ANSWERING = words("disputing.answering")
_WITHHOLDING = words("disputing.withholding")
_UNCLEAR = words("disputing.unclear")
_KEEPING = words("disputing.keeping")
_ALL = words("disputing.all")
_DENIED = "an accusation, and its denial"
_UNSETTLED = "told as a fact by one, as open by the other"
_SOME = "one says it of all, the other of some of them"


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


def disputes(items: Sequence[Item], naming: Naming) -> Iterator[Clash]:
    """The pairs of one section's findings that are at odds in one of these ways; all are certain."""
    parts = [(i, read(i.finding.statement)) for i in items]
    accused = [p for i, doc in parts for p in _accused(i, doc, naming)]
    denying = [p for i, doc in parts for p in _denying(i, doc, naming)]
    for one in accused:
        yield from (_clash("contradiction", one, d, _DENIED) for d in denying if _apart(one, d) and _answers(d, one, accused))
    asked = [p for i, doc in parts for p in _open(i, doc, naming)]
    facts = [p for i, doc in parts for p in _facts(i, doc, naming)] if asked else []
    settled = ((f, q) for f in facts for q in asked if _apart(f, q) and _same_act(f, q))
    yield from (_clash("differing accounts", f, q, _UNSETTLED) for f, q in settled)
    ruled = [p for i, doc in parts for p in _ruled(i, doc, naming)]
    wider = ((a, b) for a in ruled if a.all for b in ruled if _apart(a, b) and _narrower(a, b))
    yield from (_clash("differing accounts", a, b, _SOME) for a, b in wider)


def _clash(kind: ConflictKind, one: _Part, other: _Part, how: str) -> Clash:
    return Clash(kind, (one.item, other.item), (one.said, other.said), certain=True, likeness=1.0, how=how)


def _apart(one: _Part, other: _Part) -> bool:
    mine, theirs = one.item.finding, other.item.finding
    reports = set(mine.sources).isdisjoint(theirs.sources) and set(mine.origins).isdisjoint(theirs.origins)
    return mine.id != theirs.id and reports and one_name(one.who, other.who)


def _accused(item: Item, doc: Any, naming: Naming) -> Iterator[_Part]:
    """`Lund was accused by two clerks of taking bribes`, `Holm sued the clinic, alleging unpaid overtime`."""
    for verb in doc:
        if verb.pos_ != "VERB" or verb.lemma_ not in _ACCUSING or denied(verb) or modal(verb):
            continue
        agent = child(verb, "agent")
        target = child(verb, "nsubjpass") or child(verb, "dobj")
        accuser = child(agent, "pobj") if agent is not None else child(verb, "nsubj")
        about = content(_charge(verb, (target, accuser)), {*_ACCUSATIONS, "allege"})
        if who := name(target, naming):
            said = told([t for t in verb.subtree if t.i > verb.i or t.dep_ in ("aux", "auxpass")] + [verb])
            if accuser is not None and accuser.i < verb.i:
                said = told([t for t in verb.subtree if t.i >= accuser.left_edge.i])
            yield _Part(item, who, about, short(said.rstrip(" .,")), names_of(accuser, naming))


def _charge(verb: Any, persons: Sequence[Any]) -> list[Any]:
    """The words behind the verb that are no person's: "of taking bribes" is the charge, however the parser attaches it."""
    aside = {t for person in persons if person is not None for t in person.subtree}
    acts = {t for word in aside if word.dep_ == "pcomp" for t in word.subtree}
    return [t for t in verb.subtree if t.i > verb.i and (t not in aside or t in acts)]


def _denying(item: Item, doc: Any, naming: Naming) -> Iterator[_Part]:
    """`Lund denied taking bribes`, `the accusations, which Brandt has repeatedly denied`."""
    for verb in doc:
        above = verb.head
        if verb.pos_ != "VERB" or verb.lemma_ not in _DENYING or denied(verb) or child(verb, "auxpass"):
            continue
        if modal(verb) and not (verb.dep_ == "xcomp" and above.lemma_ == "continue" and not denied(above)):
            continue
        thing = child(verb, "dobj")
        thing = above if thing is not None and thing.tag_ == "WDT" and verb.dep_ == "relcl" else thing
        clause = child(verb, "xcomp", "ccomp")
        who = name(subject(verb), naming)
        own = {*verb.subtree} if verb.dep_ == "relcl" else set()
        if who and thing is not None and thing.lemma_ in _ACCUSATIONS:
            about = content((t for t in thing.subtree if t not in own), _ACCUSATIONS)
            yield _Part(item, who, about, short(told([subject(verb), verb, thing])))
        elif who and clause is not None and content(clause.subtree):
            yield _Part(item, who, content(clause.subtree), short(told([subject(verb), *clause.subtree])))


def _answers(denial: _Part, accusation: _Part, accused: Sequence[_Part]) -> bool:
    """Does it deny this one? "The allegations" alone are those that its own article tells: of the same accuser, or the same."""
    if denial.about:
        return not denial.about.isdisjoint(accusation.about)
    own = [a for a in accused if set(a.item.finding.sources) & set(denial.item.finding.sources) and one_name(a.who, denial.who)]
    return any(
        not a.about.isdisjoint(accusation.about) or any(one_name(b, c) for b in a.by for c in accusation.by) for a in own
    )


def _open(item: Item, doc: Any, naming: Naming) -> Iterator[_Part]:
    """`did not respond to questions about whether he had fulfilled that promise`, `it is unclear whether …`."""
    for mark in doc:
        verb = mark.head
        if mark.lower_ != "whether" or verb.pos_ != "VERB" or modal(verb) or not _left_open(verb):
            continue
        if done := _act(item, verb, naming):
            above = next(_openers(verb))
            before = [t for t in above.children if t.dep_ in ("aux", "neg")]
            yield done._replace(said=short(told([*before, above, *verb.subtree]), 120))


def _openers(verb: Any) -> Iterator[Any]:
    return (t for t in verb.ancestors if t.pos_ in ("VERB", "AUX"))


def _left_open(verb: Any) -> bool:
    above = next(_openers(verb), None)
    if above is None:
        return False
    unclear = child(above, "acomp")
    if unclear is not None:
        return unclear.lemma_ in _UNCLEAR and not denied(above)
    withheld = above.dep_ == "xcomp" and above.head.lemma_ in _WITHHOLDING
    return above.lemma_ in _ANSWERING and (denied(above) or withheld)


def _facts(item: Item, doc: Any, naming: Naming) -> Iterator[_Part]:
    """What an article tells itself as done or not done; nothing that somebody says."""
    for verb in doc:
        who = subject(verb) if verb.pos_ == "VERB" else None
        if who is not None and narrated(verb, who) and not modal(verb) and (done := _act(item, verb, naming)):
            yield done


def _act(item: Item, verb: Any, naming: Naming) -> _Part | None:
    """What somebody did or has done to what: "made good on that promise" is kept."""
    done = verb.tag_ == "VBD" or any(c.dep_ == "aux" and c.lemma_ in ("have", "do") for c in verb.children)
    good = any(c.lower_ == "good" for c in verb.children) and verb.lemma_ == "make"
    on = child(verb, "prep") if good else None
    thing = child(on, "pobj") if on is not None else child(verb, "dobj")
    who = name(subject(verb), naming)
    if not done or thing is None or not who or child(verb, "auxpass"):
        return None
    act = "keep" if good or verb.lemma_ in _KEEPING else verb.lemma_
    about = content(t for t in thing.subtree if t != thing)
    what = thing.lemma_.lower() if thing.pos_ == "NOUN" else name(thing, naming).split(" ")[-1]
    within = [t for t in verb.children if t.dep_ in ("aux", "neg")]
    return _Part(item, who, about, short(told([*within, verb, *thing.subtree])), act=(act, what))


def _same_act(one: _Part, other: _Part) -> bool:
    same = one.act == other.act and bool(one.act[1])
    return same and (not one.about or not other.about or not one.about.isdisjoint(other.about))


def _ruled(item: Item, doc: Any, naming: Naming) -> Iterator[_Part]:
    """`would require all ships that enter the port to report`: what one is told to do, or what is done to whom."""
    for verb in doc:
        first = child(verb, "dobj") if verb.pos_ == "VERB" and not denied(verb) and verb.dep_ in ("ROOT", "relcl") else None
        if first is None or not (who := name(child(verb, "nsubj"), naming)):
            continue
        must = frozenset(t.lemma_ for t in verb.subtree if t.tag_ == "VB" and any(c.lower_ == "to" for c in t.children))
        for thing in (first, *first.conjuncts):
            if thing.pos_ != "NOUN":
                continue
            every = any(c.lower_ in _ALL for c in thing.children)
            parts = [c for c in thing.children if c.dep_ in ("amod", "compound", "relcl", "prep")]
            # A clause behind "tankers and ships that …" is about both, wherever the parser hangs it.
            parts += [c for other in thing.conjuncts for c in other.children if c.dep_ == "relcl"]
            about = frozenset(t.lemma_.lower() for c in parts for t in c.subtree if t.pos_ in ("NOUN", "ADJ", "VERB"))
            said = short(told([verb, *thing.subtree]))
            yield _Part(item, who, about, said, act=(verb.lemma_, thing.lemma_.lower()), all=every, must=must)


def _narrower(every: _Part, some: _Part) -> bool:
    """Is the first said of all, and the second of those among them only that it names?"""
    same = every.act == some.act and (bool(every.must & some.must) if every.must or some.must else True)
    return same and every.all and not some.all and every.about < some.about
