"""How far a statement goes: the ladder from a thing done to hearsay, no decision yet, and mood. English word lists; no parser.

Where the first verb stands is given.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from summarize.language.lexicon import STOP
from summarize.language.parsing import ParsedText, Token, spans
from summarize.language.speakers import SAYING
from summarize.language.verbs import past
from summarize.reconciling.conflicts.commitment import (
    AHEAD,
    BEFORE_NOUN,
    BREAKING,
    CHAINED,
    COMPATIBLE,
    HEARSAY,
    HELPERS,
    IDIOMS,
    LIGHT,
    MARKERS,
    NOT_YET,
    NOUNS,
    OPEN,
    OUGHT,
    PAST_HELPERS,
    PLANNED,
    PROPOSED,
    STEPS,
    TAKING,
    UNDECIDED,
    VIEWS,
    WISHING,
)

APART = 2  # steps of the ladder; a council that approves a thing also plans it: one step is no difference
Mood = Literal["fact", "will", "should", "want", "possible"]


class Strength(NamedTuple):
    """A step of the ladder (`DONE` to `HEARSAY`), whether hearsay lowered it, and the words that say so (end-exclusive).

    `firm`: whoever went this far cannot be taken to have gone further.
    """

    step: int
    hearsay: bool
    firm: bool
    start: int
    end: int


def how_far(parsed: ParsedText, at: int) -> Strength | None:
    """The first word of the ladder and those that hang on it (`plans to consider`), the weakest of them; and hearsay before."""
    found = [s for s in marked(parsed) if _counts(parsed, s, at)]
    hearsay = [s for s in found if _step(parsed, s) == HEARSAY]
    chain = list(_chain(parsed, [s for s in found if _step(parsed, s) != HEARSAY]))
    if not chain:
        return Strength(HEARSAY, hearsay=True, firm=True, start=hearsay[0][0], end=hearsay[0][1]) if hearsay else None
    weakest = min(chain, key=lambda s: (_step(parsed, s), s))
    step = _step(parsed, weakest)
    start = min(chain[0][0], *(h[0] for h in hearsay)) if hearsay else chain[0][0]
    firm = parsed.tokens[weakest[0]].stem not in COMPATIBLE and not (step == OPEN and past(parsed.tokens[weakest[0]]))
    return Strength(HEARSAY if hearsay else step, bool(hearsay), firm or bool(hearsay), start, chain[-1][1])


def undecided_at(parsed: ParsedText) -> tuple[int, int] | None:
    """The words that say that no side is taken yet (end-exclusive), if any do."""
    return next(iter(spans(parsed, UNDECIDED)), None) or next(_no_view(parsed), None)


def mood_of(parsed: ParsedText, at: int) -> Mood:
    lows = {t.low for t in parsed.tokens[at:]}
    steps = {_step(parsed, s) for s in marked(parsed) if _counts(parsed, s, at)}
    if OPEN in steps:
        return "possible"
    if PROPOSED in steps or lows & WISHING:
        return "want"
    if lows & OUGHT:
        return "should"
    return "will" if PLANNED in steps or lows & AHEAD else "fact"


def past_act(parsed: ParsedText, at: int) -> bool:
    """`signed`, `did not sign`, `has signed`, `was signed`; not `signs`, `will sign`."""
    first = parsed.tokens[at : at + 1]
    behind = parsed.tokens[at : at + 4]
    helped = bool(first) and first[0].low in PAST_HELPERS
    return (
        helped
        or any(past(t) for t in behind[:1])
        or (bool(first) and first[0].low in STOP and any(past(t) for t in behind[1:2]))
    )


def marked(parsed: ParsedText) -> list[tuple[int, int]]:
    """Where words of the ladder stand."""
    idioms = spans(parsed, IDIOMS)
    return [s for s in spans(parsed, MARKERS) if not any(start <= s[0] < end for start, end in idioms)]


def _chain(parsed: ParsedText, found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last: tuple[int, int] | None = None
    for span in found:
        between = parsed.tokens[last[1] : span[0]] if last else ()
        if last and not all(t.low in CHAINED or t.stem in LIGHT for t in between):
            return
        last = span
        yield span


def _no_view(parsed: ParsedText) -> Iterator[tuple[int, int]]:
    """`has not yet taken a definitive stance`; not `is in no position to`."""
    for token in parsed.tokens:
        behind = parsed.tokens[token.index + 1 :]
        view = next((t for t in behind if t.low not in TAKING), None)
        able = parsed.tokens[view.index + 1 : view.index + 2] if view else ()
        if (
            token.low in NOT_YET
            and view
            and view.low in VIEWS
            and view.clause == behind[0].clause
            and not any(t.low == "to" for t in able)
        ):
            yield token.index, view.index + 1


def _counts(parsed: ParsedText, span: tuple[int, int], at: int) -> bool:
    """In the main clause, from the verb on, and no noun: `a plan`, `the proposed bridge`."""
    token = parsed.tokens[span[0]]
    before = parsed.tokens[span[0] - 1].low if span[0] else ""
    step = _step(parsed, span)
    noun = (before in BEFORE_NOUN and step not in {OPEN, HEARSAY}) or (
        token.low in NOUNS and span[0] != at and before not in HELPERS and before not in {"to", "and", "also"}
    )
    month = token.text == "May" and not token.initial
    cut = any(t.low in BREAKING and t.index > at and _after_noun(parsed, t) for t in parsed.tokens[: span[0]])
    return not (noun or month or cut) and (span[0] >= at or step == HEARSAY)


def _after_noun(parsed: ParsedText, token: Token) -> bool:
    before = parsed.tokens[token.index - 1]
    return before.low not in SAYING and before.low not in STEPS


def _step(parsed: ParsedText, span: tuple[int, int]) -> int:
    return STEPS[" ".join(t.low for t in parsed.tokens[span[0] : span[1]])]
