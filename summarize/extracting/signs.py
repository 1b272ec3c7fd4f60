"""What can be told without a model: do a sentence's words and names, its numbers, its voices look like an answer?

A sentence that shares words with a question may answer it. Where a question names somebody, a sentence that does not name him
hardly does. A question for things with names is answered by sentences with names, one for numbers by sentences with numbers,
one for views where somebody speaks (see `summarize.language.questions`). One sum of log-odds, the same for every section of
every schema; no field name and no domain.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from statistics import fmean, pstdev
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
WORDS, ASKED_FOR, NAMES, NUMBERS, VOICES = 0.15, 1.9, 2.0, 1.2, 1.4

# Log-odds by which all sentences gain where less than `TOUCHED` of them share a word with a question, on average: of a schema
# for any event ("What happened?") more sentences are answers than of one that names its subject. That share is .34 to .47 in
# the five articles of one schema, .10 to .16 in the six of another. Two schemas are two points: this is a third of what they
# ask for, and costs or gives no story more than .04.
GENERAL, TOUCHED = 1.5, 0.3

OFFICE = 2  # a person introduced by an office ("Prime Minister A. Beck") weighs as two names more

_EMPTY = frozenset({"say"})  # tells nothing of what a question is about

_CAPITAL = r"[A-Z][\w’'-]+"
_RUN = rf"{_CAPITAL}(?:\s+(?:of\s+|the\s+|der\s+|von\s+)*{_CAPITAL})*"
# A run of capitalised words, with "of", "the" and particles inside, not at a beginning: there every word has a capital.
_NAME = re.compile(rf"(?<![.!?‘“\"] )(?<!^)\b{_RUN}")
_OPENING = re.compile(rf"[\W\d_]*({_RUN})")
_POSSESSIVE = re.compile(r"[’']s?$")
_QUOTED = re.compile(r"[\"“”«»„]|(?<!\w)‘|’(?!\w)")
# With their capitals, or "march" would be a month; without the short forms and May, which are names.
_DAY = re.compile(rf"\b(?:{'|'.join(w.title() for w in (*WEEKDAYS, *MONTHS) if w != 'may')})\b")


class _Traits(NamedTuple):
    """What the sentences of one article have, each a list with one value a sentence."""

    names: list[float]
    numbers: list[float]
    days: list[float]
    voices: list[float]


def signs(sentences: Sequence[Sentence], sections: Sequence[SchemaSection]) -> Iterator[list[float]]:
    """For each section, the log-odds that its signs add to each sentence; 0 is what an average sentence gets."""
    texts = [s.text for s in sentences]
    parse_many(texts)
    common = Counter(stem for text in texts for stem in _stems(text))
    known, traits = identities([" ".join(texts)]), _traits(texts)
    mentioned = [known.mentioned(text) for text in texts]
    for asked in sections:
        words = _standard([shared(text, asked, common, len(texts)) for text in texts])
        meets = _meeting(known.mentioned(f"{asked.title}: {asked.question}"), mentioned)
        kind = _kind(asked, traits, named_there=any(meets))
        yield [WORDS * w + ASKED_FOR * m + k for w, m, k in zip(words, meets, kind, strict=True)]


def general(sentences: Sequence[Sentence], sections: Sequence[SchemaSection]) -> float:
    """The log-odds that all sentences gain: the fewer of them share a word with a question, the more."""
    if not sentences or not sections:
        return 0.0
    stems = [_stems(s.text) for s in sentences]
    asked = [_stems(f"{section.title} {section.question}") for section in sections]
    return GENERAL * (TOUCHED - fmean(bool(here & words) for words in asked for here in stems))


def shared(text: str, asked: SchemaSection, common: Counter[str], count: int) -> float:
    """The weight of the words that a sentence and a section's question share: inverse frequency among `count` sentences."""
    return sum(math.log((count + 1) / (common[w] + 1)) for w in _stems(text) & _stems(f"{asked.title} {asked.question}"))


def named(text: str, known: frozenset[str] = frozenset()) -> float:
    """How many names a sentence has: runs of capitalised words, and persons with their offices.

    A run that begins the sentence counts where its first or second word is `known` to be part of a name.
    """
    if text.isupper():
        return 0.0  # in capitals nothing is a name more than anything else
    runs = set(_NAME.findall(text))
    if (opening := _OPENING.match(text)) and known & set(_parts(opening[1])[:2]):
        runs.add(opening[1])
    return len(runs) + OFFICE * len(list(people(text)))


def _kind(asked: SchemaSection, traits: _Traits, *, named_there: bool) -> list[float]:
    """What the kind of answer that a section asks for adds. Whose views, if the question says it, tells more than voices do."""
    kind = Wants.NAMES if asked.identity else wants(asked.question)
    if kind is Wants.NAMES:
        return [NAMES * n for n in traits.names]
    if kind is Wants.VIEWS and not named_there:
        return [VOICES * v for v in traits.voices]
    if kind is Wants.NUMBERS:
        return [NUMBERS * n for n in traits.numbers]
    if kind is Wants.NUMBERS_AND_DAYS:
        return [NUMBERS * max(n, d) for n, d in zip(traits.numbers, traits.days, strict=True)]
    return [0.0] * len(traits.names)


def _traits(texts: Sequence[str]) -> _Traits:
    """Names as standard scores; 1 for a sentence with numbers, days or voices, -1 for one without."""
    known = frozenset(part for text in texts for run in _NAME.findall(text) for part in _parts(run))
    parsed = [parse(text) for text in texts]
    return _Traits(
        _standard([named(text, known) for text in texts]),
        [_sign(amounts(p)) for p in parsed],
        [_sign(_DAY.search(text)) for text in texts],
        [_sign(_QUOTED.search(text) or voices(p)) for text, p in zip(texts, parsed, strict=True)],
    )


def _meeting(wanted: frozenset[str], mentioned: Sequence[frozenset[str]]) -> list[float]:
    """1 for a sentence that has a name that the question has, -1 for one that has none of them; 0 where there are none."""
    return [_sign(wanted & here) if wanted else 0.0 for here in mentioned]


def _sign(there: object) -> float:
    return 1.0 if there else -1.0


def _parts(run: str) -> list[str]:
    return [_POSSESSIVE.sub("", word) for word in run.split()]


def _standard(values: Sequence[float]) -> list[float]:
    """Mean 0, standard deviation 1; all 0 where all are equal."""
    if not values:
        return []
    mean, spread = fmean(values), pstdev(values)
    return [(v - mean) / spread if spread > 1e-9 else 0.0 for v in values]


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word.key for word in parse(text).content if word.lemma not in _EMPTY)
