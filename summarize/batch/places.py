"""Where the work of a run may be done, by the name that a user gives it."""

from collections.abc import Callable, Generator, Iterable
from typing import Any

from summarize.batch.work import Work
from summarize.engines.connect import Connection
from summarize.errors import UsageError

PLACES = ("local", "ray")
Each = Callable[[Work[Any, Any], Iterable[Any]], Generator[Any, None, None]]


def place(name: str, connection: Connection, *, batch: bool = False) -> Each:
    """The engine of that name. Raises UsageError for one that there is not, or that cannot ask so."""
    if name == "local":
        from summarize.batch.on_local import each

        return each
    if name == "ray":
        if batch:
            raise UsageError("--on ray asks at once, --batch by files: leave out one of them")
        if connection.engine is not None or connection.cassette:
            raise UsageError("--on ray asks from several processes: leave out the cassette, and name the model")
        from summarize.batch.on_ray import OnRay

        return OnRay(connection).each
    raise UsageError(f"--on {name}: there is no such place; it is one of {', '.join(PLACES)}")
