"""Made-up articles, and a model for them that is a function: what the measures of load ask, and what answers them.

Events happen in towns, told by five articles each: a few facts that all of them tell, in the same or in other words, and many
that only one tells, so that most of a thousand articles is distinct and some of it must be brought together.
"""

import hashlib
import json
import random
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, JsonValue

from summarize.engines.prompts import Prompt
from summarize.testing import Answer, Wanted

TOGETHER = 5  # articles that tell of one event
OWN = 13  # sentences that an article has for itself
_MOST = 8  # answers to one question about an article

_SYLLABLES = (
    "ba",
    "kel",
    "do",
    "ri",
    "van",
    "mo",
    "sta",
    "lin",
    "tor",
    "ge",
    "ha",
    "ny",
    "sol",
    "per",
    "um",
    "ka",
    "fre",
    "dal",
)
_OFFICES = ("Mayor", "Minister", "Director", "Governor", "Judge", "Commissioner")
_THINGS = (
    "bridge",
    "pier",
    "school",
    "clinic",
    "tunnel",
    "reservoir",
    "market",
    "stadium",
    "ferry",
    "archive",
    "dam",
    "station",
)
_COUNTED = ("people", "homes", "boats", "workers", "pupils", "lorries", "trees", "voters", "patients", "farmers", "shops")
_DONE = ("approved", "rejected", "closed", "opened", "sold", "repaired", "inspected", "bought", "postponed", "defended")
_WHY = (
    "after a long debate",
    "despite many protests",
    "before the first frost",
    "at a closed meeting",
    "without a public vote",
)
_SHARED = (
    (
        "{office} {person} {done} the {thing} of {town} on {day} May.",
        "The {thing} of {town} was {done} by {person} on {day} May.",
    ),
    ("The decision affects {number} {counted} in {town} and the villages around it.",) * 2,
    (
        "{person} said that the {thing} would cost {cost} million euros.",
        "The {thing} will cost {cost} million euros, {person} said.",
    ),
    ("Residents of {town} may appeal against the plan until the end of June.",) * 2,
)
_OWN = (
    "In {town}, {office} {person} {done} the old {thing} {why}.",
    "{person} told reporters in {town} that {number} {counted} would have to wait for the new {thing}.",
    "The {thing} at {town} has served {number} {counted} since it was built in the year of the flood.",
    "Nobody in {town} expects that the {thing} will be {done} again {why}, {person} added.",
    "A report from {town} counts {number} {counted} that depend on the {thing} and on what is planned for it.",
    "The council of {town} has set aside {cost} million euros for the {thing} and for a second one in {other}.",
)  # fmt: skip
_PERSON = re.compile(rf"\b(?:{'|'.join(_OFFICES)}) ([A-Z]\w+ [A-Z]\w+)")
_COUNT = re.compile(r"\b\d[\d,]* (?:million|[a-z]+)")
_LINE = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)
_CLAIM = re.compile(r"^(\d+)\. \(", re.MULTILINE)
_TOLD = re.compile(r"^(?:(\d+): .*|(\d+)\. \([^)]*\)(?: main:)?(?: \[[^\]]*\])* (.*))$", re.MULTILINE)
_ASKED = re.compile(r"^Section (\d+): .*?( At most \d+ words\.)?$", re.MULTILINE)

COPIED: dict[str, JsonValue] = {"copied": True}


class Actor(BaseModel):
    name: str = Field(description="the person's name alone", json_schema_extra={"copied": True, "identifies": True})
    part: str = Field(description="what the person does: a few words of the sentence", json_schema_extra=COPIED)


class Towns(BaseModel):
    """What happens in towns."""

    events: list[str] = Field(description="What was decided or done in the town, and by whom?")
    figures: list[str] = Field(description="Which numbers and sums are given, and of what?")
    actors: list[Actor] = Field(description="Which persons take part, and what do they do?")


def articles(count: int, *, seed: int = 1) -> Iterator[str]:
    """The texts of so many articles, of 300 to 500 words, each the same whatever the count."""
    for at in range(count):
        event = random.Random(f"{seed} event {at // TOGETHER}")  # noqa: S311
        chance = random.Random(f"{seed} article {at}")  # noqa: S311
        facts = _facts(event)
        shared = [chance.choice(wordings).format(**facts) for wordings in chance.sample(_SHARED, 3)]
        own = [chance.choice(_OWN).format(**_facts(chance), other=_name(chance, 3)) for _ in range(OWN + chance.randrange(8))]
        told = [*shared[:1], *sorted([*shared[1:], *own], key=lambda _: chance.random())]
        yield "\n\n".join(" ".join(told[n : n + 3]) for n in range(0, len(told), 3)) + "\n"


def written(count: int, folder: Path) -> Path:
    """The folder, with a file for each article."""
    folder.mkdir(parents=True, exist_ok=True)
    for n, text in enumerate(articles(count)):
        (folder / f"{n:05}.txt").write_text(text, encoding="utf-8")
    return folder


def answer(prompt: Prompt, wanted: Wanted) -> Answer:
    """The script of a `Scripted` engine, whichever way it is asked."""
    if isinstance(wanted, tuple):
        return _chosen(prompt, wanted)
    return reply(prompt.user, wanted.model_json_schema())


def reply(question: str, shape: Mapping[str, Any]) -> dict[str, Any]:
    """What the model writes to the question (the user's message) in the form of a JSON schema."""
    wanted = shape["properties"].keys()
    if "verdicts" in wanted:
        return {"verdicts": [_carried(int(n)) for n in _CLAIM.findall(question)]}
    if "groups" in wanted:
        return _grouped(question, rows="rows" in wanted)
    if "summary" in wanted:
        return _page(question, conflicts="conflicts" in wanted)
    lines = [(int(n), text) for n, text in _LINE.findall(question)]
    if "rows" in wanted:
        return {"rows": [{"sentence": n, **actor} for n, text in lines for actor in _actors(text)][:_MOST]}
    return {section: said for section, said in _read(lines).items() if section in wanted}


def _chosen(prompt: Prompt, words: tuple[str, ...]) -> Answer:
    if words != ("yes", "no"):
        return "unclear"
    return 0.9 if prompt.name == "judge" or hashlib.sha256(prompt.user.encode()).digest()[0] % 4 == 0 else 0.1


def _read(lines: list[tuple[int, str]]) -> dict[str, Any]:
    events = [(n, text) for n, text in lines if any(f" {done} " in text for done in _DONE)]
    figures = [(n, text) for n, text in lines if _COUNT.search(text)]
    actors = [(n, actor) for n, text in lines for actor in _actors(text)]
    return {
        "events": [_said(n, text) for n, text in events[:_MOST]],
        "figures": [_said(n, text) for n, text in figures[:_MOST]],
        "actors": [
            {**{key: {"sentences": [n], "value": value} for key, value in actor.items()}, "context": [], "statement": text}
            for n, actor in actors[:_MOST]
            for text in [dict(lines)[n][:250]]
        ],
    }


def _said(number: int, text: str) -> dict[str, Any]:
    return {"sentences": [number], "context": [], "statement": text[:250], "value": None}


def _actors(text: str) -> list[dict[str, str]]:
    return [{"name": found[1], "part": " ".join(text.split()[:3])} for found in _PERSON.finditer(text)]


def _carried(number: int) -> dict[str, Any]:
    return {"claim": number, "verdict": "carried", "missing": "", "instead": "", "wrong": []}


def _grouped(question: str, *, rows: bool) -> dict[str, Any]:
    """Claims of the same numbers and names are one group, each row is one."""
    groups: dict[object, list[int]] = {}
    parts: list[tuple[int, int]] = []
    row = 0
    for heading, number, text in _TOLD.findall(question):
        if heading:
            row = int(heading)
        else:
            groups.setdefault((row, *sorted(re.findall(r"\b[A-Z]\w+|\d+", text)[1:])), []).append(int(number))
            parts += [(row, int(number))] if row else []
    found: dict[str, Any] = {"groups": [{"claims": own, "statement": "", "weight": "main"} for own in groups.values()]}
    if rows:
        found["rows"] = [{"rows": [n], "part": at, "weight": "detail"} for n, at in dict(parts).items()]
    return {**found, "conflicts": []}


def _page(question: str, *, conflicts: bool) -> dict[str, Any]:
    answers: list[dict[str, Any]] = []
    for part in question.split("\nSection ")[1:]:
        section = _ASKED.match(f"Section {part}")
        first = next((m for m in _TOLD.finditer(part) if m[2]), None)
        if section and section[2] and first:
            answers.append({"section": int(section[1]), "text": first[3][:250], "findings": [int(first[2])]})
    summary = [{"text": one["text"], "findings": one["findings"]} for one in answers[:2]]
    return {"answers": answers, "summary": summary, **({"conflicts": []} if conflicts else {})}


def _facts(chance: random.Random) -> dict[str, object]:
    return {
        "town": _name(chance, 3),
        "person": f"{_name(chance, 2)} {_name(chance, 3)}",
        "office": chance.choice(_OFFICES),
        "thing": chance.choice(_THINGS),
        "counted": chance.choice(_COUNTED),
        "done": chance.choice(_DONE),
        "why": chance.choice(_WHY),
        "number": f"{chance.randrange(20, 9000):,}",
        "cost": chance.randrange(2, 400),
        "day": chance.randrange(1, 31),
    }


def _name(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choices(_SYLLABLES, k=syllables)).capitalize()


def digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
