"""Numbers of sentences become citations: offsets and quotes come from the source, never from a model."""

from collections.abc import Iterable, Sequence

from summarize.models import Citation
from summarize.source import Sentence, Source


def cite(source: Source, sentences: Iterable[Sentence]) -> tuple[Citation, ...]:
    """Quote whole sentences of a source, in text order, each once.

    `source.text[c.start:c.end] == c.quote` holds for every citation that comes back.
    """
    places = sorted({(s.start, s.end) for s in sentences})
    return tuple(Citation(source=source.id, start=start, end=end, quote=source.text[start:end]) for start, end in places)


def numbered(sentences: Sequence[Sentence], numbers: Iterable[int]) -> list[Sentence]:
    """The sentences with these numbers (1-based, as a model sees them). A number outside names nothing."""
    return [sentences[n - 1] for n in sorted(set(numbers)) if 1 <= n <= len(sentences)]
