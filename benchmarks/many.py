"""What thousands of articles take without a model's time, and how that grows.

    python benchmarks/many.py                    # 625, 1,250, 2,500 and 5,000 articles, each way: long
    python benchmarks/many.py --most 40          # a few articles

The articles are made up (`made_up.py`), and so is the model: a function in the same process. Each size runs in a process of its
own. A column is a stage: seconds of processor time, which other work on the machine does not change much. The last row of a way
is the exponent of the growth from the smallest size to the largest: 1 for what grows with the number of articles, 2 for what
compares each with each. Exit status 1 if a stage that takes longer than a second grows with more than BAR.
"""

import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from common import head, options, peak_memory, row
from made_up import Towns, answer, written

import summarize
from summarize.briefing.diff import diff
from summarize.briefing.proof import prove
from summarize.engines.watched import Progress
from summarize.render import as_html, as_json, as_markdown
from summarize.testing import Scripted

BAR = 1.25
SIZES = (8, 4, 2, 1)  # the largest is divided by
SHORT = 1.0  # seconds: what takes less is too short to be compared
STAGES = ("load", "read", "together", "save", "open", "verify", "diff", "update", "markdown", "html", "json")

Times = dict[str, float]


def main() -> None:
    cli = options(__doc__)
    cli.add_argument("--most", type=int, default=5000, help="the largest number of articles")
    cli.add_argument("--way", choices=("writes", "weighs"), action="append")
    cli.add_argument("--one", type=int, help="measure one size, in this process, and print JSON")
    args = cli.parse_args()
    ways = args.way or ["writes", "weighs"]
    if args.one:
        print(json.dumps(measured(args.one, ways[0])))
        return
    slow = [found for way in ways for found in _way(way, [args.most // n for n in SIZES])]
    if slow:
        sys.exit(f"worse than n^{BAR}: {', '.join(slow)}")


def _way(way: str, sizes: list[int]) -> Iterator[str]:
    print(f"\nA model that {way}\n")
    head(["articles", *STAGES, "wall", "MB"])
    found = [_in_a_process(size, way) for size in sizes]
    growth = {stage: _exponent(found[0], found[-1], stage, sizes[-1] / sizes[0]) for stage in STAGES}
    row(["growth: n^", *(f"{growth[stage]:.2f}" for stage in STAGES), "", ""])
    for stage in STAGES:
        if found[-1][stage] > SHORT and growth[stage] > BAR:
            yield f"{stage} ({way}): {growth[stage]:.2f}"


def _in_a_process(size: int, way: str) -> Times:
    command = [sys.executable, __file__, "--one", str(size), "--way", way]
    found: Times = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603
    row([f"{size:,}", *(f"{found[stage]:.1f}" for stage in STAGES), f"{found['wall']:.0f}", f"{found['mb']:.0f}"])
    return found


def _exponent(small: Times, large: Times, stage: str, times: float) -> float:
    return math.log(max(large[stage], 0.01) / max(small[stage], 0.01)) / math.log(times)


def measured(count: int, way: str) -> Times:
    """Seconds of processor time of each stage over so many articles, of the wall for all, and the peak of memory."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        times = _stages(written(count, folder / "articles"), folder, way)
    return {**times, "wall": time.monotonic() - start, "mb": peak_memory() / 1e6}


def _stages(articles: Path, folder: Path, way: str) -> Times:
    times: Times = {}

    @contextmanager
    def timed(stage: str) -> Iterator[None]:
        began = time.process_time()
        yield
        times[stage] = time.process_time() - began

    marks = {"load": time.process_time()}

    def watch(progress: Progress) -> None:
        marks.setdefault(progress.stage, time.process_time())

    engine = Scripted(answer, way=way)  # type: ignore[arg-type]
    briefing = summarize.brief(articles, schema=Towns, engine=engine, watch=watch)
    marks["end"] = time.process_time()
    times["load"] = marks["reading"] - marks["load"]
    times["read"] = marks["bringing together"] - marks["reading"]
    times["together"] = marks["end"] - marks["bringing together"]
    saved, page = folder / "briefing.json", folder / "new"
    with timed("save"):
        briefing.save(saved)
    with timed("open"):
        opened = summarize.Briefing.load(saved)
    with timed("verify"):
        assert not prove(opened).failures
    page.mkdir()
    (page / "new.txt").write_text((articles / "00000.txt").read_text("utf-8").replace("May", "June"), encoding="utf-8")
    with timed("update"):
        newer = summarize.update(opened, page, schema=Towns, engine=Scripted(answer, way=way))  # type: ignore[arg-type]
    with timed("diff"):
        diff(opened, newer)
    for stage, output in {"markdown": as_markdown, "html": as_html, "json": as_json}.items():
        with timed(stage):
            output.rendered(briefing)
    return times


if __name__ == "__main__":
    main()
