"""How finding stories grows with the number of articles: made-up ones of 500 words, ten of each event, within a month.

    python benchmarks/grouping_stories.py --articles 1000 10000 50000

For each size: seconds, the peak of memory above what the articles take, the share of events that came out as one whole story,
and the seconds and memory that a day's 500 new articles take beside them. Words are drawn as often as they are used; one in
seven is one of the event's own. A process for each size. Needs the extra `stories`.
"""

import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import accumulate, chain
from multiprocessing import get_context

from common import head, options, peak_memory, row
from wordfreq import get_frequency_dict

from summarize.stories.telling import Member, Told, stories

TOGETHER = 10  # articles that tell of one event
WORDS, OWN = 500, 75  # words of an article, and how many of these are of its event alone
NEW = 500
MB = 1024**2


def made_up(count: int, name: str) -> Iterator[Told]:
    """The articles of `count / TOGETHER` events; ids begin with `name` and the number of the event."""
    chance = random.Random(name)  # noqa: S311  nothing is secret here
    counted = {word: often for word, often in get_frequency_dict("en", "large").items() if word.isalpha()}
    words, often = list(counted), list(accumulate(counted.values()))
    for event in range(count // TOGETHER):
        own = [words[min(500 + int(chance.expovariate(1 / 8000)), len(words) - 1)] for _ in range(60)]
        day = date(2026, 1, 1) + timedelta(days=chance.randrange(28))
        for number in range(TOGETHER):
            text = chance.choices(words, cum_weights=often, k=WORDS - OWN) + chance.choices(own, k=OWN)
            chance.shuffle(text)
            title = " ".join(chance.sample(own, 6))
            yield Told(f"{name}{event}-{number}", title, " ".join(text), day + timedelta(days=chance.randrange(3)))


def whole(found: Mapping[str, Member]) -> float:
    """The share of events whose articles are one story, with no others."""
    events, size = defaultdict(set), Counter(member.story for member in found.values())
    for name, member in found.items():
        events[name.partition("-")[0]].add(member.story)
    return sum(len(those) == 1 and all(size[one] == TOGETHER for one in those) for those in events.values()) / len(events)


def measured(count: int) -> list[str]:
    """One line of the table."""
    articles, new = list(made_up(count, "old")), list(made_up(NEW, "new"))
    stories(made_up(TOGETHER, "first"))  # loads what is loaded once
    before, began = peak_memory(), time.perf_counter()
    known = stories(articles)
    took, peak = time.perf_counter() - began, peak_memory() - before
    del articles
    began = time.perf_counter()
    added = stories(new, known)
    beside = time.perf_counter() - began
    right = whole(dict(chain(known.items(), added.items())))
    return [f"{count:,}", f"{took:.0f}", f"{peak / MB:.0f}", f"{right:.3f}", f"{beside:.1f}"]


def main() -> None:
    cli = options(__doc__)
    cli.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000])
    sizes = cli.parse_args().articles
    head(["articles", "seconds", "peak, MB", "events whole", f"{NEW} more, seconds"], words=0)
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for line in pool.imap(measured, sizes):
            row(line)


if __name__ == "__main__":
    main()
