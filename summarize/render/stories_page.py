"""The page that leads to each story's page: the newest first. Titles are data: the template escapes all that it is given."""

from collections.abc import Iterable
from datetime import date

from pydantic import Field

from summarize.language.prose import counted
from summarize.models import Value
from summarize.render.as_html import file, policy, template


class StoryLine(Value):
    """What is told of a story's briefing. `of`: a digest of what it was made of; `first`, `last`: the days of its articles.

    `problem`: what did not work, if anything.
    """

    story: str = Field(pattern=r"^[\w-]+$")
    of: str
    title: str
    first: date | None
    last: date | None
    articles: int
    reports: int
    findings: int
    conflicts: int
    summary: str
    problem: str | None


def rendered(lines: Iterable[StoryLine]) -> str:
    """The whole page, with a newline at its end. The page of a story is at `stories/ID/index.html` beside it."""
    ordered = sorted(lines, key=lambda line: (line.last or date.min, line.articles, line.story), reverse=True)
    style = file("page.css")
    shown = [
        {"href": f"stories/{one.story}/index.html", "days": _days(one), "worth": _worth(one), **dict(one)} for one in ordered
    ]
    told = "1 story" if len(ordered) == 1 else f"{len(ordered):,} stories"
    return f"{template('stories.html.j2').render(stories=shown, told=told, style=style, policy=policy(style))}\n"


def _days(line: StoryLine) -> str:
    return " to ".join(dict.fromkeys(str(day) for day in (line.first, line.last) if day)) or "no date"


def _worth(line: StoryLine) -> str:
    counts = [counted(line.articles, "article"), counted(line.reports, "independent report"), counted(line.findings, "finding")]
    return " · ".join([*counts, *([counted(line.conflicts, "conflict")] if line.conflicts else [])])
