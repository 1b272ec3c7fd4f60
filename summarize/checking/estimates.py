"""How likely a statement says something is, beside its cited text: in the manner of ICD 203. By its words alone; no model.

A sentence of a model or an analyst may say "likely" only where what it cites does; and never, in one sentence, how likely
something is and how confident somebody is of it. What a source is quoted with is the source's own, and never blamed.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from summarize.language.lexicon import items, phrases, rows
from summarize.language.prose import one_line

_QUOTED = re.compile(r"[“\"‘']([^“”\"]+)[”\"’']")


def estimates(statement: str, cited: Sequence[str]) -> tuple[str, ...]:
    """What is wrong with how likely `statement` says something is, beside the `cited` texts; () where nothing is."""
    sources = [_plain(text) for text in cited]
    if any(_plain(statement) in text for text in sources):
        return ()
    own = _QUOTED.sub(lambda quote: " " if any(_plain(quote[1]) in text for text in sources) else quote[0], statement)
    return tuple(dict.fromkeys((*_unfounded(_plain(own), sources), *_mixed(_plain(own)))))


def _unfounded(statement: str, sources: Sequence[str]) -> Iterator[str]:
    theirs = {_degrees()[found]: found for text in sources for found in _found(text)}
    for phrase in _found(statement):
        if _degrees()[phrase] not in theirs:
            beside = f'the cited text says "{next(iter(theirs.values()))}"' if theirs else "no cited sentence estimates that"
            yield f'it says "{phrase}"; {beside}'


def _mixed(statement: str) -> Iterator[str]:
    likely, sure = _found(statement), [phrase for phrase in phrases("estimates.confidence") if phrase in statement]
    if likely and sure:
        yield f'it tells a likelihood ("{likely[0]}") and a confidence ("{sure[0]}") in one sentence'


def _found(text: str) -> list[str]:
    """The phrases of likelihood in a text in lower case, in its order; of two that begin together, the longer."""
    return _pattern().findall(text)


@cache
def _degrees() -> dict[str, int]:
    return {phrase: at for at, (cell,) in enumerate(rows("estimates.likelihood")) for phrase in items(cell)}


@cache
def _pattern() -> re.Pattern[str]:
    longest = sorted(_degrees(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")


def _plain(text: str) -> str:
    return one_line(text).lower().rstrip(".")
