"""Articles longer than a model's context are worked through in windows of whole sentences."""

import math
import re
from collections.abc import Iterator, Sequence

from summarize.source import Sentence

# Tokens of article text in one prompt, as `tokens` estimates them: with the question (a few hundred) and the longest reply
# (2,048) they fit into the embedded model's slot of 8,192. It is about 12,000 characters of English.
WINDOW = 4_800
# UTF-8 bytes of letters and spaces in a token. The embedded model's tokenizer has 2.7 for Georgian, 2.9 for Hindi, 3.4 for
# English in capitals, 3.9 for Ukrainian, 4.0 for German, 4.2 for Korean, 4.4 for Japanese, 4.5 for Chinese, 5.9 for English,
# 6.0 for Hebrew, 6.1 for Thai, 6.2 for Arabic, 6.4 for Russian.
BYTES = 2.7
# Of letters that it has few words of: 2.1 for Greek and Amharic, 1.9 for Armenian and Burmese, 1.6 for Cherokee, 1.3 for the
# rarest Chinese signs; and of endless words, which nobody speaks: 1.8 for random letters, 1.4 for base64.
RARE_BYTES = 1.3
LONGEST_WORD = 40  # letters; German compounds in news stay below
# A digit or an ASCII sign is a token there; an emoji or an accent of its own is up to two.
SIGN = 2
# `[1234]` and the line's end.
NUMBER = 8

# What marks a turn of a chat, data in a prompt, or the number of a sentence there. In an article these are characters like any
# others, and a model is shown a space in their place: it must not see data end where it does not.
_MARKS = re.compile(
    r"<(?=[|/!?<A-Za-z])|(?<=[|/!?>A-Za-z\"'])>|[\[\]](?=/?INST\b)|(?<=\bINST)\]|={3,}|(?<!\S)#{2,}"
    r"|^(?:\s*\[\s*\d+\s*\])+|[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)
_WITH_SPACES = r"(?:(?=[^\W\d_])[A-Za-zÀ-ɏḀ-ỿ\u0400-\u04ff\u05d0-\u06ff\u0900-\u097f\u10a0-\u10ff])"
_WITHOUT_SPACES = r"[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]"
_WORDS = re.compile(r"[^\W\d_]+|\s+")
_USUAL = re.compile(rf"(?<!\w){_WITH_SPACES}{{1,{LONGEST_WORD}}}(?!\w)|{_WITHOUT_SPACES}+|\s+")


def windows(sentences: Sequence[Sentence], most: int = WINDOW) -> Iterator[tuple[Sentence, ...]]:
    """Cut a text's sentences into runs of at most `most` tokens, in order, without overlap and without a gap.

    A single sentence that is larger is a run of its own. Time grows with the length of the text.
    """
    run: list[Sentence] = []
    length = 0
    for sentence in sentences:
        more = size([sentence])
        if run and length + more > most:
            yield tuple(run)
            run, length = [], 0
        run.append(sentence)
        length += more
    if run:
        yield tuple(run)


def halves(sentences: Sequence[Sentence]) -> tuple[Sequence[Sentence], Sequence[Sentence]]:
    """Cut a run of two sentences or more in two, of about equal size."""
    whole, first, n = size(sentences), 0, 0
    while n < len(sentences) - 1 and (n == 0 or first < whole / 2):
        first += size([sentences[n]])
        n += 1
    return sentences[:n], sentences[n:]


def size(sentences: Sequence[Sentence]) -> int:
    """The tokens of numbered sentences, as `tokens` estimates them."""
    return sum(tokens(sentence.text) + NUMBER for sentence in sentences)


def tokens(text: str) -> int:
    """Estimate a text's tokens, rather too many than too few: about twice what English takes."""
    others = _USUAL.sub("", text)
    signs = _WORDS.sub("", others)
    usual, rare = _bytes(text) - _bytes(others), _bytes(others) - _bytes(signs)
    return math.ceil(usual / BYTES + rare / RARE_BYTES) + sum(1 if c.isascii() else SIGN for c in signs)


def _bytes(text: str) -> int:
    return len(text.encode())


def lines(sentences: Sequence[Sentence]) -> list[tuple[int, str]]:
    """Number sentences from 1 for a prompt, each on one line."""
    return [(n, shown(s.text)) for n, s in enumerate(sentences, 1)]


def shown(text: str) -> str:
    """Words of an article, or of a reply about it, as a model is shown them: on one line, without a prompt's marks."""
    return _MARKS.sub(" ", " ".join(text.split()))
