"""Statements of anybody -> whether the texts that they cite carry them."""

from collections.abc import Generator, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Unpack

from summarize.api.given import ConnectionOptions, connection_of
from summarize.errors import UsageError
from summarize.models import Say, silent

if TYPE_CHECKING:
    from summarize.checking.claims import Checkable, CheckResult
    from summarize.engines.connect import Connection


def check(
    claims: "Iterable[Checkable | Mapping[str, Any]]",
    *,
    no_model: bool = False,
    say: Say = silent,
    **options: Unpack[ConnectionOptions],
) -> "Generator[CheckResult, None, None]":
    """Check whether cited texts, read alone, carry the statements that are said to rest on them.

    `claims`: `Checkable` values, or mappings with `id`, `statement`, `cited`, a list of texts, and perhaps `context`, texts
    that say who "he" is. `no_model`: ask none; then what no guard objects to is accepted, though it stays `unchecked`.
    Everything else is as for `brief`.

    All claims are looked at first: raises ClaimsError for one that is none, UsageError where there are none. The results come
    in the order of the claims, each as soon as it is there; the model starts with the first and stops after the last, or when
    the generator is closed. Where the model cannot judge, the claim is not accepted (`failed`), and the others go on. Reading
    the results raises UsageError for a model that is none, and NoEngineError (ModelFileError, ReplayError).
    """
    from summarize.checking.claims import checkables, checked
    from summarize.engines.connect import Connection

    connection = connection_of(options)
    limits = dict.fromkeys(connection.limits)
    if no_model and connection._replace(cache=True, jobs=None, **limits) != Connection():
        raise UsageError("--no-model asks no model: leave out --model, --base-url, --model-file, --cassette and --way")
    read = checkables(claims)
    return checked(read, None, jobs=1, say=say) if no_model else _judged(read, connection, say)


def _judged(claims: "Sequence[Checkable]", connection: "Connection", say: Say) -> "Generator[CheckResult, None, None]":
    from summarize.checking.claims import checked
    from summarize.engines.connect import connect

    with connect(connection, say=say) as connected:
        yield from checked(claims, connected.engine, jobs=connected.jobs, say=say)
