"""What stands beside a verb as a clause, or without marks. A rule: a token -> the part under it, if any."""

from typing import Any

from summarize.language.clauses import (
    Part,
    counts,
    dated,
    ends,
    finite,
    opens,
    plain,
    set_off,
    span,
    subject,
    told,
    under_what_is_told,
)
from summarize.language.days import WEEKDAYS
from summarize.language.lexicon import phrases, words
from summarize.language.manner import filled, upward
from summarize.language.parsing import stem
from summarize.language.speakers import SAYING

_OCCASIONS, _AROUND = words("removable.occasions"), phrases("removable.around")
_CLAUSES, _CLAUSES_ALONE = words("removable.clauses"), words("removable.clauses-alone")
_CONCEDING = frozenset({"although", "though"})
# `just after`, `hours after`, `not because`: part of the measure or of the denial before it.
_BOUND = frozenset(
    ["just", "only", "even", "not", "or", "and", "days", "hours", "minutes", "weeks", "months", "years", "shortly", "soon"]
)
_PERIODS = words("time.periods")
_WHEN = frozenset({"on", "in", "at", "during"})  # begin a time or a place


def clause(token: Any) -> Part | None:
    """`while ...`, `after ...`: told beside a clause that stands without it."""
    if token.dep_ != "advcl" or not finite(token) or not subject(token):
        return None
    start, end = span(token)
    part, opener = Part(start, end, token.i, "aside"), token.doc[start + (token.doc[start].lower_ == "even")].lower_
    stands = _apart(token, opener) if set_off(start, end, token.doc) else _alone(token, part, opener)
    if not stands or (token.lower_ in SAYING and opener == "as"):
        return None
    return part if start or (token.head.dep_ == "ROOT" and opens(token, part)) or opener in _CONCEDING else None


def _apart(token: Any, opener: str) -> bool:
    """Marks set it off. What is past already is no condition of what is told."""
    verb, past = token.head, token.tag_ == "VBD" and under_what_is_told(token.head)
    beside = opener in _CONCEDING or opener in ("while", "whereas") or (opener == "as" and plain(verb))
    return opener in _CLAUSES and (beside or told(verb) or past)


def _alone(token: Any, part: Part, opener: str) -> bool:
    closes = opener in _CLAUSES_ALONE and part.start > 0 and _closes(part.start, part.end, token)
    return closes and told(token.head) and not counts(token.head, part.start)


def _closes(start: int, end: int, token: Any) -> bool:
    """It ends the sentence, or what is said before who says it."""
    doc, verb = token.doc, token.head
    comma = doc[end : end + 1].text == "," and verb.right_edge.i <= end
    before_speaker = comma and verb.dep_ == "ccomp" and verb.i < verb.head.i
    return (before_speaker or ends(end, doc)) and doc[start - 1].lower_ not in _BOUND


def around(token: Any) -> Part | None:
    """`... after talks in Porto`, `... in response to the attack`, `... to mark the day`, without a comma, at the end."""
    start, end = span(token)
    said, verb = f"{token.doc[start:end].text.lower()} ", token.head
    purpose = token.dep_ == "advcl" and token.tag_ == "VB" and token.doc[start].lower_ == "to"
    listed = token.dep_ == "prep" and (any(said.startswith(f"{one} ") for one in _AROUND))
    if not (purpose or listed) or not start or counts(verb, start) or not _closes(start, end, token):
        return None
    loosely = listed and token.lower_ != "as" and told(verb)
    if dated(token.doc[start:end]) or not (loosely or (upward(verb) and filled(verb, start))):
        return None
    return Part(start, end, token.i, "aside")


def occasion(token: Any) -> Part | None:
    """`in a statement`, `at a news conference in Porto` beside who says it; `In a move that ..., ` before what was done."""
    if token.dep_ != "prep" or token.lower_ not in ("in", "at", "during") or token.head.pos_ not in ("VERB", "AUX"):
        return None
    noun = next((t for t in token.children if t.dep_ in ("pobj", "pcomp")), None)
    placed = noun is not None and noun.ent_type_ in ("GPE", "FAC") and token.head.lower_ in SAYING
    if noun is None or (noun.lower_ not in _OCCASIONS and noun.dep_ != "pcomp" and not placed) or not told(token.head):
        return None
    start, end = span(token)
    # `said in a statement that ...`: what he says, though the parser may hang it on the statement
    end = next((t.i for t in token.doc[start:end] if t.lower_ == "that" and t.dep_ == "mark"), end)
    part, apart = Part(start, end, token.i, "aside"), set_off(start, end, token.doc)
    says = token.head.lower_ in SAYING and start > token.head.i and noun.dep_ == "pobj" and _goes_on(end, token.doc)
    fits = opens(token, part) if start == 0 and apart else says or apart
    return part if fits and not dated(token.doc[start:end]) else None


def _goes_on(end: int, sentence: Any) -> bool:
    """Behind who says it and where comes what he says, or nothing."""
    following = sentence[end] if end < len(sentence) else None
    return following is None or following.is_punct or following.lower_ in ("that", "on", *WEEKDAYS)


def when(token: Any) -> Part | None:
    """`on Monday`, `in May`, `in Porto` at an end, days, numbers and names only: what is told is true without it."""
    start, end = span(token)
    doc, lone = token.doc, token.dep_ == "prep" and token.lower_ in _WHEN and told(token.head)
    named = all(
        t.text[0].isupper() or t.text[0].isdigit() or stem(t.lower_) in _PERIODS or t.lower_ in _WHEN for t in doc[start:end]
    )
    return (
        Part(start, end, token.i, "when")
        if lone and named and ((ends(end, doc) and start) or set_off(start, end, doc))
        else None
    )
