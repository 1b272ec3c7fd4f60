"""What `summarize batch` loses that is killed (`kill -9`) at any moment: nothing.

    python benchmarks/killing_batch.py --moments 20

As `killing.py`, for a whole corpus: the model is `faulty.py` without faults, in a process of its own. For each moment a run
into a new folder with a new cache is killed at a random time after its start, and run once more, to its end. The briefings and
the tables must be those of an undisturbed run, but for times and counts; of the replies that were given out none may be given
again but those under way when the signal came, at most one a job. Exit status 1 if it is not so.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from common import head, options, row
from killing import COUNTS, JOBS
from made_up import written
from pyarrow import dataset

HERE = Path(__file__).parent
TABLES = ("claims", "findings", "citations", "conflicts")


def main() -> None:
    cli = options(__doc__)
    cli.add_argument("--moments", type=int, default=20)
    cli.add_argument("--articles", type=int, default=10)
    cli.add_argument("--seed", type=int, default=1)
    args = cli.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = written(args.articles, Path(folder) / "corpus")
        head(["killed after", "while it ran", "replies given twice", "same result"], words=0)
        lost = sum(not held for held in _moments(args, corpus, Path(folder)))
    if lost:
        sys.exit(f"{lost} of {args.moments} lost something")


def _moments(args: argparse.Namespace, corpus: Path, folder: Path) -> Iterator[bool]:
    chance = random.Random(args.seed)  # noqa: S311
    with _serving() as url:
        began = time.monotonic()
        _finished(_started(corpus, folder / "undisturbed", url))
        took, expected, whole = time.monotonic() - began, _result(folder / "undisturbed"), _given(url)
        for number in range(args.moments):
            own, moment, before = folder / str(number), chance.uniform(0, took), _given(url)
            process = _started(corpus, own, url)
            time.sleep(moment)
            process.kill()
            process.communicate()
            _finished(_started(corpus, own, url))
            again, same = _given(url) - before - whole, _result(own) == expected
            row([f"{moment:.1f} s", process.returncode != 0, again, same])
            yield same and again <= JOBS


def _given(url: str) -> int:
    """How many replies the server has given out."""
    with urlopen(f"{url}/counts") as answer:  # noqa: S310  ours
        return int(json.load(answer)["good"])


@contextmanager
def _serving() -> Iterator[str]:
    command = [sys.executable, str(HERE / "faulty.py"), "--share", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.kill()


def _started(corpus: Path, own: Path, url: str) -> "subprocess.Popen[str]":
    words = ["batch", corpus, "--schema", f"{HERE / 'made_up.py'}:Towns", "--model", "made-up", "--base-url", url]
    words += ["--jobs", JOBS, "--quiet", "-o", own / "out"]
    environment = os.environ | {"SUMMARIZE_CACHE_DIR": str(own / "cache")}
    command = [sys.executable, "-m", "summarize", *map(str, words)]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)  # noqa: S603


def _finished(process: "subprocess.Popen[str]") -> None:
    talk = process.communicate()[1]
    if process.returncode:
        sys.exit(f"exit status {process.returncode}: {talk}")


def _result(own: Path) -> Any:
    """What was made, without what differs from run to run; tables as their rows, in whichever parts these are."""
    out = own / "out"
    briefings = {path.parent.name: json.loads(path.read_text("utf-8")) for path in sorted(out.glob("stories/*/briefing.json"))}
    for one in briefings.values():
        one["made"] = {name: value for name, value in one["made"].items() if name not in COUNTS}
    tables = {name: dataset.dataset(out / name, format="parquet").to_table().to_pylist() for name in TABLES}
    changes = sorted(str(path.relative_to(out)) for path in out.glob("stories/*/changes.txt"))
    return briefings, {name: sorted(rows, key=str) for name, rows in tables.items()}, changes


if __name__ == "__main__":
    main()
