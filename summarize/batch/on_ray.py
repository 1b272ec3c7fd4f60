"""The work of a run on a Ray cluster, by Ray Data: this machine where no other is named (RAY_ADDRESS).

Ray moves tasks and results; what is asked, and how often, is decided where the work is: each worker has a client of its own,
with its share of `--jobs`. Limits are kept by one actor that all of them ask. That nothing is paid twice is the reply cache's
affair, for Ray's checkpoints commit blocks, not calls: on several machines SUMMARIZE_CACHE_DIR must be a path that all see.
"""

import logging
import pickle
from collections.abc import Generator, Iterable, Sequence
from contextlib import ExitStack, closing
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar, cast

from summarize.batch.work import Work
from summarize.engines.connect import Connection, Limits, limits_of
from summarize.engines.jobs import in_order
from summarize.engines.spending import Amount
from summarize.errors import SummarizeError
from summarize.render import installed

Task = TypeVar("Task")
Done = TypeVar("Done")

AT_ONCE = 1024  # tasks that Ray gets together; the results of so many are in the memory of this process
_BLOCK = 32  # tasks that a worker gets together
_WAITING = 1024  # questions that may wait at once for their turn, or for what others will have spent


class _Desk:
    """The actor that knows what all workers have spent, and whose turn it is. Its threads wait for those who wait."""

    def __init__(self, connection: Connection) -> None:
        self._limits = limits_of(connection)

    def reserve(self, estimate: Amount) -> str | None:
        return self._limits.account.reserve(estimate)

    def settle(self, estimate: Amount, taken: Amount) -> None:
        self._limits.account.settle(estimate, taken)

    def turn(self, tokens: float) -> float:
        return self._limits.rates.turn(tokens)

    def took(self, requests: int, tokens: float) -> None:
        self._limits.rates.took(requests=requests, tokens=tokens)


class _AtTheDesk:
    """The limits as a worker has them: it asks at the desk."""

    def __init__(self, desk: Any) -> None:
        self._desk = desk

    def reserve(self, estimate: Amount) -> str | None:
        return cast("str | None", _got(self._desk.reserve.remote(estimate)))

    def settle(self, estimate: Amount, taken: Amount) -> None:
        _got(self._desk.settle.remote(estimate, taken))

    def turn(self, tokens: float) -> float:
        return cast("float", _got(self._desk.turn.remote(tokens)))

    def took(self, *, requests: int, tokens: float) -> None:
        _got(self._desk.took.remote(requests, tokens))


def _got(reference: Any) -> object:
    got: object = installed("ray", extra="ray").get(reference)
    return got


class _Worker:
    """A process that does one kind of work. Ray makes it, and calls it with columns of tasks.

    What ends a run (NoEngineError) is a column as well: Ray would wrap it, and lose what was done before.
    """

    def __init__(self, work: Work[Any, Any]) -> None:
        self._stack = ExitStack()
        self._connected, self._do = self._stack.enter_context(work.opened())

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[Any]]:
        places, error = list(batch["at"]), b""
        done: list[bytes] = []
        try:
            tasks = map(pickle.loads, batch["task"])
            with closing(in_order(self._do, tasks, self._connected.engine, jobs=self._connected.jobs)) as results:
                for one in results:
                    done.append(pickle.dumps(one))  # noqa: PERF401  what was done before an error counts
        except SummarizeError as why:
            error = pickle.dumps(why)
        left = len(places) - len(done)
        return {"at": places, "done": [*done, *[b""] * left], "error": [*[b""] * len(done), *[error] * left]}


class OnRay:
    """One run's workers and the limits that they share."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def each(self, work: Work[Task, Done], tasks: Iterable[Task]) -> Generator[Done, None, None]:
        """Do the work for each task; results in the order of the tasks. Raises UsageError where Ray is not installed."""
        ray, data = installed("ray", extra="ray"), installed("ray.data", extra="ray")
        if not ray.is_initialized():
            ray.init(log_to_driver=False, include_dashboard=False, logging_level=logging.ERROR)
        logging.getLogger("ray.data").setLevel(logging.ERROR)  # it tells each plan
        data.DataContext.get_current().enable_progress_bars = False
        workers = max(1, int(ray.cluster_resources().get("CPU", 1)))
        work, left = work.shared(workers, self._limits), iter(tasks)
        while some := list(islice(left, AT_ONCE)):
            yield from _done(data, work, some, workers)

    @cached_property
    def _limits(self) -> Limits | None:
        if not self._connection.limits:
            return None
        actor = installed("ray", extra="ray").remote(_Desk)
        desk = _AtTheDesk(actor.options(num_cpus=0, max_concurrency=_WAITING).remote(self._connection))
        return Limits(desk, desk)


def _done(data: Any, work: Work[Task, Done], tasks: Sequence[Task], workers: int) -> Iterable[Done]:
    rows = [{"at": at, "task": pickle.dumps(task)} for at, task in enumerate(tasks)]
    blocks = -(-len(rows) // _BLOCK)
    found = data.from_items(rows, override_num_blocks=blocks).map_batches(
        _Worker,
        fn_constructor_args=(work,),
        batch_size=_BLOCK,
        compute=data.ActorPoolStrategy(size=min(workers, blocks)),
    )
    done = {row["at"]: row for row in found.iter_rows()}
    for at in range(len(tasks)):
        if error := done[at]["error"]:
            raise pickle.loads(error)  # noqa: S301  what our own workers made
        yield pickle.loads(done[at]["done"])  # noqa: S301
