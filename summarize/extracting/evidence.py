"""Which sentences answer which section, found by a model that weighs, one token a question.

A small model names the wrong sentences when it is asked for their numbers, and no better ones when it is asked to sort them.
But how readily it says yes, when it is asked of a sentence and a section whether one answers the other, ranks sentences well
once it is made comparable: against what it says of headings, against the sentence's other sections, and beside its neighbours.
What can be told without a model (see `signs`) adds to that, and comes first: of a pair that it speaks against the model is not
asked. One logistic rule, the same for every section of every schema; it knows no domain.

How likely a sentence is an answer depends on itself, its two neighbours and the schema, not on the rest of its article: one
sentence more (a caption, an instruction to the model) moves nothing but what it stands beside.
"""

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import NamedTuple

from summarize.engines import Engine
from summarize.engines.logprobs import log_odds, logistic
from summarize.engines.prompts import prompt
from summarize.extracting.signs import signs
from summarize.extracting.windows import shown
from summarize.models import Directness
from summarize.records import Usage
from summarize.schema.load import SchemaSection
from summarize.source import Sentence

# Weights of log-odds, fitted together with those of `signs` on the embedded model's answers to 745 open pairs of eleven
# hand-labelled articles, and rounded: five of one story (A), six of two others under another schema (B, C). As they stand,
# evidence F1 above DETAIL is .77 on A, .82 on B, .81 on C. Fitted on A alone (but for numbers and voices, which its questions
# do not ask for), .68 on B and .79 on C; on B and C alone (but for the names that A's questions have), .70 on A; each article
# left out in turn, .76, .80, .81. With words that sentence and question share beside these they are the same.
BASE, YES, RIVALS, BESIDE = -0.4, 2.4, -2.2, 1.0
# Log-odds that a rival or a neighbour counts for at most: what a sure model says of one pair must not decide on the next.
NEAR = 1.0
# How readily the model says yes depends on the question more than on the sentence. What it says of headings shows how readily:
# they speak of the subject and answer nothing. Shares of two of them, the schema's title and the titles of its other sections.
# Log loss on pairs of articles left out in turn is .489 with it, .521 with the mean of the article's own sentences, which every
# sentence moves (the median .548, a robust mean .545), .532 with headings of any article ("Background"), .552 with nothing,
# .638 with unrelated sentences ("It rained").
TITLE, OTHER_TITLES = 0.4, 0.6
# Of what the signs add, from which the model is asked. Of A's 515 pairs that leaves 262, with 84 of the 99 that are answers; of
# 685 of B and C 495, with 310 of 353.
OPEN = 0.0
# Of the rule's probability, from which a sentence is an answer at all, adds to one, or answers directly. On A, .59 of what is
# above CUT is evidence, with .82 of the core facts; above DETAIL .75, with .79; above MAIN .84, with .61. On B it is .80 with
# .83, .83 with .80, .89 with .52. A page shows direct answers first, and what is above CUT alone only if there is room.
CUT, DETAIL, MAIN = 0.36, 0.50, 0.70
# Log-odds of yes from which a sentence may be an answer, whatever else speaks for it: the lowest of 390 that are one has -1.04.
LEAST = -1.1


class Evidence(NamedTuple):
    """Section name -> the sentences that answer it, in text order, each with how likely; and what it took to know."""

    sentences: dict[str, dict[Sentence, float]]
    usage: Usage


class _Said(NamedTuple):
    """What the model says of one section: log-odds of yes by the index of the sentence asked about, and of the headings."""

    yes: Mapping[int, float]
    headings: float

    def above(self, sentence: int) -> float:
        """By how much it says yes more readily than to the headings. What it was not asked about counts as they do."""
        return self.yes.get(sentence, self.headings) - self.headings

    def near(self, sentence: int) -> float:
        """The same within bounds, for what stands beside the sentence or rivals with it."""
        return max(-NEAR, min(NEAR, self.above(sentence)))


def evidence(sentences: Sequence[Sentence], title: str, sections: Sequence[SchemaSection], engine: Engine) -> Evidence:
    """Find the sentences that answer each section of the schema with this title. One may answer several sections, or none.

    Raises EngineError.
    """
    usage = Usage()
    told = list(signs(sentences, sections))
    said: list[_Said] = []
    for asked, tells in zip(sections, told, strict=True):
        headings = _headings(title, [other.title for other in sections if other is not asked])
        answers, spent = _asked(sentences, asked, tells, headings, engine)
        said.append(answers)
        usage += spent
    found: dict[str, dict[Sentence, float]] = {}
    for k, asked in enumerate(sections):
        likely = {n: logistic(BASE + told[k][n] + _weight(n, k, said)) for n, odds in said[k].yes.items() if odds > LEAST}
        found[asked.name] = {sentences[n]: p for n, p in likely.items() if p > CUT}
    return Evidence(found, usage)


def directness(likely: float) -> Directness:
    """How directly a sentence answers that is an answer with this probability."""
    return "main" if likely > MAIN else "detail" if likely > DETAIL else "aside"


def _headings(title: str, others: Sequence[str]) -> dict[str, float]:
    """What a section's sentences are measured against, with the share of each."""
    return {title: TITLE, "".join(f"{other}. " for other in others): OTHER_TITLES} if others else {title: 1.0}


def _asked(
    sentences: Sequence[Sentence], asked: SchemaSection, tells: Sequence[float], headings: Mapping[str, float], engine: Engine
) -> tuple[_Said, Usage]:
    """Ask whether each open sentence answers a section, and whether the headings do; and what it took."""
    opened = [n for n, told in enumerate(tells) if told >= OPEN]
    yes, spent = _odds([sentences[n].text for n in opened], asked, engine)
    levels, more = _odds(headings if opened else (), asked, engine)
    level = sum(share * odds for share, odds in zip(headings.values(), levels, strict=True)) if opened else 0.0
    return _Said(dict(zip(opened, yes, strict=True)), level), spent + more


def _odds(texts: Iterable[str], asked: SchemaSection, engine: Engine) -> tuple[list[float], Usage]:
    """The log-odds of yes for each text, and what it took."""
    questions = (prompt("answers", question=asked.question, sentence=shown(text)) for text in texts)
    replies = [engine.choose(question, ("yes", "no")) for question in questions]
    return [log_odds(reply.probability) for reply in replies], sum((reply.usage for reply in replies), Usage())


def _weight(sentence: int, section: int, said: Sequence[_Said]) -> float:
    """What the model's answers add to the log-odds of a pair."""
    own = said[section]
    rivals = [other.near(sentence) for other in said if other is not own]
    beside = [own.near(n) for n in (sentence - 1, sentence + 1)]
    return YES * own.above(sentence) + RIVALS * fmean(rivals or [0.0]) + BESIDE * fmean(beside)
