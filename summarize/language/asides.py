"""The asides of a sentence: what marks set off, and what opens it and says nothing.

A rule: a token -> the part under it, if any.
"""

from typing import Any

from summarize.language.clauses import (
    DASHES,
    STOPS,
    WEEKDAY,
    Part,
    aside,
    dated,
    finite,
    opens,
    span,
    subject,
    told,
)
from summarize.language.days import WEEKDAYS
from summarize.language.lexicon import phrases, words
from summarize.language.speakers import SAYING

_CONNECTIVES = words("removable.connectives") | {*phrases("removable.connecting")}
_BACKGROUND, _BESIDE = words("removable.background"), words("removable.beside")
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_OPEN, _CLOSE = "(", ")"
_SHORT = 6  # tokens of a bracket that goes in any case: `(IRBM)`, `(2,300 miles)`


def relative(token: Any) -> Part | None:
    """`, which ...`: a comma before a relative pronoun other than `that` says that it does not restrict."""
    part = aside(token) if token.dep_ in ("relcl", "advcl") else None
    first = token.doc[part.start : part.start + (4 if token.dep_ == "relcl" else 1)] if part else ()
    return part if any(t.tag_ in _RELATIVE and t.lower_ != "that" for t in first) and part and part.start else None


def apposition(token: Any) -> Part | None:
    """`Lund, the mayor,`: what a name is, not the name behind what it is, and no member of a list."""
    name = token.head
    if token.dep_ != "appos" or _listed(token) or _listed(name) or name.i > token.i:
        return None
    aged = token.like_num and name.pos_ == "PROPN"
    titled = name.ent_type_ == "PERSON" and token.ent_type_ not in ("PERSON", "GPE") and token.pos_ == "PROPN"
    noun = token.pos_ in ("NOUN", "NUM")
    described = titled or (noun and (name.pos_ == "PROPN" or any(t.dep_ in ("det", "poss", "relcl") for t in token.children)))
    return aside(token) if aged or described else None


def _listed(token: Any) -> bool:
    return token.dep_ == "conj" or any(t.dep_ in ("conj", "cc") for t in token.children)


def participle(token: Any) -> Part | None:
    """`, raising hopes`, `, based in Porto,`, `, good enough for ...`, `Speaking to reporters, ...`, `, to mark ...`."""
    if token.dep_ not in ("advcl", "acl", "amod") or finite(token) or subject(token):
        return None
    part, purpose = aside(token), any(t.lower_ == "to" and t.dep_ == "aux" for t in token.children)
    if part is None or any(t.dep_ == "mark" for t in token.children) or (token.dep_ == "amod" and token.i < token.head.i):
        return None
    if token.tag_ not in ("VBG", "VBN") and token.pos_ != "ADJ" and not (purpose and told(token.head)):
        return None
    return part if part.start or opens(token, part) else None


def background(token: Any) -> Part | None:
    """`, amid calls for ...`, `Despite ...,`, `, including two children`, `After the vote, ...`."""
    if token.dep_ not in ("prep", "advcl"):
        return None
    part, low = aside(token), token.lower_
    if part is None:
        return None
    after = low == "after" and told(token.head) and not dated(token.doc[part.start : part.end])
    if low in _BACKGROUND or after:
        return part if part.start or opens(token, part) else None
    return part if low in _BESIDE and part.start and (_absolute(token) or _between(token, part)) else None


def _absolute(token: Any) -> bool:
    """`with Porto following`."""
    below = [t for one in token.children for t in (one, *one.children)]
    return any(t.tag_ in ("VBG", "VBN") and t.dep_ in ("pcomp", "acl", "advcl") for t in below)


def _between(token: Any, part: Part) -> bool:
    """Between a subject and its verb, as an aside."""
    verb = token.head if token.head.pos_ in ("VERB", "AUX") else token.head.head
    own = subject(verb)
    return own is not None and own.i < part.start and part.end < verb.i and token.doc[part.end].text == ","


def opening(token: Any) -> Part | None:
    """`Meanwhile,`, `But`, `In fact,`; `, however,` in the middle."""
    start, end = span(token)
    said = token.doc[start:end].text.lower()
    if token.dep_ not in ("advmod", "cc", "prep", "nsubj") or said not in _CONNECTIVES:
        return None
    before_comma = end < len(token.doc) and token.doc[end].text == ","
    if start:
        return Part(start, end, token.i, "filler") if before_comma and token.doc[start - 1].text == "," else None
    return Part(start, end, token.i, "opening") if before_comma or token.dep_ == "cc" else None


def weekday(token: Any) -> Part | None:
    """`On Friday, ...`, `Late Monday, ...`."""
    start, end = span(token)
    if start or token.head.dep_ != "ROOT" or token.i > token.head.i or end >= len(token.doc) or token.doc[end].text != ",":
        return None
    lows = {t.lower_ for t in token.doc[start:end]}
    return Part(start, end, token.i, "aside") if lows <= WEEKDAY and not lows.isdisjoint(WEEKDAYS) else None


def also(token: Any) -> Part | None:
    """`has also said`: beside something that is not told here."""
    idle = token.lower_ == "also" and token.dep_ == "advmod" and token.head.pos_ in ("VERB", "AUX")
    lone = idle and not any(t.lower_ == "only" for t in token.doc[: token.i])
    return Part(token.i, token.i + 1, token.i, "opening") if lone and token.doc[token.i - 1].text != "," else None


def bracket(token: Any) -> Part | None:
    """`(600 miles)`; a date says when, and `(or not)` is half of what is said."""
    if token.text not in _OPEN or not token.i:
        return None
    end = next((t.i + 1 for t in token.doc[token.i + 1 :] if t.text in _CLOSE), None)
    inside = token.doc[token.i : end] if end else ()
    if end is None or dated(inside) or any(t.dep_ == "neg" or t.lower_ in ("or", "not") for t in inside):
        return None
    return Part(token.i, end, token.i, "opening" if end - token.i <= _SHORT else "aside")


def dashed(token: Any) -> Part | None:
    """`- the kind of ...` up to the other dash or the end, behind a whole main clause or within it."""
    doc, main = token.doc, token.sent.root
    own = subject(main)
    if not _dash(token) or own is None or token.i < own.i:
        return None
    earlier = [t for t in doc[: token.i] if t.text == token.text and _dash(t)]
    last = next(at for at in range(len(doc), 0, -1) if doc[at - 1].text not in STOPS)
    end = next((t.i for t in doc[token.i + 1 :] if t.text == token.text and _dash(t)), last)
    said = any(t.lower_ in SAYING for t in doc[token.i : end])
    if len(earlier) % 2 or said or token.i + 1 >= end or token.i < main.i < end:
        return None
    return Part(token.i + 1, end, doc[token.i + 1 : end].root.i, "aside")


def _dash(token: Any) -> bool:
    return token.text in DASHES and bool(token.whitespace_)
