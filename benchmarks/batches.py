"""Questions by the batches of a provider: are all of them answered, is none paid twice, and what does it take?

    python benchmarks/batches.py
    python benchmarks/batches.py --requests 6000 --kills 20

Asks so many made-up questions of 3,000 characters of a server of ours, in a process of its own, that does as OpenAI documents
of its batches. Of the files of 50,000 requests at most, the second expires half done, and in the third two of each hundred rows
are errors that may pass (429, 500), and one a refusal. `--kills`: the run is killed (`kill -9`) so often, at a random time,
and begun again each time, with files of a tenth of the questions. Exit status 1 if a question is lost
or paid twice, but for the one that each run asks by itself, where it was under way when it was killed.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from common import head, options, peak_memory, row, say
from pydantic import BaseModel

sys.path.insert(0, str(Path(__file__).parents[1]))
from summarize.engines.batches.outbox import Limits
from summarize.engines.batches.rounds import Batches, How, batched, rounds
from summarize.engines.connect import Connection
from summarize.engines.prompts import Prompt
from summarize.errors import EngineError
from tests.batch_server import Fate, expired, refused, serving

FILE = 50_000
WORDS = "What is said here is made up. " * 100
HARD = {1: refused(429, "slow down"), 2: refused(500, "no"), 3: refused(400, "no such thing")}

PAID: Counter[int] = Counter()  # of the server's process: how often each question was answered, in a batch or alone


class Said(BaseModel):
    number: int


def main() -> None:
    cli = options(__doc__)
    cli.add_argument("--requests", type=int, default=120_000)
    cli.add_argument("--kills", type=int, default=0)
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--part", choices=["server", "run"], help="for the program's own processes")
    cli.add_argument("--folder", type=Path)
    cli.add_argument("--url")
    args = cli.parse_args()
    if args.part == "server":
        serve(args)
    elif args.part == "run":
        run(args)
    else:
        with tempfile.TemporaryDirectory() as folder:
            args.folder = Path(folder)
            sys.exit(measured(args))


def measured(args: argparse.Namespace) -> bool:
    """Run it, print the table; whether something was lost or paid twice."""
    server = started(args, "server")
    assert server.stdin
    assert server.stdout
    args.url = server.stdout.readline().strip()
    start = time.monotonic()
    chance, kills = random.Random(args.seed), 0  # noqa: S311
    while (done := finished(args, chance.uniform(0.5, 5.0) if kills < args.kills else None)) is None:
        kills += 1
    wall = time.monotonic() - start
    server.stdin.close()
    paid = json.loads(server.stdout.readline())
    head(["requests", "kills", "answered", "failed, named", "batches", "paid for", "paid twice", "peak MB", "s"], words=0)
    cells = (args.requests, kills, done["answered"], done["failed"], paid["batches"], paid["paid"], paid["twice"])
    row([*(f"{cell:,}" for cell in cells), f"{done['peak']:.0f}", f"{wall:.0f}"])
    return done["answered"] + done["failed"] != args.requests or done["wrong"] > 0 or paid["twice"] > args.kills


def finished(args: argparse.Namespace, seconds: float | None) -> dict[str, Any] | None:
    """Run it to its end, or kill it after so many seconds: then None."""
    process = started(args, "run")
    try:
        out, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return None
    if process.returncode:
        sys.exit("the run failed")
    done: dict[str, Any] = json.loads(out)
    return done


def started(args: argparse.Namespace, part: str) -> "subprocess.Popen[str]":
    how = ["--part", part, "--folder", args.folder, "--url", args.url or "", "--requests", args.requests, "--kills", args.kills]
    command = [sys.executable, __file__, *map(str, how)]
    environ = os.environ | {"SUMMARIZE_CACHE_DIR": str(args.folder), "OPENAI_API_KEY": "sk-none-1234567890"}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environ)  # noqa: S603


def serve(args: argparse.Namespace) -> None:
    """Answer until the standard input ends, then tell what was paid."""
    with serving(args.folder, answer) as server:
        server.fates.extend([Fate(), expired(size(args) // 2), Fate(row=lambda n: HARD.get(n % 100))])
        print(server.url, flush=True)
        sys.stdin.read()
        twice = [n for n, times in PAID.items() if times > 1]
        say(f"paid twice: {twice[:9]}")
        print(json.dumps({"paid": len(PAID), "twice": len(twice), "batches": len(server.batches)}))


def answer(body: dict[str, Any]) -> str:
    number = int(body["messages"][-1]["content"].rpartition(" ")[2])
    PAID[number] += 1
    return json.dumps({"number": number})


def size(args: argparse.Namespace) -> int:
    """Requests in a file."""
    return args.requests // 10 if args.kills else FILE


def run(args: argparse.Namespace) -> None:
    """Ask all questions, and print how many were answered, and what that took."""
    how = How(Limits(requests=size(args)), sleep=lambda _: time.sleep(0.2))
    with batched(Connection(model="m", base_url=args.url, cache=False), args.folder / "run", say=say, how=how) as batches:
        counts = rounds(lambda: asked(batches, args.requests), batches)
    print(json.dumps(counts | {"peak": peak_memory() / 1e6}))


def asked(batches: Batches, requests: int) -> dict[str, int]:
    counts = {"answered": 0, "failed": 0, "wrong": 0}
    for n in range(requests):
        try:
            said = batches.connected.engine.reply(Prompt("extract", "sha256:1", "You read news.", f"{WORDS}Number {n}"), Said)
        except EngineError:
            counts["failed"] += 1
        else:
            counts["answered"] += 1
            counts["wrong"] += said.value.number != n
    return counts


if __name__ == "__main__":
    main()
