"""Word lists that several guards share. English; a text of another language simply finds nothing here."""


def words(text: str) -> frozenset[str]:
    """Split a list that is written as running text."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[str, ...]:
    """Split a list of phrases that is written as running text with commas."""
    return tuple(p.strip() for p in text.split(",") if p.strip())


# After these a full stop does not end a sentence.
ABBREVIATIONS = words(
    "mr mrs ms dr st gen col sgt lt sen rep gov prof jr sr vs no inc ltd co corp dept est jan feb aug sept oct nov dec"
)

# A clause ends before these: what they open has its own polarity.
CLAUSE_OPENERS = words("but while whereas although though yet however")

# Grammar words carry no content of their own; the ones that carry meaning have a guard of their own.
STOP = words("""
a an the this that these those it its itself he him his she her hers they them their theirs we us our ours you your i my me
who whom whose which what where when why how there here and or nor but yet so if unless while whereas although though as
than of in on at by for from to into onto upon with within without about over under between among through during before
after until since against across toward towards along around near off out up down per via amid beyond besides despite also
too very just only even still already again ever never not no n't don't doesn't didn't isn't aren't wasn't weren't won't
wouldn't can't cannot couldn't shouldn't hasn't haven't hadn't is are was were be been being am 's has have had having do
does did doing done will would shall should can could may might must ought going get gets got such same other others another
some any all every each both either neither one ones more most less least many much few several own because therefore thus
then once now however rather instead zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million
billion trillion percent per cent
""")

# Forms that a suffix stemmer cannot bring together: the irregular verbs that news text uses.
IRREGULAR = dict(
    pair.split("/")
    for pair in """
said/say says/say told/tell led/lead leads/lead sent/send met/meet held/hold took/take taken/take made/make gave/give
given/give won/win lost/lose loss/lose fought/fight sought/seek bought/buy brought/bring thought/think caught/catch
taught/teach built/build rebuilt/rebuild rebuilding/rebuild spent/spend left/leave kept/keep felt/feel found/find
wrote/write written/write spoke/speak spoken/speak broke/break broken/break chose/choose chosen/choose drove/drive
driven/drive fell/fall fallen/fall rose/rise risen/rise grew/grow grown/grow knew/know known/know saw/see seen/see
went/go gone/go came/come became/become began/begin begun/begin ran/run paid/pay laid/lay sold/sell stood/stand
struck/strike shot/shoot withdrew/withdraw withdrawn/withdraw threw/throw thrown/throw drew/draw drawn/draw shook/shake
shaken/shake swore/swear sworn/swear hidden/hide hid/hide bore/bear born/bear bound/bind sank/sink sunk/sink stole/steal
stolen/steal ate/eat eaten/eat wore/wear worn/wear died/die dying/die death/die deaths/die dead/die signed/sign
signing/sign killed/kill decision/decide decided/decide proposal/propose support/support approval/approve refusal/refuse
denial/deny arrival/arrive withdrawal/withdraw growth/grow sale/sell sales/sell victory/win defeat/defeat
agreement/agree people/person men/man women/woman children/child countries/country policies/policy flew/fly flown/fly
hurt/hurt cut/cut hit/hit set/set shut/shut beat/beat beaten/beat overthrew/overthrow underwent/undergo
""".split()  # noqa: SIM905
)

# Past forms among the irregular ones: not every left side above is a verb.
IRREGULAR_PAST = words("""
said told led sent met held took taken made gave given won lost fought sought bought brought thought caught taught built
rebuilt spent left kept found wrote written spoke spoken broke broken chose chosen drove driven fell fallen rose risen grew
grown saw seen went gone came became began begun ran paid sold stood struck shot withdrew withdrawn threw thrown drew drawn
swore sworn sank sunk stole stolen underwent beat beaten hit
""")

# With one of these a statement keeps a reserve in its own words: what is feared, suspected or alleged is not told as a fact.
RESERVED = phrases("""
fear, fears, feared, fearing, concern, concerns, worry, worries, worried, suspect, suspects, suspected, suspecting, suspicion,
suspicions, suspicious, speculate, speculated, rumour, rumours, rumor, rumors, rumoured, rumored, allege, alleges, alleged,
alleging, allegedly, allegation, allegations, accuse, accuses, accused, accusing, accusation, accusations, claim, claims,
claimed, claiming, believe, believes, believed, belief, think, thinks, appear, appears, appeared, apparently, seem, seems,
seemed, hint, hints, hinted, threaten, threatens, threatened, threat, threats, danger, chance, chances, doubt, doubts, question,
unclear, uncertain, guess, estimate, estimates, estimated, predict, predicts, predicted, forecast, forecasts, warn, warns,
warned, can, purported, purportedly, supposedly, unconfirmed, reportedly, said to, is to, are to, if, unless, divided,
not been ruled out, not be ruled out, not been excluded, liable, prone, pending, called on, calls on, up to,
suggestion, suggestions
""")

# The cited text itself does not vouch for what follows one of these.
ALLEGED = phrases("""
allegedly, alleged, alleges, alleging, reportedly, purportedly, supposedly, apparently, rumoured, rumored, suspected, suspect,
accused of, suspected of, believed to, thought to, said to have, speculated, unconfirmed, unofficial, claimed that, claims that
""")

# Only a possibility is told.
POSSIBLE = phrases("""
could, may, might, possible, possibly, possibility, perhaps, maybe, potential, potentially, considering, considers,
consider, considered, under consideration, weighing, weighs, weigh, mulling, mulls, exploring, explores, discussing,
discussed, debating, studying, thinking about, open to, openness, likely, unlikely, probably, risk, risks, option, not ruled
out, not rule out, not excluded, cannot be ruled out, whether, prospect, speculation
""")

# A wish, plan, duty or offer: not yet done.
INTENDED = phrases("""
would, should, must, ought, plan, plans, planned, planning, propose, proposes, proposed, proposing, proposal, aim, aims,
aimed, aiming, seek, seeks, seeking, sought, intend, intends, intended, intention, expected, expects, expect, anticipated,
anticipates, asked to, hope, hopes, hoped, hoping, want, wants, wanted, ready, readiness, willing, willingness, prepared,
preparing, prepares, poised, scheduled, goal, promise, promised, promises, pledge, pledged, vowed, urged, urges, called for,
calls for, demand, demanded, offered, offer, envisioned, envisaged, suggests, suggested, suggesting, due to be, needs to,
need to, have to, has to, in order to, so that, draft, drafted, contingency, capable of, able to, planners, targets, target,
ask, asked, asks, let, allow, allows
""")

# Said to be sure to come.
CERTAIN = phrases("""
will, won't, shall, going to, set to, bound to, certain to, sure to, inevitably, definitely
""")

# True negators: they turn what follows in their clause.
NEGATORS = words("""
not n't no never without neither nor none nobody nothing nowhere cannot can't don't doesn't didn't isn't aren't wasn't
weren't won't wouldn't couldn't shouldn't hasn't haven't hadn't hardly scarcely barely
""")

# Verbs and adjectives that deny what follows them.
DENIERS = words("""
refuse refuses refused refusing refusal reject rejects rejected rejecting rejection deny denies denied denying denial fail
fails failed failing failure unlikely lack lacks lacked lacking oppose opposes opposed opposing opposition unable unwilling
decline prevent prevents prevented avoid avoids avoided avoiding dismiss dismisses dismissed stopped halted abandon
abandoned abandonment ban bans banned banning block blocked blocks impossible
""")

# Words with a negative sense inside: they may back a negation that the statement spells out.
NEGATIVE_SENSE = words("""
decline declines declined declining independently independent independence beyond instead rather unknown absent absence free
former end ended ends ending stop stops halt halts cease ceased unless until yet away outside unresolved unclear uncertain
excluding excluded barred bar bars forbidden prohibit prohibited illegal unlawful unable nor little few less missing empty
contrary dropped drop scrap scrapped cancelled canceled cancel postponed postpone suspended vacant unbeaten acquitted
cleared symbolic ease non vetoed veto exclude excludes closed
""")

# Not only A but also B says both: no negation.
NOT_ONLY = words("only just merely simply solely")
