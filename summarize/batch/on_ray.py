"""The work of a run on a Ray cluster, by Ray Data: this machine where no other is named (RAY_ADDRESS).

Ray moves tasks and results; what is asked, and how often, is decided where the work is: each worker has a client of its own,
with its share of `--jobs`. What nobody pays twice is the reply cache's affair, for Ray's checkpoints commit blocks, not calls:
on several machines SUMMARIZE_CACHE_DIR must be a path that all of them see.
"""

import logging
import pickle
from collections.abc import Generator, Iterable, Sequence
from contextlib import ExitStack, closing
from itertools import islice
from typing import Any, TypeVar

from summarize.batch.work import Work
from summarize.engines.jobs import in_order
from summarize.render import installed

Task = TypeVar("Task")
Done = TypeVar("Done")

AT_ONCE = 1024  # tasks that Ray gets together; the results of so many are in the memory of this process
_BLOCK = 32  # tasks that a worker gets together


class _Worker:
    """A process that does one kind of work. Ray makes it, and calls it with columns of tasks."""

    def __init__(self, work: Work[Any, Any]) -> None:
        self._stack = ExitStack()
        self._connected, self._do = self._stack.enter_context(work.opened())

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[Any]]:
        tasks = map(pickle.loads, batch["task"])
        with closing(in_order(self._do, tasks, self._connected.engine, jobs=self._connected.jobs)) as results:
            return {"at": list(batch["at"]), "done": [pickle.dumps(one) for one in results]}


def each(work: Work[Task, Done], tasks: Iterable[Task]) -> Generator[Done, None, None]:
    """Do the work for each task; results in the order of the tasks. Raises UsageError where Ray is not installed."""
    ray, data = installed("ray", extra="ray"), installed("ray.data", extra="ray")
    if not ray.is_initialized():
        ray.init(log_to_driver=False, include_dashboard=False, logging_level=logging.ERROR)
    logging.getLogger("ray.data").setLevel(logging.ERROR)  # it tells each plan
    data.DataContext.get_current().enable_progress_bars = False
    workers = max(1, int(ray.cluster_resources().get("CPU", 1)))
    left = iter(tasks)
    while some := list(islice(left, AT_ONCE)):
        yield from _done(data, work, some, workers)


def _done(data: Any, work: Work[Task, Done], tasks: Sequence[Task], workers: int) -> Iterable[Done]:
    rows = [{"at": at, "task": pickle.dumps(task)} for at, task in enumerate(tasks)]
    blocks = -(-len(rows) // _BLOCK)
    found = data.from_items(rows, override_num_blocks=blocks).map_batches(
        _Worker,
        fn_constructor_args=(work.shared(workers),),
        batch_size=_BLOCK,
        compute=data.ActorPoolStrategy(size=min(workers, blocks)),
    )
    done = {row["at"]: row["done"] for row in found.iter_rows()}
    return (pickle.loads(done[at]) for at in range(len(tasks)))  # noqa: S301  what our own workers made
