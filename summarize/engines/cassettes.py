"""Recorded replies: what a model answered, kept in a file that a person can read and that replays without a network.

vcrpy does the recording; this module says what is kept of it: method, path, content type, and of the bodies what the
model was asked and what it said. No host, no key, no date, no identifier: an allow-list, so that a header that a
service invents tomorrow is not kept either.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarize.engines import replies
from summarize.engines.cassette_format import CONTENT_TYPE, ENGINE, PATH, parsed
from summarize.engines.lengths import overflow
from summarize.engines.negotiating import names_form
from summarize.engines.recording import Recording, journal, journal_of, load, save
from summarize.errors import ReplayError
from summarize.models import Say

if TYPE_CHECKING:
    from vcr.cassette import Cassette
    from vcr.request import Request

# What the model is asked, in this order whatever the client's version sends.
ASKED = (
    "model", "messages", "response_format",
    "temperature", "seed", "max_tokens", "max_completion_tokens", "logprobs", "top_logprobs",
)  # fmt: skip
# What it says: for each key what is kept below it; None keeps the value as it is.
TOKEN: Mapping[str, Any] = {"token": None, "logprob": None}
ERROR: Mapping[str, Any] = {
    "message": None, "type": None, "param": None, "code": None, "detail": None,
    "n_ctx": None, "n_prompt_tokens": None, "failed_generation": None,
}  # fmt: skip
SAID: Mapping[str, Any] = {
    "object": None,
    "choices": {
        "index": None,
        "finish_reason": None,
        "message": {
            "role": None, "content": None, "refusal": None, "reasoning_content": None,
            "tool_calls": {"function": {"arguments": None}}, "function_call": {"arguments": None},
        },
        "error": ERROR,
        "logprobs": {"content": {**TOKEN, "top_logprobs": TOKEN}},
    },
    "usage": {
        "prompt_tokens": None, "completion_tokens": None, "total_tokens": None,
        "prompt_tokens_details": {"cached_tokens": None},
    },
    "error": ERROR, **ERROR,  # some tell it without a key of its own
}  # fmt: skip


@contextmanager
def replay(path: Path, *, say: Say) -> Iterator[None]:
    """Answer all requests to a model from `path`; where there is no such file, record one.

    A recording gets its name only when the block ends well. Until then, and after a failure or a kill, what was recorded is in
    `path` with `.partial` added: `say` is told, and the next recording goes on from it. Raises ReplayError for a file that is
    no cassette. A question that the file lacks fails in the client; `miss` finds that.
    """
    if path.is_file():
        with _tape(path, "none"):
            yield
    else:
        with _recorded(path, say):
            yield


@contextmanager
def _recorded(path: Path, say: Say) -> Iterator[None]:
    with journal(path, say=say) as recording:
        with _tape(journal_of(path), "new_episodes") as tape:
            known = len(tape)
            recording.begin(known)
            tape.recording = recording
            try:
                yield
            except BaseException:  # Ctrl-C, too; it is raised again
                if len(tape):
                    say(
                        f"the recording is not complete: kept as {str(journal_of(path))!r}; the same command goes on from there"
                    )
                raise
            finally:
                tape.dirty = False  # vcrpy has nothing to write: the journal has it
        recording.close()
        # What an earlier attempt asked and this one did not is left over.
        used = [one for at, one in enumerate(tape.data) if at >= known or tape.play_counts[at]]
        if used:
            save(used, path)


def miss(error: BaseException) -> ReplayError | None:
    """Say that a cassette lacks a reply, if that is behind an error: the client takes it for a broken connection."""
    from summarize.engines.failures import chain

    for link in chain(error):
        if type(link).__name__ == "CannotOverwriteExistingCassetteException":
            path = str(getattr(getattr(link, "cassette", None), "path", "?"))
            return ReplayError(f"the cassette {path!r} lacks a reply for this request; record it again by deleting the file")
    return None


def teaches(status: int, words: str) -> bool:
    """Say whether the client learns from a failure what an endpoint does not take; other failures pass.

    OpenAI's reasoning models answer a wish for log-probabilities with 403, as they do a bad key.
    """
    about_terms = names_form(status, words) or overflow(status, words, 0) is not None
    return status in {400, 422} or (status == 403 and "logprobs" in words) or about_terms


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
    fault = replies.fault(body) if isinstance(body, dict) else None
    meant = fault.status if status < 400 and fault else status
    if meant >= 400 and not teaches(meant, str(body)):
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
    """Cassettes on disk, for vcrpy to read. It is left nothing to write."""

    @staticmethod
    def load_cassette(path: str, serializer: Any) -> Any:  # noqa: ARG004  the file says how it is to be read
        return load(Path(path))


@contextmanager
def _tape(path: Path, mode: str) -> "Iterator[Cassette]":
    with _kept_tape().use(**_options(path, mode)) as tape:
        yield tape


def _options(path: Path, mode: str) -> dict[str, Any]:
    from vcr import VCR

    recorder = VCR()
    recorder.register_matcher("question", question)
    options: dict[str, Any] = recorder.get_merged_config(
        path=str(path),
        record_mode=mode,
        match_on=["question"],
        persister=_Files,
        before_record_request=asked,
        before_record_response=said,
        decode_compressed_response=True,
        # At temperature 0 a question has one answer. Counting repeats would make a replay depend on which of two
        # threads asked first, and on whether the reply cache had one of them.
        allow_playback_repeats=True,
    )
    return options


def _kept_tape() -> "type[Cassette]":
    from vcr.cassette import Cassette

    class Kept(Cassette):  # type: ignore[misc]
        """Keeps what is recorded as it comes, and looks a request up where vcrpy compares it with every recorded one.

        `_responses` is vcrpy's own: should it go away, replays are slower, but right.
        """

        recording: Recording | None = None

        def append(self, request: "Request", response: dict[str, Any]) -> None:
            super().append(request, response)
            if self.recording is not None:
                self.recording.keep(self.data)

        def _responses(self, request: "Request") -> Iterator[tuple[int, Any]]:
            reduced = self._before_record_request(request)
            index: dict[bytes, int] = self.__dict__.setdefault("_index", {})
            for position in range(self.__dict__.get("_indexed", 0), len(self.data)):
                index.setdefault(self.data[position][0].body, position)
                self._indexed = position + 1
            if reduced is not None and reduced.body in index:
                found = index[reduced.body]
                yield found, self.data[found][1]

    return Kept
