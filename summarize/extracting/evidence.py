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
from summarize.extracting.signs import signs
from summarize.extracting.windows import shown
from summarize.models import Usage
from summarize.schema.load import SchemaSection
from summarize.source import Sentence

# Weights of log-odds, those of `signs` among them, fitted on the embedded model's answers to 1,200 pairs: five hand-labelled
# articles of one story and schema, and six of two other stories under another one, with a base for each schema; rounded.
# Fitted on either schema alone, the weights that both have differ by less than half.
YES, RIVALS, BESIDE = 2.5, -1.5, 1.0
# Log-odds that a neighbour counts for at most: what a sure model says of one sentence must not decide on the next.
NEAR = 1.0
# Between the bases of the two schemas (-1.3 and 0.2): of the one's pairs .19 are answers, of the other's .52.
BASE = -0.54
# Of a pair that the signs alone give less than this the model is not asked. That leaves half of the pairs, .85 of the answers.
OPEN = 0.344
# Of the rule's probability. From .60 to .65 evidence F1 moves by .02 on each story.
CUT = 0.62
# Log-odds of yes that at least one sentence must reach, or the section is not addressed.
ADDRESSED = -0.2

Odds = dict[int, float]  # index of a sentence that the model was asked about -> log-odds of yes, centred


class Evidence(NamedTuple):
    """Section name -> the sentences that answer it, in text order; and what it took to know."""

    sentences: dict[str, tuple[Sentence, ...]]
    usage: Usage


def evidence(sentences: Sequence[Sentence], sections: Sequence[SchemaSection], engine: Engine) -> Evidence:
    """Find the sentences that answer each section. One may answer several sections, or none. Raises EngineError."""
    usage = Usage()
    told = list(signs(sentences, sections))
    yes: list[Odds] = []
    for asked, tells in zip(sections, told, strict=True):
        odds, spent = _asked(sentences, asked, tells, engine)
        yes.append(odds)
        usage += spent
    chosen = {
        asked.name: tuple(sentences[n] for n in yes[k] if logistic(_odds(n, k, told[k][n], yes)) > CUT)
        for k, asked in enumerate(sections)
    }
    return Evidence(chosen, usage)


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
    """How readily the model says yes depends on the question more than on the sentence: less the mean. One alone stays."""
    mean = fmean(yes.values()) if len(yes) > 1 else 0.0
    return {n: odds - mean for n, odds in yes.items()}


def _odds(sentence: int, section: int, told: float, yes: Sequence[Odds]) -> float:
    """The rule's log-odds that a sentence answers a section. What the model was not asked about counts as average."""
    own = yes[section]
    rivals = [odds.get(sentence, 0.0) for k, odds in enumerate(yes) if k != section]
    beside = fmean(max(-NEAR, min(NEAR, own.get(n, 0.0))) for n in (sentence - 1, sentence + 1))
    return BASE + told + YES * own[sentence] + RIVALS * (fmean(rivals) if rivals else 0.0) + BESIDE * beside
