"""The work of a run in threads of this process."""

from collections.abc import Generator, Iterable
from contextlib import closing
from typing import TypeVar

from summarize.batch.work import Work
from summarize.engines.jobs import in_order

Task = TypeVar("Task")
Done = TypeVar("Done")


def each(work: Work[Task, Done], tasks: Iterable[Task]) -> Generator[Done, None, None]:
    """Do the work for each task; results in the order of the tasks. Tasks are taken as they are needed."""
    with work.opened() as (connected, do), closing(in_order(do, tasks, connected.engine, jobs=connected.jobs)) as results:
        yield from results
