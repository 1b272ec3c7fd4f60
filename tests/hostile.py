"""Files made wrong at random, and what must hold when they are read: for the fuzzing tests and the benchmark.

Every input follows from its kind and its number, so that one that fails can be made again.
"""

import json
import random
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any, NamedTuple

from pydantic import BaseModel

import summarize
from summarize.briefing.decisions import Decision as Decided
from summarize.briefing.decisions import append, claimed, read
from summarize.briefing.diff import diff
from summarize.briefing.file import Briefing, load
from summarize.briefing.proof import prove
from summarize.briefing.review import apply
from summarize.checking.claims import line, read_claims
from summarize.engines.cassettes import replay
from summarize.engines.endpoints import Endpoint
from summarize.engines.hosted import Hosted
from summarize.engines.prompts import Prompt
from summarize.errors import ReplyError, SummarizeError
from summarize.files import UnreadableError
from summarize.models import Checked, Claim
from summarize.reading.articles import load_articles
from summarize.reading.front_matter import front_matter
from summarize.records import Sentence
from summarize.render import changes, rendered
from summarize.render.as_json import rendered as dumps
from summarize.testing import Answer, Scripted, Wanted, assert_cited
from summarize.writing.page import unfolded
from tests.conftest import Server, first_sentence, obliged
from tests.test_render import briefing

ODD = (
    "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b]52;c;aGk=\x07", "\x1bP1;2|q\x1b\\", "\x9b2J", "\x90q", "\u202e", "\u2066", "\r", "\x08",
    "\x00", "\x7f", "\u0085", "\u2028", "\u200b", "\u00ad", "\ufeff", "\ufffe", "\U000e0041", "e" + "\u0301" * 300, "👩‍👩‍👧", "ﬁ", "İ", "ß",
    "\n", "\n\n", "\r\n", "\t", " ", "---\n", "\n---\n", ": ", "&a [*a, *a]", "!!python/object:x", "- ", "# ", "[", "]", "{", "}", '"', "'", "\\",
    ",", "[" * 500, '{"a":' * 500, "1" * 5000, "1e999", "-0", "NaN", "Infinity", "\\ud800", "\\u0000", "null", "true", "<script>", "<!--", "]]>",
    "&#0;", "&lt;", "{{ x }}", "{% x %}", "%s", "${x}", "$2.5B", "12 500", "1,", "“", "”", "’", "not ", "never", "A" * 3000, "a. " * 300, "x\n" * 300,
)  # fmt: skip
VALUES = (
    None, True, 0, -1, 1, 2**31, 2**63, 2**64, 10**400, 0.5, float("nan"), float("inf"), "", " ", "\ud800", "\udfff\ud800", "000", "001",
    [], {}, [[]], [None], {"": None}, {"a": 1}, ["000"], "supported", "2026-01-02", "0001-01-01", "9999-12-31", "stance-1", "who",
)  # fmt: skip
FORMATS = ("terminal", "markdown", "html", "json", "csv", "citations_csv", "bibtex", "csl", "annotations")
ALSO = 0.1  # of the inputs go through what takes most of the time, too
# What must not stand in text for a terminal; a table's cells and the pages of HTML have their own rules.
ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class WrongCitationError(AssertionError):
    """A citation that does not quote its source."""


class Kind(NamedTuple):
    """A kind of input: `make` gives the bytes of a file that is named `name`, `look` reads it and checks what must hold."""

    name: str
    make: Callable[[random.Random], bytes]
    look: Callable[[Path, random.Random], None]


def failure(kind: str, number: int, folder: Path) -> Exception | None:
    """Make an input and read it: what went wrong, if it was neither refused, which is a SummarizeError, nor held."""
    rng = random.Random(f"{kind} {number}")
    path = folder / KINDS[kind].name
    path.write_bytes(KINDS[kind].make(rng))
    try:
        KINDS[kind].look(path, rng)
    except SummarizeError:
        return None
    except Exception as error:  # noqa: BLE001  any other is what is looked for
        return error
    return None


# How a file becomes wrong


def changed_text(text: str, rng: random.Random) -> str:
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        start = rng.randint(0, len(text))
        end = min(len(text), start + rng.choice((0, 0, 1, 3, 30)))
        put = rng.choice((rng.choice(ODD), "", text[start : start + 40], text[:start][-20:]))
        text = text[:start] + put + text[end:]
    return text


def changed_bytes(data: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.choice((1, 2, 5))):
        at = rng.randint(0, max(0, len(data) - 1))
        data = rng.choice((
            data[:at] + bytes([rng.randint(0, 255)]) + data[at + 1 :],
            data[:at],
            data[:at] + data[at + rng.randint(1, 50) :],
            data[:at] + rng.choice(ODD).encode() + data[at:],
        ))  # fmt: skip
    return data


def changed_json(value: Any, rng: random.Random) -> Any:
    """The same with a few places that hold something else, are gone, or are there twice."""
    value = deepcopy(value)
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        if places := list(_places(value)):
            _change(*rng.choice(places), value, rng)
    return value


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    for key in list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from _places(value[key])


def _change(holder: Any, key: Any, root: Any, rng: random.Random) -> None:
    was = holder[key]
    match rng.randint(0, 7):
        case 0 if isinstance(was, str):
            holder[key] = changed_text(was, rng)
        case 1 if isinstance(was, int):
            holder[key] = was + rng.choice((-1, 1, 7))
        case 2:
            del holder[key]
        case 3 if isinstance(holder, list):
            holder.insert(key, deepcopy(was))
        case 4 if isinstance(holder, dict):
            holder[rng.choice(ODD)] = deepcopy(was)
        case 5:
            holder[key] = deepcopy(rng.choice([other[k] for other, k in _places(root)] or [None]))
        case 6:
            for _ in range(rng.choice((3, 50, 101))):
                was = [was] if rng.random() < 0.5 else {"a": was}
            holder[key] = was
        case _:
            holder[key] = deepcopy(rng.choice(VALUES))


def _as_json(value: Any, rng: random.Random) -> bytes:
    data = json.dumps(changed_json(value, rng), ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")
    return changed_bytes(data, rng) if rng.random() < 0.2 else data


# Articles

ARTICLE = (
    "Harbour council closes the old pier\n\nThe council of Harwick voted 7-2 on Monday to close the pier. “We had no choice,” said "
    "Ada Verlund, the mayor. Repairs would cost £2.5 million, and 12,500 people signed against it.\n\nThe Harbour Union did not agree: "
    "the pier must stay open until 3 May 2026, it said.[1] Mr. Lind did not answer.\n"
)
FRONT = "---\ntitle: Pier closes\npublisher: The Example\npublished: 2026-01-02\nurl: https://example.org/a\nreliability: B\nlanguage: en\norigin: wire\n---\n"


def _article(rng: random.Random) -> bytes:
    text = changed_text(ARTICLE, rng)
    return (
        changed_bytes(text.encode(), rng)
        if rng.random() < 0.2
        else text.encode(rng.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16")))
    )


def _front_matter(rng: random.Random) -> bytes:
    return (changed_text(FRONT, rng) + ARTICLE[:80]).encode("utf-8", "replace")


def _look_at_articles(path: Path, _: random.Random) -> None:
    for source in load_articles([path]).sources:
        source.model_dump_json().encode()
        for sentence in source.sentences:
            if source.text[sentence.start : sentence.end] != sentence.text:
                raise WrongCitationError(f"{sentence} is not in the text")


def _look_at_front_matter(path: Path, rng: random.Random) -> None:
    text = path.read_bytes().decode()
    with suppress(UnreadableError):
        told, start, _ = front_matter(text)
        assert 0 <= start <= len(text)
        json.dumps(told, default=str, ensure_ascii=False).encode()
    if rng.random() < ALSO:
        _look_at_articles(path, rng)


# Briefings and decisions


def _whole() -> Briefing:
    """A briefing with something in every place."""
    made: Briefing = briefing()
    said = made.sections["stance"].findings[0]
    claim = Claim(source="000", section="stance", statement=said.statement, citations=said.citations[:1])
    sentence = Sentence(text="France is to lead.", findings=(said.id,))
    section = made.sections["stance"].model_copy(update={"answer": (sentence,)})
    more = {
        "value": {"who": [{"name": "France", "role": None}], "stance": "France leads."},
        "cited_by": {"stance": (said.id,)},
        "missing": {"who[0].role": "no article says it"},
        "summary": (sentence,),
        "claims": (Checked(claim=claim, verdict="supported"),),
        "sections": {**made.sections, "stance": section},
    }
    return made.model_copy(update=more)


BRIEFING = _whole()


def _decisions(whole: Briefing) -> Iterator[dict[str, Any]]:
    for name, section in whole.sections.items():
        for finding in section.findings:
            made = Decided(decision="accepted", at="2026-01-02T00:00:00Z", by="ada", claimed=claimed(finding, name, whole))
            yield made.model_dump(mode="json")


def _look_at_briefing(path: Path, rng: random.Random) -> None:
    if rng.random() < ALSO:
        with suppress(SummarizeError):
            for one in prove(load(path, check=False)).failures:
                one.model_dump_json().encode()
    found = load(path)
    _cited(found)
    text = rendered(found, name := rng.choice(FORMATS))
    assert isinstance(text, str)
    text.encode()
    if name in ("terminal", "markdown", "json", "bibtex", "csl", "annotations"):
        _still(text)
    if rng.random() < ALSO:
        again = json.loads(dumps(found))
        assert json.loads(dumps(load(again))) == again
        _still(rendered(unfolded(found), "terminal"))
        _still(changes.rendered(diff(BRIEFING, found)))


def _look_at_decisions(path: Path, rng: random.Random) -> None:
    decisions = read(path)
    applied = apply(BRIEFING, decisions)
    _cited(applied.briefing)
    if rng.random() < ALSO:
        _still(rendered(applied.briefing, "terminal"))
        append(path, decisions.lines[0])
        assert read(path).lines == (*decisions.lines, decisions.lines[0])


def _cited(briefing: Briefing) -> None:
    try:
        assert_cited(briefing)
    except AssertionError as error:
        raise WrongCitationError(str(error)) from error


def _still(text: str) -> None:
    if found := ACTING.search(text):
        raise AssertionError(f"{found.group()!r} stands in what is shown")


# Claims

CLAIMS = [
    {"id": 1, "statement": "The pier closes.", "cited": ["The council voted to close the pier."]},
    {
        "id": "b",
        "statement": "Repairs cost £2.5m.",
        "cited": ["Repairs would cost £2.5 million."],
        "context": ["The pier is old."],
    },
]


def _claims(rng: random.Random) -> bytes:
    return b"\n".join(_as_json(one, rng) if rng.random() < 0.7 else json.dumps(one).encode() for one in CLAIMS)


def _look_at_claims(path: Path, rng: random.Random) -> None:
    claims = read_claims(str(path))
    if rng.random() < ALSO / 4:  # the parser takes longest
        for result in summarize.check(claims, no_model=True):
            _still(line(result).encode().decode())


# Replies of a model, recorded and played again, or given to a run


class _Found(BaseModel):
    numbers: list[int]


_PROMPT = Prompt("extract", "sha256:1", "You read news.", "[1] The pier closes.")


@cache
def _recorded() -> Any:
    """A cassette of two replies, as JSON."""
    server = Server()
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    server.say('{"numbers": [1]}')
    server.say("Yes", finish="length", logprobs=[("Yes", -0.5), ("No", -1.5)])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "replies.json"
        with replay(path, say=lambda _: None):
            _ask(Hosted(server.endpoint))
        server.stop()
        return json.loads(path.read_text("utf-8"))


def _ask(engine: Hosted) -> None:
    engine.reply(_PROMPT, _Found)
    engine.choose(_PROMPT, ("yes", "no"))


def _look_at_cassette(path: Path, _: random.Random) -> None:
    with replay(path, say=lambda _: None):
        _ask(Hosted(Endpoint(name="test", model="test", base_url="http://engine/v1")))


def _look_at_replies(path: Path, rng: random.Random) -> None:
    """An article is briefed by a model that answers nonsense now and then."""

    def answer(prompt: Prompt, shape: Wanted) -> Answer:
        if isinstance(shape, tuple):
            return rng.choice((0.0, 0.5, 1.0))
        reply = changed_json(obliged(shape.model_json_schema(), first_sentence(prompt.user)), rng)
        if not isinstance(reply, dict):
            return ReplyError("no object")
        return reply

    made = summarize.brief([path], engine=Scripted(answer))
    _cited(made)
    assert load(json.loads(dumps(made))) == made


KINDS = {
    "sources": Kind("a.txt", _article, _look_at_articles),
    "front matter": Kind("a.md", _front_matter, _look_at_front_matter),
    "briefing": Kind("b.json", lambda rng: _as_json(json.loads(dumps(BRIEFING)), rng), _look_at_briefing),
    "decisions": Kind(
        "b.review.jsonl",
        lambda rng: b"\n".join(
            _as_json(one, rng) if rng.random() < 0.5 else json.dumps(one).encode() for one in _decisions(BRIEFING)
        ),
        _look_at_decisions,
    ),
    "claims": Kind("c.jsonl", _claims, _look_at_claims),
    "cassette": Kind("c.json", lambda rng: _as_json(_recorded(), rng), _look_at_cassette),
    "replies": Kind("a.txt", lambda _: ARTICLE.encode(), _look_at_replies),
}
