"""What a run that is killed at any moment loses: nothing.

    python benchmarks/killing.py --moments 50
    python benchmarks/killing.py --moments 50 --signal TERM --kept cassette

Makes a briefing of made-up articles with the command line, whose model is a function behind an HTTP server. Then, for each
moment, anew: the same command is killed at a random time after its first question, and run once more, to its end. The briefing
must be the one that was made undisturbed, but for times and counts; and of the questions that were answered, none may be asked
again but those under way when the signal came, at most one a job. Exit status 1 if it is not so. A line for each moment, and
one for all.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from common import head, options, row
from faulty import Server
from made_up import written

JOBS = 4
HERE = Path(__file__).parent
COUNTS = ("at", "calls", "prompt_tokens", "cached_tokens", "completion_tokens", "reused", "seconds", "wall_seconds", "cost_usd")


class Run(NamedTuple):
    """How a moment went: was it killed while it ran, how many questions had been asked, and how many again after it."""

    at: float
    killed: bool
    asked: int
    again: int
    same: bool

    @property
    def holds(self) -> bool:
        return self.same and self.again <= JOBS


def main() -> None:
    cli = options(__doc__)
    cli.add_argument("--moments", type=int, default=50)
    cli.add_argument("--articles", type=int, default=3)
    cli.add_argument("--signal", default="KILL", choices=["KILL", "TERM", "INT", "HUP"])
    cli.add_argument("--kept", default="cache", choices=["cache", "cassette"])
    cli.add_argument("--seed", type=int, default=1)
    args = cli.parse_args()
    with tempfile.TemporaryDirectory() as folder, _serving() as server:
        articles = written(args.articles, Path(folder) / "articles")
        head(["killed after", "while it ran", "questions answered before", "asked again", "same briefing"], words=0)
        runs = list(_runs(args, articles, Path(folder), server))
    held, again = sum(run.holds for run in runs), sum(run.again for run in runs)
    row([f"all {len(runs)}", sum(run.killed for run in runs), sum(run.asked for run in runs), again, sum(r.same for r in runs)])
    if held < len(runs):
        sys.exit(f"{len(runs) - held} of {len(runs)} lost something")


@contextmanager
def _serving() -> Iterator[Server]:
    server = Server(share=0.0, seed=1)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


def _runs(args: argparse.Namespace, articles: Path, folder: Path, server: Server) -> Iterator[Run]:
    chance = random.Random(args.seed)  # noqa: S311
    undisturbed = _asking(args, articles, folder / "undisturbed", server)
    began = time.monotonic()
    _finished(undisturbed)
    took, expected = time.monotonic() - began, _briefing(folder / "undisturbed")
    for number in range(args.moments):
        own, moment = folder / str(number), chance.uniform(0, took)
        process = _asking(args, articles, own, server)
        time.sleep(moment)
        process.send_signal(getattr(signal, f"SIG{args.signal}"))
        process.communicate()
        before = Counter(server.asked)
        if process.returncode:  # else it was done before the signal came
            _finished(_command(args, articles, own, server))
        again = sum((server.asked - Counter(server.asked.keys())).values())
        run = Run(moment, process.returncode != 0, before.total(), again, _briefing(own) == expected)
        row([f"{moment:.1f} s", run.killed, run.asked, run.again, run.same])
        yield run


def _asking(args: argparse.Namespace, articles: Path, own: Path, server: Server) -> "subprocess.Popen[str]":
    """A run that has asked its first question: before that there is nothing to lose."""
    server.asked.clear()
    process = _command(args, articles, own, server)
    while not server.asked and process.poll() is None:
        time.sleep(0.01)
    return process


def _command(args: argparse.Namespace, articles: Path, own: Path, server: Server) -> "subprocess.Popen[str]":
    """A run of its own folder, with its own cache."""
    own.mkdir(exist_ok=True)
    words = ["brief", articles, "--schema", f"{HERE / 'made_up.py'}:Towns", "--model", "made-up", "--jobs", JOBS, "--quiet"]
    words += ["--base-url", f"http://127.0.0.1:{server.server_port}/v1", "-o", own / "briefing.json"]
    words += ["--cassette", own / "tape.json"] if args.kept == "cassette" else []
    environment = os.environ | {"SUMMARIZE_CACHE_DIR": str(own / "cache")}
    command = [sys.executable, "-m", "summarize", *map(str, words)]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)  # noqa: S603


def _finished(process: "subprocess.Popen[str]") -> None:
    talk = process.communicate()[1]
    if process.returncode:
        sys.exit(f"exit status {process.returncode}: {talk}")


def _briefing(own: Path) -> Any:
    """What was made, without what differs from run to run."""
    made = json.loads((own / "briefing.json").read_text(encoding="utf-8"))
    made["made"] = {name: value for name, value in made["made"].items() if name not in COUNTS}
    return made


if __name__ == "__main__":
    main()
