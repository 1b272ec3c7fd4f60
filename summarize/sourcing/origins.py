"""Which sources go back to one report. Pure.

Ten outlets that rewrite one agency report are one witness, not ten. A rewrite betrays itself in two ways at once: phrases
that two writers do not find independently, and the same things told in the same words. Each alone is weak: independent
reports on a statement share its phrases, and independent reports on a topic share its vocabulary. So both are asked for.

Where two articles name the same outlet as their source (`outlets`), that is a witness of its own, and less is asked
for: that they tell of the same thing.

Quoted speech is left out: independent reporters quote one speaker alike. A name counts as one word, however long it is.
Candidates come from an inverted index of three-word phrases, in the way of text-reuse detection (Clough et al., "METER:
MEasuring TExt Reuse", ACL 2002: n-gram overlap and word overlap, both over the shorter text). MinHash LSH is made for
copies: rewrites share some 4 % of their four-word phrases, too little for its bands to tell from nothing. Vocabulary alone
does not do either: it put two independent reports (0.33 shared) nearer to each other than two of the rewrites (0.32).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from summarize.language.lexicon import STOP, words
from summarize.language.parsing import pieces
from summarize.reading.sentences import QUOTED
from summarize.source import Source
from summarize.sourcing.outlets import key, uncredited, upstream

PHRASE = 3  # words; names count as one
# A phrase must have so many words that carry meaning: "in the event of" is everybody's.
MEANING = 2
# Two articles are one report from this kinship on (see `_kinship`). Rewrites of one report in the seeds have 0.15 and 0.17 with
# each other; independent articles on the same event (three of them written for this) stay at 0.12 and below. Of 3,403 pairs of
# press reports on some 30 stories it joined 8, each a retelling of one report; of 4,950 pairs of reports on one war, in lower
# case, where names cannot be seen, 11.
KIN = 0.13
# One or two long phrases prove little (a name, a treaty): a rewrite shares so many passages that lie apart. This is strict: of
# the three rewrites in the seeds one pair has but three, and meets only through the third article.
FEWEST = 4
# Shares of short texts jump: below so many words with meaning (200 words of prose) only a copy counts.
SHORTEST = 100
# A copy: so much of the shorter text stands in the other one. Rewrites in the seeds have 0.06 to 0.07.
COPY = 0.5
# Two articles that rest on one outlet need less: they tell of the same thing from this kinship on, with what they quote, if so
# much of the words in the first sentences of each stands in the other one. Of 83 press reports (the stance set of FNC-1) 14
# pairs rest on one outlet; it joins the 2 that tell of the same thing. Of all pairs of the 83 that do not, 3,290, none has
# both; of 4,950 on one war, in lower case, 1. The kinship alone joined 116 of these: reports on a war close with the same
# background. Other news of one place, and follow-ups, written for this, have 0.31 at most in their first sentences, retellings
# 0.40 and more. In the seeds, what is not of one report has a kinship of 0.10 at most.
RETOLD = 0.11
ABOUT = 0.35
FIRST = 3
# A phrase that many sources share is everybody's too, and links each of them to so many neighbours only. This keeps the
# work linear; copies still meet, since they stand beside each other under every phrase.
NEIGHBOURS = 12

_IN_NAMES = words("people.particles") | {"of", "the", "for"}
_BREAK = "\0"


_At = tuple[str, str]  # an outlet's key, and the id of an article that rests on it or is its own


class _Text(NamedTuple):
    words: tuple[str, ...]  # with _BREAK where a sentence or a quotation ends
    phrases: frozenset[tuple[str, ...]]
    vocabulary: frozenset[str]


class _Story(NamedTuple):
    text: _Text  # with what it quotes, without the outlets that it cites
    lead: frozenset[str]  # the vocabulary of its first sentences


def origins(sources: Sequence[Source]) -> dict[str, str]:
    """Give each source's id the id of its origin: the smallest id of the sources that go back to the same report.

    Where a source was given an origin (front matter), that wins: it is kept as it is, and such sources are in one group
    with nobody but the sources of the same given origin and what was given none and goes back to the same report. The result
    does not depend on the order of the sources.
    """
    texts = {s.id: _text(_pieces(s)) for s in sorted(sources, key=lambda s: s.id)}
    given = {s.id: s.origin for s in sources if s.origin}
    groups = _groups(texts, [*_kin(texts), *_retold(sources)], given)
    return {s.id: groups[s.id] for s in sources}


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
    shared = _shared(texts, _beside)
    scored = [(_kinship(texts[a], texts[b]), a, b) for (a, b), count in sorted(shared.items()) if count >= FEWEST]
    return [(a, b) for score, a, b in sorted(scored, key=lambda s: (-s[0], s[1:])) if score >= KIN]


def _retold(sources: Iterable[Source]) -> list[tuple[str, str]]:
    """Give pairs of a head and an article that tell of the same thing and rest on one outlet, or the head is the outlet's.

    No chains: of a running story, each report is like the next, and the last unlike the first. So every article is like its
    head (a star: Aslam, Pelekhov & Rus, "The Star Clustering Algorithm", 2004), and belongs to one head, whichever outlets it
    rests on: two reports that a third one retells stay two.
    """
    near, own = _near(sources)
    taken: set[str] = set()
    pairs: list[tuple[str, str]] = []
    for name, head in sorted(near, key=lambda at: (at not in own, -len(near[at]), at[1], at[0])):
        free = sorted(near[name, head] - taken)
        if head not in taken and free:
            taken.update([head, *free])
            pairs += [(head, one) for one in free]
    return pairs


def _near(sources: Iterable[Source]) -> tuple[Mapping[_At, set[str]], set[_At]]:
    """Give what tells of the same thing as an article and rests on the same outlet; and the outlets' own articles.

    In the group of one outlet, a phrase links the first `NEIGHBOURS` that have it with all: linear, and a star stays whole.
    """
    resting: defaultdict[str, set[str]] = defaultdict(set)
    known = {s.id: s for s in sorted(sources, key=lambda s: s.id)}
    for i, source in known.items():
        for name in upstream(source):
            resting[name].add(i)
    own = {(name, i) for i, s in known.items() if s.publisher and (name := key(s.publisher)) in resting}
    near: defaultdict[_At, set[str]] = defaultdict(set)
    story = cache(lambda i: _story(known[i]))
    for name, ids in resting.items():
        group = dict.fromkeys([*sorted(i for at, i in own if at == name), *sorted(ids)])
        told = {i: story(i) for i in group if len(group) > 1}
        for one, other in _shared({i: s.text for i, s in told.items()}, _with_first):
            if (one in ids or other in ids) and _tell_the_same(told[one], told[other]):
                near[name, one].add(other)
                near[name, other].add(one)
    return near, own


def _shared(texts: Mapping[str, _Text], pairs: Callable[[list[str]], Iterable[tuple[str, str]]]) -> Counter[tuple[str, str]]:
    """Count the phrases that pairs of texts share, as far as `pairs` of the holders of a phrase tells."""
    holders: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for i, text in texts.items():
        for phrase in text.phrases:
            holders[phrase].append(i)
    return Counter(pair for ids in holders.values() for pair in pairs(ids))


def _beside(ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    for n, one in enumerate(ids):
        for other in ids[n + 1 : n + 1 + NEIGHBOURS]:
            yield one, other


def _with_first(ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    for n, one in enumerate(ids[:NEIGHBOURS]):
        for other in ids[n + 1 :]:
            yield one, other


def _kinship(one: _Text, other: _Text) -> float:
    """The geometric mean of two shares of the shorter article: of its words in shared phrases, of its vocabulary."""
    short, long = _by_length(one, other)
    if len(short.phrases & long.phrases) < FEWEST:
        return 0.0
    passages, reused, meant = _covered(short.words, long.phrases)
    if reused < COPY and (passages < FEWEST or meant < SHORTEST):
        return 0.0
    return _mean(short, long, reused)


def _tell_the_same(one: _Story, other: _Story) -> bool:
    alike = (len(a.lead & b.text.vocabulary) >= ABOUT * max(len(a.lead), 1) for a, b in ((one, other), (other, one)))
    if not all(alike):
        return False
    short, long = _by_length(one.text, other.text)
    return _mean(short, long, _covered(short.words, long.phrases)[1]) >= RETOLD


def _by_length(one: _Text, other: _Text) -> list[_Text]:
    return sorted((one, other), key=lambda t: (len(t.words), t.words))


def _mean(short: _Text, long: _Text, reused: float) -> float:
    least = min(len(short.vocabulary), len(long.vocabulary))
    return float((reused * len(short.vocabulary & long.vocabulary) / least) ** 0.5)


def _covered(words: tuple[str, ...], phrases: frozenset[tuple[str, ...]]) -> tuple[int, float, int]:
    """Count the different passages that consist of `phrases`, the share in them of the words with meaning, and all of these."""
    spans: list[tuple[int, int]] = []
    for at in range(len(words) - PHRASE + 1):
        if words[at : at + PHRASE] in phrases:
            begin = spans.pop()[0] if spans and at < spans[-1][1] else at
            spans.append((begin, at + PHRASE))
    meant = sum(map(_has_meaning, words))
    covered = sum(_has_meaning(w) for a, b in spans for w in words[a:b])
    return len({words[a:b] for a, b in spans}), covered / max(meant, 1), meant


def _text(pieces: Iterable[str]) -> _Text:
    words = tuple(w for piece in pieces for w in (*_words(piece), _BREAK))
    grams = (words[i : i + PHRASE] for i in range(len(words) - PHRASE + 1))
    phrases = frozenset(g for g in grams if _BREAK not in g and sum(map(_has_meaning, g)) >= MEANING)
    return _Text(words, phrases, frozenset(filter(_has_meaning, words)))


def _story(source: Source) -> _Story:
    sentences = uncredited(source).split("\n")
    return _Story(_text(sentences), _text(sentences[:FIRST]).vocabulary)


def _pieces(source: Source) -> Iterator[str]:
    """Give the article's own words: its sentences, parted where a quotation stood."""
    body = "\n".join(s.text.replace("\n", " ") for s in source.body)
    yield from QUOTED.sub("\n", body).split("\n")


def _has_meaning(word: str) -> bool:
    return word not in STOP and word != _BREAK


def _words(text: str) -> list[str]:
    """Give the words in lower case, a name of several words as one."""
    tokens = pieces(text)
    out: list[str] = []
    at = 0
    while at < len(tokens):
        end = _name_end(tokens, at)
        name = [t.casefold().removesuffix("'s") for t in tokens[at:end]]
        while len(name) > 1 and name[0] in STOP:  # a sentence's first word is no part of the name
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
