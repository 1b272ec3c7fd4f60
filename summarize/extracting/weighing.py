"""Extraction with a small model that weighs: it finds sentences and fills in short values; the sentences speak for themselves.

A model of one or two billion parameters copies sentences when it is asked for statements, slowly, and cites the wrong ones.
So it is not asked: the statement is the sentence, word for word, and what it says is carried by construction.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, Field

from summarize.engines import Engine
from summarize.engines.prompts import prompt
from summarize.errors import EngineError
from summarize.extracting.answers import Answered, Extraction, answered, claimed
from summarize.extracting.evidence import directness, evidence
from summarize.extracting.lists import values_of
from summarize.extracting.verbatim import copied
from summarize.extracting.windows import lines, windows
from summarize.language.acting import acting
from summarize.language.people import people
from summarize.language.questions import Wants, wants
from summarize.models import Claim
from summarize.records import Usage
from summarize.schema.addresses import under
from summarize.schema.load import Schema, SchemaSection
from summarize.schema.parts import Item, Leaf, Text
from summarize.schema.wire import Told, beside, keys, limited, made_once, shape
from summarize.source import Sentence, Source

ROWS = 10  # for one section in one window: a small model that may go on does go on
VALUES = 5  # in one list of a row
# A sentence with its full stop. In a headline, where every word has a capital, a name has no visible end.
_SENTENCE = re.compile(r"[a-z].*[.!?…:;][\"'“”’)\]]*\s*$", re.DOTALL)

Rows = Mapping[int, Sequence[dict[str, Any]]]  # number of a sentence, from 1 -> the values of each row about it


def weigh(source: Source, schema: Schema, engine: Engine) -> Extraction:
    """Find the sentences of `source` that answer each section, then fill in the values of each section that wants some.

    A section whose items are lists of copied values needs no finding: what it cites are the sentences that hold its values.
    """
    chosen: Mapping[str, Mapping[Sentence, float]] = {}
    problem: str | None = None
    try:
        wanted = [asked for asked in schema.sections if not _lists(asked)]
        chosen, usage = evidence(source.body, schema.title, wanted, engine)
    except EngineError as error:
        problem, usage = str(error), error.usage
    answers: dict[str, Answered] = {}
    for asked in schema.sections:
        if _lists(asked):
            answers[asked.name], spent = _listed(source, asked, engine)
        elif problem is not None:
            answers[asked.name], spent = answered((), problem), Usage()
        else:
            answers[asked.name], spent = _section(source, asked, list(chosen[asked.name]), engine)
            answers[asked.name] = _weighed(answers[asked.name], chosen[asked.name])
        usage += spent
    return Extraction(source.id, answers, usage)


def _weighed(answer: Answered, likely: Mapping[Sentence, float]) -> Answered:
    """The same claims, each with how directly its sentence answers."""
    at = {sentence.start: directness(p) for sentence, p in likely.items()}
    claims = (claim.model_copy(update={"directness": at.get(claim.citations[0].start)}) for claim in answer.claims)
    return answer._replace(claims=tuple(claims))


def not_asked(schema: Schema) -> frozenset[str]:
    """The addresses in a schema that `weigh` never fills: choices from a closed set, and what stands inside rows."""
    found: set[str] = set()
    for asked in schema.sections:
        first, inside = asked.parts.items[:1], asked.parts.items[1:]
        found |= {under(item.path, leaf.path) for item in first for leaf in item.leaves if not leaf.worded}
        found |= {text.path for item in first if item.many for text in item.texts} | {item.path for item in inside}
    return frozenset(found)


def _section(source: Source, asked: SchemaSection, chosen: Sequence[Sentence], engine: Engine) -> tuple[Answered, Usage]:
    """The claims of one section: a sentence without values is a claim as well.

    Choices from a closed set are not filled in. Calibrated by what a text that says nothing gets (Zhao et al., 2021), the
    embedded model chose 10 of 17 stances rightly; of what a name is (a country, a person), 46 of 50, but for four calls a name,
    as many again as all the rest. A wrong value is worse than none.
    """
    usage = Usage()
    if not (asked.item and asked.item.worded):
        return answered(_claims(source, asked, chosen, {})), usage
    found: list[Claim] = []
    for part in windows(chosen):
        try:
            rows, spent = _fill(source, asked, asked.item, part, engine)
        except EngineError as error:
            rest = [sentence for sentence in chosen if sentence.start >= part[0].start]
            return answered([*found, *_claims(source, asked, rest, {})], str(error)), usage + error.usage
        shown = {n: _with_actors(rows.get(n, ()), sentence, asked) for n, sentence in enumerate(part, 1)}
        found += _claims(source, asked, part, shown, first=len(found))
        usage += spent
    return answered(found), usage


def _lists(asked: SchemaSection) -> dict[str, str]:
    """The item's leaves that are lists of values copied from the text, with their meanings."""
    return {leaf.path: leaf.meaning for leaf in asked.item.leaves if leaf.copied and leaf.many} if asked.item else {}


def _listed(source: Source, asked: SchemaSection, engine: Engine) -> tuple[Answered, Usage]:
    """A claim for each sentence that holds a value, with the values that stand in it."""
    try:
        found = values_of(source, asked.question, _lists(asked), engine)
    except EngineError as error:
        return answered((), str(error)), error.usage
    held: dict[int, dict[str, list[str]]] = {}
    for name, citations in found.fields.items():
        for citation in citations:
            at = next(n for n, s in enumerate(source.body, 1) if s.start <= citation.start < s.end)
            held.setdefault(at, {}).setdefault(name, []).append(citation.quote)
    sentences = [source.body[at - 1] for at in sorted(held)]
    return answered(_claims(source, asked, sentences, {n: [held[at]] for n, at in enumerate(sorted(held), 1)})), found.usage


def _fill(
    source: Source, asked: SchemaSection, item: Item, sentences: Sequence[Sentence], engine: Engine
) -> tuple[Rows, Usage]:
    """Ask for the values of these sentences' answers."""
    names, at = keys(item), beside(item, (), "sentence")
    wanted = {names[leaf.path]: leaf for leaf in item.worded}
    question = prompt(
        "fill", lines=lines(sentences), question=asked.question, fields=[(key, leaf.meaning) for key, leaf in wanted.items()]
    )
    reply = engine.reply(question, _rows(item, len(sentences)))
    told: dict[int, list[dict[str, Any]]] = {}
    for said in reply.value.model_dump(mode="json")["rows"]:
        values = {leaf.path: said[key] for key, leaf in wanted.items()}
        if place := _place(values, said[at], source, item, sentences):
            told.setdefault(place, []).append(values)
    return told, reply.usage


@made_once
def _rows(item: Item, count: int) -> type[BaseModel]:
    names = keys(item)
    number = {beside(item, (), "sentence"): Annotated[int, Field(ge=1, le=count)]}
    row = shape("Row", {**number, **{names[leaf.path]: _value(leaf) for leaf in item.worded}})
    return shape("Rows", {"rows": Annotated[list[row], Field(max_length=ROWS)]})  # type: ignore[valid-type]


def _value(leaf: Leaf) -> Any:
    one = limited(leaf)
    return Annotated[list[one], Field(max_length=leaf.most or VALUES)] if leaf.many else one  # type: ignore[valid-type]


def _claims(source: Source, asked: SchemaSection, sentences: Sequence[Sentence], rows: Rows, *, first: int = 0) -> list[Claim]:
    """A claim for each row of each sentence, in text order, or one without values; rows said twice count once.

    Entries of lists are numbered from `first`. Where the section's item stands alone and wants texts, each sentence is one.
    """
    made: list[Claim] = []
    item = asked.item if asked.item and asked.item.leaves else None
    text = None if item and item.many else next(iter(asked.texts), None)
    for n in range(1, len(sentences) + 1):
        told: list[tuple[Item | Text, Mapping[str, Any]]] = [(text, {})] if text else []
        if item:
            told = [*((item, values) for values in rows.get(n) or ([] if text else [{}])), *told]
        for part, values in told:
            path = f"{part.path}[{first + len(made)}]" if part.many else part.path
            claim = claimed(source, asked, sentences, Told(asked.name, path, sentences[n - 1].text, (n,), (), values))
            made += [claim] if claim and not any(_alike(claim, other) for other in made) else []
    return made


def _alike(one: Claim, other: Claim) -> bool:
    return one.model_copy(update={"path": ""}) == other.model_copy(update={"path": ""}) and one.place == other.place


def _with_actors(rows: Sequence[dict[str, Any]], sentence: Sentence, asked: SchemaSection) -> list[dict[str, Any]]:
    """The model's rows of a sentence, and where a section asks for names, one for each further actor that it has.

    A small model names one of three, or none. What it did not name are persons with their offices, and, if the question is for
    those who act, whoever does so in the sentence. Two stories give 12 of 12 and 8 of 9 participants, before 10 and 6.
    """
    found = list(rows)
    if asked.identity is None or not _SENTENCE.search(sentence.text):
        return found
    introduced = [] if rows else [person.name for person in people(sentence.text)]
    for name in (*introduced, *(acting(sentence.text) if wants(asked.question) is Wants.NAMES else ())):
        if not any(_overlap(name, str(row.get(asked.identity) or "")) for row in found):
            found.append({asked.identity: name})
    return found


def _overlap(one: str, other: str) -> bool:
    """Does one hold the other, as "NATO Chief Mark Rutte" holds "Mark Rutte"?"""
    shorter, longer = sorted((f" {one} ".casefold(), f" {other} ".casefold()), key=len)
    return bool(shorter.strip()) and shorter in longer.replace(",", " ")


def _place(values: Mapping[str, Any], said: int, source: Source, item: Item, sentences: Sequence[Sentence]) -> int | None:
    """The number of the sentence that a row belongs to: the one that the model named, or the first that has the copied name.

    None where no sentence has the name: a row about somebody whom the article does not mention here is the model's own.
    """
    name = next((leaf.path for leaf in item.leaves if leaf.copied and leaf.path == item.identity), None)
    if name is None:
        return said
    order = [said, *(n for n in range(1, len(sentences) + 1) if n != said)]
    return next((n for n in order if copied(str(values[name]), source, [sentences[n - 1]])), None)
