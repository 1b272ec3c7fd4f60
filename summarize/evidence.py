"""Which sentences answer which section, found by a model that weighs: one token a sentence, whatever the number of sections.

A small model names the wrong sentences when it is asked for their numbers. But the shares that it gives to letters, one for
each section, rank sentences well once they are made comparable: against the article's other sentences, against the other
sections, and beside the words that question and sentence share; where a section asks for things with names, also beside
the names in the sentence. One logistic rule over these four numbers, the same for every section of every schema, decides.
It knows no domain.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from statistics import fmean, pstdev
from typing import NamedTuple

from summarize.engines import Engine
from summarize.models import Sentence, Usage
from summarize.people import people
from summarize.schema import Asked
from summarize.templates import prompt
from summarize.windows import shown

# The rule, fitted on 104 sentences and 5 sections of five hand-labelled articles with the embedded model. Fitted on four and
# tried on the fifth.
OWN, RIVALS, WORDS, NAMES, BASE = 0.80, 0.98, 0.49, 1.47, -2.87
# Of the rule's probability. Tried the same way: .25 gave F1 .67; .30 precision .62, recall .86, F1 .72; .35 and .40 F1 .65.
# Without the names, .30 gave F1 .66.
# An analyst can skip a sentence that is beside the point, but not see one that is missing.
CUT = 0.30

OFFICE = 2  # a person introduced by an office ("Prime Minister A. Beck") weighs as two names more
FLOOR = -9.0  # natural log of a share; -7 to -14 gave the same ranking
AT_ONCE = 8  # sections in one prompt; more options than that and a small model forgets the first
LETTERS = "ABCDEFGHI"

# Words that say nothing of what a question is about. English; of other languages all words count, which harms little.
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        "a an the of to in on at as by for from with and or but not no is are was were be been will would could can may might"
        " do does did has have had it its this that these those there what which who whom whose when where why how any all some"
        " say says said",
    )
)

# A run of capitalised words, with "of", "the" and particles inside, not at a beginning: there every word has a capital.
_NAME = re.compile(r"(?<![.!?‘“\"] )(?<!^)\b[A-Z][\w’'-]+(?:\s+(?:of\s+|the\s+|der\s+|von\s+)*[A-Z][\w’'-]+)*")

Shares = list[list[float]]  # sentence x section: natural logs


class Evidence(NamedTuple):
    """Section name -> the sentences that answer it, in text order; and what it took to know."""

    sentences: dict[str, tuple[Sentence, ...]]
    usage: Usage


def evidence(sentences: Sequence[Sentence], sections: Sequence[Asked], engine: Engine) -> Evidence:
    """Sort an article's sentences by section. A sentence may answer several sections, or none. Raises EngineError."""
    own: Shares = [[] for _ in sentences]
    rivals: Shares = [[] for _ in sentences]
    usage = Usage()
    for first in range(0, len(sections), AT_ONCE):
        group = sections[first : first + AT_ONCE]
        for n, sentence in enumerate(sentences):
            logs, spent = _sorted(sentence, group, engine)
            own[n] += logs[:-1]
            rivals[n] += [log - (sum(logs) - log) / (len(logs) - 1) for log in logs[:-1]]
            usage += spent
    chosen = {
        asked.name: tuple(s for s, p in zip(sentences, _probable(k, own, rivals, extra), strict=True) if p > CUT)
        for k, (asked, extra) in enumerate(zip(sections, _extras(sentences, sections), strict=True))
    }
    return Evidence(chosen, usage)


def shared(text: str, asked: Asked, common: Counter[str], count: int) -> float:
    """The weight of the words that a sentence and a section's question share: inverse frequency among `count` sentences."""
    return sum(math.log((count + 1) / (common[w] + 1)) for w in _stems(text) & _stems(f"{asked.title} {asked.question}"))


def _sorted(sentence: Sentence, group: Sequence[Asked], engine: Engine) -> tuple[list[float], Usage]:
    """The natural logs of the shares of a group's letters, and last of "none of these"."""
    letters = LETTERS[: len(group) + 1]
    topics = [(letter, asked.title, asked.question) for letter, asked in zip(letters, group, strict=False)]
    question = prompt("sort", topics=topics, none=letters[-1], sentence=shown(sentence.text))
    odds = engine.odds(question, tuple(letters))
    return [max(FLOOR, math.log(share)) if share > 0 else FLOOR for share in odds.shares], odds.usage


def _probable(section: int, own: Shares, rivals: Shares, extra: Sequence[float]) -> list[float]:
    """The rule's probability, 0.0 to 1.0, that each sentence answers a section."""
    standing = _standard([row[section] for row in own])
    return [
        1 / (1 + math.exp(-(BASE + OWN * a + RIVALS * row[section] + b)))
        for a, row, b in zip(standing, rivals, extra, strict=True)
    ]


def _extras(sentences: Sequence[Sentence], sections: Sequence[Asked]) -> Iterator[list[float]]:
    """For each section, what words and names add to the rule's sum, sentence by sentence."""
    common = _common(sentences)
    names = _standard([named(s.text) for s in sentences])
    for asked in sections:
        words = _standard([shared(s.text, asked, common, len(sentences)) for s in sentences])
        yield [WORDS * w + (NAMES * n if asked.identity else 0.0) for w, n in zip(words, names, strict=True)]


def named(text: str) -> float:
    """How many names a sentence has: runs of capitalised words that do not begin it, and persons with their offices."""
    return len(set(_NAME.findall(text))) + OFFICE * len(list(people(text)))


def _standard(values: Sequence[float]) -> list[float]:
    """Mean 0, standard deviation 1; all 0 where all are equal."""
    mean, spread = fmean(values), pstdev(values)
    return [(v - mean) / spread if spread > 1e-9 else 0.0 for v in values]


def _common(sentences: Sequence[Sentence]) -> Counter[str]:
    """In how many sentences each stem stands."""
    return Counter(stem for s in sentences for stem in _stems(s.text))


@cache
def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+", re.sub(r"\b((?:[A-Z]\.){2,})", lambda m: m[1].replace(".", ""), text))
    return frozenset(
        _stem(w if w.isupper() and len(w) < 4 else w.lower()) for w in words if w.lower() not in _EMPTY or w == "US"
    )


@cache
def _stem(word: str) -> str:
    from snowballstemmer import stemmer

    from summarize.countries import entity

    known = entity(word) if word[:1].isupper() else None
    return known or str(stemmer("english").stemWord(word.lower()))
