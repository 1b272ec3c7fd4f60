"""Word lists for what a statement tells: how far somebody has gone, for or against, when, where, on which condition.

General English, of no domain. Lists that are compared with stems hold stems.
"""

from summarize.language.lexicon import phrases, words
from summarize.language.parsing import markers, stem
from summarize.language.speakers import SAYING

# How far somebody has gone, from a thing done down to hearsay. Steps of one are often both true (a council approves what it
# plans), so that `conflicts` asks for two.
DONE, DECIDED, PLANNED, PROPOSED, OPEN, HEARSAY = 6, 5, 4, 3, 2, 1
_LADDER: tuple[tuple[int, tuple[str, ...]], ...] = (
    (
        DECIDED,
        phrases("""
approved, approves, approve, approving, adopted, adopts, adopt, adopting, signed, signs, sign, signing, ratified, ratifies,
ratify, ratifying, agreed, agrees, agree, agreeing, decided, decides, decide, deciding, endorsed, endorses, endorse, authorised,
authorized, authorises, authorizes, enacted, enacts, granted, grants, voted for, votes for, voted to, votes to, resolved to
"""),
    ),
    (
        PLANNED,
        phrases("""
will, won't, shall, plan, plans, planned, planning, intends, intend, intended, committed, commits, commit, pledged, pledges,
pledge, promised, promises, promise, vowed, vows, vow, going to, set to, undertook to, undertakes to
"""),
    ),
    (
        PROPOSED,
        phrases("""
proposed, proposes, propose, proposing, offered, offers, offer, offering, suggested, suggests, suggest, recommended,
recommends, called for, calls for, urged, urges
"""),
    ),
    (
        OPEN,
        phrases("""
considering, considers, consider, considered, weighing, weighs, weighed, weigh, mulling, mulls, mulled, exploring, explores,
explored, open to, openness, may, might, could, possible, possibility, possibly, perhaps, potentially, not ruled out, not rule
out, thinking about, willing, willingness, toying with, discussing, discusses, discussed, discuss, debating, debates, debated
"""),
    ),
    (HEARSAY, phrases("reportedly, allegedly, rumoured, rumored, apparently, supposedly, purportedly, said to, believed to")),
)
STEPS = {" ".join(phrase.split()): step for step, line in _LADDER for phrase in line}
# Have words of the ladder, and are none.
IDIOMS = markers(*phrases("the willing, weighed in, weighs in, weigh in, weighing in"))
MARKERS = markers(*STEPS)
# Somebody who discussed or proposed a thing may well have approved it afterwards: no account that differs for certain.
COMPATIBLE = words("discuss debat propos offer suggest recommend call urg")
# Nouns more often than verbs, unless they stand where the verb stands.
NOUNS = words("""
plan plans planning offer offers offering promise promises pledge pledges vow vows debate debates sign signs grant grants
""")
BEFORE_NOUN = words("a an the its their his her this that these those any some no of for in on new first")
CHAINED = words("""
to not also be been being have has had the formally officially publicly now yet on in an a
""")

# Opposite stances and acts: left and right of the stroke. The first word names the pair.
_PAIRS = """
support back endorse favour favor accept approve adopt welcome ratify backing supportive / oppose reject refuse veto
allow permit / ban forbid prohibit block prevent
join enter / leave quit
open reopen / close shut
raise increase lift / cut lower reduce
rise grow / fall falling shrink
win / lose
start begin / stop end halt
confirm / deny
extend / shorten
uphold upheld / overturn
convict / acquit
guilty / innocent
legal / illegal
hire / fire
buy buying / sell selling
"""
SIDES = {
    stem(word): (stem(line.split()[0]), side)
    for line in _PAIRS.strip().splitlines()
    for side, half in enumerate(line.split("/"))
    for word in half.split()
}
STANCE = stem("support")
UNDECIDED = markers(
    *phrases("""
undecided, not decided, yet to decide, not yet decided, still deciding, non-committal, noncommittal, on the fence, neutral on,
remains neutral, remain neutral, remained neutral, stays neutral, stayed neutral, is neutral, are neutral, was neutral
""")
)
# `has not yet taken a definitive stance`, `made no final decision`: one of the first, and one of the second close behind.
NOT_YET = words("no not never without yet hasn't haven't hadn't didn't doesn't isn't aren't neither")
VIEWS = words("stance position decision mind minds side sides view")
TAKING = words("""
take taken took taking make made making reach reached announce announced adopt adopted come came form formed up have had to
a an any its his her their the clear definitive definite final firm formal official public yet
""")
# Open what a stance, or the lack of one, is about.
REGARDING = words("on about over regarding concerning whether toward towards of if how when")
# Before `to` or an -ing form these deny what follows; before a thing they are one side of a pair.
DENYING = words("refus declin fail unabl unwil deni reject")
# `not all`, `not yet`: what follows is denied in part, or for now. How much is left is anybody's guess.
PARTLY = words("""
all every everyone fully entirely necessarily always immediately much only just merely simply very many enough
""")
LIGHT = words("""
express voic signal show indic say state announc declar confirm tell add note make take give put come hold offici formal
public recent final acknowledg alreadi still now today also reported agre decid resolv vote move formally officially publicly
recently finally already thing matter issu new-found current currently newly yesterday ahead idea notion
""")
ACT_NOUNS = words("""
resolut motion decis vote proposal propos plan possibl open interest idea readi will bill measur step move allow permit law
legisl deal intent prospect option statement
""")
ATTRIBUTING = SAYING - words("""
urged urges demanded demands promised vowed wants suggested suggests calls called denied denies claims
""")
TIMES = words("""
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october
november december yesterday today tomorrow tonight spring summer autumn winter weekend quarter annually yearly
""")
PERIODS = words("day days week weeks month months year years decade season night morning evening")
RELATIVE_TIME = words("last this next previous past coming following earlier later")
SCOPE = words("""
north south east west northern southern eastern western northeast northwest southeast southwest central whole entire entirely
national nationwide regional local worldwide global abroad domestic foreign overseas all every each some most many few several
majority minority part parts partly half only both none among first second third temporary temporarily permanent permanently
limited partial former main
""")
STRICT = words("if unless until till provided providing pending whether except")
ORDER = words("before after once when while during following since amid")
# Whoever speaks for a state or body is called by one of these beside its name.
OFFICES = words("""
government administration authorities officials official spokesperson spokesman spokeswoman president minister leadership
cabinet leader chief head director chairman chairwoman
""")
PRONOUNS = words("he she they it who which")
BREAKING = words("that which who whose")
HELPERS = words("""
is are was were be been has have had do does did will would shall should can could may might must won't wouldn't can't cannot
isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't shouldn't couldn't not never
""")
MORE_PAST = words("upheld quit shut")
SHORT = frozenset(word for phrase in STEPS for word in phrase.split()[:1]) - words("no not thinking set said believed")
WISHING = words("""
want wants wanted hope hopes hoped demand demands demanded ask asks asked seek seeks sought urge urges wish wishes
""")
OUGHT = words("should must ought need needs needed")
AHEAD = words("would wouldn't expected expects due scheduled aims aim")
PAST_HELPERS = words("did didn't has have had was were hasn't haven't hadn't wasn't weren't")
# The stems that say how far or for and against, and so nothing about the thing itself.
ACTS = frozenset({stem(word) for phrase in STEPS for word in phrase.split()} | ACT_NOUNS | SIDES.keys())
