"""Which sources go back to one report. Pure.

Ten outlets that rewrite one agency report are one witness, not ten. A rewrite betrays itself in two ways at once: phrases
that two writers do not find independently, and the same things told in the same words. Each alone is weak: independent
reports on a statement share its phrases, and independent reports on a topic share its vocabulary. So both are asked for.

Quoted speech is left out: independent reporters quote one speaker alike. A name counts as one word, however long it is.
Candidates come from an inverted index of three-word phrases, in the way of text-reuse detection (Clough et al., "METER:
MEasuring TExt Reuse", ACL 2002: n-gram overlap and word overlap, both over the shorter text). MinHash LSH is made for
copies: rewrites share some 4 % of their four-word phrases, too little for its bands to tell from nothing. Vocabulary alone
does not do either: it put two independent reports (0.33 shared) nearer to each other than two of the rewrites (0.32).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from summarize.models import Source

PHRASE = 3  # words; names count as one
# A phrase must have so many words that carry meaning: "in the event of" is everybody's.
MEANING = 2
# Two articles are one report from this kinship on (see `_kinship`). Rewrites of one report in the seeds have 0.17 with each
# other; independent articles on the same event (three of them written for this) stay at 0.12 and below. Of 3,403 pairs of press
# reports on some 30 stories it joined 8, each a retelling of one report; of 4,950 pairs of reports on one war, in lower
# case, where names cannot be seen, 11.
KIN = 0.13
# One or two long phrases prove little (a name, a treaty): a rewrite shares so many passages that lie apart. This is strict: of
# the three rewrites in the seeds one pair has but three, and meets only through the third article.
FEWEST = 4
# Shares of short texts jump: below so many words with meaning (200 words of prose) only a copy counts.
SHORTEST = 100
# A copy: so much of the shorter text stands in the other one. Rewrites in the seeds have 0.06 to 0.07.
COPY = 0.5
# A phrase that many sources share is everybody's too, and links each of them to so many neighbours only. This keeps the
# work linear; copies still meet, since they stand beside each other under every phrase.
NEIGHBOURS = 12

_QUOTED = re.compile(
    r"“[^”]{1,1000}”|\"[^\"]{1,1000}\"|(?<!\w)‘.{1,1000}?’(?!\w)|(?<!\w)'.{1,1000}?'(?!\w)|«[^»]{1,1000}»|„[^“”]{1,1000}[“”]",
    re.DOTALL,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]+")
_POSSESSIVE = re.compile(r"['’]s$")
_IN_NAMES = frozenset(
    {"of", "the", "von", "van", "der", "den", "de", "la", "le", "du", "del", "di", "da", "al", "bin", "zu", "for"}
)
_EMPTY_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a about after against all also among an and any are as at be because been before being between both but by can
        could did do does during each for from had has have having he her here him his how however i if in into is it its
        just like many may might more most much must my no nor not of off on once one only or other our out over own same
        say said says she should since so some still such than that the their them then there these they this those though
        through to told too two under until up upon very was we were what when where whether which while who whom whose
        why will with within without would yet you your""",
    )
)
_BREAK = "\0"


class _Text(NamedTuple):
    words: tuple[str, ...]  # with _BREAK where a sentence or a quotation ends
    phrases: frozenset[tuple[str, ...]]
    vocabulary: frozenset[str]


def origins(sources: Sequence[Source]) -> dict[str, str]:
    """Give each source's id the id of its origin: the smallest id of the sources that go back to the same report.

    Where a source was given an origin (front matter), that wins: it is kept as it is, and such sources are in one group
    with nobody but the sources of the same given origin and the rewrites of those that were given none. The result does
    not depend on the order of the sources.
    """
    texts = {s.id: _text(s) for s in sorted(sources, key=lambda s: s.id)}
    given = {s.id: s.origin for s in sources if s.origin}
    groups = _groups(texts, _kin(texts), given)
    return {s.id: groups[s.id] for s in sources}


def kinship(one: Source, other: Source) -> float:
    """Say how much two articles read as one report told twice: 0 not at all, 1 the same words."""
    return _kinship(_text(one), _text(other))


def _groups(texts: Iterable[str], kin: Iterable[tuple[str, str]], given: Mapping[str, str]) -> dict[str, str]:
    """Join what is kin, strongest evidence first in the fixed order of the ids; a given origin never joins another."""
    label = {i: given.get(i, "") for i in texts}
    leader = {i: i for i in label}
    members = {i: [i] for i in label}
    for one, other in [*_given_pairs(given), *kin]:
        a, b = leader[one], leader[other]
        if a == b or (label[a] and label[b] and label[a] != label[b]):
            continue
        keep, gone = min(a, b), max(a, b)
        label[keep] = label[a] or label[b]
        for member in members.pop(gone):
            leader[member] = keep
            members[keep].append(member)
    return {i: label[leader[i]] or leader[i] for i in label}


def _given_pairs(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    first: dict[str, str] = {}
    for i in sorted(given):
        yield first.setdefault(given[i], i), i


def _kin(texts: Mapping[str, _Text]) -> list[tuple[str, str]]:
    """Give the pairs that are kin, the closest first."""
    scored = [(_kinship(texts[a], texts[b]), a, b) for a, b in _candidates(texts)]
    return [(a, b) for score, a, b in sorted(scored, key=lambda s: (-s[0], s[1:])) if score >= KIN]


def _candidates(texts: Mapping[str, _Text]) -> list[tuple[str, str]]:
    holders: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for i, text in texts.items():
        for phrase in text.phrases:
            holders[phrase].append(i)
    shared: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        near = combinations(ids, 2) if len(ids) <= NEIGHBOURS else _beside(ids)
        shared.update(near)
    return sorted(pair for pair, count in shared.items() if count >= FEWEST)


def _beside(ids: list[str]) -> Iterator[tuple[str, str]]:
    for n, one in enumerate(ids):
        for other in ids[n + 1 : n + 1 + NEIGHBOURS]:
            yield one, other


def _kinship(one: _Text, other: _Text) -> float:
    """The geometric mean of two shares of the shorter article: of its words in shared phrases, of its vocabulary."""
    short, long = sorted((one, other), key=lambda t: (len(t.words), t.words))
    if len(short.phrases & long.phrases) < FEWEST:
        return 0.0
    passages, covered = _covered(short.words, long.phrases)
    meant = sum(map(_has_meaning, short.words))
    reused = covered / meant
    if reused < COPY and (passages < FEWEST or meant < SHORTEST):
        return 0.0
    least = min(len(short.vocabulary), len(long.vocabulary))
    return float((reused * len(short.vocabulary & long.vocabulary) / least) ** 0.5)


def _covered(words: tuple[str, ...], phrases: frozenset[tuple[str, ...]]) -> tuple[int, int]:
    """Count the different passages that consist of `phrases`, and the words with meaning in them."""
    spans: list[tuple[int, int]] = []
    for at in range(len(words) - PHRASE + 1):
        if words[at : at + PHRASE] in phrases:
            begin = spans.pop()[0] if spans and at < spans[-1][1] else at
            spans.append((begin, at + PHRASE))
    return len({words[a:b] for a, b in spans}), sum(_has_meaning(w) for a, b in spans for w in words[a:b])


def _text(source: Source) -> _Text:
    words = tuple(w for sentence in _pieces(source) for w in (*_words(sentence), _BREAK))
    grams = (words[i : i + PHRASE] for i in range(len(words) - PHRASE + 1))
    phrases = frozenset(g for g in grams if _BREAK not in g and sum(map(_has_meaning, g)) >= MEANING)
    return _Text(words, phrases, frozenset(filter(_has_meaning, words)))


def _pieces(source: Source) -> Iterator[str]:
    """Give the article's own words: its sentences, parted where a quotation stood."""
    body = "\n".join(s.text.replace("\n", " ") for s in source.body)
    yield from _QUOTED.sub("\n", body).split("\n")


def _has_meaning(word: str) -> bool:
    return word not in _EMPTY_WORDS and word != _BREAK


def _words(text: str) -> list[str]:
    """Give the words in lower case, a name of several words as one."""
    tokens = _WORD.findall(text)
    out: list[str] = []
    at = 0
    while at < len(tokens):
        end = _name_end(tokens, at)
        name = [_POSSESSIVE.sub("", t.casefold()) for t in tokens[at:end]]
        while len(name) > 1 and name[0] in _EMPTY_WORDS:  # a sentence's first word is no part of the name
            out.append(name.pop(0))
        if name[0][0].isalnum():
            out.append("_".join(name))
        at = end
    return out


def _name_end(tokens: list[str], at: int) -> int:
    """Give the end of the run of capitalised words, with the small words that names have inside."""
    end = at + 1
    if not tokens[at][0].isupper():
        return end
    for ahead in range(end, len(tokens)):
        if tokens[ahead][0].isupper():
            end = ahead + 1
        elif tokens[ahead] not in _IN_NAMES:
            break
    return end
