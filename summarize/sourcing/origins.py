"""Which sources go back to one report. Pure.

Ten outlets that rewrite one agency report are one witness, not ten. A rewrite betrays itself in three ways at once: phrases
that two writers do not find independently, the same things told in the same words, and few names and figures of its own.
Each alone is weak: independent reports on a statement share its phrases, independent reports on a topic share its vocabulary
and its names. So all are asked for. To quote one press release, speech or post makes no common origin: phrases count only in
what both articles tell themselves (`narration`). And both must begin with what the other one tells. What pages share at their
ends, whatever they are about, does not count (`reading.page_text`).

Where two articles name the same outlet as their source (`outlets`), that is a witness of its own, and less is asked
for: that they tell of the same thing.

A copy needs no such signs. A name counts as one word, however long it is.
Candidates come from an inverted index of three-word phrases, in the way of text-reuse detection (Clough et al., "METER:
MEasuring TExt Reuse", ACL 2002: n-gram overlap and word overlap, both over the shorter text). MinHash LSH is made for
copies: rewrites share some 4 % of their four-word phrases, too little for its bands to tell from nothing. Vocabulary alone
does not do either: it put two independent reports (0.33 shared) nearer to each other than two of the rewrites (0.32).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from summarize.language.english import stop
from summarize.language.lexicon import words
from summarize.language.tokens import pieces
from summarize.reading.page_text import marked
from summarize.source import Source
from summarize.sourcing.narration import narration, specifics, unquoted
from summarize.sourcing.outlets import key, uncredited, upstream

PHRASE = 3  # words; names count as one
# A phrase must have so many words that carry meaning: "in the event of" is everybody's.
MEANING = 2
# Two articles are one report from this kinship of their narration on (see `_kinship`). Two pairs of rewrites of one report in
# the seeds have 0.15 and 0.19. It does not tell alone: two newsrooms of their own on one vote have 0.20.
KIN = 0.13
# One or two long phrases prove little (a name, a treaty): a rewrite shares so many passages that lie apart. This is strict: of
# the three rewrites in the seeds one pair has but two, and meets only through the third article.
FEWEST = 4
# Shares of short texts jump: below so many words with meaning (200 words of prose) only a copy counts. At 40, two papers that
# each boil down one police release became one report; the price is a retelling of 98 words, written for this, that stays apart.
SHORTEST = 100
# A copy: so much of the shorter text stands in the other one. Rewrites in the seeds have 0.06 to 0.07.
COPY = 0.5
# Two articles that rest on one outlet need less: they tell of the same thing from this kinship on, with what they quote, if so
# much of the words in the first sentences of each stands in the other one. Of 83 press reports (the stance set of FNC-1) 14
# pairs rest on one outlet; it joins the 2 that tell of the same thing. Of 4,950 pairs on one war, in lower case, the kinship
# alone joined 116; with the first sentences, 1. Other news of one place, and follow-ups, written for this, have 0.31 at most in
# their first sentences, retellings 0.40 and more.
RETOLD = 0.11
ABOUT = 0.35
FIRST = 3
# So large a part of all names and figures that two retellings have is in both; and of what the one with fewer has. Fitted on
# the seeds (rewrites: 0.44 and 0.75 at least), on two events that three newsrooms each reported themselves (0.37 and 0.67 at
# most) and on four pairs written for this. Of 198 press reports on 35 stories, 39 pairs are joined, all within a story; those
# looked at were copies, retellings, or one outlet's next report that repeats half of the last. Without these two, `narration`
# and `ABOUT`, 678 were, 457 of them on different stories.
ALIKE = 0.4
KEPT = 0.7
# The first of these for two articles that rest on one outlet. In the 198, three pairs that only cite one agency, or are its
# next report, have 0.23 at most; the two of FNC-1 that tell of the same thing have 0.25 and 0.36.
RESTING = 0.25
# A phrase that many sources share links each of them to so many neighbours only. This keeps the work linear; copies still meet.
NEIGHBOURS = 12

_IN_NAMES = words("people.particles") | {"of", "the", "for"}
_BREAK = "\0"

_At = tuple[str, str]  # an outlet's key, and the id of an article that rests on it or is its own


class _Text(NamedTuple):
    words: tuple[str, ...]  # with _BREAK where a sentence or a quotation ends
    phrases: frozenset[tuple[str, ...]]
    vocabulary: frozenset[str]
    meant: int  # how many of the words carry meaning


class _Story(NamedTuple):
    text: _Text  # with what it quotes, without the outlets that it cites
    lead: frozenset[str]  # the vocabulary of its first sentences
    specifics: frozenset[str]  # names and figures


_Stories = Callable[[str], _Story]  # by the id of the article


def origins(sources: Sequence[Source]) -> dict[str, str]:
    """Give each source's id the id of its origin: the smallest id of the sources that go back to the same report.

    Where a source was given an origin (front matter), that wins: it is kept as it is, and such sources are in one group
    with nobody but the sources of the same given origin and what was given none and goes back to the same report.
    """
    known = {s.id: s for s in sorted(marked(sources, related=True), key=lambda s: s.id)}
    given = {s.id: s.origin for s in sources if s.origin}
    story = cache(lambda i: _story(known[i]))
    groups = _groups(known, [*_kin(known, story), *_retold(known, story)], given)
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


def _kin(known: Mapping[str, Source], story: _Stories) -> list[tuple[str, str]]:
    """Give the pairs that are kin, the closest first. Only articles that may retell one report are parsed."""
    texts = {i: _text(unquoted(s)) for i, s in known.items()}
    own = cache(lambda i: _text(narration(known[i])))
    scored: list[tuple[float, str, str]] = []
    for (a, b), count in sorted(_shared(texts, _beside).items()):
        if count < FEWEST:
            continue
        score = _copied(texts[a], texts[b])
        if not score and _may_retell(texts[a], texts[b]) and _retell(story(a), story(b)):
            score = _kinship(own(a), own(b))
        scored.append((score, a, b))
    return [(a, b) for score, a, b in sorted(scored, key=lambda s: (-s[0], s[1:])) if score >= KIN]


def _retold(known: Mapping[str, Source], story: _Stories) -> list[tuple[str, str]]:
    """Give pairs of a head and an article that tell of the same thing and rest on one outlet, or the head is the outlet's.

    No chains: of a running story, each report is like the next, and the last unlike the first. So every article is like its
    head (a star: Aslam, Pelekhov & Rus, "The Star Clustering Algorithm", 2004), and belongs to one head, whichever outlets it
    rests on: two reports that a third one retells stay two.
    """
    near, own = _near(known, story)
    taken: set[str] = set()
    pairs: list[tuple[str, str]] = []
    for name, head in sorted(near, key=lambda at: (at not in own, -len(near[at]), at[1], at[0])):
        free = sorted(near[name, head] - taken)
        if head not in taken and free:
            taken.update([head, *free])
            pairs += [(head, one) for one in free]
    return pairs


def _near(known: Mapping[str, Source], story: _Stories) -> tuple[Mapping[_At, set[str]], set[_At]]:
    """Give what tells of the same thing as an article and rests on the same outlet; and the outlets' own articles.

    In the group of one outlet, a phrase links the first `NEIGHBOURS` that have it with all: linear, and a star stays whole.
    """
    resting: defaultdict[str, set[str]] = defaultdict(set)
    for i, source in known.items():
        for name in upstream(source):
            resting[name].add(i)
    own = {(name, i) for i, s in known.items() if s.publisher and (name := key(s.publisher)) in resting}
    near: defaultdict[_At, set[str]] = defaultdict(set)
    for name, ids in resting.items():
        group = dict.fromkeys([*sorted(i for at, i in own if at == name), *sorted(ids)])
        told = {i: story(i) for i in group if len(group) > 1}
        for one, other in _shared({i: s.text for i, s in told.items()}, _with_first):
            if (one in ids or other in ids) and _rest_on_one(told[one], told[other]):
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


def _copied(one: _Text, other: _Text) -> float:
    """The kinship of two texts of which one stands in the other; 0: it does not."""
    short, long = _by_length(one, other)
    reused = _covered(short, long.phrases)[1]
    return _mean(short, long, reused) if reused >= COPY else 0.0


def _may_retell(one: _Text, other: _Text) -> bool:
    return min(one.meant, other.meant) >= SHORTEST


def _kinship(one: _Text, other: _Text) -> float:
    """The geometric mean of two shares of the shorter text: of its words in shared phrases, of its vocabulary."""
    short, long = _by_length(one, other)
    passages, reused = _covered(short, long.phrases)
    return _mean(short, long, reused) if passages >= FEWEST else 0.0


def _tell_the_same(one: _Story, other: _Story, alike: float) -> bool:
    """Say whether each has what the other begins with, and so large a part of their names and figures is in both."""
    begun = (len(a.lead & b.text.vocabulary) >= ABOUT * max(len(a.lead), 1) for a, b in ((one, other), (other, one)))
    return all(begun) and len(one.specifics & other.specifics) >= alike * len(one.specifics | other.specifics)


def _retell(one: _Story, other: _Story) -> bool:
    """Say whether two articles tell the same, and one of them has few names and figures of its own."""
    fewer = min(len(one.specifics), len(other.specifics))
    return _tell_the_same(one, other, ALIKE) and len(one.specifics & other.specifics) >= KEPT * fewer


def _rest_on_one(one: _Story, other: _Story) -> bool:
    if not _tell_the_same(one, other, RESTING):
        return False
    short, long = _by_length(one.text, other.text)
    return _mean(short, long, _covered(short, long.phrases)[1]) >= RETOLD


def _by_length(one: _Text, other: _Text) -> list[_Text]:
    return sorted((one, other), key=lambda t: (len(t.words), t.words))


def _mean(short: _Text, long: _Text, reused: float) -> float:
    least = min(len(short.vocabulary), len(long.vocabulary))
    return float((reused * len(short.vocabulary & long.vocabulary) / least) ** 0.5)


def _covered(text: _Text, phrases: frozenset[tuple[str, ...]]) -> tuple[int, float]:
    """Count a text's different passages that consist of `phrases`, and give the share in them of its words with meaning."""
    words = text.words
    spans: list[tuple[int, int]] = []
    for at in range(len(words) - PHRASE + 1):
        if words[at : at + PHRASE] in phrases:
            begin = spans.pop()[0] if spans and at < spans[-1][1] else at
            spans.append((begin, at + PHRASE))
    covered = sum(_has_meaning(w) for a, b in spans for w in words[a:b])
    return len({words[a:b] for a, b in spans}), covered / max(text.meant, 1)


def _text(pieces: Iterable[str]) -> _Text:
    words = tuple(w for piece in pieces for w in (*_words(piece), _BREAK))
    grams = (words[i : i + PHRASE] for i in range(len(words) - PHRASE + 1))
    meaning = list(filter(_has_meaning, words))
    vocabulary = frozenset(meaning)
    phrases = frozenset(g for g in grams if _BREAK not in g and sum(w in vocabulary for w in g) >= MEANING)
    return _Text(words, phrases, vocabulary, len(meaning))


def _story(source: Source) -> _Story:
    sentences = uncredited(source).split("\n")
    return _Story(_text(sentences), _text(sentences[:FIRST]).vocabulary, specifics(source))


def _has_meaning(word: str) -> bool:
    return not stop(word) and word != _BREAK


def _words(text: str) -> list[str]:
    """Give the words in lower case, a name of several words as one."""
    tokens = pieces(text)
    out: list[str] = []
    at = 0
    while at < len(tokens):
        end = _name_end(tokens, at)
        name = [t.casefold().removesuffix("'s") for t in tokens[at:end]]
        while len(name) > 1 and stop(name[0]):  # a sentence's first word is no part of the name
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
