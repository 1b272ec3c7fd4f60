"""An article's text -> its sentences with their roles, as if what reads like an instruction to a program were not there. Pure.

An order that is planted in an article must change nothing of what the article's other sentences give: not where they end, not
which of them are page furniture, not what stands beside them. So it is found first, and cut out; what is left is read as if it
had never been there, and its places are told in the text as it is. Nothing is cut from what is kept.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from summarize.language.instructions import asks, foreign, is_heading, is_instruction
from summarize.language.tokens import content
from summarize.reading.furniture import mark
from summarize.reading.sentences import QUOTED, sentences
from summarize.source import Cut, Role, Sentence

# What is left when something was cut out may be parted otherwise, and then be an instruction as well. Nothing that was tried
# needs more than two rounds.
_ROUNDS = 4
_STOP_INSIDE = re.compile(r"(?<=[.!?])\s+(?=[^\W\da-z])|\s*\n\s*\n\s*")
_STOPPED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


def sentences_of(text: str, *, start: int = 0) -> tuple[Sentence, ...]:
    """The sentences of `text[start:]`, in order, each with its role: `text[s.start:s.end] == s.text`."""
    gone: list[Sentence] = []
    cut, found = _without(gone, text, start)
    for _ in range(_ROUNDS):
        flagged = _instructions(found, cut.text)
        if not flagged:
            break
        gone += (s.model_copy(update={"role": Role.INSTRUCTION}) for s in _back(flagged, cut, text))
        cut, found = _without(gone, text, start)
    return tuple(sorted((*gone, *_back(found, cut, text)), key=lambda s: s.start))


def _without(gone: Iterable[Sentence], text: str, start: int) -> tuple[Cut, tuple[Sentence, ...]]:
    """The text without some stretches, and the sentences of what is left."""
    cut = Cut(text, ((s.start, s.end) for s in gone))
    return cut, mark(sentences(cut.text, start=start), cut.text)


def _back(found: Iterable[Sentence], cut: Cut, text: str) -> Iterator[Sentence]:
    """The sentences at their places in the whole text."""
    for sentence in found:
        for start, end in cut.back(sentence.start, sentence.end):
            if piece := text[start:end].strip():
                begin = text.index(piece, start)
                yield Sentence(start=begin, end=begin + len(piece), text=piece, role=sentence.role)


def _instructions(found: Sequence[Sentence], text: str) -> set[Sentence]:
    """Those that read like instructions, and such pieces of others. Whether a question is one, all that is not tells."""
    pieces = {s: list(_pieces(s)) for s in found}
    each = [piece for s in found for piece in pieces[s]]
    spoken = _in_speech(each, text)
    flagged = {piece for piece in each if piece not in spoken and is_instruction(piece.text)}
    flagged |= {s for s in found if len(pieces[s]) > 1 and flagged.isdisjoint(pieces[s]) and is_instruction(s.text)}
    flagged |= {s for pair in pairwise(each) if _is_parted(*pair) for s in pair}
    flagged |= {after for before, after in pairwise(each) if before in flagged and is_heading(before.text)}
    return flagged | _foreign([piece for piece in each if piece not in flagged], spoken)


def _pieces(sentence: Sentence) -> Iterator[Sentence]:
    """A sentence parted at every stop and blank line inside it: what was planted there may have been taken for its part."""
    at = sentence.start
    for text in filter(None, _STOP_INSIDE.split(sentence.text)):
        begin = sentence.text.index(text, at - sentence.start) + sentence.start
        at = begin + len(text)
        yield Sentence(start=begin, end=at, text=text, role=sentence.role)


def _foreign(rest: Sequence[Sentence], spoken: Collection[Sentence]) -> set[Sentence]:
    """The questions that have nothing to do with what the other sentences tell."""
    questions = {s for s in rest if s not in spoken and asks(s.text)}
    said = {key for s in rest if s not in questions for key in content(s.text)} if questions else set()
    return {s for s in questions if foreign(s.text, said)}


def _is_parted(one: Sentence, other: Sentence) -> bool:
    """Say whether two lines without a stop between them are one instruction."""
    if _STOPPED.search(one.text) or not other.text[0].islower():
        return False
    alone = is_instruction(one.text) or is_instruction(other.text)
    return not alone and is_instruction(f"{one.text} {other.text}")


def _in_speech(found: Sequence[Sentence], text: str) -> set[Sentence]:
    """The sentences that stand wholly between quotation marks of their line, with others: speech goes on over several."""
    spoken: set[Sentence] = set()
    for begin, line in groupby(found, lambda sentence: text.rfind("\n", 0, sentence.start) + 1):
        together = list(line)
        for quoted in QUOTED.finditer(text[begin : together[-1].end]):
            first, last = quoted.start() + begin, quoted.end() + begin
            spoken |= {s for s in together if first <= s.start and s.end <= last}
    return spoken
