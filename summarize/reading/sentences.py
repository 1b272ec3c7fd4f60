"""Text into sentences whose offsets prove themselves. Pure.

`nupunkt` (Punkt with a shipped list of abbreviations, linear time) finds the sentences of a paragraph. Tried on the same
texts: pysbd needs 27 s for 20,000 words and loses closing quote marks, syntok breaks after "Lt." and joins after "Inc.",
sentencex takes everything inside a pair of quotes as one sentence and leaves opening marks behind. What is added
here is what a news page needs and no splitter knows: paragraphs, hard-wrapped lines, glued sentences, a limit of length.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from summarize.files import sections
from summarize.language.lexicon import words
from summarize.source import Sentence

Span = tuple[int, int]  # code points, 0-based, end-exclusive

# A "sentence" longer than this is cut, so that one entry of a prompt stays bounded. The longest in the seeds has 367.
LONGEST = 1000
# Text is taken for hard-wrapped up to this width: 72 to 80 is usual, mail and code reach 100 and more; paragraphs do not.
WIDEST_WRAP = 120
# A line this long that stops without a stop is carried on by a line that starts in lower case; shorter ones may be a list.
LONG_LINE = 40
# Share of line ends that must look cut in mid-sentence before a text counts as hard-wrapped. Most line ends of
# wrapped prose do; in text with one sentence or one heading on a line hardly any does.
WRAPPED_SHARE = 0.3

# Speech, in the quotation marks of several languages; an apostrophe within a word is none.
QUOTED = re.compile(
    r"“[^”]{1,1000}”|\"[^\"]{1,1000}\"|(?<!\w)‘.{1,1000}?’(?!\w)|(?<!\w)'.{1,1000}?'(?!\w)|«[^»]{1,1000}»|„[^“”]{1,1000}[“”]",
    re.DOTALL,
)
_CUT_WORD = re.compile(r"[^\W\d_](?:-|\u00ad)\s*$")  # a hyphen at a line's end
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK_LINE = re.compile(r"(?>\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_STARTS_ALONE = re.compile(r"\s*(?:[-*+•–—‣·#>|=_]|\d{1,3}[.)]\s|\w[.)]\s)|.*(?:\t|\|)")
_STOPPED = re.compile(r"[.!?…؟।۔。][\"'”’»)\]]*\s*$")
_TERMINAL = re.compile(r"[.!?…:;。！？؟।۔][\"'”’»)\]]*\s*$")

_DATA = Path(__file__).parent / "data"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words))


_OPENERS = _any_of(words("abbreviations.openers"))
# The ends of a sentence's first part, wherever it breaks off: "the", "Mme.", "a U.S.", "a senior U.S.".
_UNFINISHED = re.compile(
    rf"(?:(?:^|\W)(?:{_any_of(words('abbreviations.titles', 'abbreviations.links'))})\."
    rf"|\s(?:{_any_of(sections(_DATA / 'layout.txt')['unfinished'].split())})"
    r"|\b[Aa]n?(?: [a-z-]+)? (?:[A-Z]\.){2,})\s*$"
)
_ACRONYM = re.compile(r"(?<!\w)(?:[A-Z]\.)+\s*$")
# "U.S. Senate", "W. Bush": a text that has them in one line somewhere has them in one sentence everywhere.
_ACRONYM_NAME = re.compile(rf"(?<!\w)((?:[A-Z]\.)+) (?!(?:{_OPENERS})\b)([A-Z]\w+)")
_FIRST_WORD = re.compile(r"\w+")

# Reference markers such as [1] and [note 2] belong to the sentence before them.
_MARKER = r"\[(?:\d{1,3}|[a-z]|note \d{1,3}|citation needed)\]"
_MARKERS_LAST = re.compile(rf"(?:{_MARKER}|(?<=[.!?…”’])(?:\d{{1,2}}|[¹²³⁰⁴-⁹]+))+$")
# Ends that the splitter does not know: stops of other scripts; a stop inside German quotes; a missing space ("said.The");
# reference markers behind a stop, in brackets or raised ("old.1 Repairs"); an initial that is no name's ("Plan B. The").
_MORE_ENDS = re.compile(
    r"[؟۔。！？।॥]+[\"'”’»)\]」』]*"
    r"|(?<=[.!?])“(?=\s+[^\W\d_])"
    r"|(?<=[a-zа-яёіїєґß%)]{2})[.!?]+[”’\"]?(?=[A-ZА-ЯЁІЇЄҐ][a-zа-яёіїєґ]+[\s’',])"
    rf"|[.!?…][”’\"»]?(?:{_MARKER})+(?=\s|[A-Z])"
    r"|(?<=[a-z]{3})[.!?][”’\"]?(?:\d{1,2}|[¹²³⁰⁴-⁹]+)(?=\s+[A-Z])"
    rf"|(?<=\s[A-Z])\.(?=\s(?:{_OPENERS})\s)"
)
_STRAY_CLOSE = re.compile(rf"\s*(?:[”»)\]]|’(?!\w)|\"(?={_MARKER})|[ \t]?{_MARKER})+(?=\s|$|(?<=\])[A-Z])")
# "(R-Calif.)", "(D., Mass.)": the stop inside is the abbreviation's.
_TAGGED = re.compile(r"\w \((?:[^()\s]{1,12}[.,] )?[^()\s]{1,15}\.\)\s*$")
_LIST_NUMBER = re.compile(r"\s*\(?\d{1,3}[.)]\s*$")
_DAY = re.compile(r"(?:^|\s)\d{1,2}\.\s*$")
_GERMAN_MONTH = re.compile(r"(?:Jan|Jän|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\w*\b")
_CUT_AT = (re.compile(r"[;؛]\s"), re.compile(r"[,،、，]\s?"), re.compile(r"\s"))
_JOINERS = "\u200d\ufe0e\ufe0f"


def sentences(text: str, *, start: int = 0) -> tuple[Sentence, ...]:
    """Split `text[start:]` into sentences, ascending and not overlapping, that cover all but white space.

    `text[s.start:s.end] == s.text` (code points of the whole `text`), without white space at the ends and of at most
    `LONGEST` code points. The end of a paragraph or line ends a sentence, unless the text is hard-wrapped or the layout has
    torn the sentence ("said a U.S.", blank line, "State Department spokesperson."): then it holds its line breaks. Time grows
    with the length of the text, whatever is in it.
    """
    spans = (piece for paragraph in _paragraphs(text, start) for s in _split(text, paragraph) for piece in _cut(text, s))
    return tuple(Sentence(start=a, end=b, text=text[a:b]) for a, b in spans)


def _paragraphs(text: str, start: int) -> Iterator[Span]:
    """Give the stretches that a sentence cannot leave."""
    blocks = [_lines(text, block) for block in _blocks(text, start)]
    narrow = [b for b in blocks if len(b) > 1 and all(end - begin <= WIDEST_WRAP for begin, end in b)]
    width = _wrap_width(text, narrow)
    names = frozenset(_ACRONYM_NAME.findall(text))
    lines = [(line, number) for number, block in enumerate(blocks) for line in block]
    begin = lines[0][0][0] if lines else 0
    for (span, block), (following, next_block) in pairwise(lines):
        here, there = text[slice(*span)], text[slice(*following)]
        if not (block == next_block and _runs_on(here, there, width=width)) and not _is_torn(here, there, names):
            yield begin, span[1]
            begin = following[0]
    if lines:
        yield begin, lines[-1][0][1]


def _blocks(text: str, start: int) -> Iterator[Span]:
    for match in _BLANK_LINE.finditer(text, start):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _lines(text: str, block: Span) -> list[Span]:
    return [m.span() for m in _LINE.finditer(text, *block) if not m.group().isspace()]


def _wrap_width(text: str, blocks: list[list[Span]]) -> int:
    """Give the width at which the text was hard-wrapped, or 0: it was not."""
    width = max((end - begin for block in blocks for begin, end in block), default=0)
    pairs = [(text[slice(*a)], text[slice(*b)]) for block in blocks for a, b in pairwise(block)]
    cut = sum(_is_open(a) and _is_full(a, b, width) and not _first_letter(b).isupper() for a, b in pairs)
    return width if cut > 1 and cut >= WRAPPED_SHARE * len(pairs) else 0


def _runs_on(line: str, following: str, *, width: int) -> bool:
    if _STARTS_ALONE.match(following) or "\t" in line or "|" in line:
        return False
    if _CUT_WORD.search(line) and following.lstrip()[:1].islower():
        return True
    carried_on = _is_open(line) and len(line) >= LONG_LINE and _first_letter(following).islower()
    return carried_on or (width > 0 and len(line) <= width and _is_full(line, following, width))


def _is_torn(line: str, following: str, names: frozenset[tuple[str, str]]) -> bool:
    """Say whether the layout broke a sentence in two, a blank line between them or not.

    Both must look like prose: a long line, and one that ends with a stop. Headlines, list items, bylines and captions lack one.
    `names`: acronyms and initials with the word that follows them elsewhere in the text.
    """
    if len(line) < LONG_LINE or _STARTS_ALONE.match(following) or not _STOPPED.search(following[-10:]):
        return False
    word, tail = _FIRST_WORD.search(following[:LONG_LINE]), line[-LONG_LINE:]
    acronym = _ACRONYM.search(tail)
    if word is None or (acronym and (acronym.group().strip(), word.group()) in names) or _UNFINISHED.search(tail):
        return word is not None
    return word.group().islower() and _first_letter(following) == word.group()[0] and (acronym is not None or _is_open(line))


def _is_open(line: str) -> bool:
    return not _TERMINAL.search(line)


def _is_full(line: str, following: str, width: int) -> bool:
    """Say whether the next line's first word would not have fitted."""
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width


def _first_letter(line: str) -> str:
    return line.lstrip("\"'“‘«„([ ")[:1]


def _split(text: str, paragraph: Span) -> list[Span]:
    import nupunkt  # here, since it loads a model

    flat = re.sub(r"\s", " ", text[slice(*paragraph)])
    found = (piece for span in nupunkt.sent_spans(flat) for piece in _split_more(flat, span))
    return [(paragraph[0] + a, paragraph[0] + b) for a, b in _joined(flat, found)]


def _split_more(flat: str, span: Span) -> Iterator[Span]:
    begin, end = span
    german = "„" in flat
    for match in _MORE_ENDS.finditer(flat, begin, end):
        if match.group() != "“" or german:
            yield begin, match.end()
            begin = match.end()
    yield begin, end


def _joined(flat: str, spans: Iterable[Span]) -> list[Span]:
    """Trim the spans, and put together what was no end of a sentence."""
    cased = _first_letter(flat.lstrip()).isupper()
    out: list[Span] = []
    for span in spans:
        begin, end = _trimmed(flat, *span)
        stray = _STRAY_CLOSE.match(flat, begin, end) if out else None
        if stray:
            out[-1] = (out[-1][0], stray.end())
            begin, end = _trimmed(flat, stray.end(), end)
        if begin < end:
            if out and _goes_on(flat[slice(*out[-1])], flat[begin:end], cased=cased):
                begin = out.pop()[0]
            out.append((begin, end))
    return out


def _goes_on(before: str, after: str, *, cased: bool) -> bool:
    """Say whether this was a false end. Only the ends are looked at, so that joining many pieces stays linear."""
    tail, head = _MARKERS_LAST.sub("", before[-LONG_LINE:]), after[:20]
    if not any(c.isalnum() for c in head) and len(after) <= len(head):
        return True
    return (
        (len(before) <= 5 and _LIST_NUMBER.match(before) is not None)
        or (cased and tail.endswith(".") and head[0].islower())
        or (tail.endswith((".", ")")) and (_UNFINISHED.search(tail) or _TAGGED.search(tail)) is not None)
        or (_DAY.search(tail) is not None and _GERMAN_MONTH.match(head) is not None)
    )


def _cut(text: str, span: Span) -> Iterator[Span]:
    """Cut a span into pieces of at most `LONGEST` code points: at a semicolon, else a comma, else a space, else anywhere."""
    begin, end = span
    while end - begin > LONGEST:
        at = _cut_place(text, begin)
        yield _trimmed(text, begin, at)
        begin = _trimmed(text, at, end)[0]
    yield begin, end


def _cut_place(text: str, begin: int) -> int:
    limit = begin + LONGEST
    for pattern in _CUT_AT:
        ends = [m.end() for m in pattern.finditer(text, begin + LONGEST // 2, limit)]
        if ends:
            return ends[-1]
    return next((i for i in range(limit, begin + LONGEST // 2, -1) if _may_part(text, i)), limit)


def _may_part(text: str, at: int) -> bool:
    """Say whether a character may end here: not before a combining mark, nor around a joiner."""
    return not (unicodedata.category(text[at]).startswith("M") or text[at] in _JOINERS or text[at - 1] in _JOINERS)


def _trimmed(text: str, begin: int, end: int) -> Span:
    while begin < end and text[begin].isspace():
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    return begin, end
