"""Links that open a web page at a citation, with its words marked: `https://…#:~:text=prefix-,start,end,-suffix`.

A browser marks the first place of the page that fits. It looks without regard to case and to how wide white space is; each term
must be whole words of one block of the page, so none goes over the end of a line here.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from summarize.models import Citation
from summarize.records import SourceRecord

LONGEST = 120  # code points of a quotation that stands in the link as a whole; a news sentence has about 150
_WORDS = (5, 10, 20, 40)  # of the beginning and of the end of a longer one, until these are told from others
_AROUND = (0, 3, 6, 12, 24)  # words before and after it, until it is told from the same words elsewhere
_ADDRESS = re.compile(r"https?://[^\s<>\"\\`]+", re.IGNORECASE)
_UNRESERVED = "%/:?[]@!$&'()*+,;=-._~"


class Directive(NamedTuple):
    """The terms of a text fragment, as they stand in the text; "" where there is none. Without `end`, `start` is all of it."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    @property
    def written(self) -> str:
        """Percent-encoded, as it stands after `#:~:text=`."""
        start, end, prefix, suffix = map(_encoded, self)
        terms = (f"{prefix}-" if prefix else "", start, end, f"-{suffix}" if suffix else "")
        return ",".join(term for term in terms if term)


def web_address(source: SourceRecord) -> str | None:
    """Where the source is on the web, in ASCII; None where its `url` is no such address: no other kind is to be followed.

    An address that begins with somebody's name and password looks as if it were of the host that the name is.
    """
    url = source.url or ""
    return quote(url, safe=_UNRESERVED + "#") if _ADDRESS.fullmatch(url) and _leads_where_it_says(url) else None


def _leads_where_it_says(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that hold no address
        return False
    return bool(parts.hostname) and "@" not in parts.netloc and not any(unicodedata.category(c) in ("Cc", "Cf") for c in url)


def link(source: SourceRecord, citation: Citation) -> str | None:
    """Where a browser opens the citation's page and marks its words; ASCII, still to be escaped for HTML or Markdown.

    None where the source has no web address, or where the words cannot be told from the same ones elsewhere in the source.
    """
    address = web_address(source)
    found = directive(source.text, citation.start, citation.end) if address else None
    if address is None or found is None:
        return None
    page, _, anchor = address.partition("#")
    return f"{page}#{anchor.partition(':~:')[0]}:~:text={found.written}"


def directive(text: str, start: int, end: int) -> Directive | None:
    """The shortest terms whose first match in `text` is `text[start:end]`, widened to whole words; None: there are none.

    `start`, `end`: code points, 0-based, end-exclusive.
    """
    start, end = _whole_words(text, start, end)
    return next((one for one in _candidates(text, start, end) if _first_match(text, one) == (start, end)), None)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space at the edges, and no edge inside a word: there a browser finds nothing."""
    inside = text[start:end]
    start, end = start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())
    while 0 < start < end and _joined(text, start):
        start -= 1
    while start < end < len(text) and _joined(text, end):
        end += 1
    return start, end


def _joined(text: str, at: int) -> bool:
    return text[at - 1].isalnum() and text[at].isalnum()


def _candidates(text: str, start: int, end: int) -> Iterator[Directive]:
    for (first, last), around in product(_spans(text[start:end]), _AROUND):
        yield Directive(first, last, _last(_line_before(text[:start]), around))
        if around:
            before, after = _last(_line_before(text[:start]), around), _first(_line_after(text[end:]), around)
            yield Directive(first, last, before, after)


def _spans(quoted: str) -> Iterator[tuple[str, str]]:
    """The whole, or from its beginning to its end with more and more words of both."""
    lines = quoted.splitlines()
    if len(lines) == 1 and len(quoted) <= LONGEST:
        yield quoted, ""
        return
    for words in _WORDS:
        if len(lines) == 1 and len(quoted.split()) <= 2 * words:
            yield quoted, ""
            return
        if lines:
            yield _first(lines[0], words), _last(lines[-1], words)


def _line_before(text: str) -> str:
    """The end of the block that comes before, which is the same one where something of it is there."""
    return (text.rstrip().splitlines() or [""])[-1]


def _line_after(text: str) -> str:
    return (text.lstrip().splitlines() or [""])[0]


def _first(text: str, words: int) -> str:
    return " ".join(text.split()[:words])


def _last(text: str, words: int) -> str:
    return " ".join(text.split()[-words:]) if words else ""


def _first_match(text: str, one: Directive) -> tuple[int, int] | None:
    """What a browser would mark, if the page were the text. What has no end after its first beginning has none at all."""
    start, end, prefix, suffix = (r"\s+".join(map(re.escape, term.split())) for term in one)
    before, after = rf"{prefix}\s*" if prefix else "", rf"\s*{suffix}" if suffix else ""
    first = re.compile(f"{before}({start}){'' if end else after}", re.IGNORECASE).search(text)
    if first is None or not end:
        return first and first.span(1)
    last = re.compile(f"({end}){after}", re.IGNORECASE).search(text, first.end())
    return last and (first.start(1), last.end(1))


def _encoded(term: str) -> str:
    """`-`, `,` and `&` would separate terms, so they are encoded too."""
    return quote(term, safe="", errors="replace").replace("-", "%2D")
