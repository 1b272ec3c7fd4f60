"""One sentence as spaCy reads it: which parts marks set off, which verb tells what as done, what a quotation holds. Pure."""

import re
from itertools import pairwise
from typing import Any, NamedTuple

from summarize.language.days import WEEKDAYS
from summarize.language.lexicon import DENIERS, NEGATIVE_SENSE, words
from summarize.language.speakers import SAYING

KEEPING, CONDITIONS = words("removable.keeping"), words("removable.conditions")
_MEASURED = words("removable.measured")
WEEKDAY = frozenset({*WEEKDAYS, "on", "late", "early", "last", "this", "morning", "afternoon", "evening", "night"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
DASHES = frozenset({"-", "--", "–", "—"})
MARKS = DASHES | {","}
STOPS = frozenset(".!?;")
QUOTES = frozenset({"``", "''"})  # tags
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_LISTED = frozenset({"VB", "VBP", "NN", "NNS", "JJ"})
_UNDER = frozenset({"conj", "ccomp", "xcomp"})
_STANDING = frozenset({"lie", "stand", "sit", "come"})
# A headline glued to a sentence: the parser takes capitals for names.
_HEADLINE = re.compile(r"(?:\b[A-Z]{2,} ){4}")


class Part(NamedTuple):
    """Tokens `start` to `end` (exclusive), without the marks around them. `head`: the token on top of it in the tree.

    `kind`: "opening" and "filler" say nothing; "when" is a mere time or place; "clause" and "rest" are the other half of a
    coordination; all else is an "aside".
    """

    start: int
    end: int
    head: int
    kind: str


def root(sentence: Any) -> Any | None:
    """The finite main verb of a `Doc` that reads as one whole statement, or None: then the parse cannot be trusted."""
    roots = [t for t in sentence if t.dep_ == "ROOT" and not t.is_punct]
    if len(roots) != 1 or "?" in sentence.text or _HEADLINE.search(sentence.text):
        return None
    return roots[0] if finite(roots[0]) and subject(roots[0]) else None


def subject(verb: Any) -> Any | None:
    return next((t for t in verb.children if t.dep_ in SUBJECTS), None) or _inverted(verb)


def _inverted(verb: Any) -> Any | None:
    """`At its heart lies a force`: the parser takes what stands behind the verb for its object."""
    placed = verb.lemma_ in _STANDING and verb.dep_ == "ROOT" and any(t.dep_ == "prep" for t in verb.lefts)
    return next((t for t in verb.rights if t.dep_ in ("dobj", "attr")), None) if placed else None


def set_off(start: int, end: int, sentence: Any) -> bool:
    """Say whether marks stand around these tokens: a comma or dash, the sentence's begin or its end.

    Not where what follows may belong to what would go: `, which cost 2 million, according to Lund`.
    """
    before = sentence[start - 1].text if start else ""
    after = sentence[end].text if end < len(sentence) else "."
    if not start:
        return after == ","
    if _goes_on(end, sentence):
        return False
    if before in DASHES:
        opens_here = sum(t.text == before for t in sentence[:start]) % 2 == 1
        return opens_here and (after == before or ends(end, sentence))
    if sentence[start - 1].tag_ in QUOTES and start > 1 and sentence[start - 2].text == ",":
        return ends(end, sentence)
    return before == "," and (after == "," or ends(end, sentence) or closed_by_comma(end, sentence))


def _goes_on(end: int, sentence: Any) -> bool:
    """Whether what follows the comma may belong to what stands before it."""
    if end + 1 >= len(sentence):
        return False
    following, then = sentence[end + 1], sentence[end + 2 : end + 3]
    # a list that the parser broke off: `, a law that would end big money, raise fees and ...`
    listed = following.tag_ in _LISTED and following.i > following.sent.root.i
    participle = following.lower_ in ("and", "or") and any(t.tag_ in ("VBG", "VBN") for t in then)
    return following.lower_ == "according" or listed or participle


def closed_by_comma(end: int, sentence: Any) -> bool:
    """The tokens end in a quotation, and that in a comma: `...,"`."""
    return end > 1 and sentence[end - 1].tag_ in QUOTES and sentence[end - 2].text == ","


def ends(at: int, sentence: Any) -> bool:
    """Only the final stop comes from here on."""
    return all(t.text in STOPS or t.tag_ == "''" for t in sentence[at:])


def finite(verb: Any) -> bool:
    """`said`, `has said`, `may say`."""
    return verb.tag_ in _FINITE or any(t.dep_ in ("aux", "auxpass") and t.tag_ in _FINITE | {"MD"} for t in verb.children)


def negated(verb: Any) -> bool:
    return any(t.dep_ == "neg" for t in verb.children)


def told(verb: Any) -> bool:
    """Told as done: past or perfect, nothing that negates it or makes it depend on something, up to the main verb."""
    helpers = [t for t in verb.children if t.dep_ in ("aux", "auxpass")]
    done = any(t.tag_ == "VBD" or t.lower_ in ("has", "have") for t in (verb, *helpers))
    return done and plain(verb) and (verb.dep_ in ("ROOT", "conj") or (verb.dep_ == "ccomp" and says(verb.head)))


def affirmed(verb: Any) -> bool:
    """The same, or told as it is now."""
    now = finite(verb) and plain(verb) and not any(t.dep_ == "mark" for t in verb.children)
    return told(verb) or (now and (verb.dep_ == "ROOT" or (verb.dep_ == "ccomp" and says(verb.head))))


def plain(verb: Any) -> bool:
    """Neither negated nor under a `would` or `may`."""
    return not negated(verb) and not any(t.tag_ == "MD" for t in verb.children)


def says(verb: Any) -> bool:
    return verb.lower_ in SAYING - DENIERS and not negated(verb)


def under_what_is_told(verb: Any) -> bool:
    """The main clause, or what is said, or what somebody is told to want or do: none of it denied."""
    while verb.dep_ in _UNDER:
        above = verb.head
        if negated(verb) or negated(above) or above.lower_ in DENIERS | NEGATIVE_SENSE:
            return False
        if verb.dep_ == "ccomp" and not says(above):
            return False
        verb = above
    return bool(verb.dep_ == "ROOT")


def counts(verb: Any, end: int) -> bool:
    """`Few people fled when ...`, `It was the first time after ...`: what would go belongs to what is counted or compared."""
    named = verb.lemma_ == "be" and not any(t.dep_ == "auxpass" for t in verb.children)
    return named or any(t.lower_ in _MEASURED and not _about(t) for t in verb.doc[verb.left_edge.i : end])


def _about(token: Any) -> bool:
    """`at least 59`, `more than an hour`: a number is only rounded."""
    before, after = token.doc[token.i - 1 : token.i], token.doc[token.i + 1 : token.i + 2]
    return bool(before.text.lower() == "at" or after.text.lower() == "than")


def span(token: Any) -> tuple[int, int]:
    """Its subtree without the marks at its ends."""
    start, end = token.left_edge.i, token.right_edge.i + 1
    doc = token.doc
    while start < end and doc[start].text in MARKS:
        start += 1
    while start < end and (doc[end - 1].text in MARKS or doc[end - 1].text in STOPS):
        end -= 1
    for begin, close in quotations(doc):
        if start <= begin < end <= close < len(doc) and all(t.is_punct for t in doc[end:close]):
            end = close + 1
    return start, end


def aside(token: Any) -> Part | None:
    """A subtree that marks set off, or None."""
    start, end = span(token)
    if start < end and not set_off(start, end, token.doc):
        end = _with_what_follows(end, start, token)
    return Part(start, end, token.i, "aside") if start < end and set_off(start, end, token.doc) else None


def _with_what_follows(end: int, start: int, token: Any) -> int:
    """An adjunct behind this one, up to the sentence's end, goes with it: which of the two it belongs to, no parse tells."""
    doc = token.doc
    last = next((at for at in range(len(doc), 0, -1) if doc[at - 1].text not in STOPS), 0)
    trails = (t for t in doc[end:last] if t.left_edge.i == end and t.right_edge.i + 1 >= last and t.head.i < start)
    if token.dep_ in ("advcl", "prep", "acl") and any(t.dep_ in ("advcl", "prep") for t in trails):
        return end if doc[end].lower_ in CONDITIONS | KEEPING else last
    return end


def opens(token: Any, part: Part) -> bool:
    """What opens the sentence stands right before the subject, or before another that does, and of what is affirmed."""
    verb, doc = token.head, token.doc
    own = subject(verb)
    if own is None or not affirmed(verb) or part.end + 1 >= len(doc):
        return False
    starts = {own.left_edge.i, *(t.left_edge.i for t in verb.lefts if t.dep_ in ("advcl", "prep", "advmod"))}
    return part.end + 1 in starts


def dated(tokens: Any) -> bool:
    """They tell when, and more than a weekday."""
    return any(t.ent_type_ in ("DATE", "TIME") and t.lower_ not in WEEKDAY for t in tokens)


def quotations(sentence: Any) -> list[tuple[int, int]]:
    """From mark to mark, as indices of tokens."""
    marks = [t.i for t in sentence if t.tag_ in QUOTES]
    return [pair for n, pair in enumerate(pairwise(marks)) if n % 2 == 0] + (
        [(marks[-1], len(sentence))] if len(marks) % 2 else []
    )
