"""When a text says that something happens: told as past, as still to come, or before and after something else."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from summarize.language import wordnet
from summarize.language.certainty import done
from summarize.language.days import Day
from summarize.language.english import parse_one
from summarize.language.parsed import Parsed, Word

Order = Literal["before", "after", "during", "until"]

_ORDERS: dict[str, Order] = {
    "before": "before", "prior": "before", "ahead": "before", "until": "until", "till": "until", "during": "during",
    "amid": "during", "while": "during", "after": "after", "following": "after", "once": "after", "since": "after",
}  # fmt: skip
_WAS = frozenset({"was", "were", "had", "has", "have", "'ve", "did"})
_WILL = frozenset({"will", "shall", "wo", "'ll"})
_CLAUSE = ("VERB", "AUX")


class Link(NamedTuple):
    """A word of order between two events: `main`, of the verb or noun that it hangs on, and `anchor`, which it points at."""

    word: Word
    order: Order
    main: Word
    anchor: Word


def past(verb: Word) -> bool:
    """Is it in the past or the perfect: `sold`, `has sold`, `was sold`?"""
    helpers = {w.low for w in verb.children if w.dep in ("aux", "auxpass")}
    return bool(helpers & _WAS) and not future(verb) if verb.tag in ("VBN", "VB") else verb.tag == "VBD"


def future(verb: Word) -> bool:
    """Is it told as what will be: `will sell`, `is going to sell`?"""
    going = verb.dep == "xcomp" and verb.head.low == "going" and any(w.low in ("is", "are", "am") for w in verb.head.children)
    return going or any(w.low in _WILL and w.dep == "aux" for w in verb.children)


def links(parsed: Parsed) -> Iterator[Link]:
    """Each word that places one event to another."""
    for word in parsed.words:
        order = _ORDERS.get(word.low)
        if order is None:
            continue
        if word.dep == "mark" and word.head.head is not word.head:
            yield Link(word, order, word.head.head, word.head)
        elif word.head is not word and (anchor := _anchor(word)) is not None:
            yield Link(word, order, word.head, anchor)


def _anchor(word: Word) -> Word | None:
    """What an order word points at: `the vote`, also in "ahead of" and "prior to"."""
    found = word.child("pobj", "pcomp", "dobj")
    behind = word.child("prep")
    return found or (behind.child("pobj", "pcomp") if behind is not None else None)


def is_past(sentence: str, day: Day) -> bool:
    """Is the date told as past? Only where the words say so: since it, or with a verb that tells what was done then."""
    parsed = parse_one(sentence)
    word = next((w for w in parsed.words if w.start + len(w.text) > day.start), None)
    if word is None or word.start >= day.end:
        return False
    if word.previous is not None and word.previous.low in ("since", "today"):
        return True
    verb = next((w for w in word.ancestors if w.pos in _CLAUSE or w.dep in ("acl", "relcl")), None)
    return verb is not None and (done(verb) or _participle(verb)) and not _names_the_day(verb, word)


def _participle(verb: Word) -> bool:
    return verb.tag == "VBN" and verb.dep in ("acl", "advcl") and verb.child("aux", "auxpass", "mark") is None


def _names_the_day(verb: Word, date: Word) -> bool:
    """`agreed on 12 May`, `announced a vote on 12 May`: the day may be that of what was agreed or announced."""
    if not wordnet.entry(verb.lemma, "VERB").that or verb.child("auxpass") is not None or date.i < verb.i:
        return False
    thing = verb.child("dobj")
    before = date.previous
    return (thing is not None and thing.i < date.i) or (before is not None and before.low == "on" and before.previous is verb)
