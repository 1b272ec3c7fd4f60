"""What every engine promises: a question that gets no answer is an EngineError, an engine that is not there a NoEngineError."""

import sys

import pytest
from pydantic import BaseModel

from summarize.engines.caching import Cached
from summarize.engines.cassettes import replay
from summarize.engines.endpoints import Endpoint
from summarize.engines.hosted import Hosted
from summarize.engines.local import Local
from summarize.engines.noting import Noting
from summarize.engines.retrying import Retrying
from summarize.engines.stopping import Stopping
from summarize.errors import EngineError, ModelFileError, NoEngineError, ReplayError, ReplyError
from summarize.testing import Scripted


class Word(BaseModel):
    word: str


CALLS = [
    pytest.param(lambda engine, prompt: engine.reply(prompt, Word), id="reply"),
    pytest.param(lambda engine, prompt: engine.choose(prompt, ("yes", "no")), id="choose"),
]
BODIES = [
    "", "{", "null", "[]", "1", '"text"', "{}", '{"choices": null}', '{"choices": []}', '{"choices": [null]}',
    '{"choices": [{}]}', '{"choices": [{"message": null}]}', '{"choices": [{"message": {}}]}',
    '{"choices": [{"message": {"content": 7}}]}', '{"choices": [{"message": {"content": "no"}, "logprobs": 1}]}',
    '{"choices": [{"message": {"content": "no"}, "logprobs": {"content": [{"top_logprobs": [{"token": 1}]}]}}]}',
    '{"choices": [{"message": {"content": "no"}}], "usage": 7}',
    '{"choices": [{"message": {"content": "no"}}], "usage": {"prompt_tokens": "many"}}',
    '{"choices": [{"message": {"content": "\\ud800"}}]}',
]  # fmt: skip


@pytest.fixture
def around(tmp_path):
    """The engines around an engine, each alone and all at once, as functions of it."""

    def cached(engine):
        return Cached(engine, tmp_path / "replies.sqlite", say=lambda _: None)

    def patient(engine):
        return Retrying(engine, sleep=lambda _: None)

    return [cached, patient, Stopping, Noting, lambda engine: Noting(Stopping(cached(patient(engine))))]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("content_type", ["application/json", "text/html"])
@pytest.mark.parametrize("body", BODIES)
def test_whatever_a_server_answers_instead_of_a_reply_is_an_engine_error(server, asked, call, body, content_type):
    server.raw(body, content_type)
    server.raw(body, content_type)  # for the question in writing

    with pytest.raises(EngineError) as caught:
        call(Hosted(server.endpoint), asked)

    assert caught.value.usage.calls in (1, 2)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422, 429, 500, 503])
def test_whatever_a_server_refuses_is_an_engine_error(server, asked, call, status):
    server.fail(status, repeat=True)

    with pytest.raises(EngineError):
        call(Hosted(server.endpoint), asked)


@pytest.mark.parametrize("call", CALLS)
def test_a_cassette_without_the_reply_ends_the_run(server, asked, call, tmp_path):
    (tmp_path / "tape.json").write_text('{"format": "summarize.cassette/1", "interactions": []}')
    nowhere = Endpoint(name="test", model="test", base_url="http://engine/v1")

    with replay(tmp_path / "tape.json", say=lambda _: None), pytest.raises(ReplayError):
        call(Hosted(nowhere), asked)


@pytest.mark.parametrize("call", CALLS)
def test_an_embedded_model_without_its_file_ends_the_run(asked, call, tmp_path, monkeypatch):
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path))
    with Local(model_file=tmp_path / "nope.gguf") as engine, pytest.raises(ModelFileError):
        call(engine, asked)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for llama-server is a script")
@pytest.mark.parametrize("script", ["#!/bin/sh\necho out of memory >&2\nexit 1\n", "no program"], ids=["ends", "no program"])
def test_an_embedded_model_that_does_not_start_is_an_engine_error(asked, call, script, tmp_path, monkeypatch):
    server = tmp_path / "llama-server"
    server.write_text(script)
    server.chmod(0o755)
    (tmp_path / "tiny.gguf").write_bytes(b"GGUF")
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path))
    monkeypatch.setenv("SUMMARIZE_LLAMA_SERVER", str(server))

    with Local(model_file=tmp_path / "tiny.gguf") as engine, pytest.raises(EngineError):
        call(engine, asked)


@pytest.mark.parametrize("call", CALLS)
def test_an_embedded_model_on_a_machine_without_room_for_it_is_an_engine_error(asked, call, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    (tmp_path / "tiny.gguf").write_bytes(b"GGUF")
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("SUMMARIZE_LLAMA_SERVER", sys.executable)
    monkeypatch.setattr("tempfile.TemporaryFile", full)

    with Local(model_file=tmp_path / "tiny.gguf") as engine, pytest.raises(EngineError, match="No space left"):
        call(engine, asked)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    "error",
    [EngineError("no"), EngineError("busy", retryable=True), ReplyError("unfit"), ReplayError("gap"), ModelFileError("gone")],
    ids=str,
)
def test_what_an_engine_raises_comes_out_of_all_that_is_around_it(asked, call, error, around):
    for wrap in around:

        def refuse(*_):
            raise error

        with pytest.raises(type(error)) as caught:
            call(wrap(Scripted(refuse)), asked)

        assert isinstance(caught.value, EngineError | NoEngineError)
        assert str(caught.value) == str(error)


@pytest.mark.parametrize("call", CALLS)
def test_what_went_wrong_is_counted_by_a_copy(asked, call, around):
    error = EngineError("no")
    for wrap in around:
        with pytest.raises(EngineError) as caught:
            call(wrap(Scripted([error])), asked)

        assert (caught.value.usage.calls, error.usage.calls) == (1, 0)


def test_no_error_is_both_of_one_question_and_of_all():
    assert not issubclass(NoEngineError, EngineError)
    assert issubclass(ReplayError, NoEngineError)
    assert issubclass(ModelFileError, NoEngineError)
