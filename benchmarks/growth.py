"""How the time of the functions that read whole texts grows with what they get.

    python benchmarks/growth.py

Each line is one function and one kind of input, small and four times as large: seconds of processor time, which other work on
the machine does not change much, and how many times the second is the first: about 4 for what grows with the input alone, about
16 for what compares everything with everything. Exit status 1 if a line is over the bar. The texts are made up, and odd on
purpose: what makes a pattern search again and again from every place.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from common import head, options, row
from pydantic import BaseModel, Field

from summarize.extracting.extract import extract
from summarize.models import Checked, Citation, Claim
from summarize.reading.sentences import sentences
from summarize.reconciling.merge import merge
from summarize.schema.load import load_schema
from summarize.source import Source
from summarize.sourcing.origins import origins
from summarize.sourcing.outlets import uncredited, upstream
from summarize.testing import Scripted

TIMES = 4
BAR = 8.0  # seen: 1.9 to 5.1
SHORT = 0.1  # seconds; what is done sooner is too short to be compared
DAM = "The dam above Velen burst before dawn on Monday and sent a wall of brown water through the lower town. " * 2
BACKGROUND = (
    "The two neighbours have fought since 2022. More than 9,000 people have been killed.\nMediators hope for a ceasefire."
)
SPLIT = {"words": "word ", "sentences": "A sentence of six words. ", "numbers": "1. ", "quotes": "“a ", "lines": "\n "}
CREDIT = {
    "initials": "A. ",
    "one word": "A",
    "hyphens": "A-",
    "outlets": "The Post and ",
    "kinds": "the newspaper ",
    "cues": "told a ",
    "brackets": "(A",
}


class Points(BaseModel):
    points: list[str] = Field(description="What is said?")


SCHEMA = load_schema(Points)


class Case(NamedTuple):
    """`run(n)` prepares an input of the size `n` and gives what is to be timed."""

    name: str
    run: Callable[[int], Callable[[], object]]
    size: int


def main() -> None:
    options(__doc__).parse_args()
    head(["what", "n", "seconds", f"seconds for {TIMES} n", "times"])
    over = [case.name for case in cases() if not _holds(case)]
    if over:
        sys.exit(f"more than {BAR:.0f} times: {', '.join(over)}")


def cases() -> Iterator[Case]:
    for name, part in SPLIT.items():
        yield Case(f"sentences, {name}", lambda n, part=part: lambda: sentences(part * (n // len(part))), 300_000)
    for name, part in CREDIT.items():
        yield Case(f"outlets, {name}", lambda n, part=part: _credits(part * (n // len(part))), 15_000)
    yield Case("origins, one passage in all", lambda n: _origins(n, DAM), 150)
    yield Case("origins, one agency", lambda n: _origins(n, f"Reuters reported it.\n{BACKGROUND}"), 150)
    yield Case("merge, few words", _merge, 5_000)
    yield Case("extract, one long article", _extract, 1_000)


def _holds(case: Case) -> bool:
    small, large = (_seconds(case.run(case.size * times)) for times in (1, TIMES))
    row([case.name, f"{case.size:,}", f"{small:.2f}", f"{large:.2f}", f"{large / small:.1f}"])
    return large < SHORT or large / small <= BAR


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def _source(name: str, text: str) -> Source:
    return Source(id=name, location=name, sha256="", text=text, sentences=sentences(text))


def _credits(text: str) -> Callable[[], object]:
    given = _source("a", text)
    return lambda: (upstream(given), uncredited(given))


def _origins(number: int, shared: str) -> Callable[[], object]:
    chance = random.Random(1)  # noqa: S311
    words = [f"w{n}" for n in range(3000)]
    own = ("\n".join(" ".join(chance.choices(words, k=30)) + "." for _ in range(8)) for _ in range(number))
    given = [_source(f"{n:05}", f"{text}\n{shared}") for n, text in enumerate(own)]
    return lambda: origins(given)


def _merge(number: int) -> Callable[[], object]:
    chance = random.Random(1)  # noqa: S311
    words = [f"w{n}" for n in range(200)]
    claims = [_checked(n, " ".join(chance.choices(words, k=10))) for n in range(number)]
    return lambda: merge(claims, origins={})


def _checked(number: int, statement: str) -> Checked:
    source = str(number % 50)
    citation = Citation(source=source, start=number, end=number + 5, quote="words")
    return Checked(
        claim=Claim(source=source, section="points", statement=statement, citations=(citation,)), verdict="supported"
    )


def _extract(number: int) -> Callable[[], object]:
    sentence = "On day {n} the ministers of Norland and Sudland met again, and they did not agree on the ships."
    article = _source("a", "\n\n".join(sentence.format(n=n) for n in range(number)))
    return lambda: extract(article, SCHEMA, Scripted(lambda *_: {"claims": []}))


if __name__ == "__main__":
    main()
