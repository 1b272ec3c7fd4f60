"""Several questions to one engine at once: the one place with threads."""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

from summarize.engines import Engine
from summarize.engines.arenas import few_arenas
from summarize.engines.stopping import Stopping

AHEAD = 4  # times as many items as are done at once may be begun or done before the first of them is taken

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_order(
    work: Callable[[Engine, Item], Result], items: Iterable[Item], engine: Engine, *, jobs: int
) -> Generator[Result, None, None]:
    """Do `work(engine, item)` for each item, `jobs` at a time; results in the order of the items, each as soon as it is there.

    Items are taken as they are needed, so that there may be more than memory holds. What `work` raises comes out where its
    result would. After that, and when the generator is closed, the engine is asked nothing more, and nobody waits for the calls
    under way. So close it (`contextlib.closing`) where the loop may break off.
    """
    few_arenas()
    stopping = Stopping(engine)
    pool = ThreadPoolExecutor(max_workers=jobs)
    left = iter(items)
    try:
        begun = deque[Future[Result]](pool.submit(work, stopping, item) for item in islice(left, AHEAD * jobs))
        while begun:
            result = begun.popleft().result()
            begun.extend(pool.submit(work, stopping, item) for item in islice(left, 1))
            yield result
    finally:
        stopping.stop()
        pool.shutdown(wait=False, cancel_futures=True)
