"""What a report says of another outlet's claim (agree, disagree, discuss): the merger's own judge, on pairs with known answers.

    python benchmarks/conflict.py --data FILE.jsonl --out PRED.jsonl [--model local] [--base-url URL]

FILE has one pair a line: {"claim", "document"}; other keys, the known answer among them, are not looked at. PRED gets one line
a pair: {"line": 0-based number, "stance"}. A run that was stopped goes on where it was: replies are kept in the cache. The data
are not part of this project; without --data there is nothing to do.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from summarize.engines import Engine
from summarize.engines.connect import Connection, connect
from summarize.models import Usage
from summarize.reading.sentences import sentences
from summarize.reconciling.questions import stance


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--data", type=Path)
    cli.add_argument("--out", type=Path, default=Path("conflict.pred.jsonl"))
    cli.add_argument("--model", default="local")
    cli.add_argument("--base-url")
    args = cli.parse_args()
    if args.data is None:
        print("conflict: no --data, nothing to do")
        return
    with connect(Connection(model=args.model, base_url=args.base_url), say=say) as connected, args.out.open("w") as out:
        used = Usage()
        for number, row in enumerate(rows(args.data)):
            found, usage = predicted(row, connected.engine)
            used += usage
            out.write(json.dumps({"line": number, "stance": found}) + "\n")
    say(f"conflict: {used.calls} calls, {used.reused} replies from the cache, {used.seconds:.0f} s")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def predicted(row: dict[str, Any], engine: Engine) -> tuple[str, Usage]:
    """What is likeliest: `agree`, `disagree` or `discuss`."""
    found, usage = stance(row["claim"], [s.text for s in sentences(row["document"])], engine)
    return max(found._asdict().items(), key=lambda likely: likely[1])[0], usage


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
