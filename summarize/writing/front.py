"""Findings -> the front page: an answer for each section, a summary, and which conflicts are told, as a model writes them.

The model proposes sentences and names the findings that each rests on. A sentence that the citations of these do not carry is
given other words that they do carry, or is not there.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel

from summarize.checking.article import COMMON, review
from summarize.engines import Engine
from summarize.engines.prompts import prompt
from summarize.engines.shapes import list_of, model, number, text
from summarize.extracting.windows import shown as on_one_line
from summarize.models import Citation, Claim, ConflictKind, Finding
from summarize.reconciling.same_wording import same
from summarize.records import Sentence, Usage
from summarize.schema.load import Schema
from summarize.schema.wire import STATEMENT_LENGTH
from summarize.writing.credit import nearest
from summarize.writing.page import SENTENCE, SENTENCES, Room, in_order

LISTED = 90  # findings in the question, shared among the sections: the first of each
_NAMED = 12  # findings of one sentence


class Opposed(NamedTuple):
    """Findings of one section that may be at odds with others, by id, as a model found when it brought the section together."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    kind: ConflictKind
    why: str


class Told(NamedTuple):
    """Pairs that are one conflict, the plainest first. `why`: what each side tells, where the citations of both carry that."""

    pairs: tuple[Opposed, ...]
    kind: ConflictKind
    why: str = ""


class Front(NamedTuple):
    """What stands on the page beside its tables."""

    answers: Mapping[str, tuple[Sentence, ...]] = {}
    summary: tuple[Sentence, ...] = ()
    conflicts: tuple[Told, ...] = ()


class _Draft(NamedTuple):
    """A sentence as it was proposed. `section`: whose answer it belongs to, "" for the summary."""

    section: str
    text: str
    findings: tuple[Finding, ...]


def write(
    schema: Schema, findings: Mapping[str, Sequence[Finding]], odds: Sequence[Opposed], room: Room, engine: Engine
) -> tuple[Front, Usage]:
    """Ask `engine` for the page, and have each sentence checked. Raises EngineError."""
    at_odds = {key for each in odds for key in (*each.one, *each.other)}
    listed = {name: _listed(found, LISTED // len(findings), at_odds) for name, found in findings.items() if found}
    if not listed:
        return Front(), Usage()
    lines = _Lines(schema, listed, room)
    summary, told = room.summary // SENTENCE, lines.pairs(odds)
    asked = prompt("front", topic=schema.title, summary=summary, sections=lines.sections(), odds=told)
    reply = engine.reply(asked, _shape(len(listed), len(lines.numbers), len(odds), room))
    drafts = list(_drafts(reply.value, list(listed), [f for own in listed.values() for f in own]))
    drafts = [draft._replace(findings=_with_twins(draft.findings, findings)) for draft in drafts]
    conflicts, known = list(_told(reply.value, odds)), {f.id: f for own in findings.values() for f in own}
    whys = [_why(conflict.pairs[0], known) for conflict in conflicts]
    texts, checked = _carried([*drafts, *whys], engine)
    explained = _explained(conflicts, whys, texts[len(drafts) :])
    return _front(drafts, texts[: len(drafts)], explained), reply.usage + checked


def _explained(conflicts: Iterable[Told], whys: Iterable[_Draft], carried: Iterable[str | None]) -> tuple[Told, ...]:
    """The conflicts, with the model's reason where it is carried as it is: other words may not tell the difference."""
    each = zip(conflicts, whys, carried, strict=True)
    return tuple(c._replace(why=c.pairs[0].why) if why.text == text else c for c, why, text in each)


def _why(pair: Opposed, known: Mapping[str, Finding]) -> _Draft:
    """Why two sides are at odds, as a statement that cited sentences can carry: these do not say of which article they are."""
    sides = [[known[key] for key in keys] for keys in (pair.one, pair.other)]
    text = pair.why
    for name, side in zip(("one side", "the other side"), sides, strict=True):
        own = "|".join(sorted({re.escape(c.source) for finding in side for c in finding.told}))
        text = re.sub(rf"(?<!\w)(?:{own})(?:(?:, and |, | and )(?:{own}))*(?!\w)", name, text)
    return _Draft("", text, tuple(finding for side in sides for finding in side))


def _listed(found: Sequence[Finding], most: int, at_odds: Collection[str]) -> list[Finding]:
    """What an answer may be made of: what is at odds, and what is beside the point only where there is nothing else."""
    direct = in_order([f for f in found if f.directness != "aside"] or found)[:most]
    return [*direct, *(f for f in found if f.id in at_odds and f not in direct)]


class _Lines:
    """The findings for the prompt, numbered from 1 over all sections."""

    def __init__(self, schema: Schema, listed: Mapping[str, Sequence[Finding]], room: Room) -> None:
        self.numbers = {f.id: n for n, f in enumerate((f for own in listed.values() for f in own), 1)}
        self._asked = {section.name: section for section in schema.sections}
        self._listed, self._room = listed, room

    def sections(self) -> list[dict[str, Any]]:
        return [
            {
                "number": n,
                "title": self._asked[name].title,
                "question": self._asked[name].question,
                "words": self._room.answers.get(name, 0),
                "lines": [self._line(finding) for finding in found],
            }
            for n, (name, found) in enumerate(self._listed.items(), 1)
        ]

    def _line(self, finding: Finding) -> dict[str, Any]:
        day = [f"as of {finding.as_of}"] if finding.as_of else []
        return {
            "number": self.numbers[finding.id],
            "told": ", ".join([*sorted({citation.source for citation in finding.told}), *day]),
            "main": finding.directness == "main",
            "text": on_one_line(finding.statement),
        }

    def _numbered(self, keys: Iterable[str]) -> str:
        return " + ".join(str(self.numbers[key]) for key in keys)

    def pairs(self, odds: Iterable[Opposed]) -> list[dict[str, Any]]:
        return [
            {
                "number": n,
                "one": self._numbered(each.one),
                "other": self._numbered(each.other),
                "kind": each.kind,
                "why": on_one_line(each.why),
            }
            for n, each in enumerate(odds, 1)
        ]


def _shape(sections: int, findings: int, pairs: int, room: Room) -> type[BaseModel]:
    """The wire shape: so many sentences at most, each with numbers of findings that there are."""
    said = {"text": text(STATEMENT_LENGTH, least=1), "findings": list_of(number(findings), least=1, most=_NAMED)}
    answer = model("Answer", {"section": number(sections), **said})
    fields = {
        "answers": list_of(answer, most=SENTENCES * len(room.answers)),
        "summary": list_of(model("Sentence", said), most=room.summary // SENTENCE),
    }
    if pairs:
        conflict = model("Conflict", {"of": list_of(number(pairs), least=1, most=pairs), "kind": ConflictKind})
        fields["conflicts"] = list_of(conflict, most=pairs)
    return model("FrontPage", fields)


def _drafts(reply: Any, names: Sequence[str], findings: Sequence[Finding]) -> Iterator[_Draft]:
    for section, said in (*((names[a.section - 1], a) for a in reply.answers), *(("", s) for s in reply.summary)):
        yield _Draft(section, " ".join(said.text.split()), tuple(findings[n - 1] for n in dict.fromkeys(said.findings)))


def _with_twins(named: Sequence[Finding], findings: Mapping[str, Sequence[Finding]]) -> tuple[Finding, ...]:
    """The same with what other sections tell in nearly the same words, from the same sentences: it is told as well."""
    found = {finding.id: finding for finding in named}
    for one in named:
        cited = {*one.citations}
        others = (other for own in findings.values() for other in own if not cited.isdisjoint(other.citations))
        found |= {other.id: other for other in others if same(other.statement, one.statement)}
    return tuple(found.values())


def _carried(drafts: Sequence[_Draft], engine: Engine) -> tuple[list[str | None], Usage]:
    """The text of each draft that the citations of its findings carry: its own, or other words; None where there are none."""
    checked, usage = review([_claim(draft) for draft in drafts], engine, questions={}, final=COMMON)
    return [one.claim.statement if one.verdict == "supported" and not one.quoted else None for one in checked], usage


def _claim(draft: _Draft) -> Claim:
    """A draft as a claim on what its findings cite: of each, one article that carries it."""
    citations = tuple(dict.fromkeys(c for finding in draft.findings for c in _best(finding)))
    context = tuple(dict.fromkeys(c for finding in draft.findings for c in finding.context if c not in citations))
    return Claim(source=citations[0].source, section=draft.section, statement=draft.text, citations=citations, context=context)


def _best(finding: Finding) -> list[Citation]:
    """What carries what the finding shows: of the article that is nearest to its words. Of a row, of its first statement."""
    cited: dict[str, list[Citation]] = {}
    for citation in finding.told:
        cited.setdefault(citation.source, []).append(citation)
    return cited[nearest(finding.statement, cited)]


def _front(drafts: Sequence[_Draft], texts: Iterable[str | None], conflicts: tuple[Told, ...]) -> Front:
    answers: dict[str, list[Sentence]] = {}
    for draft, carried in zip(drafts, texts, strict=True):
        if carried is not None:
            answers.setdefault(draft.section, []).append(Sentence(text=carried, findings=tuple(f.id for f in draft.findings)))
    summary = tuple(answers.pop("", ()))
    return Front({name: tuple(own) for name, own in answers.items()}, summary, conflicts)


def _told(reply: Any, pairs: Sequence[Opposed]) -> Iterator[Told]:
    """Each pair in one conflict only: the first that has it."""
    seen: set[int] = set()
    for conflict in getattr(reply, "conflicts", ()):
        own = [n for n in dict.fromkeys(conflict.of) if n not in seen]
        seen.update(own)
        if own:
            yield Told(tuple(pairs[n - 1] for n in own), conflict.kind)
