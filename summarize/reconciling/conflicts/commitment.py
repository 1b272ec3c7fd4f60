"""Word lists for what a statement tells: how far somebody has gone, for or against, when, where, on which condition.

General English, of no domain; what each list is for stands in its file. Lists that are compared with stems hold stems.
"""

from summarize.language.days import MONTHS, WEEKDAYS
from summarize.language.lexicon import phrases, rows, words
from summarize.language.parsing import markers, stem
from summarize.language.speakers import SAYING

# How far somebody has gone, from a thing done down to hearsay. Steps of one are often both true (a council approves what it
# plans), so that `conflicts` asks for two.
DONE, DECIDED, PLANNED, PROPOSED, OPEN, HEARSAY = 6, 5, 4, 3, 2, 1
_LADDER = {"decided": DECIDED, "planned": PLANNED, "proposed": PROPOSED, "open": OPEN, "hearsay": HEARSAY}
STEPS = {phrase: step for name, step in _LADDER.items() for phrase in phrases(f"commitment.{name}")}
MARKERS = markers(*STEPS)
IDIOMS = markers(*phrases("commitment.idioms"))
COMPATIBLE = words("commitment.compatible")
NOUNS = words("commitment.nouns")
BEFORE_NOUN = words("commitment.before-noun")
CHAINED = words("commitment.chained")

SIDES = {
    stem(word): (stem(row[0].split()[0]), side)
    for row in rows("polarity.opposite-acts")
    for side, half in enumerate(row)
    for word in half.split()
}
STANCE = stem("support")
UNDECIDED = markers(*phrases("commitment.undecided"))
NOT_YET = words("commitment.not-yet")
VIEWS = words("commitment.views")
TAKING = words("commitment.taking")
REGARDING = words("commitment.regarding")
DENYING = words("commitment.denying")
PARTLY = words("commitment.partly")
LIGHT = words("commitment.light")
ACT_NOUNS = words("commitment.act-nouns")
ATTRIBUTING = SAYING - words("commitment.urging")
TIMES = words("commitment.times").union(MONTHS, WEEKDAYS) - {"may"}
PERIODS = words("commitment.periods")
RELATIVE_TIME = words("commitment.relative-time")
SCOPE = words("commitment.scope")
STRICT = words("commitment.strict")
ORDER = words("commitment.order")
OFFICES = words("commitment.offices")
PRONOUNS = words("commitment.pronouns")
BREAKING = frozenset({"that", "which", "who", "whose"})
HELPERS = words("commitment.helpers")
MORE_PAST = frozenset({"upheld", "quit", "shut"})
SHORT = frozenset(word for phrase in STEPS for word in phrase.split()[:1]) - words("commitment.not-alone")
WISHING = words("commitment.wishing")
OUGHT = words("commitment.ought")
AHEAD = words("commitment.ahead")
PAST_HELPERS = words("commitment.past-helpers")
# The stems that say how far or for and against, and so nothing about the thing itself.
ACTS = frozenset({stem(word) for phrase in STEPS for word in phrase.split()} | ACT_NOUNS | SIDES.keys())
