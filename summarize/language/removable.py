"""A sentence's parse -> the parts that it stands without. Pure: which parts they are, not what is done with them.

A part is taken only where spaCy's tree and the punctuation agree on both of its ends. What is left must be entailed by the
sentence, so whatever negates, hedges, limits, compares, dates or attributes is no part.
"""

from collections.abc import Callable
from typing import Any

from summarize.language import adjuncts, asides, manner
from summarize.language.clauses import (
    CONDITIONS,
    KEEPING,
    SUBJECTS,
    Part,
    ends,
    finite,
    negated,
    quotations,
    root,
    span,
    subject,
    under_what_is_told,
)
from summarize.language.lexicon import words
from summarize.language.parsing import stem
from summarize.language.speakers import SAYING

_STATUS = words("removable.status")
_SPEAKING = frozenset(map(stem, SAYING))
_TAG = 12  # tokens of a clause that names who says it
# Without one of these it is no English: what a part says, no list knows.
_ENGLISH = frozenset({"the", "of", "and", "to", "a", "in"})
_POINTING = frozenset({"this", "these", "that", "those", "such", "both", "another", "other"})
_CARRYING_ON = frozenset(
    {"then", "so", "thus", "therefore", "instead", "too", "later", "still", "yet", "again", "afterwards", "also"}
)
_GAP = 1  # the comma between the tail of a quotation and its mark


def removable(sentence: Any) -> tuple[Part, ...]:
    """The parts of a `Doc` of one sentence, in order; none where it is not read as one."""
    if root(sentence) is None or _ENGLISH.isdisjoint(t.lower_ for t in sentence):
        return ()
    found = {part for token in sentence for rule in _RULES if (part := rule(token)) is not None}
    spans = quotations(sentence)
    return tuple(sorted(p for p in found if not _cuts(p, spans) and not _holds_back(sentence[p.start : p.end], p.kind)))


def _coordinated(token: Any) -> Part | None:
    """`X did A, and Y did B`: without what comes last. A `but` is a reserve, and the last of many leaves its `and` behind."""
    first = token.head
    if not _joined(token) or not _enough(first, token):
        return None
    cc = next((t for t in first.children if t.dep_ == "cc" and t.i < token.i and t.lower_ == "and"), None)
    start, end = span(token)
    if cc is None or cc.i + 1 != start or not (ends(end, token.doc) or _before_another(end, first)):
        return None
    return Part(cc.i, end, token.i, "rest")


def _before_another(end: int, first: Any) -> bool:
    """Behind it comes who says both, or a clause of its own: no adjunct that would change its verb."""
    doc = first.doc
    if end + 1 >= len(doc) or doc[end].text != ",":
        return False
    spoken = first.dep_ == "ccomp" and first.i < first.head.i and first.right_edge.i <= end
    closing = any(end + 1 == close for _, close in quotations(doc))
    return spoken or closing or doc[end + 1].lower_ in ("according", "and", "but")


def _first(token: Any) -> Part | None:
    """`X did A, and Y did B`: without what comes first, where that lends nothing to the second."""
    part, first, own = _coordinated(token), token.head, subject(token)
    if part is None or first.dep_ != "ROOT" or own is None or own.pos_ == "PRON" or first.lower_ in SAYING:
        return None
    lent = [t for t in first.lefts if t.dep_ not in (*SUBJECTS, "aux", "auxpass", "punct", "cc")]
    points = any(map(_points, token.subtree))
    if lent or points or any(t.dep_ in ("conj", "mark", "ccomp") for t in token.children):
        return None
    return Part(0, part.start + 1, first.i, "clause")


def _half(token: Any) -> Part | None:
    """`X did A, but did B`: without A, where both are told of X alone and B points to nothing in A."""
    first, own = token.head, subject(token.head)
    if token.dep_ != "conj" or first.dep_ != "ROOT" or own is None or own.i > first.i or subject(token) is not None:
        return None
    if not (finite(first) and finite(token)) or negated(first) or any(t.dep_ in ("preconj", "ccomp") for t in first.children):
        return None
    start, _ = span(token)
    others = [t for t in first.children if t.dep_ == "conj" or (t.i > token.right_edge.i and not t.is_punct)]
    lent = [t for t in first.lefts if t.i < own.left_edge.i and t.dep_ != "punct"]
    joint = token.doc[start - 1].lower_ in ("and", "but") and token.doc[start - 1].head == first
    points = any(_points(t) or t.lower_ in _CARRYING_ON for t in token.subtree)
    if not joint or others != [token] or lent or points:
        return None
    at = own.right_edge.i + 1
    return Part(at + (token.doc[at].text == ","), start, first.i, "half")


def _points(word: Any) -> bool:
    """`it`, `their`, `this`: it may stand for something in what goes."""
    return word.tag_ in ("PRP", "PRP$") or (word.lower_ in _POINTING and word.dep_ != "mark" and word.tag_ != "WDT")


def _joined(token: Any) -> bool:
    """A second verb beside a first, each told by itself."""
    first = token.head
    verbs = token.dep_ == "conj" and first.dep_ != "conj" and first.pos_ in ("VERB", "AUX")
    if not verbs or any(t.dep_ == "preconj" for t in first.children):
        return False
    alike = finite(token) if finite(first) else token.tag_ == first.tag_
    return (alike or token.tag_ == first.tag_) and not negated(first) and under_what_is_told(first)


def _enough(first: Any, second: Any) -> bool:
    """The first verb has what belongs to it, and does not wait for the second's object."""
    if subject(second) is not None or first.dep_ == "ccomp":
        return True
    return any(first.i < t.i < second.left_edge.i and t.dep_ not in ("cc", "punct", "advmod", "prt") for t in first.children)


def _cuts(part: Part, quotations: list[tuple[int, int]]) -> bool:
    """It leaves a gap in a quotation. Its tail may go: what is left between its marks was said in these words."""
    touched = ((begin, end) for begin, end in quotations if begin < part.end and part.start <= end)
    return any(
        not part.start <= begin <= end < part.end and not begin < part.start < end - _GAP <= part.end <= end
        for begin, end in touched
    )


def _holds_back(tokens: Any, kind: str) -> bool:
    """It says whether the rest is true, on what it hangs, or who says it."""
    lows = [t.lower_ for t in tokens]
    opener = next((low for low in lows if low not in ("and", "but", "(")), "")
    if kind in ("rest", "clause", "half") and not CONDITIONS.isdisjoint(lows):
        return True
    if _names_speaker(tokens) or _compares(tokens):
        return True
    speaks = kind != "aside" and any(
        t.lower_ in SAYING and any(c.dep_ == "ccomp" and c.i < t.i for c in t.children) for t in tokens
    )
    return speaks or opener in KEEPING or lows[:2] == ["based", "on"] or not _STATUS.isdisjoint(lows)


def _compares(tokens: Any) -> bool:
    """`than ...`, of a comparison that begins outside of it."""
    than = next((t.i for t in tokens if t.lower_ == "than"), None)
    return than is not None and not any(
        t.tag_ in ("JJR", "RBR") or t.lower_ in ("rather", "other") for t in tokens.doc[tokens.start : than]
    )


def _names_speaker(tokens: Any) -> bool:
    """It ends in `, both Lund and Berg allege`: they may say all of the sentence."""
    last = max((t.i for t in tokens if t.text == ","), default=len(tokens.doc))
    tail = tokens.doc[last + 1 : tokens.end]
    if len(tail) and stem(tail[-1].lower_) in _SPEAKING:
        return True
    return len(tail) <= _TAG and any(stem(t.lower_) in _SPEAKING and subject(t) in tail for t in tail)


_RULES: tuple[Callable[[Any], Part | None], ...] = (
    asides.relative,
    asides.apposition,
    asides.participle,
    asides.background,
    asides.opening,
    asides.weekday,
    asides.also,
    asides.bracket,
    asides.dashed,
    adjuncts.clause,
    adjuncts.around,
    adjuncts.occasion,
    adjuncts.when,
    manner.idle,
    manner.means,
    manner.loose,
    _coordinated,
    _first,
    _half,
)
