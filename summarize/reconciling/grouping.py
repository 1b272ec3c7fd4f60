"""Statements -> groups that say the same: what is certain without a model, then what a judge finds, within a budget.

1. What `same_wording.same` finds certain is one group, and costs no question.
2. What guards find different (another number, a "not", a "may", another actor or speaker, time, condition; approved here, said
   to be considered there) is never one group, whatever the judge says.
3. The rest is asked, best pair first, as long as the judge answers.

One wrong answer must not weld two groups: they join only if at least `AGREE` of the pairs between them were found the same
(one, if there is but one pair), and more than were found different. Groups join in the order of the mean of what the judge
gave their pairs (average link, Sokal and Michener 1958). Where one answer says the same of two groups, it is asked about
another pair of them at once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import product
from math import fsum
from typing import NamedTuple

from summarize.checking.guards import Kind
from summarize.language.names import Names
from summarize.reconciling.candidates import LEAST, IndexPair, Said, Within, ranked
from summarize.reconciling.conflicts.assertions import assertion_of, far_apart
from summarize.reconciling.same_wording import Fingerprint, differ, groups

Alike = Callable[[str, str, str], float | None]
Group = tuple[int, ...]

# Of the judge's probability. Over five articles with 45 questions, of the 27 pairs that hand-made gold calls the same and that
# were extracted, 15 to 17 are joined with .54, 21 with .56, 15 with .58, with either of two builds of one model. The steps are
# large, for two groups of three and two claims join or not: read 21 as 15 to 21.
SAME = 0.56
AGREE = 2  # answers that must say the same, where there are so many pairs


class SameJudge(NamedTuple):
    """Who is asked what guards cannot tell: `alike` gives the probability that two answers to a question say the same.

    It gives None where its budget is spent. `questions`: section -> what it asks. `least`: how similar two statements must be
    (0 to 1) to be asked about; short answers may say the same without a word in common.
    """

    alike: Alike
    questions: Mapping[str, str]
    least: float = LEAST


def joined(said: Sequence[Said], names: Names, judge: SameJudge | None = None) -> list[Group]:
    """Groups of positions in `said`, each position in one; sorted.

    `said` must be in an order of its own, not that of the sources. Without a judge only what is certain is joined. The judge is
    called for every pair that may say the same, so that one whose budget is spent can count those that it was not asked.
    """
    certain = _certain(said)
    if judge is None:
        return sorted(group for found in certain.values() for group in found)
    answers = _Answers(said, names, judge)
    linked = {within: _linked(found, answers, within) for within, found in certain.items()}
    order = ranked(said, least=judge.least)
    places = {pair: place for place, pair in enumerate(order)}
    for pair in order:
        within = said[pair[0]].within
        one, other = (linked[within][at] for at in pair)
        if one != other and pair not in answers.given[within] and answers.open(one, other) and answers.ask(pair):
            linked[within] = _confirmed(certain[within], answers, within, places)
    return sorted(group for within, found in certain.items() for group in set(_linked(found, answers, within).values()))


def _certain(said: Sequence[Said]) -> dict[Within, list[Group]]:
    prints: defaultdict[Within, dict[Fingerprint, int]] = defaultdict(dict)
    for at, one in enumerate(said):
        prints[one.within][one.fingerprint] = at
    return {within: [tuple(sorted(own[each] for each in group)) for group in groups(own)] for within, own in prints.items()}


class _Answers:
    """What is known about pairs: what the judge said, and which the guards keep apart."""

    def __init__(self, said: Sequence[Said], names: Names, judge: SameJudge) -> None:
        self.given: defaultdict[Within, dict[IndexPair, float]] = defaultdict(dict)
        self._said = said
        self._judge = judge
        self._mentioned = lru_cache(maxsize=None)(names.mentioned)
        self._told = lru_cache(maxsize=None)(partial(assertion_of, naming=lru_cache(maxsize=None)(names.canonical)))
        self._differ: dict[IndexPair, bool] = {}

    def ask(self, pair: IndexPair) -> bool | None:
        """Ask the judge, and say whether it finds the same; None where it does not answer any more.

        The same two statements are always asked in the same order.
        """
        one, other = (self._said[at] for at in pair)
        likely = self._judge.alike(self._judge.questions.get(one.section, ""), *sorted((one.text, other.text)))
        if likely is None:
            return None
        self.given[one.within][pair] = likely
        return likely >= SAME

    def open(self, one: Group, other: Group) -> bool:
        """Could further answers join the two?"""
        known = self.given[self._said[one[0]].within]
        given = [known[pair] for pair in _pairs(one, other) if pair in known]
        total = len(one) * len(other)
        most = _agree([*given, *[1.0] * (total - len(given))], total)
        return most and not _refused(given) and not self.apart(one, other)

    def apart(self, one: Group, other: Group) -> bool:
        """Do guards forbid any of their pairs?"""
        return any(map(self._forbidden, _pairs(one, other)))

    def _forbidden(self, pair: IndexPair) -> bool:
        if pair not in self._differ:
            one, other = (self._said[at] for at in pair)
            self._differ[pair] = self._different(one, other)
        return self._differ[pair]

    def _different(self, one: Said, other: Said) -> bool:
        if one.denied != other.denied or (one.voice and other.voice and one.voice != other.voice):
            return True
        if far_apart(self._told(one.text), self._told(other.text)):
            return True
        settled: set[Kind] = {"attribution"} if one.voice and one.voice == other.voice else set()
        named = self._mentioned(one.text)
        if named and named == self._mentioned(other.text):  # "Keir Starmer", "the British prime minister"
            settled.add("name")
        return differ(one.text, other.text, settled=settled)


def _pairs(one: Group, other: Group) -> Iterator[IndexPair]:
    return ((min(pair), max(pair)) for pair in product(one, other))


def _agree(given: Sequence[float], total: int) -> bool:
    """Do the answers about `total` pairs suffice to join two groups?"""
    yes = sum(p >= SAME for p in given)
    return yes >= min(AGREE, total) and 2 * yes > len(given)


def _refused(given: Sequence[float]) -> bool:
    no = sum(p < SAME for p in given)
    return no >= AGREE and 2 * no >= len(given)


def _linked(certain: Iterable[Group], answers: _Answers, within: Within) -> dict[int, Group]:
    """Position -> its group, after all that the answers so far join, the most alike first."""
    at = {each: group for group in certain for each in group}
    while True:
        between = sorted(_between(at, answers.given[within]), key=lambda b: (-fsum(b[1]) / len(b[1]), b[0]))
        agreed = (pair for pair, given in between if _agree(given, len(pair[0]) * len(pair[1])))
        found = next((pair for pair in agreed if not answers.apart(*pair)), None)
        if found is None:
            return at
        group = tuple(sorted((*found[0], *found[1])))
        at.update(dict.fromkeys(group, group))


def _between(at: Mapping[int, Group], answered: Mapping[IndexPair, float]) -> list[tuple[tuple[Group, Group], list[float]]]:
    """Two groups and what the judge said about their pairs, for each two that it was asked about."""
    found: defaultdict[tuple[Group, Group], list[float]] = defaultdict(list)
    for (one, other), given in answered.items():
        if at[one] != at[other]:
            first, second = sorted((at[one], at[other]))
            found[first, second].append(given)
    return list(found.items())


def _confirmed(
    certain: Sequence[Group], answers: _Answers, within: Within, places: Mapping[IndexPair, int]
) -> dict[int, Group]:
    """As `_linked`, after asking again about groups that hang on too few answers, as long as the judge answers."""
    linked = _linked(certain, answers, within)
    while (pair := _unconfirmed(linked, answers, within, places)) and answers.ask(pair) is not None:
        linked = _linked(certain, answers, within)
    return linked


def _unconfirmed(
    linked: Mapping[int, Group], answers: _Answers, within: Within, places: Mapping[IndexPair, int]
) -> IndexPair | None:
    """The next pair to ask about between two groups of which the judge found some pair the same, but too few.

    The best of their pairs, in the order in which all are asked: what else came into a group says little about it.
    """
    answered = answers.given[within]
    for groups_, given in sorted(_between(linked, answered), key=lambda b: (-max(b[1]), b[0])):
        unasked = (pair for pair in _pairs(*groups_) if pair not in answered)
        best = min(unasked, key=lambda pair: (places.get(pair, len(places)), pair), default=None)
        if max(given) >= SAME and answers.open(*groups_) and best:
            return best
    return None
