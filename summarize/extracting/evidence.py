"""Which sentences answer which section, found by a model that weighs, one token a question.

A small model names the wrong sentences when it is asked for their numbers, and no better ones when it is asked to sort them.
But how readily it says yes, when it is asked of a sentence and a section whether one answers the other, ranks sentences well
once it is made comparable: against the section's other sentences, against the sentence's other sections, and beside its
neighbours. What can be told without a model (see `signs`) adds to that, and comes first: of a pair that it as good as rules
out the model is not asked. One logistic rule, the same for every section of every schema; it knows no domain.
"""

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import NamedTuple

from summarize.engines import Engine
from summarize.engines.logprobs import log_odds, logistic
from summarize.engines.prompts import prompt
from summarize.extracting.signs import general, signs
from summarize.extracting.windows import shown
from summarize.models import Directness
from summarize.records import Usage
from summarize.schema.load import SchemaSection
from summarize.source import Sentence

# Weights of log-odds, fitted together with those of `signs` on the embedded model's answers to the 706 open pairs of eleven
# hand-labelled articles, and rounded: five of one story (A), six of two others under another schema (B, C); a base for each
# schema. As they stand, evidence F1 is .78 on A, .76 on B, .77 on C. Fitted on A alone (but for numbers and voices, which its
# questions do not ask for), .73 on B and .75 on C; on B and C alone (but for the names that A's questions have), .77 on A; each
# article left out in turn, .76, .74, .73. Two runs that ask in another order differ by .01 or .02.
YES, RIVALS, BESIDE = 2.5, -1.5, 1.0
# Log-odds that a rival or a neighbour counts for at most: what a sure model says of one pair must not decide on the next.
NEAR = 1.0
# Between the bases of the two schemas (-1.3 and 0.2): of the one's pairs .19 are answers, of the other's .52. See `general`.
BASE = -0.54
# Of a pair that the signs alone give less than this the model is not asked. Of A's 515 pairs that leaves 239, with 85 of the 99
# that are answers; of 685 of B and C 467, with 301 of 353.
OPEN = 0.344
# Of the rule's probability, from which a sentence is an answer at all, adds to one, or answers directly. On A, .58 of what is
# above CUT is evidence, with .81 of the core facts; above DETAIL .80, with .74; above MAIN .83, with .51. On B it is .77 with
# .81, .91 with .66, .96 with .53. A page shows direct answers first, and what is above CUT alone only if there is room.
CUT, DETAIL, MAIN = 0.40, 0.63, 0.75
# Log-odds of yes that at least one sentence must reach, or the section is not addressed. All 54 sections that the articles
# answer reach it (the lowest -.16), and of A's questions to B and C, 9 of 16 that are not answered there.
ADDRESSED = -0.2

Odds = dict[int, float]  # index of a sentence that the model was asked about -> log-odds of yes, centred


class Evidence(NamedTuple):
    """Section name -> the sentences that answer it, in text order, each with how likely; and what it took to know."""

    sentences: dict[str, dict[Sentence, float]]
    usage: Usage


def evidence(sentences: Sequence[Sentence], sections: Sequence[SchemaSection], engine: Engine) -> Evidence:
    """Find the sentences that answer each section. One may answer several sections, or none. Raises EngineError."""
    usage = Usage()
    told, base = list(signs(sentences, sections)), BASE + general(sentences, sections)
    yes: list[Odds] = []
    for asked, tells in zip(sections, told, strict=True):
        odds, spent = _asked(sentences, asked, tells, engine)
        yes.append(odds)
        usage += spent
    likely = {
        asked.name: {sentences[n]: logistic(base + told[k][n] + _weight(n, k, yes)) for n in yes[k]}
        for k, asked in enumerate(sections)
    }
    return Evidence({name: {s: p for s, p in own.items() if p > CUT} for name, own in likely.items()}, usage)


def directness(likely: float) -> Directness:
    """How directly a sentence answers that is an answer with this probability."""
    return "main" if likely > MAIN else "detail" if likely > DETAIL else "aside"


def _asked(sentences: Sequence[Sentence], asked: SchemaSection, tells: Sequence[float], engine: Engine) -> tuple[Odds, Usage]:
    """Ask of each open sentence whether it answers a section; and what it took. Nothing where the model never says yes."""
    usage = Usage()
    yes: Odds = {}
    for n, (sentence, told) in enumerate(zip(sentences, tells, strict=True)):
        if logistic(BASE + told) > OPEN:
            question = prompt("answers", question=asked.question, sentence=shown(sentence.text))
            reply = engine.choose(question, ("yes", "no"))
            yes[n] = log_odds(reply.probability)
            usage += reply.usage
    return ({} if max(yes.values(), default=ADDRESSED - 1) < ADDRESSED else _centred(yes)), usage


def _centred(yes: Mapping[int, float]) -> Odds:
    """Less the mean, for how readily the model says yes depends on the question more than on the sentence.

    The mean is as if it had been undecided about one more: of two sentences with the same odds both may be answers.
    """
    mean = sum(yes.values()) / (len(yes) + 1)
    return {n: odds - mean for n, odds in yes.items()}


def _weight(sentence: int, section: int, yes: Sequence[Odds]) -> float:
    """What the model's answers add to the log-odds of a pair. What it was not asked about counts as average."""
    rivals = [_bounded(odds, sentence) for k, odds in enumerate(yes) if k != section]
    beside = [_bounded(yes[section], n) for n in (sentence - 1, sentence + 1)]
    return YES * yes[section][sentence] + RIVALS * fmean(rivals or [0.0]) + BESIDE * fmean(beside)


def _bounded(odds: Odds, sentence: int) -> float:
    return max(-NEAR, min(NEAR, odds.get(sentence, 0.0)))
