"""How long it takes to merge many claims without a model, how that grows, and what memory it needs.

    python benchmarks/merging.py [--most N]

The claims are made up: sentences of news, with names, numbers, "may" and "not", of a few thousand words of which few are
frequent (Zipf's law), as in real text. One in ten says what another article said, word for word or nearly; one in five is about
somebody and is joined by name. 20 claims an article, 5 sections. Each size runs in a process of its own, so that its peak
memory is its own; seconds are of processor time, which other work on the machine does not change much.
"""

import argparse
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator

from common import head, options, peak_memory, row

from summarize.language.names import identities
from summarize.models import Checked, Citation, Claim
from summarize.reconciling.articles import Articles
from summarize.reconciling.merge import merge
from summarize.writing.credit import by_wording
from summarize.writing.findings import Shapes, findings, said_in

SIZES = (1_000, 10_000, 100_000)
PER_ARTICLE = 20
SECTIONS = ("participants", "tasks", "stance", "position", "disputes")
WORDS = 3_000


def words_of(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text))


PLACES = words_of("France Germany Poland Italy Spain Norway Sweden Brazil Japan Canada Kenya India Chile Egypt Turkey Greece")
PERSONS = words_of("Novak Lindqvist Okafor Tanaka Ferreira Haugen Castellano Mbeki Petrov Oduya Laurent Kowalski Brandt Silva")
VERBS = words_of("sends backs rejects discusses announces joins leads funds delays opens closes visits inspects repairs sells")
SYLLABLES = words_of("ba co di fe gu ha jo ki lu me no pa qui ro su ta ve wi xo za ber cal dom fin gar hel lin mar")


def main() -> None:
    cli = options(__doc__)
    cli.add_argument("--most", type=int, default=SIZES[-1], help="the largest number of claims")
    cli.add_argument("--only", type=int, help=argparse.SUPPRESS)
    args = cli.parse_args()
    if args.only:
        print(*measured(args.only))
        return
    head(["claims", "articles", "findings", "seconds", "times the size before", "peak memory"], words=0)
    before = 0.0
    for size in (n for n in SIZES if n <= args.most):
        done = subprocess.run([sys.executable, __file__, "--only", str(size)], capture_output=True, text=True, check=True)  # noqa: S603
        findings, seconds, peak = done.stdout.split()
        ratio = f"{float(seconds) / before:.1f}" if before else ""
        before = float(seconds)
        row([f"{size:,}", f"{size // PER_ARTICLE:,}", findings, f"{before:.1f}", ratio, f"{float(peak) / 1e6:,.0f} MB"])


def measured(size: int) -> tuple[int, float, int]:
    """Findings, seconds of processor time, and the process's peak memory in bytes, for `size` claims."""
    claims = list(made_up(size))
    identity = {"participants": "name"}
    start = time.process_time()
    articles = Articles(names=identities(texts(claims)))
    merged = merge(claims, articles, identity=identity)
    found = findings(merged, by_wording(said_in(merged), articles), articles, Shapes(identity)).findings
    seconds = time.process_time() - start
    return sum(map(len, found.values())), seconds, peak_memory()


def made_up(size: int) -> Iterator[Checked]:
    chance = random.Random(size)  # noqa: S311
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))) for _ in range(WORDS)]
    often = [1 / (n + 10) for n in range(WORDS)]
    said: dict[str, list[str]] = {section: [] for section in SECTIONS}
    for number in range(size):
        section = SECTIONS[number % len(SECTIONS)]
        known = said[section]
        repeated = bool(known) and chance.random() < 0.1
        statement = retold(chance.choice(known), chance) if repeated else sentence(chance, words, often)
        known.append(statement)
        name = chance.choice(PLACES) if section == "participants" else None
        yield checked(number, section, statement, name)


def sentence(chance: random.Random, words: list[str], often: list[float]) -> str:
    tail = chance.choices(words, often, k=chance.randint(6, 14))
    number = f" {chance.randint(2, 900)}" if chance.random() < 0.2 else ""
    hedge = chance.choice(("", "", "", " may", " will", " not"))
    return f"{chance.choice((*PLACES, *PERSONS))}{hedge} {chance.choice(VERBS)}{number} {' '.join(tail)}."


def retold(statement: str, chance: random.Random) -> str:
    first, *rest = statement.split()
    return statement if chance.random() < 0.5 else " ".join((first, "also", *rest))


def checked(number: int, section: str, statement: str, name: str | None) -> Checked:
    source = f"a{number // PER_ARTICLE}"
    start = 200 * (number % PER_ARTICLE)
    citation = Citation(source=source, start=start, end=start + len(statement), quote=statement)
    claim = Claim(source=source, section=section, statement=statement, values={"name": name}, citations=(citation,))
    return Checked(claim=claim, verdict="supported")


def texts(claims: list[Checked]) -> Iterator[str]:
    """Each article's text, with somebody in office in it."""
    for at in range(0, len(claims), PER_ARTICLE):
        own = " ".join(one.claim.statement for one in claims[at : at + PER_ARTICLE])
        yield f"{PLACES[at % len(PLACES)]}'s Prime Minister Anna {PERSONS[at % len(PERSONS)]} spoke. {own}"


if __name__ == "__main__":
    main()
