"""Which sentences answer which section, found by a model that weighs, in two looks of one token each.

A small model names the wrong sentences when it is asked for their numbers. But the shares that it gives to letters, one for
each section, rank sentences well once they are made comparable: against the article's other sentences, against the other
sections, and beside the words and names that question and sentence share; where a section asks for things with names, also
beside the names in the sentence. One logistic rule over these numbers, the same for every section of every schema, rules out
most pairs of sentence and section. Of what it leaves open the model is asked pair by pair, yes or no, with a few examples from
other walks of life, and a second rule decides. Neither knows a domain.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from statistics import fmean, pstdev
from typing import NamedTuple

from summarize.engines import Engine
from summarize.engines.logprobs import log_odds, logistic
from summarize.engines.prompts import prompt
from summarize.extracting.windows import shown
from summarize.language.names import identities
from summarize.language.parsing import snowball
from summarize.language.people import people
from summarize.models import Usage
from summarize.schema.load import SchemaSection
from summarize.source import Sentence

# The first rule's weights, fitted on 104 sentences and 5 sections of five hand-labelled articles with the embedded model.
OWN, RIVALS, WORDS, NAMES, ASKED_FOR, BASE = 0.90, 0.08, 0.46, 1.40, 1.30, -1.67
# What the first rule gives less than this is not asked again. Of 520 pairs of the five articles 255 are asked.
OPEN = 0.10
# The second rule's weights, fitted on what is asked: the first rule's log-odds, those of "yes", those of both neighbours.
FIRST, YES, BESIDE, SHIFT = 0.81, 1.27, 0.12, 0.20
# Of the second rule's probability. On the five articles cuts from .28 to .40 give evidence F1 .74 to .75, which is noise;
# fitted on four and tried on the fifth, .73 to .76, where the first rule alone has .70 at its best cut. Low, because an analyst
# can skip a sentence that is beside the point, but not see a missing one.
CUT = 0.37
# Log-odds of yes that at least one sentence must reach, or the section is not addressed: the even chance, less what they
# differ by between two builds of one model. All 24 sections that the five articles answer reach it (the lowest .02), and 4 of
# 20 that five articles on other subjects do not answer.
ADDRESSED = -0.1

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


def evidence(sentences: Sequence[Sentence], sections: Sequence[SchemaSection], engine: Engine) -> Evidence:
    """Sort an article's sentences by section. A sentence may answer several sections, or none. Raises EngineError."""
    own, rivals, usage = _shares(sentences, sections, engine)
    chosen: dict[str, tuple[Sentence, ...]] = {}
    for k, (asked, extra) in enumerate(zip(sections, _extras(sentences, sections), strict=True)):
        first = _first(k, own, rivals, extra)
        yes, spent = _second_look(sentences, asked, first, engine)
        usage += spent
        chosen[asked.name] = tuple(s for s, p in zip(sentences, _probable(first, yes), strict=True) if p > CUT)
    return Evidence(chosen, usage)


def shared(text: str, asked: SchemaSection, common: Counter[str], count: int) -> float:
    """The weight of the words that a sentence and a section's question share: inverse frequency among `count` sentences."""
    return sum(math.log((count + 1) / (common[w] + 1)) for w in _stems(text) & _stems(f"{asked.title} {asked.question}"))


def _shares(sentences: Sequence[Sentence], sections: Sequence[SchemaSection], engine: Engine) -> tuple[Shares, Shares, Usage]:
    """The first look: each sentence's log-share of each section's letter, by itself and over its rivals'; and what it took."""
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
    return own, rivals, usage


def _sorted(sentence: Sentence, group: Sequence[SchemaSection], engine: Engine) -> tuple[list[float], Usage]:
    """The natural logs of the shares of a group's letters, and last of "none of these"."""
    letters = LETTERS[: len(group) + 1]
    topics = [(letter, asked.title, asked.question) for letter, asked in zip(letters, group, strict=False)]
    question = prompt("sort", topics=topics, none=letters[-1], sentence=shown(sentence.text))
    odds = engine.choose(question, tuple(letters))
    return [max(FLOOR, math.log(share)) if share > 0 else FLOOR for share in odds.shares], odds.usage


def _first(section: int, own: Shares, rivals: Shares, extra: Sequence[float]) -> list[float]:
    """The first rule's log-odds that each sentence answers a section."""
    standing = _standard([row[section] for row in own])
    return [BASE + OWN * a + RIVALS * row[section] + b for a, row, b in zip(standing, rivals, extra, strict=True)]


def _second_look(
    sentences: Sequence[Sentence], asked: SchemaSection, first: Sequence[float], engine: Engine
) -> tuple[dict[int, float], Usage]:
    """Ask of each open sentence whether it answers: index -> the log-odds of yes, centred; and what it took.

    Centred, because how readily the model says yes depends on the question more than on the sentence. Nothing where it never
    says yes.
    """
    usage = Usage()
    yes: dict[int, float] = {}
    for n, (sentence, odds) in enumerate(zip(sentences, first, strict=True)):
        if logistic(odds) > OPEN:
            question = prompt("answers", question=asked.question, sentence=shown(sentence.text))
            reply = engine.choose(question, ("yes", "no"))
            yes[n] = log_odds(reply.probability)
            usage += reply.usage
    if max(yes.values(), default=ADDRESSED - 1) < ADDRESSED:
        return {}, usage
    mean = fmean(yes.values())
    return {n: odds - mean for n, odds in yes.items()}, usage


def _probable(first: Sequence[float], yes: Mapping[int, float]) -> Iterator[float]:
    """The second rule's probability, 0.0 to 1.0, that each sentence answers; 0 for those that were not asked about."""
    middle = fmean(first) if first else 0.0
    for n, odds in enumerate(first):
        beside = sum(first[at] if 0 <= at < len(first) else middle for at in (n - 1, n + 1))
        yield logistic(SHIFT + FIRST * odds + YES * yes[n] + BESIDE * beside) if n in yes else 0.0


def _extras(sentences: Sequence[Sentence], sections: Sequence[SchemaSection]) -> Iterator[list[float]]:
    """For each section, what words and names add to the first rule's sum, sentence by sentence."""
    common = _common(sentences)
    known = identities([" ".join(s.text for s in sentences)])
    named_here = [known.mentioned(s.text) for s in sentences]
    names = _standard([named(s.text) for s in sentences])
    for asked in sections:
        words = _standard([shared(s.text, asked, common, len(sentences)) for s in sentences])
        wanted = known.mentioned(f"{asked.title}: {asked.question}")
        meets = [(1.0 if wanted & here else -1.0) if wanted else 0.0 for here in named_here]
        yield [
            WORDS * w + ASKED_FOR * m + (NAMES * n if asked.identity else 0.0)
            for w, m, n in zip(words, meets, names, strict=True)
        ]


def named(text: str) -> float:
    """How many names a sentence has: runs of capitalised words that do not begin it, and persons with their offices."""
    if text.isupper():
        return 0.0  # in capitals nothing is a name more than anything else
    return len(set(_NAME.findall(text))) + OFFICE * len(list(people(text)))


def _standard(values: Sequence[float]) -> list[float]:
    """Mean 0, standard deviation 1; all 0 where all are equal."""
    if not values:
        return []
    mean, spread = fmean(values), pstdev(values)
    return [(v - mean) / spread if spread > 1e-9 else 0.0 for v in values]


def _common(sentences: Sequence[Sentence]) -> Counter[str]:
    """In how many sentences each stem stands."""
    return Counter(stem for s in sentences for stem in _stems(s.text))


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+", re.sub(r"\b((?:[A-Z]\.){2,})", lambda m: m[1].replace(".", ""), text))
    return frozenset(
        _stem(w if w.isupper() and len(w) < 4 else w.lower()) for w in words if w.lower() not in _EMPTY or w == "US"
    )


@lru_cache(maxsize=16384)
def _stem(word: str) -> str:
    from summarize.language.places import entity

    known = entity(word) if word[:1].isupper() else None
    return known or snowball(word.lower())
