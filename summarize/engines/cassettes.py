"""Recorded replies: what a model answered, kept in a file that a person can read and that replays without a network.

vcrpy does the recording; this module says what is kept of it: method, path, content type, and of the bodies what the
model was asked and what it said. No host, no key, no date, no identifier: an allow-list, so that a header that a
service invents tomorrow is not kept either.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarize.engines.cassette_format import CONTENT_TYPE, ENGINE, PATH, Layout, parsed
from summarize.errors import OutputError, ReplayError
from summarize.files import write
from summarize.models import Say

if TYPE_CHECKING:
    from vcr.cassette import Cassette
    from vcr.request import Request

NAMED_REFUSALS = {400, 422}  # the client learns from these what an endpoint does not take; other failures pass

# What the model is asked, in this order whatever the client's version sends.
ASKED = (
    "model", "messages", "response_format",
    "temperature", "seed", "max_tokens", "max_completion_tokens", "logprobs", "top_logprobs",
)  # fmt: skip
# What it says: for each key what is kept below it; None keeps the value as it is.
TOKEN: Mapping[str, Any] = {"token": None, "logprob": None}
SAID: Mapping[str, Any] = {
    "object": None,
    "choices": {
        "index": None,
        "finish_reason": None,
        "message": {"role": None, "content": None, "refusal": None},
        "logprobs": {"content": {**TOKEN, "top_logprobs": TOKEN}},
    },
    "usage": {
        "prompt_tokens": None, "completion_tokens": None, "total_tokens": None,
        "prompt_tokens_details": {"cached_tokens": None},
    },
    "error": {"message": None, "type": None, "param": None, "code": None},
}  # fmt: skip


@contextmanager
def replay(path: Path, *, say: Say) -> Iterator[None]:
    """Answer all requests to a model from `path`; where there is no such file, record one.

    A recording gets its name only when the block ends well. Until then, and after a failure, it is `path` with
    `.partial` added: `say` is told, and the next recording goes on from it. Raises ReplayError for a file that is no
    cassette. A question that the file lacks fails in the client; `miss` finds that.
    """
    if path.is_file():
        with _tape(path, "none"):
            yield
        return
    _check_writable(path)
    partial = path.with_name(path.name + ".partial")
    try:
        with _tape(partial, "new_episodes") as tape:
            yield
            tape.drop_unused_requests = True  # left over from an earlier attempt that asked something else
        _renamed(partial, path)
    except BaseException:  # Ctrl-C, too; it is raised again
        if partial.is_file():
            say(f"the recording is not complete: kept as {str(partial)!r}; the same command goes on from there")
        raise


def miss(error: BaseException) -> ReplayError | None:
    """Say that a cassette lacks a reply, if that is behind an error: the client takes it for a broken connection."""
    from summarize.engines.failures import chain

    for link in chain(error):
        if type(link).__name__ == "CannotOverwriteExistingCassetteException":
            path = str(getattr(getattr(link, "cassette", None), "path", "?"))
            return ReplayError(f"the cassette {path!r} lacks a reply for this request; record it again by deleting the file")
    return None


def asked(request: "Request") -> "Request | None":
    """Reduce a request to what the model is asked; None for requests that ask no model, which then pass by."""
    if request.method != "POST" or not request.path.endswith("/chat/completions"):
        return None
    request.uri = ENGINE + PATH
    request.headers = _bare(request.headers)
    body = json.loads(request.body)
    request.body = json.dumps({key: body[key] for key in ASKED if key in body}).encode()
    return request


def said(response: dict[str, Any]) -> dict[str, Any] | None:
    """Reduce a response to what the model said; None for failures that pass: they are not what is worth keeping."""
    status = response["status"]["code"]
    body = parsed(response["body"]["string"])
    if status >= 400 and status not in NAMED_REFUSALS and "logprobs" not in str(body):
        return None
    kept = body if isinstance(body, str) else json.dumps(_pruned(body, SAID))
    return {
        "status": {"code": status, "message": ""},
        "headers": _bare(response["headers"]),
        "body": {"string": kept.encode()},
    }


def question(one: "Request", other: "Request") -> bool:
    """Match two requests that `asked` has reduced: one string comparison, as each is compared with hundreds."""
    return bool(one.body == other.body and one.path == other.path)


def _bare(headers: Mapping[str, Any]) -> dict[str, Any]:
    return {name.lower(): value for name, value in headers.items() if name.lower() == CONTENT_TYPE}


def _pruned(value: Any, kept: Mapping[str, Any] | None) -> Any:
    if kept is None or value is None:
        return value
    if isinstance(value, list):
        return [_pruned(item, kept) for item in value]
    return (
        {key: _pruned(value[key], below) for key, below in kept.items() if key in value} if isinstance(value, dict) else value
    )


class _Files:
    """Cassettes on disk: UTF-8 everywhere, and never half a file under a whole file's name.

    A failure to write is kept for later: raised inside vcrpy's exit, it would leave the network patched.
    """

    def __init__(self) -> None:
        self.failure: ReplayError | None = None

    def load_cassette(self, path: str, serializer: Any) -> Any:
        from vcr.persisters.filesystem import CassetteNotFoundError
        from vcr.serialize import deserialize

        file = Path(path)
        if not file.is_file():
            raise CassetteNotFoundError
        try:
            return deserialize(file.read_text(encoding="utf-8"), serializer)
        except OSError as error:
            raise ReplayError(f"cannot read the cassette {path!r}: {error.strerror}") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ReplayError(f"{path!r} is no cassette of this program: {' '.join(str(error).split())}") from error

    def save_cassette(self, path: str, tape: dict[str, Any], serializer: Any) -> None:
        from vcr.serialize import serialize

        try:
            write(serialize(tape, serializer), path)
        except OutputError as error:
            self.failure = ReplayError(f"cannot write the cassette {path!r}: {error.reason}")


def _check_writable(path: Path) -> None:
    """Fail before the model has worked for an hour, not after."""
    probe = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise ReplayError(f"cannot write the cassette {str(path)!r}: {error.strerror}") from error


@contextmanager
def _tape(path: Path, mode: str) -> "Iterator[Cassette]":
    files = _Files()
    with _indexed().use(**_options(path, mode) | {"persister": files}) as tape:
        yield tape
    if files.failure is not None:
        raise files.failure


def _options(path: Path, mode: str) -> dict[str, Any]:
    from vcr import VCR

    recorder = VCR()
    recorder.register_matcher("question", question)
    recorder.register_serializer("json", Layout)
    options: dict[str, Any] = recorder.get_merged_config(
        path=str(path),
        record_mode=mode,
        match_on=["question"],
        serializer="json",
        before_record_request=asked,
        before_record_response=said,
        decode_compressed_response=True,
        # At temperature 0 a question has one answer. Counting repeats would make a replay depend on which of two
        # threads asked first, and on whether the reply cache had one of them.
        allow_playback_repeats=True,
    )
    return options


def _indexed() -> "type[Cassette]":
    from vcr.cassette import Cassette

    class Indexed(Cassette):  # type: ignore[misc]
        """vcrpy compares a request with every recorded one, which is slow for hundreds of them; this looks it up.

        `_responses` is vcrpy's own: should it go away, replays are slower, but right.
        """

        def _responses(self, request: "Request") -> Iterator[tuple[int, Any]]:
            reduced = self._before_record_request(request)
            index: dict[bytes, int] = self.__dict__.setdefault("_index", {})
            for position in range(self.__dict__.get("_indexed", 0), len(self.data)):
                index.setdefault(self.data[position][0].body, position)
                self._indexed = position + 1
            if reduced is not None and reduced.body in index:
                found = index[reduced.body]
                yield found, self.data[found][1]

    return Indexed


def _renamed(partial: Path, path: Path) -> None:
    if not partial.is_file():  # nothing was asked
        return
    try:
        partial.replace(path)
    except OSError as error:
        raise ReplayError(f"cannot write the cassette {str(path)!r}: {error.strerror}") from error
