"""What came of reading an article, as rows of two tables and back. Pure.

The tables are for people and other programs as well: what is nested is JSON in a column of its own.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from summarize.briefing.update import SourceResult
from summarize.errors import SourceError
from summarize.extracting.answers import Answered, Extraction
from summarize.models import Checked
from summarize.reading.facts import writable
from summarize.records import Usage
from summarize.source import Sentence, Source

# `in part`: some of its sections have no answer. A later run asks again about the whole article; the cache knows the others.
Status = Literal["read", "in part", "failed", "unreadable"]
_TOLD = ("location", "sha256", "title", "publisher", "published", "url", "language", "reliability", "origin", "text")


class Article(NamedTuple):
    """A source, what came of reading it, and the prompts that this took: name -> digest."""

    source: Source
    result: SourceResult
    prompts: Mapping[str, str]


class ArticleRow(NamedTuple):
    """One article. `id` says which text it is; of a file that cannot be read it is `file:NAME`, and the text is "".

    `problem`: why it is not read, or not whole. JSON is in `sentences`: `[start, end, role]` of each, in code points of `text`,
    0-based, end-exclusive; in `sections`: section -> `[status, problem]`; in `usage` and `prompts`: what reading it took.
    """

    id: str
    location: str
    sha256: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    language: str | None
    reliability: str
    origin: str | None
    status: str
    problem: str | None
    claims: int
    sentences: str
    sections: str
    usage: str
    prompts: str
    text: str


class ClaimRow(NamedTuple):
    """One claim of one article, before it was merged with what others say; `claim` has all of it, as JSON."""

    article: str
    number: int
    section: str
    statement: str
    verdict: str
    speaker: str | None
    modality: str
    quotes: tuple[str, ...]
    claim: str


def article_row(article: Article) -> ArticleRow:
    source, answers = article.source, article.result.extraction.sections
    problems = [f"{name}: {answer.problem}" for name, answer in answers.items() if answer.problem]
    return ArticleRow(
        id=source.id,
        **{name: getattr(source, name) for name in _TOLD},
        status=_status(answers),
        problem="; ".join(problems) or None,
        claims=len(article.result.checked),
        sentences=_dumped([[s.start, s.end, s.role] for s in source.sentences]),
        sections=_dumped({name: [answer.status, answer.problem] for name, answer in answers.items()}),
        usage=article.result.usage.model_dump_json(),
        prompts=_dumped(article.prompts),
    )


def _status(answers: Mapping[str, Answered]) -> Status:
    failed = sum(answer.status == "failed" for answer in answers.values())
    return "read" if not failed else "failed" if failed == len(answers) else "in part"


def unreadable(error: SourceError) -> ArticleRow:
    name = writable(error.location)
    told: dict[str, Any] = dict.fromkeys(ArticleRow._fields) | {"sha256": "", "text": "", "reliability": "F", "claims": 0}
    told |= {"sentences": "[]", "sections": "{}", "usage": Usage().model_dump_json(), "prompts": "{}"}
    return ArticleRow(**told | {"id": f"file:{name}", "location": name, "status": "unreadable", "problem": error.reason})


def claim_rows(article: Article) -> Iterator[ClaimRow]:
    for number, checked in enumerate(article.result.checked, 1):
        claim = checked.claim
        yield ClaimRow(
            article=claim.source,
            number=number,
            section=claim.section,
            statement=claim.statement,
            verdict=checked.verdict,
            speaker=claim.speaker.name,
            modality=claim.modality,
            quotes=tuple(citation.quote for citation in claim.citations),
            claim=checked.model_dump_json(),
        )


def article_of(row: Mapping[str, Any], claims: Iterable[str]) -> Article:
    """The article of a row of `ArticleRow`, and of its claims' JSON in their order. Raises ValueError for what is none."""
    text = row["text"]
    sentences = tuple(
        Sentence(start=start, end=end, text=text[start:end], role=role) for start, end, role in json.loads(row["sentences"])
    )
    source = Source(id=row["id"], sentences=sentences, **{name: row[name] for name in _TOLD})
    answers = {name: Answered(status, problem=problem) for name, (status, problem) in json.loads(row["sections"]).items()}
    checked = tuple(map(Checked.model_validate_json, claims))
    usage = Usage.model_validate_json(row["usage"])
    return Article(source, SourceResult(Extraction(source.id, answers, usage), checked, usage), json.loads(row["prompts"]))


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
