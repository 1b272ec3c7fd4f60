"""A thousand articles, 64 questions in flight, and a server of which every fifth reply is a fault.

    python benchmarks/load.py                    # 1,000 articles
    python benchmarks/load.py --articles 20      # some seconds

The articles and the model are made up (`made_up.py`); the server (`faulty.py`) runs in a process of its own, and so does what
is measured: the whole of `summarize.brief`, with a cache. It tells how each article's sections ended, how many good replies the
server gave out again for a question that it had answered, the peak of memory without the server, the wall, and where it went.
Exit status 1 if an article is lost, a reply was paid twice, or the memory is over the bar.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from common import head, options, peak_memory, row
from made_up import Towns, written

import summarize
from summarize.engines.watched import Progress

MEMORY = 600e6  # bytes
JOBS = 64


def main() -> None:
    cli = options(__doc__)
    cli.add_argument("--articles", type=int, default=1000)
    cli.add_argument("--share", type=float, default=0.2, help="of the replies that are faults")
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--base-url", help="measure in this process, with a server that is there, and print JSON")
    args = cli.parse_args()
    if args.base_url:
        print(json.dumps(measured(args.articles, args.base_url)))
        return
    with tempfile.TemporaryDirectory() as cache, served(args.share, args.seed) as address:
        command = [sys.executable, __file__, "--articles", str(args.articles), "--base-url", address]
        own = {**os.environ, "SUMMARIZE_CACHE_DIR": cache, "OPENAI_API_KEY": "none"}
        found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=own).stdout)  # noqa: S603
        with urllib.request.urlopen(address) as answer:  # noqa: S310  our own server
            counts = json.load(answer)
    sys.exit(_told(args.articles, found, counts))


@contextmanager
def served(share: float, seed: int, *, waits: bool = False) -> Iterator[str]:
    """The address of a server in a process of its own."""
    command = [sys.executable, str(Path(__file__).with_name("faulty.py")), "--share", str(share), "--seed", str(seed)]
    command += ["--waits"] if waits else []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        assert server.stdout
        yield server.stdout.readline().strip()
        server.terminate()


def measured(count: int, address: str) -> dict[str, Any]:
    """Brief so many articles: how each section of each ended, seconds by stage, of the processor, bytes at the peak."""
    marks: dict[str, float] = {}

    def watch(progress: Progress) -> None:
        marks.setdefault(progress.stage, time.monotonic())

    with tempfile.TemporaryDirectory() as name:
        articles = written(count, Path(name) / "articles")
        start = time.monotonic()
        options_ = {"model": "made-up", "base_url": address, "jobs": JOBS}
        briefing = summarize.brief(articles, schema=Towns, watch=watch, **options_)  # type: ignore[arg-type]
        end = time.monotonic()
        briefing.save(Path(name) / "briefing.json")
    ends = Counter(status for section in briefing.sections.values() for status in section.by_source.values())
    whys = Counter(why.split(":")[0][:90] for section in briefing.sections.values() for why in section.failures.values())
    stages = {"load": marks["reading"] - start, "read": marks["bringing together"] - marks["reading"]}
    stages |= {"together": end - marks["bringing together"], "save": time.monotonic() - end}
    return {
        "ends": ends, "whys": dict(whys.most_common(8)), "stages": stages, "not_written": briefing.made.not_written,
        "processor": time.process_time(), "memory": peak_memory(), "calls": briefing.made.calls,
    }  # fmt: skip


def _told(count: int, found: dict[str, Any], counts: dict[str, Any]) -> int:
    """Print what was found; 1 where a bar is missed."""
    wanted = count * len(Towns.model_fields)
    ended = sum(found["ends"].values())
    head(["figure", "value"])
    row(["article x section, ended", f"{ended:,} of {wanted:,}: {_listed(found['ends'])}"])
    row(["of these failed, by reason", _listed(found["whys"]) or "none"])
    row(["not written", found["not_written"] or "nothing"])
    row(["questions; requests; faults", f"{counts['questions']:,}; {counts['asked']:,}; {_listed(counts['faults'])}"])
    row(["good replies paid twice", f"{counts['paid_twice']} {counts['which'] or ''}"])
    row(["peak memory, MB", f"{found['memory'] / 1e6:.0f}"])
    row(["seconds of the wall by stage", _listed({stage: round(took, 1) for stage, took in found["stages"].items()})])
    row(["seconds of the processor", f"{found['processor']:.0f}"])
    return int(ended != wanted or counts["paid_twice"] > 0 or found["memory"] > MEMORY)


def _listed(counts: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in sorted(counts.items(), key=lambda item: str(item[0])))


if __name__ == "__main__":
    main()
