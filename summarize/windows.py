"""Articles longer than a model's context are worked through in windows of whole sentences."""

import re
from collections.abc import Iterator, Sequence

from summarize.models import Sentence

# Code points of article text in one prompt. At 4 to 5 code points a token it is 2,500 to 3,000 tokens of English; other
# scripts take up to three times as many, and the embedded model's slot holds 8,192 with the question and the reply.
WINDOW = 12_000

# Chat models mark turns with <|…|>. In an article these are characters like any others, not turns.
_TURN = re.compile(r"<(?=\|)|(?<=\|)>")


def windows(sentences: Sequence[Sentence], size: int = WINDOW) -> Iterator[tuple[Sentence, ...]]:
    """Cut a text's sentences into runs of at most `size` code points, in order, without overlap; linear in their number."""
    run: list[Sentence] = []
    length = 0
    for sentence in sentences:
        if run and length + len(sentence.text) > size:
            yield tuple(run)
            run, length = [], 0
        run.append(sentence)
        length += len(sentence.text)
    if run:
        yield tuple(run)


def lines(sentences: Sequence[Sentence]) -> list[tuple[int, str]]:
    """Number sentences from 1 for a prompt, each on one line."""
    return [(n, shown(s.text)) for n, s in enumerate(sentences, 1)]


def shown(text: str) -> str:
    """Article text as a model is shown it: on one line, and without the marks that end a turn."""
    return _TURN.sub(" ", " ".join(text.split()))
