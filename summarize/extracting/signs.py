"""What can be told without a model: do a sentence's names, its numbers, its voices look like an answer?

Where a question names somebody, a sentence that does not name him hardly answers it. A question for things with names is
answered by sentences with names, one for numbers by sentences with numbers, one for views where somebody speaks (see
`summarize.language.questions`). One sum of log-odds, the same for every section of every schema; no field name and no domain.

What a sentence gets depends on its own words and on the section alone; of the rest of its article only who is who counts ("Mr
Lund" is the president). Names told no more where they were
measured against those of the article's other sentences, and one sentence more moved all the others.
"""

import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarize.language.amounts import amounts
from summarize.language.days import MONTHS, WEEKDAYS
from summarize.language.english import parse, parse_many
from summarize.language.names import identities
from summarize.language.people import people
from summarize.language.questions import Wants, wants
from summarize.language.voices import voices
from summarize.schema.load import SchemaSection
from summarize.source import Sentence

# Weights of log-odds, fitted together with those of `evidence`, which see.
ASKED_FOR, NAMES, NUMBERS, VOICES = 0.25, 2.9, 0.8, 1.8

# Names count by the logarithm of one more than their number, whose mean and spread these are over the sentences of eleven
# articles: 0.94 and 0.62 in five of one story, 1.19 and 0.62 in six of two others.
USUAL_NAMES, SPREAD_OF_NAMES = 1.1, 0.62

# Content words. In a sentence as short as that one name counts as the usual number: "Norway will lead the talks." Sentences of
# news that name three are asked about, and few of these; with 10, F1 is lower by .01.
SHORT = 9

OFFICE = 2  # a person introduced by an office ("Prime Minister A. Beck") weighs as two names more

_CAPITAL = r"[A-Z][\w’'-]+"
_RUN = rf"{_CAPITAL}(?:\s+(?:of\s+|the\s+|der\s+|von\s+)*{_CAPITAL})*"
# A run of capitalised words, with "of", "the" and particles inside, not at a beginning: there every word has a capital.
_NAME = re.compile(rf"(?<![.!?‘“\"] )(?<!^)\b{_RUN}")
_OPENING = re.compile(rf"[\W\d_]*({_RUN})")
_QUOTED = re.compile(r"[\"“”«»„]|(?<!\w)‘|’(?!\w)")
# With their capitals, or "march" would be a month; without the short forms and May, which are names.
_DAY = re.compile(rf"\b(?:{'|'.join(w.title() for w in (*WEEKDAYS, *MONTHS) if w != 'may')})\b")


class _Traits(NamedTuple):
    """What a sentence has: names as a standard score; numbers, days, voices as 1 with any and -1 without."""

    names: float
    numbers: float
    days: float
    voices: float


def signs(sentences: Sequence[Sentence], sections: Sequence[SchemaSection]) -> Iterator[list[float]]:
    """For each section, the log-odds that its signs add to each sentence; 0 is what an average sentence gets."""
    texts = [s.text for s in sentences]
    parse_many(texts)
    known, traits = identities([" ".join(texts)]), [_traits(text) for text in texts]
    mentioned = [known.mentioned(text) for text in texts]
    for asked in sections:
        wanted = known.mentioned(f"{asked.title}: {asked.question}")
        kind = _kind(asked, whose=bool(wanted))
        yield [_meeting(wanted, here) + _telling(kind, has) for here, has in zip(mentioned, traits, strict=True)]


def named(text: str) -> float:
    """How many names a sentence has: runs of capitalised words, and persons with their offices.

    A run that begins the sentence counts where its first or second word is a proper noun.
    """
    if text.isupper():
        return 0.0  # in capitals nothing is a name more than anything else
    runs = set(_NAME.findall(text))
    if (opening := _OPENING.match(text)) and _begins_with_name(text, opening.start(1)):
        runs.add(opening[1])
    return len(runs) + OFFICE * len(list(people(text)))


def _begins_with_name(text: str, start: int) -> bool:
    return any(word.proper for word in [w for w in parse(text).words if w.start >= start][:2])


def _kind(asked: SchemaSection, *, whose: bool) -> Wants | None:
    """The kind of answer that a section asks for. Whose views, if the question says it, tells more than voices do."""
    kind = Wants.NAMES if asked.identity else wants(asked.question)
    return None if kind is Wants.VIEWS and whose else kind


def _telling(kind: Wants | None, has: _Traits) -> float:
    """What it adds to have what this kind of answer has."""
    match kind:
        case Wants.NAMES:
            return NAMES * has.names
        case Wants.NUMBERS:
            return NUMBERS * has.numbers
        case Wants.NUMBERS_AND_DAYS:
            return NUMBERS * max(has.numbers, has.days)
        case Wants.VIEWS:
            return VOICES * has.voices
        case None:
            return 0.0


def _meeting(wanted: frozenset[str], here: frozenset[str]) -> float:
    """What it adds to have a name that the question has, and takes to have none of them."""
    return ASKED_FOR * _sign(wanted & here) if wanted else 0.0


def _traits(text: str) -> _Traits:
    parsed = parse(text)
    count = named(text)
    names = (math.log1p(count) - USUAL_NAMES) / SPREAD_OF_NAMES
    return _Traits(
        names=max(0.0, names) if count and len(parsed.content) <= SHORT else names,
        numbers=_sign(amounts(parsed)),
        days=_sign(_DAY.search(text)),
        voices=_sign(_QUOTED.search(text) or voices(parsed)),
    )


def _sign(there: object) -> float:
    return 1.0 if there else -1.0
