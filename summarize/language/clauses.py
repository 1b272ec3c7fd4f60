"""One sentence by its parse: which parts marks set off, which verb tells what as done, what a quotation holds. Pure."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from summarize.language import voices, wordnet
from summarize.language.days import WEEKDAYS
from summarize.language.lexicon import words
from summarize.language.parsed import Parsed, Word
from summarize.language.polarity import denied

KEEPING = words("removable.keeping", "denying.contrasts", "certainty.condition") - {"providing"}  # `, providing jobs`
MEASURED = words("removable.measured", "denying.negators", "denying.limits")
WEEKDAY = frozenset({*WEEKDAYS, "on", "late", "early", "last", "this", "morning", "afternoon", "evening", "night"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
DASHES = frozenset({"-", "--", "–", "—"})
MARKS = DASHES | {","}
STOPS = frozenset(".!?;")
QUOTES = frozenset({"``", "''"})  # tags
HELPERS = frozenset({"aux", "auxpass"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_LISTED = frozenset({"VB", "VBP", "NN", "NNS", "JJ"})
_COMPARING = frozenset({"JJS", "RBS", "JJR", "RBR"})
_UNDER = frozenset({"conj", "ccomp", "xcomp"})
_SPEAKING = frozenset({"communication", "cognition"})
_POINTING = frozenset({"this", "that", "these", "those", "such", "both", "either", "another"})
_STANDING = frozenset({"lie", "stand", "sit", "come"})
# A headline glued to a sentence: the parser takes capitals for names.
_HEADLINE = re.compile(r"(?:\b[A-Z]{2,} ){4}")

Run = Sequence[Word]


class Part(NamedTuple):
    """Words `start` to `end` (exclusive), without the marks around them. `head`: the word on top of it in the tree.

    `kind`: "opening" and "filler" say nothing; "when" is a mere time or place; "half" and "rest" are the other half of a
    coordination; all else is an "aside".
    """

    start: int
    end: int
    head: int
    kind: str = "aside"


def root(sentence: Parsed) -> Word | None:
    """The finite main verb of what reads as one whole statement, or None: then the parse cannot be trusted."""
    roots = [w for w in sentence.words if w.dep == "ROOT" and w.pos != "PUNCT"]
    if len(roots) != 1 or "?" in sentence.text or _HEADLINE.search(sentence.text):
        return None
    return roots[0] if finite(roots[0]) and subject(roots[0]) else None


def subject(verb: Word) -> Word | None:
    return verb.child(*SUBJECTS) or _inverted(verb)


def _inverted(verb: Word) -> Word | None:
    """`At its heart lies a force`: the parser takes what stands behind the verb for its object."""
    placed = verb.lemma in _STANDING and verb.dep == "ROOT" and any(w.dep == "prep" for w in verb.lefts)
    return next((w for w in verb.rights if w.dep in ("dobj", "attr")), None) if placed else None


def pointing(word: Word) -> bool:
    """`this`, `such`: it may stand for something in what goes."""
    demonstrative = word.low in _POINTING and word.pos in ("DET", "CCONJ", "PRON", "ADJ")
    return demonstrative and word.dep != "mark" and word.tag != "WDT"


def top(word: Word) -> Word:
    """The root of its sentence."""
    return next((w for w in word.ancestors if w.head_i == w.i), word)


def set_off(start: int, end: int, sentence: Run) -> bool:
    """Say whether marks stand around these words: a comma or dash, the sentence's begin or its end.

    Not where what follows may belong to what would go: `, which cost 2 million, according to Lund`.
    """
    before = sentence[start - 1].text if start else ""
    after = sentence[end].text if end < len(sentence) else "."
    if not start:
        return after == ","
    if _goes_on(end, sentence):
        return False
    if before in DASHES:
        opens_here = sum(w.text == before for w in sentence[:start]) % 2 == 1
        return opens_here and (after == before or ends(end, sentence))
    if sentence[start - 1].tag in QUOTES and start > 1 and sentence[start - 2].text == ",":
        return ends(end, sentence)
    return before == "," and (after == "," or ends(end, sentence) or closed_by_comma(end, sentence))


def _goes_on(end: int, sentence: Run) -> bool:
    """Whether what follows the comma may belong to what stands before it."""
    if end + 1 >= len(sentence):
        return False
    following, then = sentence[end + 1], sentence[end + 2 : end + 3]
    # a list that the parser broke off: `, a law that would end big money, raise fees and ...`
    listed = following.tag in _LISTED and following.i > top(following).i
    participle = following.low in ("and", "or") and any(w.tag in ("VBG", "VBN") for w in then)
    return following.low == "according" or listed or participle


def closed_by_comma(end: int, sentence: Run) -> bool:
    """The words end in a quotation, and that in a comma: `...,"`."""
    return end > 1 and sentence[end - 1].tag in QUOTES and sentence[end - 2].text == ","


def ends(at: int, sentence: Run) -> bool:
    """Only the final stop comes from here on."""
    return all(w.text in STOPS or w.tag == "''" for w in sentence[at:])


def finite(verb: Word) -> bool:
    """`said`, `has said`, `may say`."""
    return verb.tag in _FINITE or any(w.dep in HELPERS and w.tag in _FINITE | {"MD"} for w in verb.children)


def told(verb: Word) -> bool:
    """Told as done: past or perfect, nothing that denies it or makes it depend on something, up to the main verb."""
    helpers = [w for w in verb.children if w.dep in HELPERS]
    done = any(w.tag == "VBD" or w.low in ("has", "have") for w in (verb, *helpers))
    return done and plain(verb) and (verb.dep in ("ROOT", "conj") or (verb.dep == "ccomp" and says(verb.head)))


def affirmed(verb: Word) -> bool:
    """The same, or told as it is now."""
    now = finite(verb) and plain(verb) and verb.child("mark") is None
    return told(verb) or (now and (verb.dep == "ROOT" or (verb.dep == "ccomp" and says(verb.head))))


def plain(verb: Word) -> bool:
    """Neither denied nor under a `would` or `may`."""
    return not denied(verb) and all(w.tag != "MD" for w in verb.children)


def says(verb: Word) -> bool:
    return voices.says(verb) and speaks(verb) and not denied(verb)


def speaks(word: Word) -> bool:
    """Is it a form of a verb of saying, however it is read?"""
    known = wordnet.entry(word.lemma, "VERB")
    return known.that and not _SPEAKING.isdisjoint(known.topics)


def under_what_is_told(verb: Word) -> bool:
    """The main clause, or what is said, or what somebody is told to want or do: none of it denied."""
    while verb.dep in _UNDER:
        if denied(verb) or denied(verb.head) or (verb.dep == "ccomp" and not says(verb.head)):
            return False
        verb = verb.head
    return verb.dep == "ROOT"


def counts(verb: Word, end: int) -> bool:
    """`Few people fled when ...`, `It was the first time after ...`: what would go belongs to what is counted or compared."""
    named = verb.lemma == "be" and verb.child("auxpass") is None
    measured = (
        w
        for w in verb.all[verb.first : end]
        if w.low in MEASURED or w.tag in _COMPARING or w.dep == "neg" or w.entity == "ORDINAL"
    )
    return named or any(not _about(w) for w in measured)


def _about(word: Word) -> bool:
    """`at least 59`, `more than an hour`: a number is only rounded."""
    before, after = word.previous, word.following
    return (before is not None and before.low == "at") or (after is not None and after.low == "than")


def span(word: Word) -> tuple[int, int]:
    """Its subtree without the marks at its ends."""
    start, end, sentence = word.first, word.last + 1, word.all
    while start < end and sentence[start].text in MARKS:
        start += 1
    while start < end and (sentence[end - 1].text in MARKS or sentence[end - 1].text in STOPS):
        end -= 1
    for begin, close in quotations(sentence):
        if start <= begin < end <= close < len(sentence) and all(w.pos == "PUNCT" for w in sentence[end:close]):
            end = close + 1
    return start, end


def aside(word: Word) -> Part | None:
    """A subtree that marks set off, or None."""
    start, end = span(word)
    return Part(start, end, word.i) if start < end and set_off(start, end, word.all) else None


def opens(word: Word, part: Part) -> bool:
    """What opens the sentence stands right before the subject, or before another that does, and of what is affirmed."""
    verb, own = word.head, subject(word.head)
    if own is None or not affirmed(verb) or part.end + 1 >= len(word.all):
        return False
    return part.end + 1 in {own.first, *(w.first for w in verb.lefts if w.dep in ("advcl", "prep", "advmod"))}


def dated(run: Run) -> bool:
    """They tell when, and more than a weekday."""
    return any(w.entity in ("DATE", "TIME") and w.low not in WEEKDAY for w in run)


def quotations(sentence: Run) -> list[tuple[int, int]]:
    """From mark to mark, as indices of words."""
    marks = [w.i for w in sentence if w.tag in QUOTES]
    pairs = [pair for n, pair in enumerate(pairwise(marks)) if n % 2 == 0]
    return pairs + ([(marks[-1], len(sentence))] if len(marks) % 2 else [])
