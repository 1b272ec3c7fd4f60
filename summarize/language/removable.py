"""A sentence's parse -> the parts that it stands without. Pure: which parts they are, not what is done with them.

A part is taken only where the tree and the punctuation agree on both of its ends. What is left must be entailed by the
sentence, so whatever denies, hedges, limits, compares, dates or attributes is no part. A rule: a word -> the part under it, if
any.
"""

from collections.abc import Callable

from summarize.language import wordnet
from summarize.language.clauses import (
    DASHES,
    HELPERS,
    KEEPING,
    MEASURED,
    STOPS,
    WEEKDAY,
    Part,
    Run,
    affirmed,
    aside,
    counts,
    dated,
    ends,
    finite,
    opens,
    plain,
    pointing,
    quotations,
    root,
    set_off,
    span,
    speaks,
    subject,
    told,
    top,
    under_what_is_told,
)
from summarize.language.days import WEEKDAYS
from summarize.language.english import stop
from summarize.language.lexicon import phrases, words
from summarize.language.parsed import Parsed, Word
from summarize.language.polarity import denied

_CONNECTIVES, _IDLE = frozenset(phrases("removable.connectives")), words("removable.idle")
_OCCASIONS, _BACKGROUND = words("removable.occasions"), words("removable.background")
_STATUS = words("removable.status")
_CONCEDING = frozenset({"although", "though"})
_CLAUSES = _CONCEDING | {"as", "while", "after", "whereas", "because", "when"}
_BESIDE = frozenset({"with", "like", "from", "of", "together"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_WHEN = frozenset({"on", "in", "at", "during"})  # begin a time or a place
_BOUND = frozenset({"just", "only", "even", "not", "or", "and", "shortly", "soon"})  # `just after`, `not because`
_FILLING = frozenset({"dobj", "prep", "attr", "oprd", "ccomp", "xcomp", "agent"})
# What a verb or noun may be under, and still be meant when that is affirmed.
_CARRYING = _FILLING | {"pcomp", "acl", "conj", "pobj", "acomp", "relcl", "ROOT"}
_MEETINGS = ("statement", "speech", "message", "interview", "letter")
_SHORT = 6  # words of a bracket that goes in any case: `(IRBM)`, `(2,300 miles)`
_TAG = 12  # words of a clause that names who says it
_GAP = 1  # the comma between the tail of a quotation and its mark


def removable(sentence: Parsed) -> tuple[Part, ...]:
    """The parts of one sentence, in order; none where it is not read as one."""
    if root(sentence) is None:
        return ()
    found = {part for word in sentence.words for rule in _RULES if (part := rule(word)) is not None}
    spans = quotations(sentence.words)
    return tuple(sorted(p for p in found if not _cuts(p, spans) and not _holds_back(sentence.words, p)))


# What marks set off


def _relative(word: Word) -> Part | None:
    """`, which ...`: a comma before a relative pronoun other than `that` says that it does not restrict."""
    part = aside(word) if word.dep in ("relcl", "advcl") else None
    first = word.all[part.start : part.start + (4 if word.dep == "relcl" else 1)] if part else ()
    return part if part and part.start and any(w.tag in _RELATIVE and w.low != "that" for w in first) else None


def _apposition(word: Word) -> Part | None:
    """`Lund, the mayor,`: what a name is, not the name behind what it is, and no member of a list."""
    name = word.head
    if word.dep != "appos" or _listed(word) or _listed(name) or name.i > word.i:
        return None
    titled = name.entity == "PERSON" and word.entity not in ("PERSON", "GPE") and word.proper
    described = word.pos in ("NOUN", "NUM") and (name.proper or name.child("det", "poss", "relcl"))
    own = word.pos in ("NOUN", "NUM") and word.child("det", "poss", "relcl")
    return aside(word) if titled or own or (described and name.proper) else None


def _listed(word: Word) -> bool:
    return word.dep == "conj" or word.child("conj", "cc") is not None


def _participle(word: Word) -> Part | None:
    """`, raising hopes`, `, based in Porto,`, `, good enough for ...`, `Speaking to reporters, ...`, `, to mark ...`."""
    if word.dep not in ("advcl", "acl", "amod") or finite(word) or subject(word) or word.child("mark"):
        return None
    part, purpose = aside(word), any(w.low == "to" and w.dep == "aux" for w in word.children)
    if part is None or (word.dep == "amod" and word.i < word.head.i):
        return None
    if word.tag not in ("VBG", "VBN") and word.pos != "ADJ" and not (purpose and told(word.head)):
        return None
    return part if part.start or opens(word, part) else None


def _background(word: Word) -> Part | None:
    """`, amid calls for ...`, `Despite ...,`, `, including two children`, `After the vote, ...`, `, in a blow to ...`."""
    part = aside(word) if word.dep in ("prep", "advcl") else None
    if part is None:
        return None
    past = word.low == "after" and told(word.head) and not dated(word.all[part.start : part.end])
    if word.low in _BACKGROUND or past or _consists(word, part):
        return part if part.start or opens(word, part) else None
    return part if word.low in _BESIDE and part.start and _beside(word, part) else None


def _consists(word: Word, part: Part) -> bool:
    """`, in a blow to the club`, at the end: what the act was, in a word for acts."""
    noun = word.child("pobj")
    act = noun and noun.child("det") and noun.child("prep") and wordnet.topic(noun.lemma, "NOUN") == "act"
    done = told(word.head) and not counts(word.head, part.start)
    return bool(act) and word.low == "in" and part.start > 0 and done and not dated(word.all[part.start : part.end])


def _beside(word: Word, part: Part) -> bool:
    """`with Porto following`; or between a subject and its verb, as an aside."""
    below = (w for one in word.children for w in (one, *one.children))
    verb = word.head if word.head.pos in ("VERB", "AUX") else word.head.head
    own = subject(verb)
    between = own is not None and own.i < part.start and part.end < verb.i and word.all[part.end].text == ","
    return between or any(w.tag in ("VBG", "VBN") and w.dep in ("pcomp", "acl", "advcl") for w in below)


def _bracket(word: Word) -> Part | None:
    """`(600 miles)`; a date says when, and `(or not)` is half of what is said."""
    end = next((w.i + 1 for w in word.all[word.i + 1 :] if w.text == ")"), None) if word.text == "(" and word.i else None
    inside = word.all[word.i : end] if end else ()
    if end is None or dated(inside) or any(w.dep == "neg" or w.low in ("or", "not") for w in inside):
        return None
    return Part(word.i, end, word.i, "opening" if end - word.i <= _SHORT else "aside")


def _dashed(word: Word) -> Part | None:
    """`- the kind of ...` up to the other dash or the end, behind a whole main clause or within it."""
    sentence, main = word.all, top(word)
    own = subject(main)
    if word.text not in DASHES or not word.space or own is None or word.i < own.i:
        return None
    others = [w.i for w in sentence if w.text == word.text and w.space]
    last = next(at for at in range(len(sentence), 0, -1) if sentence[at - 1].text not in STOPS)
    end = next((i for i in others if i > word.i), last)
    inside = sentence[word.i + 1 : end]
    if sum(i < word.i for i in others) % 2 or not inside or word.i < main.i < end or any(map(_speech, inside)):
        return None
    head = min(inside, key=lambda w: (w.depth, w.i))
    return Part(word.i + 1, end, head.i)


def _speech(word: Word) -> bool:
    return word.pos == "VERB" and wordnet.topic(word.lemma, "VERB") == "communication"


# What opens it, or says nothing


def _opening(word: Word) -> Part | None:
    """`Meanwhile,`, `But`, `In fact,`; `, however,` in the middle."""
    start, end = span(word)
    said = " ".join(w.low for w in word.all[start:end])
    if word.dep not in ("advmod", "cc", "prep", "nsubj") or said not in _CONNECTIVES:
        return None
    before_comma = end < len(word.all) and word.all[end].text == ","
    if start:
        return Part(start, end, word.i, "filler") if before_comma and word.all[start - 1].text == "," else None
    return Part(start, end, word.i, "opening") if before_comma or word.dep == "cc" else None


def _idle(word: Word) -> Part | None:
    """`explicitly calls for`, `has also said`: an adverb right before its verb, or after the verb's helper."""
    verb, before = word.head, word.previous
    if word.low not in _IDLE or word.dep != "advmod" or word.children or verb.pos not in ("VERB", "AUX") or before is None:
        return None
    part = Part(word.i, word.i + 1, word.i, "opening")
    if word.low == "also":  # beside something that is not told here
        return part if before.text != "," and all(w.low != "only" for w in word.all[: word.i]) else None
    near = word.i < verb.i and all(w.dep in HELPERS | {"advmod"} for w in word.all[word.i + 1 : verb.i])
    doubted = any(w.low in MEASURED or w.dep == "neg" for w in word.all[: word.i])
    alone = before.text not in (",", "(") and before.tag != "RB"
    return part if near and alone and not doubted and _upward(verb, possible=True) else None


# What stands beside a verb


def _clause(word: Word) -> Part | None:
    """`while ...`, `after ...`: told beside a clause that stands without it."""
    if word.dep != "advcl" or not finite(word) or not subject(word):
        return None
    start, end = span(word)
    part, opener = Part(start, end, word.i), word.all[start + (word.all[start].low == "even")].low
    if opener not in _CLAUSES or (speaks(word) and opener == "as"):
        return None
    apart = set_off(start, end, word.all)
    if not (_apart(word, opener) if apart else _alone(word, start, end)) or (opener == "when" and apart):
        return None
    return part if start or (word.head.dep == "ROOT" and opens(word, part)) or opener in _CONCEDING else None


def _apart(word: Word, opener: str) -> bool:
    """Marks set it off. What is past already is no condition of what is told."""
    verb, past = word.head, word.tag == "VBD" and under_what_is_told(word.head)
    return opener in _CONCEDING | {"while", "whereas"} or (opener == "as" and plain(verb)) or told(verb) or past


def _alone(word: Word, start: int, end: int) -> bool:
    conceding = word.all[start].low in _CONCEDING
    return start > 0 and not conceding and _closes(start, end, word) and told(word.head) and not counts(word.head, start)


def _closes(start: int, end: int, word: Word) -> bool:
    """It ends the sentence, or what is said before who says it; and no `hours` or `just` before it measures it."""
    sentence, verb = word.all, word.head
    comma = end < len(sentence) and sentence[end].text == "," and verb.last <= end
    before_speaker = comma and verb.dep == "ccomp" and verb.i < verb.head.i
    before = sentence[start - 1]
    measure = before.low in _BOUND or wordnet.topic(before.lemma, "NOUN") == "time"
    return (before_speaker or ends(end, sentence)) and not measure


def _around(word: Word) -> Part | None:
    """`... after talks in Porto`, `... in response to the attack`, `... to mark the day`, without a comma, at the end."""
    start, end = span(word)
    verb, noun = word.head, word.child("pobj")
    purpose = word.dep == "advcl" and word.tag == "VB" and word.all[start].low == "to"
    acts = noun is not None and noun.low in _OCCASIONS and noun.child("prep", "relcl") is not None
    among = (word.low in ("in", "on") and acts) or (word.low == "as" and word.all[start + 1].low == "part")
    listed = word.dep == "prep" and (word.low in _BACKGROUND | {"after"} or among)
    if not (purpose or listed) or not start or counts(verb, start) or not _closes(start, end, word):
        return None
    loosely = listed and word.low != "as" and told(verb)
    if dated(word.all[start:end]) or not (loosely or (_upward(verb) and _filled(verb, start))):
        return None
    return Part(start, end, word.i)


def _occasion(word: Word) -> Part | None:
    """`in a statement`, `at a news conference in Porto` beside who says it; `In a move that ..., ` before what was done."""
    noun = word.child("pobj")
    if word.dep != "prep" or word.low not in ("in", "at", "during") or noun is None or not told(word.head):
        return None
    start, end = span(word)
    # `said in a statement that ...`: what he says, though the parser may hang it on the statement
    end = next((w.i for w in word.all[start:end] if w.low == "that" and w.dep == "mark"), end)
    part, apart = Part(start, end, word.i), set_off(start, end, word.all)
    saying = _speech(word.head) and _told_in(noun, opening=start == 0)
    if dated(word.all[start:end]) or not (saying or noun.low in _OCCASIONS):
        return None
    if start == 0:
        return part if apart and opens(word, part) else None
    return part if apart or (saying and start > word.head.i and _goes_on(end, word.all)) else None


def _told_in(noun: Word, *, opening: bool) -> bool:
    """A town, or something in which one speaks or writes: before the verb only if that is no play and no film."""
    if noun.entity in ("GPE", "FAC"):
        return not opening
    known = wordnet.entry(noun.lemma, "NOUN").topics
    spoken = known[:1] == ("communication",) and "artifact" not in known and not opening
    return noun.child("det", "poss") is not None and (spoken or any(wordnet.alike(noun.lemma, w, "NOUN") for w in _MEETINGS))


def _goes_on(end: int, sentence: Run) -> bool:
    """Behind who says it and where comes what he says, or nothing."""
    following, then = sentence[end : end + 1], sentence[end + 1 : end + 2]
    told_of = any(w.tag == "VBN" for w in then)  # `in talks, attended by Lund`
    return not following or (following[0].pos == "PUNCT" and not told_of) or following[0].low in ("that", "on", *WEEKDAYS)


def _when(word: Word) -> Part | None:
    """`Late Monday, ...`; `in May`, `in Porto` at an end, days, numbers and names only: what is told is true without it."""
    start, end = span(word)
    run, apart = word.all[start:end], set_off(start, end, word.all)
    if not start and apart and word.head.dep == "ROOT" and any(w.low in WEEKDAYS for w in run):
        return Part(start, end, word.i) if all(w.low in WEEKDAY for w in run) else None
    timed = (w.low in _WHEN or w.capital or w.text[0].isdigit() or wordnet.topic(w.lemma, "NOUN") == "time" for w in run)
    fits = word.dep == "prep" and word.low in _WHEN and told(word.head) and (apart or (ends(end, word.all) and start))
    return Part(start, end, word.i, "when") if fits and all(timed) else None


def _means(word: Word) -> Part | None:
    """`By placing ..., the plan signals ...`; `... by placing ...` at the end."""
    if word.dep != "prep" or word.low != "by" or word.child("pcomp") is None:
        return None
    start, end = span(word)
    part, verb = Part(start, end, word.i), word.head
    if not start:
        return part if affirmed(verb) and set_off(start, end, word.all) and opens(word, part) else None
    trails = ends(end, word.all) and not counts(verb, start) and not dated(word.all[start:end])
    return part if trails and _upward(verb) and _filled(verb, start) else None


def _filled(verb: Word, before: int) -> bool:
    return any(verb.i < w.i < before and w.dep in _FILLING for w in verb.children)


def _upward(verb: Word, *, possible: bool = False) -> bool:
    """Nothing from the verb up to the main one denies, doubts or conditions what it tells; `possible`: it may be a `would`."""
    for each in (verb, *verb.ancestors):
        contrary = each.dep == "prep" and each.low in KEEPING
        if denied(each) or contrary or not (possible or plain(each)) or each.dep not in _CARRYING:
            return False
        if any(w.dep == "mark" and w.low != "that" for w in each.children):
            return False
    return subject(top(verb)) is not None


# One of two that are coordinated


def _coordinated(word: Word) -> Part | None:
    """`X did A, and Y did B`: without what comes last. A `but` is a reserve, and the last of many leaves its `and` behind."""
    first = word.head
    if not _joined(word) or not _enough(first, word):
        return None
    cc = next((w for w in first.children if w.dep == "cc" and w.i < word.i and w.low == "and"), None)
    start, end = span(word)
    if cc is None or cc.i + 1 != start or not (ends(end, word.all) or _before_another(end, first)):
        return None
    return Part(cc.i, end, word.i, "rest")


def _before_another(end: int, first: Word) -> bool:
    """Behind it comes who says both, or a clause of its own: no adjunct that would change its verb."""
    sentence = first.all
    if end + 1 >= len(sentence) or sentence[end].text != ",":
        return False
    spoken = first.dep == "ccomp" and first.i < first.head_i and first.last <= end
    closing = any(end + 1 == close for _, close in quotations(sentence))
    return spoken or closing or sentence[end + 1].low in ("according", "and", "but")


def _half(word: Word) -> Part | None:
    """`X did A, but did B`: without A, where both are told of X alone and B points to nothing in A."""
    first, own = word.head, subject(word.head)
    if word.dep != "conj" or first.dep != "ROOT" or own is None or own.i > first.i or subject(word) is not None:
        return None
    if not (finite(first) and finite(word)) or denied(first) or first.child("preconj", "ccomp"):
        return None
    start, _ = span(word)
    others = [w for w in first.children if w.dep == "conj" or (w.i > word.last and w.pos != "PUNCT")]
    lent = any(w.i < own.first and w.dep != "punct" for w in first.lefts)
    joint = word.all[start - 1].low in ("and", "but") and word.all[start - 1].head_i == first.i
    points = any(w.tag in ("PRP", "PRP$") or pointing(w) or (w.dep == "advmod" and stop(w.low)) for w in word.subtree)
    if not joint or others != [word] or lent or points:
        return None
    at = own.last + 1
    return Part(at + (word.all[at].text == ","), start, first.i, "half")


def _joined(word: Word) -> bool:
    """A second verb beside a first, each told by itself."""
    first = word.head
    if word.dep != "conj" or first.dep == "conj" or first.pos not in ("VERB", "AUX") or first.child("preconj"):
        return False
    alike = word.tag == first.tag or (finite(first) and finite(word))
    return alike and not denied(first) and under_what_is_told(first)


def _enough(first: Word, second: Word) -> bool:
    """The first verb has what belongs to it, and does not wait for the second's object."""
    if subject(second) is not None or first.dep == "ccomp":
        return True
    return any(first.i < w.i < second.first and w.dep not in ("cc", "punct", "advmod", "prt") for w in first.children)


# What holds a part back


def _cuts(part: Part, spans: list[tuple[int, int]]) -> bool:
    """It leaves a gap in a quotation. Its tail may go: what is left between its marks was said in these words."""
    touched = ((begin, end) for begin, end in spans if begin < part.end and part.start <= end)
    return any(
        not part.start <= begin <= end < part.end and not begin + 1 < part.start < end - _GAP <= part.end <= end
        for begin, end in touched
    )


def _holds_back(sentence: Run, part: Part) -> bool:
    """It says whether the rest is true, on what it hangs, or who says it."""
    inside = sentence[part.start : part.end]
    lows = [w.low for w in inside]
    opener = next((low for low in lows if low not in ("and", "but", "(")), "")
    if part.kind in ("rest", "half") and any(w.low in KEEPING and w.dep == "mark" for w in inside):
        return True
    quoted = part.kind != "aside" and any(speaks(w) and any(c.dep == "ccomp" and c.i < w.i for c in w.children) for w in inside)
    doubted = any(w.lemma in _STATUS or w.low in _STATUS for w in inside)
    return quoted or doubted or opener in KEEPING or lows[:2] == ["based", "on"] or _names_speaker(inside) or _compares(inside)


def _compares(run: Run) -> bool:
    """`than ...`, of a comparison that begins outside of it."""
    lows = [w.low for w in run]
    before = run[: lows.index("than")] if "than" in lows else run
    return before is not run and not any(w.tag in ("JJR", "RBR") or w.low in ("rather", "other") for w in before)


def _names_speaker(run: Run) -> bool:
    """It ends in `, both Lund and Berg allege`: they may say all of the sentence."""
    last = max((n for n, w in enumerate(run) if w.text == ","), default=len(run))
    tail = run[last + 1 : last + 2 + _TAG]
    return len(tail) <= _TAG and any(speaks(w) and (w is tail[-1] or subject(w) in tail) for w in tail)


_RULES: tuple[Callable[[Word], Part | None], ...] = (
    *(_relative, _apposition, _participle, _background, _bracket, _dashed),
    *(_opening, _idle),
    *(_clause, _around, _occasion, _when, _means),
    *(_coordinated, _half),
)
