"""What stands beside a verb that affirms: how, why and in whose company it was done. A rule: a token -> the part, if any.

That an act was done follows from how it was done, as long as nothing above it denies, doubts, counts or conditions it.
"""

from typing import Any

from summarize.language.clauses import (
    CONDITIONS,
    Part,
    affirmed,
    counts,
    dated,
    ends,
    negated,
    opens,
    plain,
    set_off,
    span,
    subject,
)
from summarize.language.lexicon import DENIERS, NEGATIVE_SENSE, NEGATORS, words

_IDLE, _RESERVING = words("removable.idle"), words("removable.reserving")
_STATUS, _KEEPING = words("removable.status"), words("removable.keeping")
# What a verb or noun may be under, and still be meant when that is affirmed.
_CARRYING = frozenset({"xcomp", "pcomp", "acl", "ccomp", "conj", "prep", "pobj", "dobj", "attr", "acomp", "oprd", "relcl"})
_CONTRARY = frozenset({"without", "against", "before", "than", "until", "from", "if", "whether", "unless", "rather", "not"})
_DOUBTING = NEGATORS | {"few", "little", "doubt", "only"}
_LOOSE = frozenset(
    {"in", "with", "from", "for", "at", "on", "during", "through", "throughout", "by", "under", "across", "among"}
)


def idle(token: Any) -> Part | None:
    """`explicitly calls for`, `has recently approved`: an adverb right before or after its verb's helper."""
    verb = token.head
    if token.lower_ not in _IDLE or token.dep_ != "advmod" or any(True for _ in token.children):
        return None
    near = token.i < verb.i and all(t.dep_ in ("aux", "auxpass", "advmod") for t in token.doc[token.i + 1 : verb.i])
    alone = token.doc[token.i - 1].text not in (",", "(") and token.doc[token.i - 1].tag_ != "RB" and token.i > 0
    return (
        Part(token.i, token.i + 1, token.i, "opening")
        if near and alone and upward(verb, possible=True) and not _doubted(token)
        else None
    )


def _doubted(token: Any) -> bool:
    return any(t.lower_ in _DOUBTING for t in token.doc[: token.i])


def means(token: Any) -> Part | None:
    """`By placing ..., the plan signals ...`; `... by placing ...` at the end."""
    if token.dep_ != "prep" or token.lower_ != "by" or not any(t.dep_ == "pcomp" for t in token.children):
        return None
    start, end = span(token)
    part = Part(start, end, token.i, "aside")
    if not start:
        return part if affirmed(token.head) and set_off(start, end, token.doc) and opens(token, part) else None
    return part if _trails(part, token) and filled(token.head, start) else None


def loose(token: Any) -> Part | None:
    """`, in an attack on ...` behind a comma at the end of what was done."""
    if token.dep_ != "prep" or token.lower_ not in _LOOSE or not affirmed(token.head):
        return None
    start, end = span(token)
    inside = token.doc[start:end]
    lows = {t.lower_ for t in inside}
    if not start or token.i < token.head.i or not set_off(start, end, token.doc) or not ends(end, token.doc):
        return None
    if (
        dated(inside)
        or not lows.isdisjoint(_RESERVING | _STATUS | _KEEPING | CONDITIONS)
        or any(t.dep_ == "neg" for t in inside)
    ):
        return None
    numbered = any(t.like_num or t.ent_type_ in ("GPE", "LOC") for t in inside)
    return None if numbered or counts(token.head, start) else Part(start, end, token.i, "aside")


def _trails(part: Part, token: Any) -> bool:
    return (
        upward(token.head)
        and ends(part.end, token.doc)
        and not counts(token.head, part.start)
        and not dated(token.doc[part.start : part.end])
    )


def filled(verb: Any, before: int) -> bool:
    return any(
        verb.i < t.i < before and t.dep_ in ("dobj", "prep", "attr", "oprd", "ccomp", "xcomp", "agent") for t in verb.children
    )


def upward(verb: Any, *, possible: bool = False) -> bool:
    """Nothing from the verb up to the main one denies, doubts or conditions what it tells; `possible`: it may be a `would`."""
    for each in (verb, *verb.ancestors):
        low = each.lower_
        if negated(each) or not (possible or plain(each)) or low in DENIERS | NEGATIVE_SENSE | _CONTRARY:
            return False
        if each.dep_ not in _CARRYING | {"ROOT"} or any(t.dep_ == "mark" and t.lower_ != "that" for t in each.children):
            return False
    return subject(verb.sent.root) is not None
