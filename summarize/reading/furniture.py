"""Page furniture: what stood around the article on its page. It is marked, never cut. Pure.

Rules, not a model: phrases that address the reader of a page and open a sentence (a quoted sentence opens with its quote
mark, so speech is safe), places (after a comment form, under "Related articles"), and shapes (a lone number, a headline
that comes again at the end). A rule takes a whole sentence or nothing.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from pathlib import Path

from summarize.files import sections
from summarize.source import Role, Sentence

# After a comment form the article is over. More sentences than this are not a page's tail but another text.
LONGEST_TAIL = 12
# Under "Related articles" come this many headlines at most.
LONGEST_LIST = 10
# A headline has at least so many words; shorter lines at an end may be a byline, a place or an answer.
SHORTEST_HEADLINE = 4
# A caption says in so many sentences what is on the picture, before the credit that ends its line.
LONGEST_CAPTION = 2
LONGEST_CAPTION_LINE = 400

_DATA = Path(__file__).parent / "data" / "furniture.txt"
# Sections of the data: patterns of whole sentences, and of how sentences open.
_WHOLE = ("alone", "player", "credit", "sign-off", "when")
_OPENINGS = ("openings", "caption-openings", "calls")
# A line of days and times may be parted as if it were so many sentences ("Feb. 18, 7 a.m.").
_MOST_IN_STAMP = 6
# It has a year, or a time of day.
_STAMP = re.compile(r"\b(?:1[89]|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|(?i:\bago\b)")
_STOPPED = re.compile(r"[.!?…。؟۔][\"'”’»)\]]*$")
_AFTER_STOP = re.compile(r"(?<=[.!?…])[\"”’)]*\s+")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
# What may stand before the first word of a page's line: bullets, arrows, dashes. A few: of a line of thousands, each would be
# tried as the last one, for each of hundreds of phrases.
_LEAD = r"[\s*•►▶»>|#_\[(–—-]{0,20}"
_AROUND = r"\W{0,20}"


@cache
def _pattern(section: str, *, before: str = "", after: str = "") -> re.Pattern[str]:
    """Any line of a section of the data, where it stands as `before` and `after` say."""
    lines = _either(section)
    for name in ("network", "page-word", "agency", "name", "span"):
        lines = lines.replace(f"<{name}>", _either(name))
    return re.compile(f"(?i){before}{lines}{after}")


def _either(section: str) -> str:
    return "(?:" + "|".join(f"(?:{line})" for line in sections(_DATA)[section].splitlines() if line) + ")"


@cache
def _small_words() -> frozenset[str]:
    return frozenset(sections(_DATA)["small-words"].split())


def mark(sentences: tuple[Sentence, ...], text: str = "") -> tuple[Sentence, ...]:
    """Give the same sentences, those that are page furniture with that role. None is dropped, none loses its mark.

    `text`: what they are sentences of; it tells which of them stand in one line, as captions and their credits do.
    """
    marked = {i for i, s in enumerate(sentences) if s.role is Role.FURNITURE or _is_furniture(s.text)}
    marked |= _captions(sentences, text)
    for more in (_lists, _form_tail, _headline_again):
        marked |= more(sentences, marked)
    return tuple(s.model_copy(update={"role": Role.FURNITURE}) if i in marked else s for i, s in enumerate(sentences))


def _is_furniture(text: str) -> bool:
    if not _WORD.search(text):
        return False
    if any(_pattern(section, before=_AROUND, after=_AROUND).fullmatch(text) for section in _WHOLE):
        return True
    if any(_pattern(section, before=_LEAD).match(text) for section in _OPENINGS):
        return True
    return _pattern("links", before=_LEAD).match(text) is not None and not _STOPPED.search(text)


def _captions(sentences: tuple[Sentence, ...], text: str) -> set[int]:
    """The sentences of lines that end with a credit and have little before it, or only tell a day and a time."""
    lines: dict[int, list[int]] = {}
    for i, sentence in enumerate(sentences if text else ()):
        lines.setdefault(text.rfind("\n", 0, sentence.start), []).append(i)
    said = ((line, text[sentences[line[0]].start : sentences[line[-1]].end]) for line in lines.values())
    return {i for line, words in said if _is_aside(words, len(line)) for i in line}


def _is_aside(line: str, sentences: int) -> bool:
    return (sentences <= _MOST_IN_STAMP and _is_stamp(line)) or (sentences <= 1 + LONGEST_CAPTION and _ends_with_credit(line))


def _is_stamp(line: str) -> bool:
    """Say whether a line has words of days and times alone."""
    words = _pattern("stamp-words", before=r"(?:[\W_]*", after=r"(?![^\W_]))+[\W_]*")
    return _STAMP.search(line) is not None and words.fullmatch(line) is not None


def _ends_with_credit(line: str) -> bool:
    return len(line) <= LONGEST_CAPTION_LINE and _is_credit(_AFTER_STOP.split(line)[-1])


def _is_credit(text: str) -> bool:
    if _pattern("credit", before=_AROUND, after=_AROUND).fullmatch(text):
        return True
    return _pattern("caption-openings", before=_LEAD).match(text) is not None


def _lists(sentences: tuple[Sentence, ...], marked: set[int]) -> set[int]:
    """Headlines without a full stop right under a head such as "Related articles"."""
    head = _pattern("list-heads", after=r"\b")
    heads = [i for i in marked if head.search(sentences[i].text) and not _STOPPED.search(sentences[i].text)]
    return {i for above in heads for i in _headlines(sentences, above + 1)}


def _headlines(sentences: tuple[Sentence, ...], start: int) -> Iterator[int]:
    return takewhile(lambda i: _is_headline(sentences[i].text), range(start, min(len(sentences), start + LONGEST_LIST)))


def _form_tail(sentences: tuple[Sentence, ...], marked: set[int]) -> set[int]:
    """All that follows a comment form, where the form stands in the second half and little follows."""
    form = next(
        (i for i in sorted(marked) if 2 * i >= len(sentences) and _pattern("comment-form").search(sentences[i].text)), None
    )
    if form is None or len(sentences) - form > LONGEST_TAIL:
        return set()
    return set(range(form, len(sentences)))


def _headline_again(sentences: tuple[Sentence, ...], marked: set[int]) -> set[int]:
    """The last line of the article, where it is a headline: of this article once more, or of the next one."""
    own = [i for i in range(len(sentences)) if i not in marked]
    if len(own) < 3:
        return set()
    last = sentences[own[-1]].text
    again = _key(last) == _key(sentences[own[0]].text) and len(_key(last)) >= SHORTEST_HEADLINE
    return {own[-1]} if again or _is_headline(last) else set()


def _key(text: str) -> tuple[str, ...]:
    return tuple(w.casefold() for w in _WORD.findall(text))


def _is_headline(text: str) -> bool:
    """Say whether a line has a headline's shape: no full stop, and every word capitalised that is not a small one."""
    words = [w for w in _WORD.findall(text) if w.casefold() not in _small_words()]
    if len(words) < SHORTEST_HEADLINE or _STOPPED.search(text) or text[0] in '"“‘«„':
        return False
    return all(w[0].isupper() or w[0].isdigit() for w in words) and any(w[0].isupper() for w in words)
