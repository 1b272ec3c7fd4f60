"""The words with which a finding says what is at odds, cut out of its statement as written. Pure."""

import re
from itertools import takewhile

from summarize.language.parsing import ParsedText
from summarize.reconciling.conflicts.frames import Item
from summarize.reconciling.conflicts.strength import Strength

GAP = 4  # words that a quotation may go on to its next thing


def quoted_act(item: Item, strength: Strength | None) -> str:
    if strength is None or strength.end == 0:
        return short(item.finding.statement)
    return quoted(item, strength.start, strength.end)


def quoted_word(item: Item, word: str) -> str:
    at = item.assertion.places[word]
    sized = next((q.start for q in item.assertion.sizes if 0 <= at - q.end <= 1), at)  # "300 tonnes of oil"
    start = item.assertion.denied if item.assertion.denied is not None and item.assertion.denied < at else sized
    before = item.assertion.parsed.tokens[start - 1].low if start else ""
    helped = before in {"did", "does", "do", "will", "would", "has", "have", "had", "is", "are", "was", "were", "can", "could"}
    return quoted(item, start - helped, at + 1)


def quoted_stance(item: Item) -> str:
    if item.assertion.undecided:
        return quoted(item, *item.assertion.undecided, more=False)
    return quoted_word(item, next(w for w in item.assertion.order if w == "support"))


def quoted(item: Item, start: int, end: int, *, more: bool = True) -> str:
    """Words `start` to `end` of the statement as written, with `more` the next thing behind them, too."""
    parsed = item.assertion.parsed
    behind = _phrase(parsed, end) if more else end
    tokens = [t.text for t in parsed.tokens[start:behind]]
    match = re.search(r"[^\w\n]{1,3}".join(map(re.escape, tokens)), item.finding.statement)
    return match[0] if match else " ".join(tokens)


def short(statement: str, most: int = 80) -> str:
    return statement if len(statement) <= most else statement[: most - 1].rsplit(" ", 1)[0] + " …"


def _phrase(parsed: ParsedText, end: int) -> int:
    """Where the next content words end that stand together, in the clause of the word before `end`."""
    clause = parsed.tokens[end - 1].clause
    ahead = [t for t in parsed.tokens[end : end + GAP] if t.clause == clause and t.content]
    if not ahead:
        return end
    run = takewhile(lambda t: t.clause == clause and t.content, parsed.tokens[ahead[0].index : ahead[0].index + GAP])
    return max(t.index for t in run) + 1
