"""Read files that were made wrong at random: articles, front matter, briefings, decisions, claims, cassettes, a model's words.

Counts what goes wrong: a crash is any exception but a SummarizeError, which is how a file is refused; a wrong citation is one
that does not quote its source in anything that was read or made. Exit status 1 if there is any. The same input comes again by
its kind and number, so a run may be cut into slices: --first 5000 --count 5000.
"""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from common import head, options, row, say

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.hostile import KINDS, WrongCitationError, failure

# How many of a hundred inputs are of each kind: a reply of a model costs as much as twenty others.
SHARES = {"sources": 5, "front matter": 30, "briefing": 30, "decisions": 15, "claims": 18, "cassette": 1, "replies": 1}


def kinds() -> list[str]:
    """The kind of each of a hundred inputs."""
    return [kind for kind, share in SHARES.items() for _ in range(share)]


def main() -> int:
    cli = options(__doc__)
    cli.add_argument("--count", type=int, default=300)
    cli.add_argument("--first", type=int, default=0)
    args = cli.parse_args()
    tries, crashes, wrong, slowest = Counter[str](), Counter[str](), Counter[str](), dict.fromkeys(KINDS, 0.0)
    order = kinds()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(args.first, args.first + args.count):
            kind = order[number % len(order)]
            tries[kind] += 1
            began = time.process_time()
            if error := failure(kind, number, Path(folder)):
                (wrong if isinstance(error, WrongCitationError) else crashes)[kind] += 1
                say(f"{kind} {number}: {type(error).__name__}: {error}")
            slowest[kind] = max(slowest[kind], time.process_time() - began)
    head(["kind", "inputs", "crashes", "wrong citations", "slowest, s of processor time"])
    for kind in KINDS:
        row([kind, tries[kind], crashes[kind], wrong[kind], f"{slowest[kind]:.1f}"])
    row(["all", tries.total(), crashes.total(), wrong.total(), f"{max(slowest.values()):.1f}"])
    return 1 if crashes or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
