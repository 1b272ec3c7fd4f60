"""What a report says of another outlet's claim (agree, disagree, discuss): the merger's own judge, on pairs with known answers.

    python benchmarks/conflict.py --data FILE.jsonl --out PRED.jsonl [--model local] [--base-url URL]

FILE has one pair a line: {"claim", "document"}; other keys, the known answer among them, are not looked at. PRED gets one line
a pair: {"line": 0-based number, "stance"}. A run that was stopped goes on where it was: replies are kept in the cache. The data
are not part of this project; without --data there is nothing to do.
"""

import json
from typing import Any

from common import asked, connected, options_of_data, rows, say

from summarize.engines import Engine
from summarize.reading.sentences import sentences
from summarize.reconciling.questions import stance
from summarize.records import Usage


def main() -> None:
    args = asked(options_of_data(__doc__, "conflict.pred.jsonl"))
    with connected(args) as model, args.out.open("w") as out:
        used = Usage()
        for number, row in enumerate(rows(args.data)):
            found, usage = predicted(row, model.engine)
            used += usage
            out.write(json.dumps({"line": number, "stance": found}) + "\n")
    say(f"conflict: {used.calls} calls, {used.reused} replies from the cache, {used.seconds:.0f} s")


def predicted(row: dict[str, Any], engine: Engine) -> tuple[str, Usage]:
    """What is likeliest: `agree`, `disagree` or `discuss`."""
    found, usage = stance(row["claim"], [s.text for s in sentences(row["document"])], engine)
    return max(found._asdict().items(), key=lambda likely: likely[1])[0], usage


if __name__ == "__main__":
    main()
