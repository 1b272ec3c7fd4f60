"""Lines that were set on pages -> paragraphs of text, without what is printed on every page. Pure.

A line ends because the next word did not fit, or because the paragraph ends: what would have fitted tells which. Sizes are in
points; y grows upwards, as in a PDF.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from summarize.reading.hyphens import Cut, between, cuts_any


class Line(NamedTuple):
    """A line and where it stands: its ends, its lower edge, its height. `cut`: a hyphen cuts its last word."""

    text: str
    left: float
    right: float
    bottom: float
    height: float
    cut: bool = False


Page = Sequence[Line]

# So many lines at the top and at the foot of a page may be running heads: a title and a rule's text, a number and an address.
_EDGE = 2
# A running head stands on this share of the pages: left and right pages may have two, and chapters their own.
_SHARE = 0.3
# Type differs in size, and a line stands further off than the others, from these factors on; single spacing varies by a tenth.
_OTHER_SIZE = 1.12
_FURTHER = 1.3
# A first line is set in by this much of its height; less is a letter's own shape.
_INDENT = 0.7
# So many lines before and after tell how wide the column is.
_AROUND = 4
_NUMBER = re.compile(r"(?i)\W*(?:(?:page|seite|p\.)\s*)?#(?:\s*(?:of|von|/|\|)\s*#)?\W*")
# What browsers print around a page, also around a single one: the day and time of printing, the address.
_PRINTED = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d\d\b.*|(?:https?|file)://\S+(?:\s+\d+/\d+)?|\d+ (?:of|von) \d+ .*\d:\d\d.*"
)
_ITEM = re.compile(r"[•‣▪●◦○*·-]\s|\(?(?:\d{1,3}|[a-z])[.)]\s")
_STOPPED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_WORD = re.compile(r"[^\W\d_]+")


def paragraphs(pages: Sequence[Page]) -> Iterator[str]:
    """The paragraphs of all pages in order; one may begin on a page and end on the next."""
    lines = [line for page in without_running(pages) for line in page]
    pitch = _pitch(lines)
    starts = [0, *(at + 1 for at in range(len(lines) - 1) if _ends(lines, at, pitch)), len(lines)]
    words = frozenset(_whole_words(lines))
    cuts_words = cuts_any((_cut(a, b) for a, b in pairwise(lines) if a.cut), words)
    for begin, end in pairwise(starts):
        if begin < end:
            yield _joined(lines[begin:end], words, cuts_words=cuts_words)


def without_running(pages: Sequence[Page]) -> list[Page]:
    """The pages without running heads and feet: lines at an edge that other pages have too, whatever number is in them."""
    edges = [_edges(page) for page in pages]
    found = Counter(text for edge in edges for text in {_unnumbered(line) for line in edge})
    least = max(2, _SHARE * len(pages))
    return [
        [line for line in page if line not in edge or not (found[_unnumbered(line)] >= least or _is_alone(line, pages))]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _edges(page: Page) -> set[Line]:
    """The lines at the top and at the foot, as they stand on the page; a page of few lines is all its own."""
    heights = sorted({round(line.bottom) for line in page})
    near = {*heights[:_EDGE], *heights[-_EDGE:]}
    return {line for line in page if round(line.bottom) in near}


def _unnumbered(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.lower().split()))


def _is_alone(line: Line, pages: Sequence[Page]) -> bool:
    """Is a line at an edge no text, though no other page has it: a page's number, or what a browser prints?"""
    is_number = len(pages) > 1 and _NUMBER.fullmatch(_unnumbered(line)) is not None
    return is_number or _PRINTED.fullmatch(line.text) is not None


def _pitch(lines: Sequence[Line]) -> float:
    """From one line to the next within a paragraph: what most are, as a share of their height."""
    steps = [(a.bottom - b.bottom) / a.height for a, b in pairwise(lines) if a.height > 0 and a.bottom > b.bottom]
    return median(steps) if steps else 1.0


def _ends(lines: Sequence[Line], at: int, pitch: float) -> bool:
    """Is this line the last of its paragraph?"""
    line, following = lines[at], lines[at + 1]
    if line.cut:
        return False
    if _ITEM.match(following.text) or not _alike(line, following):
        return True
    runs_on = following.text[0].islower() and not _STOPPED.search(line.text)
    step = (line.bottom - following.bottom) / max(line.height, 1.0)
    if step < 0 or step > _FURTHER * pitch * 2:  # another column or page
        return not runs_on and (_STOPPED.search(line.text) is not None or _has_room(lines, at))
    if step > _FURTHER * pitch or following.left - line.left > _INDENT * line.height:
        return not runs_on or following.left < line.left
    return not runs_on and _has_room(lines, at)


def _alike(one: Line, other: Line) -> bool:
    small, large = sorted((one.height, other.height))
    return large <= small * _OTHER_SIZE


def _has_room(lines: Sequence[Line], at: int) -> bool:
    """Would the next line's first word have fitted into this one?"""
    line, following = lines[at], lines[at + 1]
    near = [other for other in lines[max(0, at - _AROUND) : at + _AROUND + 2] if _alike(line, other)]
    column = [other for other in near if abs(other.left - line.left) <= 2 * line.height]
    letter = (line.right - line.left) / max(len(line.text), 1)
    needed = (len(following.text.split(maxsplit=1)[0]) + 1) * letter
    return max(other.right for other in column) - line.right > needed


def _whole_words(lines: Sequence[Line]) -> Iterator[str]:
    """The words that no line's end cuts, in lower case."""
    cut = False
    for line in lines:
        words = _WORD.findall(line.text.lower())
        yield from words[int(cut) : len(words) - int(line.cut)]
        cut = line.cut


def _joined(lines: Sequence[Line], words: Collection[str], *, cuts_words: bool) -> str:
    text = lines[0].text
    for line, following in pairwise(lines):
        gap = between(_cut(line, following), words, cuts_words=cuts_words) if line.cut else _gap(line, following)
        text += gap + following.text
    return text


def _gap(line: Line, following: Line) -> str:
    """A space, but not around a dash that has none on its other side."""
    tight = re.search(r"\S[—-]$", line.text) or re.match(r"—\S", following.text)
    return "" if tight else " "


def _cut(line: Line, following: Line) -> Cut:
    """The parts of the word that stands in both lines."""
    first, second = _WORD.findall(line.text), _WORD.findall(following.text)
    return (first[-1] if first else "", second[0] if second else "")
