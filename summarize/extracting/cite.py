"""Numbers of sentences become citations: offsets and quotes come from the source, never from a model."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from summarize.language.english import parse
from summarize.language.parsed import told
from summarize.language.tokens import content
from summarize.models import Citation
from summarize.source import Sentence, Source

INTRODUCING = 2  # sentences that say who or what is meant; more and a statement says too much of other sentences


def cite(source: Source, sentences: Iterable[Sentence]) -> tuple[Citation, ...]:
    """Quote whole sentences of a source, in text order, each once.

    `source.text[c.start:c.end] == c.quote` holds for every citation that comes back.
    """
    places = sorted({(s.start, s.end) for s in sentences})
    return tuple(Citation(source=source.id, start=start, end=end, quote=source.text[start:end]) for start, end in places)


def numbered(sentences: Sequence[Sentence], numbers: Iterable[int]) -> list[Sentence]:
    """The sentences with these numbers (1-based, as a model sees them). A number outside names nothing."""
    return [sentences[n - 1] for n in sorted(set(numbers)) if 1 <= n <= len(sentences)]


def introduced(statement: str, sentences: Sequence[Sentence], cited: Sequence[int], context: Sequence[int]) -> tuple[int, ...]:
    """The numbers of the sentences that introduce the names which a statement has and its own sentences lack (1-based).

    A model that writes "The Harbour Post" where the sentence has "the newspaper" may not say where that stands. For each name
    it is the nearest sentence before the cited ones that has it, or else the first behind them; `INTRODUCING` at most.
    """
    own = {key for one in numbered(sentences, (*cited, *context)) for key in content(one.text)}
    found: dict[int, None] = {}
    first = min(cited, default=1) - 1  # places from 0
    places = [*range(first - 1, -1, -1), *range(first + 1, len(sentences))]
    for name in _names(statement):
        if name <= own or any(name <= content(sentences[at - 1].text) for at in found):
            continue
        if (there := next((at for at in places if name <= content(sentences[at].text)), None)) is not None:
            found[there + 1] = None
    return tuple(list(found)[:INTRODUCING])


def _names(text: str) -> list[frozenset[str]]:
    """What the words of each name in a text stand for."""
    return [content(told(list(run))) for proper, run in groupby(parse(text).words, lambda word: word.proper) if proper]
