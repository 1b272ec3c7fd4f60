"""A corpus through `summarize batch`, beside the time that its server takes: threads of one process, or Ray.

    python benchmarks/corpus.py --articles 10000 --on local     # half an hour and more
    python benchmarks/corpus.py --articles 200

The articles (450 words, ten of each event) and the model (`made_up.py`) are made up. The server (`faulty.py`) runs in a
process of its own and waits before each reply as long as a model would write it: 1 s, and a sixtieth of a second for each
token, which is assumed. `server` is what it waited in all over the questions that it may have at once: no run can be faster.
What is measured runs in a process of its own, so that its peak of memory is its own. Exit status 1 where an article is lost or
a bar is missed.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from common import head, options, peak_memory, row
from load import served
from made_up import Towns, articles

import summarize

TOGETHER = 10  # articles of one event
JOBS = 64
OVERHEAD = 1.2  # times the server's own time
MEMORY = 1.5e9  # bytes
_OWN = 16  # words of an event
_BETWEEN = 25  # words of a sentence about it


def corpus(count: int) -> Iterator[dict[str, str]]:
    """Articles of `count / TOGETHER` events: what a made-up model finds something in, and words of their event."""
    from wordfreq import top_n_list

    words = [word for word in top_n_list("en", 60_000)[3000:] if word.isalpha() and len(word) > 4]
    chance = random.Random("corpus")  # noqa: S311  nothing is secret here
    for at, text in enumerate(articles(count)):
        event = random.Random(f"event {at // TOGETHER}")  # noqa: S311
        own, day = event.sample(words, _OWN), date(2026, 1, 1) + timedelta(days=event.randrange(28))
        told = [" ".join(chance.choices(own, k=_BETWEEN)).capitalize() + "." for _ in range(12)]
        yield {
            "title": " ".join(event.sample(own, 6)).capitalize(),
            "published": str(day + timedelta(days=chance.randrange(3))),
            "text": "\n\n".join([told[0], *text.split("\n\n")[:3], *told[1:]]),
        }


def measured(file: str, out: str, address: str, on: str) -> dict[str, float]:
    """Make the briefings: seconds of the wall and of the processor, bytes at the peak, and what became of the articles."""
    began = time.monotonic()
    made = summarize.brief_stories(file, out, schema=Towns, on=on, model="made-up", base_url=address, jobs=JOBS)
    took = time.monotonic() - began
    return {"wall": took, "processor": time.process_time(), "memory": peak_memory(), **made._asdict()}


def main() -> None:
    cli = options(__doc__)
    cli.add_argument("--articles", type=int, default=1000)
    cli.add_argument("--on", choices=("local", "ray"), default="local")
    cli.add_argument("--share", type=float, default=0.0, help="of the replies that are faults")
    cli.add_argument("--one", nargs=4, help="measure in this process, and print JSON")
    args = cli.parse_args()
    if args.one:
        print(json.dumps(measured(*args.one)))
        return
    with tempfile.TemporaryDirectory() as name, served(args.share, 1, waits=True) as address:
        file = Path(name) / "corpus.jsonl"
        file.write_text("".join(json.dumps(one) + "\n" for one in corpus(args.articles)), encoding="utf-8")
        command = [sys.executable, __file__, "--one", str(file), f"{name}/out", address, args.on]
        own = {**os.environ, "SUMMARIZE_CACHE_DIR": f"{name}/cache", "OPENAI_API_KEY": "none"}
        found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=own).stdout)  # noqa: S603
        with urllib.request.urlopen(address) as answer:  # noqa: S310  our own server
            counts = json.load(answer)
    sys.exit(_told(args.articles, found, counts))


def _told(articles_: int, found: dict[str, float], counts: dict[str, float]) -> int:
    """Print what was found; 1 where a bar is missed."""
    server = counts["waited"] / JOBS
    head(["figure", "value"])
    row(["articles new, of these failed", f"{found['new']:,}, {found['failed']:,}"])
    row(["stories (events), not whole", f"{found['stories']:,} ({articles_ // TOGETHER:,}), {found['unwritten']:,}"])
    row(["questions; good replies paid twice", f"{counts['questions']:,}; {counts['paid_twice']}"])
    row(["seconds: wall, server, processor", f"{found['wall']:.0f}, {server:.0f}, {found['processor']:.0f}"])
    row(["wall / server", f"{found['wall'] / server:.2f}"])
    row(["peak memory, MB", f"{found['memory'] / 1e6:.0f}"])
    lost = found["new"] != articles_ or counts["paid_twice"] > 0
    return int(lost or found["wall"] > OVERHEAD * server or found["memory"] > MEMORY)


if __name__ == "__main__":
    main()
