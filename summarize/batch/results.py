"""What a story's briefing leaves in the folder of a run: its file, its page, its rows of the tables, a line of the index."""

from collections.abc import Container
from typing import NamedTuple

from summarize.batch.store import Store
from summarize.batch.work import Told
from summarize.briefing.diff import diff
from summarize.records import SourceRecord
from summarize.render import as_html, as_json, stories_page, tables
from summarize.render.changes import rendered as changes
from summarize.render.parquet_table import written
from summarize.render.stories_page import StoryLine

_LONGEST_TITLE = 120


class ConflictRow(NamedTuple):
    """One conflict of one story. `findings`: ids, with those of other sections that are at odds in the same way."""

    story: str
    id: str
    section: str
    kind: str
    findings: tuple[str, ...]
    why: str


def briefing_of(story: str) -> str:
    """The name of a story's briefing in the folder."""
    return f"stories/{story}/briefing.json"


def put(store: Store, told: Told, *, of: str) -> StoryLine:
    """Put a story's briefing into the folder, with all that follows from it; `of` says of which articles it is.

    The line that says that it is there comes last.
    """
    briefing, folder = told.briefing, f"stories/{told.story}"
    conflicts = (ConflictRow(told.story, c.id, c.section, c.kind, (*c.findings, *c.also), c.why) for c in briefing.conflicts)
    store.put(f"{folder}/index.html", as_html.rendered(briefing))
    store.put(f"findings/{told.story}.parquet", written(tables.FindingRow, tables.findings(briefing)))
    store.put(f"citations/{told.story}.parquet", written(tables.CitationRow, tables.citations(briefing)))
    store.put(f"conflicts/{told.story}.parquet", written(ConflictRow, conflicts))
    if told.old is not None and (changed := diff(told.old, briefing)).changes:  # else a killed run wrote it
        store.put(f"{folder}/changes.txt", changes(changed))
    store.put(briefing_of(told.story), as_json.rendered(briefing))
    line = _line(told, of)
    store.log(line)
    return line


def _line(told: Told, of: str) -> StoryLine:
    briefing = told.briefing
    read = [source for source in briefing.sources if source.status == "read"]
    days = sorted(source.published for source in read if source.published)
    failed = [f"{s.title}: {why}" for s in briefing.sections.values() for why in s.failures.values()]
    titles = [source.title or _first_line(source) for source in read]
    return StoryLine(
        story=told.story,
        of=of,
        title=" ".join(titles[0].split()) if titles else "",
        first=days[0] if days else None,
        last=days[-1] if days else None,
        articles=len(read),
        reports=len({source.origin for source in read}),
        findings=sum(len(section.findings) for section in briefing.sections.values()),
        conflicts=len(briefing.conflicts),
        summary=" ".join(sentence.text for sentence in briefing.summary),
        problem=briefing.made.not_written or next(iter(failed), None),
    )


def _first_line(source: SourceRecord) -> str:
    """What an article without a title begins with."""
    line = source.told.strip().partition("\n")[0]
    return line if len(line) <= _LONGEST_TITLE else f"{line[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"


def index(store: Store, stories: Container[str]) -> None:
    """Write the page that leads to each story's page."""
    lines = [line for key, line in store.logged().items() if key in stories]
    store.put("index.html", stories_page.rendered(lines))
