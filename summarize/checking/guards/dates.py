"""Dates: each month and weekday of the statement must stand in the cited text."""

import re
from collections.abc import Iterator

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Kind, Remark
from summarize.language.days import MONTH_OF, WEEKDAYS
from summarize.language.lexicon import words
from summarize.language.parsing import ParsedText, Token

KIND: Kind = "time"

_TODAY = words("time.today")


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name each month and weekday that the cited text lacks."""
    months = {MONTH_OF[t.low] for t in pair.cited.tokens if t.low in MONTH_OF and t.capital}
    months |= {int(n) for n in re.findall(r"\b\d{4}-(\d\d)-\d\d\b", pair.cited.text)}
    for token in (t for t in pair.statement.tokens if t.capital):
        if token.low in MONTH_OF and MONTH_OF[token.low] not in months and _month(pair.statement, token):
            yield f"the cited text does not say {token.text}", "block"
        if token.low in WEEKDAYS and token.low not in pair.cited.words:
            # "yesterday" is some weekday
            some = pair.cited.words & _TODAY and pair.cited.words.isdisjoint(WEEKDAYS)
            yield f"the cited text does not say {token.text}", "doubt" if some else "block"


def _month(parsed: ParsedText, token: Token) -> bool:
    """`May` is one only beside a number or a word of time, and does not begin a sentence."""
    near = parsed.tokens[max(0, token.index - 1) : token.index + 2]
    dated = any(t.text[0].isdigit() or t.low in {"in", "last", "next", "since"} for t in near)
    return token.low != "may" or (dated and not token.initial)
