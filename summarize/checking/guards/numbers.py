"""Numbers: each of the statement must stand in the cited text, of the same unit, within the same bounds, of the same thing."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from math import isclose, isfinite

from summarize.checking.entailment import Entailment
from summarize.checking.guards.objection import Effect, Remark, Weight
from summarize.language import wordnet
from summarize.language.amounts import Amount, alike, amounts
from summarize.language.parsed import Parsed, Word, told

EFFECT = Effect(merge="both", english=False)

_FAR = 1.5  # "more than 2,000" is no fair word for what is further off
_ROUND = 0.02  # 2.48 billion told as 2.5 billion
_TINY = 1e-6
_CALENDAR = 0.004  # two and a half years are 30 months
_HALF_A_DAY = 720  # minutes
_FEWEST, _MOST = 2, 10  # "hundreds" are two to ten hundred
_REMARKED = 5  # of the cited numbers, a reason names so many
_LONGEST_LIST = 20  # a larger count is no count of listed things
_DATES = frozenset({"day", "year"})  # `guards.time` judges these
_USES = frozenset({"", "age", "label", "ordinal"})  # how one number may be told twice: "Berg, 41," and "the 41-year-old"


def objections(pair: Entailment) -> Iterator[Remark]:
    """Name each number of the statement that the cited text does not carry, or gives to something else."""
    given = [side for a in amounts(pair.cited) if a.unit not in _DATES for side in _sides(a)]
    for mine in amounts(pair.statement):
        if mine.unit in _DATES or (_is_one(mine, pair.statement) and not any(_beside(mine, g) for g in given)):
            continue
        carrying = [g for g in given if _value(mine, g)]
        fitting = [g for g in carrying if _unit(mine, g) and _bounds(mine, g)]
        if not fitting and (_listed(mine, given, pair) or _in_a_name(mine, pair)):
            continue
        if not fitting:
            yield _lacking(mine, carrying, given, pair)
        elif other := _taken(mine, fitting, given) or _elsewhere(mine, fitting, given, pair):
            yield _remark(mine, [other], pair), "block"


def _sides(amount: Amount) -> tuple[Amount, ...]:
    """A score, and its two numbers: "51-49" are 51 votes."""
    if amount.against is None:
        return (amount,)
    sides = (replace(amount, value=n, low=n, high=n, unit="", against=None) for n in (amount.value, amount.against))
    return amount, *sides


def _is_one(amount: Amount, parsed: Parsed) -> bool:
    """`one boat`, `a fortnight`: hardly a number, unless the text gives another one for it."""
    return amount.exact and not parsed.words[amount.start].digit and amount.value == amount.factor


def _beside(one: Amount, other: Amount) -> bool:
    """Do they count one thing, or where none of them tells what, stand with one verb?"""
    together = alike(one, other) if one.thing and other.thing else bool(one.verb and other.verb and _one_verb(one, other))
    return together and one.unit == other.unit


def _near(one: float, other: float, unit: str = "") -> bool:
    slack = _CALENDAR if unit == "time" else _TINY
    return isclose(one, other, rel_tol=slack, abs_tol=_TINY**2)


def _readings(amount: Amount) -> Iterator[tuple[float, float, float]]:
    for times in {1.0, amount.times}:
        yield amount.value * times, amount.low * times, amount.high * times


def _value(mine: Amount, given: Amount) -> bool:
    """May the number be the same, or the cited one lie within what the statement leaves open?"""
    if mine.unit == given.unit == "clock":
        return (mine.value - given.value) % (_HALF_A_DAY if mine.bound or given.bound else 2 * _HALF_A_DAY) == 0
    return any(
        _near(m, g, mine.unit)
        or (mine.unit == "score" and mine.against == g)
        or (mine.low < mine.high and low <= g_low + _TINY and g_high <= high + _TINY)
        for m, low, high in _readings(mine)
        for g, g_low, g_high in _readings(given)
    )


def _unit(mine: Amount, given: Amount) -> bool:
    if mine.per and given.per and mine.per != given.per:
        return False
    if mine.unit == given.unit == "score":
        same = mine.verb and given.verb and mine.verb.key == given.verb.key
        return (mine.value, mine.against) == (given.value, given.against) or not same
    bare = not (mine.unit or mine.thing or mine.verb)
    crowns = {mine.unit[:8], given.unit[:8]} == {"money kr"} and "money kr" in (mine.unit, given.unit)  # of whichever country
    return {mine.unit, given.unit} <= _USES or mine.unit == given.unit or crowns or bare


def _bounds(mine: Amount, given: Amount) -> bool:
    """Does the statement leave open all that the cited text does?"""
    if mine.bound == "vague":
        same = given.bound == "vague" and mine.value == given.value
        return same or (given.bound != "vague" and _FEWEST * mine.value <= given.value < _MOST * mine.value)
    if mine.bound in ("least", "above") and given.value > _FAR * mine.value:
        return False
    soft = given.bound in ("about", "nearly") and (mine.bound in ("", "about", "nearly"))
    rough = mine.bound in ("about", "nearly") and not (given.high == float("inf") and mine.bound == "nearly")
    inside = (mine.low <= given.low or _near(mine.low, given.low, mine.unit)) and (
        given.high <= mine.high or _near(mine.high, given.high, mine.unit)
    )
    if mine.unit in ("score", "clock"):
        return True
    return inside or soft or rough or mine.times > 1 or given.times > 1


def _taken(mine: Amount, fitting: Sequence[Amount], given: Sequence[Amount]) -> Amount | None:
    """What the cited text has in a number's place, where it gives the number to another thing, verb, or end of a change."""
    straight = [g for g in fitting if not (mine.role and g.role and mine.role != g.role)]
    if not straight:
        return fitting[0]
    others = [g for g in given if g not in fitting and g.unit == mine.unit]
    if any(_one_verb(mine, g) and _one_thing(mine, g) for g in straight):
        return None
    same_thing = [g for g in straight if _one_thing(mine, g)]
    if same_thing:
        beside = {_sentence(g) for g in straight}
        theirs = [g for g in others if _one_verb(mine, g) and _one_thing(mine, g) and _sentence(g) in beside]
    else:
        theirs = [g for g in others if mine.thing and g.thing and alike(mine, g)]
    return theirs[0] if theirs else None


def _sentence(amount: Amount) -> int | None:
    word = amount.verb or amount.thing
    return word.sentence if word else None


def _elsewhere(mine: Amount, fitting: Sequence[Amount], given: Sequence[Amount], pair: Entailment) -> Amount | None:
    """What the cited text has for the place or person right behind the number: "300 jobs in Norra and 200 in Hald"."""
    names = _names(mine, pair.statement)
    if any(names & _names(g, pair.cited) for g in fitting):
        return None
    others = (g for g in given if g not in fitting and g.unit == mine.unit and _one_thing(mine, g))
    return next((g for g in others if names & _names(g, pair.cited)), None)


def _names(amount: Amount, parsed: Parsed) -> frozenset[str]:
    at = amount.thing.i + 1 if amount.thing and amount.end <= amount.thing.i else amount.end
    behind = parsed.words[at : at + 1]
    return frozenset(w.key for word in behind if word.pos == "ADP" for w in word.subtree if w.proper)


def _one_verb(mine: Amount, given: Amount) -> bool:
    """Do they go with one verb? Unknown is yes for what has none, but not for the whole of which another is a part."""
    if mine.verb is None or given.verb is None:
        return not given.part or mine.part
    one, other = mine.verb, given.verb
    return one.key == other.key or wordnet.alike(one.lemma, other.lemma, "VERB")


def _one_thing(mine: Amount, given: Amount) -> bool:
    return mine.thing is None or given.thing is None or alike(mine, given)


def _listed(mine: Amount, given: Sequence[Amount], pair: Entailment) -> bool:
    """Does the cited text list so many: "A, B and C" are three, have two of them, and are "A and two others"?"""
    if mine.unit or mine.bound not in ("", "least") or not 1 <= mine.value <= _LONGEST_LIST:
        return False
    mine_too = (m for m in _lists(pair.statement) if all(w.key in pair.cited.keys for w in m))
    return any(mine.value in _counts(members, given, pair.statement.keys) for members in (*_lists(pair.cited), *mine_too))


def _in_a_name(mine: Amount, pair: Entailment) -> bool:
    """Is it part of a word of the cited text, and no number there: "the F-16" told as "the F 16"?"""
    digits = pair.statement.words[mine.start].text
    whole = re.compile(rf"[^\W\d_]-?{re.escape(digits)}(?![\w])")
    return mine.unit in ("", "label") and digits.isdecimal() and any(whole.search(w.text) for w in pair.cited.words)


def _lists(parsed: Parsed) -> Iterator[tuple[Word, ...]]:
    for word in parsed.words:
        if word.dep != "conj" and (others := word.conjuncts):
            yield word, *others
            if word.dep == "appos":  # the parser's usual slip: "the pilot, his wife and a guest"
                yield word.head, word, *others


def _counts(members: Sequence[Word], given: Sequence[Amount], said: Collection[str]) -> set[float]:
    """How many a list has: "the pilot and two passengers" are three."""
    counted = {g.thing.i: g.value for g in given if g.thing and g.exact and not g.unit and g.thing.all is members[0].all}
    whole = sum(counted.get(w.i, 1.0) for w in members)
    fewest = 2 if any(w.proper for w in members) else len(members)
    others = len(members) - sum(w.key in said for w in members)
    return {whole, float(others), *map(float, range(fewest, len(members) + 1))}


def _lacking(mine: Amount, carrying: Sequence[Amount], given: Sequence[Amount], pair: Entailment) -> tuple[str, Weight]:
    return _remark(mine, carrying or given, pair), "doubt" if _reckoned(mine, given, pair) else "block"


def _reckoned(mine: Amount, given: Sequence[Amount], pair: Entailment) -> bool:
    """May it follow: rounded, the lower bound alone, a sum or a difference, or a part of what is given?"""
    if not mine.unit and mine.value <= _LONGEST_LIST and not any(_beside(mine, g) for g in given):
        listed = max((len(members) for members in _lists(pair.cited)), default=0)
        names = {told(pair.cited.words[n.start : n.end]) for n in pair.cited.names}
        if mine.value <= max(listed + 1, len(names)):
            return True  # what the text names, counted
    alone = [g for g in given if g.unit == mine.unit]
    lowest = (g for g in alone if g.bound in ("least", "above") and mine.bound in ("", "least", "above"))
    exact = (g for g in alone if mine.exact and g.exact and g.value > _LONGEST_LIST)
    return (
        (mine.unit == "%" and mine.bound == "about" and bool(given))
        or any(_near(g.value, mine.value) for g in lowest)
        or any(0 < abs(g.value - mine.value) <= _ROUND * g.value for g in exact)
        or _summed(mine.value, [g.value for g in alone])
    )


def _summed(value: float, given: Sequence[float]) -> bool:
    """Is it the sum or the difference of two of these? In the time that sorting them takes."""
    ways = sorted(n for each, often in Counter(filter(isfinite, given)).items() for n in [each] * min(often, 2))
    for at, one in enumerate(ways if isfinite(value) else ()):
        for other in (value - one, one - value, one + value):
            slack = 2 * _TINY * (abs(one) + abs(other) + abs(value)) + _TINY**2
            begin, end = bisect_left(ways, other - slack), bisect_right(ways, other + slack)
            if any(n != at and (_near(one + ways[n], value) or _near(abs(one - ways[n]), value)) for n in range(begin, end)):
                return True
    return False


def _remark(mine: Amount, theirs: Sequence[Amount], pair: Entailment) -> str:
    each = list(dict.fromkeys(_told(g, pair.cited) for g in theirs))
    more = f" and {len(each) - _REMARKED:,} more numbers" if len(each) > _REMARKED else ""
    found = ", ".join(each[:_REMARKED]) + more
    said = _told(mine, pair.statement)
    return f"the statement says {said}; " + (f"the cited text says {found}" if found else "the cited text has no number")


def _told(amount: Amount, parsed: Parsed) -> str:
    things = (amount.thing,) if amount.thing and amount.end <= amount.thing.i <= amount.end + 3 else ()
    return told((*parsed.words[amount.start : amount.end], *things))
