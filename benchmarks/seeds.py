"""How long a briefing of the five seed articles takes, and what it needs.

    python benchmarks/seeds.py [--model local] [--cassette FILE] [--jobs N]

Prints a Markdown table. The cache of replies is new and empty, so that every question is asked; the model's file is the one
that is there. Wall seconds are those of the whole run: loading the model, asking, checking, merging. Engine seconds are the sum
over all calls, as the caller waits for them; with several jobs they may be more than the wall seconds. Peak memory is what
the system counted: for this process, and for the largest process that it started and waited for, which is the model's server.
"""

import os
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from common import head, options, peak_memory, row, say

SEEDS = Path(__file__).parent.parent / "seeds"


def main() -> None:
    cli = options(__doc__)
    cli.add_argument("--model", default="local")
    cli.add_argument("--cassette", type=Path)
    cli.add_argument("--jobs", type=int)
    args = cli.parse_args()
    with fresh_cache():
        table = measured(args.model, cassette=args.cassette, jobs=args.jobs)
    head(["what", "value"])
    for line in table:
        row(line)


@contextmanager
def fresh_cache() -> Iterator[None]:
    """An empty cache of replies for the time of the block, with the models that are in the user's own."""
    from summarize.engines.weights import CACHE_DIR, cache_folder

    models = cache_folder() / "models"
    models.mkdir(parents=True, exist_ok=True)
    before = os.environ.get(CACHE_DIR)
    with tempfile.TemporaryDirectory(prefix="summarize-bench-") as folder:
        (Path(folder) / "models").symlink_to(models.resolve(), target_is_directory=True)
        os.environ[CACHE_DIR] = folder
        try:
            yield
        finally:
            os.environ.pop(CACHE_DIR) if before is None else os.environ.update({CACHE_DIR: before})


def measured(model: str, *, cassette: Path | None, jobs: int | None) -> list[tuple[str, str]]:
    """Make one briefing; the table's rows."""
    import summarize

    start = time.monotonic()
    briefing = summarize.brief(SEEDS, schema="multinational_force", model=model, cassette=cassette, jobs=jobs, say=say)
    wall = time.monotonic() - start
    made = briefing.made
    ratio = f"{wall / made.seconds:.2f}" if made.seconds else "no engine"
    findings = sum(len(section.findings) for section in briefing.sections.values())
    return [
        ("model", made.model),
        ("articles", str(len(briefing.sources))),
        ("findings", str(findings)),
        ("wall seconds", f"{wall:.1f}"),
        ("engine seconds", f"{made.seconds:.1f}"),
        ("wall / engine", ratio),
        ("calls", str(made.calls)),
        ("prompt tokens", f"{made.prompt_tokens:,}"),
        ("of them cached", f"{made.cached_tokens:,}"),
        ("output tokens", f"{made.completion_tokens:,}"),
        ("peak memory, this process", megabytes(resource.RUSAGE_SELF)),
        ("peak memory, the model's server", megabytes(resource.RUSAGE_CHILDREN)),
    ]


def megabytes(who: int) -> str:
    peak = peak_memory(who)
    return f"{peak / 1e6:,.0f} MB" if peak else "none"


if __name__ == "__main__":
    main()
