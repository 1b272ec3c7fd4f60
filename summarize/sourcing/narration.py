"""What an article tells in its own voice, and the names and figures in it. Pure.

Reporters who heard one speech, or got one press release, quote it alike, between quotation marks or not: "Pell said that the
bill would drive builders out of the state". So a clause that says, with what is said in it, is nobody's narration; nor is one
that somebody else answers for ("according to"), nor a post that a page shows. spaCy's parse tells how far a clause reaches.

Whom an article names is what its newsroom found. One that rewrites a report keeps the names and figures, leaves out some and
has few of its own; one that was there itself has talked to others.
"""

import re
from collections.abc import Iterator

from summarize.language import wordnet
from summarize.language.days import MONTHS, WEEKDAYS
from summarize.language.english import parse_one, stop
from summarize.language.lexicon import words
from summarize.language.parsed import Word
from summarize.language.spelling import straight
from summarize.language.voices import says
from summarize.reading.sentences import QUOTED
from summarize.source import Source

_SAID = frozenset({"ccomp", "parataxis"})  # how what is said hangs on its verb
_NO_NAME = frozenset((*MONTHS, *WEEKDAYS, *(title.casefold() for title in words("abbreviations.titles"))))
_PIECE = re.compile(r"[^\W_]+(?:['.,][^\W_]+)*|\S")
_POST = re.compile(r"^[^\n]*\(@\w{1,30}\)", re.MULTILINE)  # a post as pages show it: "… — Ann Lee (@annlee) March 2, 2017"
_BLANK = "\0"


def unquoted(source: Source) -> Iterator[str]:
    """Give an article's sentences, without posts, parted where a quotation stood."""
    return (piece for _, left in _lines(source) for piece in left.split(_BLANK) if piece)


def narration(source: Source) -> Iterator[str]:
    """Give the passages that an article tells itself, in order, parted where it quotes or somebody else answers for it."""
    return (piece for line, left in _lines(source) if left.strip(_BLANK + " ") for piece in _own(line, left))


def specifics(source: Source) -> frozenset[str]:
    """The words of the names, and the figures, that an article has: without titles, days and what only opens a sentence."""
    return frozenset(word for s in source.body for word in _specific(_PIECE.findall(straight(s.text))))


def _lines(source: Source) -> Iterator[tuple[str, str]]:
    """Give each sentence that is of no post, and the same with blanks for what is quoted."""
    told = _POST.sub(lambda post: _BLANK * len(post.group()), _without_instructions(source))
    lines = [s.text.replace("\n", " ") for s in source.body if told[s.start] != _BLANK]
    # a quotation may go on over several sentences
    left = QUOTED.sub(lambda quoted: re.sub(r".", _BLANK, quoted.group()), "\n".join(lines))
    return zip(lines, left.split("\n"), strict=bool(lines))


def _without_instructions(source: Source) -> str:
    """The article's text with as many spaces in place of each instruction, so that places stay."""
    told = list(source.text)
    for sentence in source.instructions:
        told[sentence.start : sentence.end] = " " * len(sentence.text)
    return "".join(told)


def _own(line: str, left: str) -> Iterator[str]:
    read = parse_one(line).words
    gone = {t.i for word in read if _is_answered_for(word) for t in _clause(word).subtree}
    kept = (_BLANK if t.i in gone or left[t.start] == _BLANK else t.text + " " * t.space for t in read)
    return filter(str.strip, "".join(kept).split(_BLANK))


def _is_answered_for(word: Word) -> bool:
    if word.dep in _SAID:
        return says(word.head) and "communication" in wordnet.entry(word.head.lemma, "VERB").topics[:2]
    return word.low == "according" and any(t.low == "to" for t in word.children)


def _clause(word: Word) -> Word:
    """Give the head of the clause that a word, or what is said, belongs to."""
    return next((w for w in word.ancestors if w.pos in ("VERB", "AUX") or w.dep == "ROOT"), word)


def _specific(tokens: list[str]) -> Iterator[str]:
    for before, token in zip(["", *tokens], tokens, strict=False):
        word = token.casefold().removesuffix("'s").removesuffix(".")
        inside = before.isalnum() or before.endswith((".", "'s"))  # within a sentence a stop belongs to a title: "Mr. Holm"
        if token[0].isdigit() or (token[0].isupper() and inside and len(word) > 1 and not (word in _NO_NAME or stop(word))):
            yield word
