"""What it takes to bring the articles of one story together, and to write its page."""

import math

from summarize.checking.listing import MOST as JUDGED
from summarize.costing.taken import LINE, Material, Taken, listing
from summarize.reconciling.budgets import budgets
from summarize.reconciling.proposing import MOST as GROUPED
from summarize.reconciling.proposing import ROUNDS
from summarize.writing.front import LISTED
from summarize.writing.page import SENTENCE, page_words

# Of claims that are brought together, what is left as findings; and how many must be asked about, whether a report carries what
# several say. Guesses between none and all: no careful model's were counted over many stories.
LEFT, CARRYING = 0.7, 0.5
CITED = 3  # sentences that one sentence of a page rests on
# What a model that weighs takes to compare two statements, or a text and a statement: the mean of seven recorded questions.
COMPARING = Taken(1, 542, 1)


def grouped(story: Material, sections: int) -> Taken:
    """As a model that writes does it: groups by section, in windows and then the groups of these, and who carries them."""
    taken = Taken()
    for _ in range(sections):
        claims = story.claims / sections
        for _ in range(ROUNDS if claims >= 2 else 0):
            taken = taken.plus(listing("reconcile", claims, GROUPED, each=LINE))
            if claims <= GROUPED:
                break
            claims *= LEFT
    carrying = story.claims * CARRYING if story.articles > 1 else 0.0
    return taken.plus(listing("judge_claims", carrying, JUDGED, each=LINE + story.sentence))


def compared(story: Material) -> Taken:
    """As a model that weighs does it: pair by pair, as often as it may."""
    return COMPARING.times(sum(budgets(None, articles=math.ceil(story.articles))))


def page(story: Material) -> Taken:
    """The page, and the proof of each of its sentences."""
    front = listing("front", min(LISTED, story.claims * LEFT), LISTED, each=LINE)
    sentences = page_words(round(story.words)) / SENTENCE if story.claims else 0.0
    return front.plus(listing("judge_claims", sentences, JUDGED, each=LINE + CITED * story.sentence))
