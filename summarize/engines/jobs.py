"""Several questions to one engine at once: the one place with threads."""

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from summarize.engines import Engine
from summarize.engines.arenas import few_arenas
from summarize.engines.stopping import Stopping

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_order(
    work: Callable[[Engine, Item], Result], items: Sequence[Item], engine: Engine, *, jobs: int
) -> Generator[Result, None, None]:
    """Do `work(engine, item)` for each item, `jobs` at a time; results in the order of the items, each as soon as it is there.

    What `work` raises comes out where its result would. After that, and when the generator is closed, the engine is asked
    nothing more, and nobody waits for the calls under way. So close it (`contextlib.closing`) where the loop may break off.
    """
    few_arenas()
    stopping = Stopping(engine)
    pool = ThreadPoolExecutor(max_workers=jobs)
    try:
        futures = [pool.submit(work, stopping, item) for item in items]
        for future in futures:
            yield future.result()
    finally:
        stopping.stop()
        pool.shutdown(wait=False, cancel_futures=True)
