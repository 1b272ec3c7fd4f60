"""Text that an outlet's pages share around different stories: who prints them, under which code, what subscribers get. Pure.

No phrase gives it away, only that it comes again: sentence for sentence at the top or the end of pages that tell of different
things. Copies of one report share as much, and a report with two local openings shares its end. But these tell of one thing:
the openings share their words with each other, or with what is shared. So text is a page's only where neither is so.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

from summarize.language.tokens import content
from summarize.source import Role, Sentence, Source

# Fewer words may come again by chance: "Nordlast did not comment."
SHORTEST = 12
# So many words with meaning each page has for itself; less is a byline or a place over one report.
OWN = 25
# What a page of its own begins with: a headline and two sentences.
FIRST = 3
# Two pages tell of one thing if so large a part of the words that one begins with stands in the other. Retellings have 0.40 and
# more, other news of one place and follow-ups 0.31 at most (measured for `sourcing.origins`). In 198 press reports on 35
# stories this finds 23 sentences of six reports, all of them page text.
ABOUT = 0.3
# The second half of one of the 198 has so few words of the first half, and of how that begins, in one of fifty. What pages say
# of themselves has 0.15 at most of twelve stories that were written for `sourcing.origins`.
HARDLY = 0.16
# A sentence that many pages share is compared on so many of them: the work stays linear.
NEIGHBOURS = 12


def marked(sources: Sequence[Source], *, related: bool = False) -> tuple[Source, ...]:
    """The same sources; sentences that they share with pages that tell of other things are furniture. None is dropped.

    It does not matter who publishes them, nor in which order they come. `related`: also what pages share that tell of one
    thing, where it has hardly a word of what they tell: page text, or background that does not tell where a report comes from.
    """
    ordered = sorted(sources, key=lambda s: s.id)
    starts: defaultdict[str, set[int]] = defaultdict(set)
    for a, b in sorted({pair for holders in _holders(ordered) for pair in _beside(holders)}):
        for source, start in _shared(ordered[a], ordered[b], related=related):
            starts[source.id].add(start)
    return tuple(_with(source, starts[source.id]) for source in sources)


def _holders(sources: Sequence[Source]) -> Iterator[list[int]]:
    """The sources of each sentence that stands in several."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for n, source in enumerate(sources):
        for key in {_key(sentence) for sentence in source.body}:
            holders[key].append(n)
    return (there for there in holders.values() if len(there) > 1)


def _beside(ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    for n, one in enumerate(ids):
        for other in ids[n + 1 : n + 1 + NEIGHBOURS]:
            yield one, other


def _shared(one: Source, other: Source, *, related: bool) -> Iterator[tuple[Source, int]]:
    """The sentences at the ends of two pages that both have, where the pages tell of different things."""
    both = {_key(s) for s in one.body} & {_key(s) for s in other.body}
    ends = [(source, sentence.start) for source in (one, other) for sentence in _ends(source.body, both)]
    if ends and _is_page_text(one, other, both, related=related):
        yield from ends


def _ends(body: Sequence[Sentence], both: set[str]) -> Iterator[Sentence]:
    for run in (list(takewhile(lambda s: _key(s) in both, way)) for way in (body, body[::-1])):
        if sum(len(sentence.text.split()) for sentence in run) >= SHORTEST:
            yield from run


def _is_page_text(one: Source, other: Source, both: set[str], *, related: bool) -> bool:
    owns = [[s.text for s in source.body if _key(s) not in both] for source in (one, other)]
    if any(len(_words(own)) < OWN for own in owns):
        return False
    shared = _words([s.text for s in one.body if _key(s) in both])
    leads = [_words(own[:FIRST]) for own in owns]
    if any(_share(lead, shared) >= ABOUT for lead in leads):
        return False
    mine, theirs = map(_words, owns)
    if _share(leads[0], theirs) < ABOUT and _share(leads[1], mine) < ABOUT:
        return True
    return (
        related
        and all(_share(lead, shared) < HARDLY for lead in leads)
        and all(_overlap(own, shared) < HARDLY for own in (mine, theirs))
    )


def _share(words: frozenset[str], there: frozenset[str]) -> float:
    return len(words & there) / max(len(words), 1)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(min(len(one), len(other)), 1)


def _words(sentences: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*map(content, sentences))


def _key(sentence: Sentence) -> str:
    return " ".join(sentence.text.split())


def _with(source: Source, starts: set[int]) -> Source:
    if not starts:
        return source
    sentences = tuple(s.model_copy(update={"role": Role.FURNITURE}) if s.start in starts else s for s in source.sentences)
    return source.model_copy(update={"sentences": sentences})
