"""What a page says of itself where its mark-up tells nothing that is known: headline, publisher and day. Pure."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import dropwhile, islice
from typing import Any

from summarize.reading.facts import is_address

# Between a headline and the name of the page in a window's title: "Pier is sold | The Coast", "The Coast: Pier is sold".
_PARTED = re.compile(r"\s+[|–—·»-]\s+|\s*:\s+")
_PUBLISHER = re.compile(r"(?i)^og:site_name$|publisher$|publishing-organi[sz]ation$")
_PUBLISHED = re.compile(r"(?i)^(?!.*(?:modif|updat|expir)).*(?:publi(?:sh|cation)|issued|(?:^|[.:_-])date$)")
_ISO = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?!\d)")
# A day in words, or in the order that no two countries read differently.
_MONTH = r"[^\W\d_]{3,10}\.?"
_DAY = re.compile(
    rf"\b(?:\d{{4}}-\d\d-\d\d|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th|\.)? {_MONTH},? \d{{4}})\b"
)
# Under a headline stand a lead, who wrote it and when, in so many lines at most.
_UNDER_HEADLINE = 12
_LONGEST_LINE = 200


def names(tree: Any, window: str, lines: Sequence[str]) -> tuple[str | None, str | None]:
    """The headline of a page, which is the part of its window's title that stands on the page, and the other part.

    `window`: that title; `lines`: what a reader sees of the page, in order.
    """
    title = " ".join(window.split())
    heads = {" ".join(head.text_content().split()) for head in tree.iter("h1")}
    for gap in reversed([*_PARTED.finditer(title)]):
        front, back = title[: gap.start()], title[gap.end() :]
        if front in lines and back in lines:  # the name of a page stands above its headline
            return (front, back) if lines.index(front) > lines.index(back) else (back, front)
        head = next((head for head in heads if head and head in front), front if front in lines else None)
        if head and ":" not in gap.group():
            return head, back
    return next((head for head in heads if head and head in title), None), None


def publisher(tree: Any) -> str | None:
    """The publisher that a page's own mark-up names."""
    return next(_told(tree, _PUBLISHER), None)


def day(tree: Any) -> date | None:
    """The day that a page's own mark-up gives as that of its publication."""
    days = (_ISO.match(content) for content in _told(tree, _PUBLISHED))
    return next((found for match in days if match and (found := _date(match.group(1)))), None)


def shown_day(lines: Sequence[str], headline: str) -> date | None:
    """The day that stands under the headline, before the text."""
    under = islice(dropwhile(lambda line: line != headline, lines), 1, _UNDER_HEADLINE)
    found = (_DAY.search(line) for line in under if len(line) <= _LONGEST_LINE)
    return next((told for match in found if match and (told := _date(match.group()))), None)


def _told(tree: Any, name: re.Pattern[str]) -> Iterator[str]:
    for meta in tree.iter("meta"):
        called = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = meta.get("content", "").strip()
        if name.search(called) and content and not is_address(content):
            yield content


def _date(text: str) -> date | None:
    from dateparser import parse

    found = parse(text, settings={"REQUIRE_PARTS": ["day", "month", "year"]})
    return found.date() if found else None
