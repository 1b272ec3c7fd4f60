import sys
from pathlib import Path

import pytest
from pydantic import BaseModel

from summarize import engines
from summarize.engines import retrying, transport, wire
from summarize.engines.connect import Connection, connect
from summarize.engines.weights import DEFAULT
from summarize.errors import EngineError, ModelFileError, ReplayError, UsageError
from summarize.testing import Scripted
from tests.raw_server import serving


class Word(BaseModel):
    word: str


@pytest.fixture(autouse=True)
def clean(monkeypatch, tmp_path):
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "SUMMARIZE_MODEL_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))


def silent(_):
    pass


def test_without_a_model_and_a_key_it_is_the_embedded_model_and_that_is_said():
    said = []

    with connect(Connection(), say=said.append) as connected:
        model = connected.model

    assert model == f"local ({DEFAULT.name})"
    assert said == ["using --model local (no OPENAI_API_KEY; nothing leaves this machine)"]


def test_without_a_model_but_with_a_key_it_is_openai_and_that_is_said(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")
    said = []

    with connect(Connection(), say=said.append) as connected:
        model = connected.model

    assert model == "openai/gpt-5-mini"
    assert said == ["using --model openai/gpt-5-mini (OPENAI_API_KEY is set)"]


def test_a_model_file_means_the_embedded_model_also_with_a_key(monkeypatch, tmp_path):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")
    file = tmp_path / "my.gguf"
    file.write_bytes(b"GGUF and more")

    with connect(Connection(model_file=file), say=silent) as connected:
        assert connected.model.startswith("local:")


def test_a_model_that_is_named_is_not_announced():
    said = []

    with connect(Connection(model="openai/gpt-5-mini"), say=said.append):
        pass

    assert said == []


@pytest.mark.parametrize(
    ("connection", "why"),
    [
        (Connection(model="openai/gpt-5-mini", model_file=Path("x.gguf")), "--model-file is for --model local"),
        (Connection(model="local", base_url="http://127.0.0.1:1/v1"), "--base-url needs the name of a model"),
        (Connection(base_url="http://127.0.0.1:1/v1"), "--base-url needs the name of a model"),
        (Connection(model="nobody/knows"), "a model is named PROVIDER/MODEL"),
        (Connection(model="x", base_url="ftp://x"), "a base URL looks like"),
        (Connection(engine=Scripted([]), model="local"), "an engine is given"),
        (Connection(engine=Scripted([]), base_url="http://127.0.0.1:1/v1"), "an engine is given"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(connection, why):
    with pytest.raises(UsageError, match=why), connect(connection, say=silent):
        pass


def test_a_model_file_that_is_none_is_said_before_anything_is_asked(tmp_path):
    file = tmp_path / "my.gguf"
    file.write_text("<html>")

    with pytest.raises(ModelFileError, match="GGUF"), connect(Connection(model_file=file), say=silent):
        pass


@pytest.mark.parametrize(
    ("model", "jobs", "expected"), [("local", None, 1), ("openai/x", None, 4), ("local", 3, 3), ("openai/x", 1, 1)]
)
def test_the_embedded_model_is_asked_one_at_a_time_unless_told(model, jobs, expected):
    with connect(Connection(model=model, jobs=jobs), say=silent) as connected:
        assert connected.jobs == expected


def reply(server, asked, **how):
    server.say('{"word": "yes"}')
    with connect(Connection(model="m", base_url=server.url, **how), say=silent) as connected:
        return connected.engine.reply(asked, Word)


def test_replies_are_cached_under_the_models_name(server, asked):
    first, second = reply(server, asked), reply(server, asked)

    assert (first.value, first.usage.calls) == (second.value, 1)
    assert (second.usage.calls, second.usage.reused) == (0, 1)
    assert len(server.requests) == 1


def test_the_folder_of_the_cache_can_be_chosen(server, asked, tmp_path):
    reply(server, asked)

    assert (tmp_path / "cache" / "replies.sqlite").is_file()


def test_without_the_cache_each_is_asked(server, asked, tmp_path):
    reply(server, asked, cache=False)
    reply(server, asked, cache=False)

    assert len(server.requests) == 2
    assert not (tmp_path / "cache").exists()


def test_a_cassette_is_recorded_whole_although_the_cache_has_the_reply(server, asked, tmp_path):
    reply(server, asked)
    reply(server, asked, cassette=tmp_path / "tape.json")

    assert "yes" in (tmp_path / "tape.json").read_text()


def test_a_refused_reply_is_asked_again(server, asked):
    server.say("no JSON")

    assert reply(server, asked).usage.calls == 2


def test_a_server_that_does_not_answer_is_told_while_it_is_waited_for(asked, monkeypatch):
    monkeypatch.setattr(transport, "CALL_SECONDS", 0.3)
    monkeypatch.setattr(retrying, "LONG_ENOUGH", 0.2)
    monkeypatch.setattr(wire, "SAID_EVERY", 0.1)
    said = []

    with serving(lambda *_: server.over.wait(10)) as server:
        how = {"model": "m", "base_url": server.endpoint.base_url}
        with connect(Connection(**how), say=said.append) as connected, pytest.raises(EngineError, match="took too long"):
            connected.engine.reply(asked, Word)

    assert len(server.requests) == 1
    assert f"{server.endpoint.host} has not answered for 0 s; it is given up in 0 s" in said


def test_a_key_goes_to_the_server_and_into_no_file(server, asked, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")

    reply(server, asked)
    reply(server, asked, cassette=tmp_path / "tape.json")

    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert {k.lower(): v for k, v in server.headers[0].items()}["authorization"] == "Bearer sk-very-secret"
    assert b"secret" not in kept


@pytest.mark.parametrize(
    ("connection", "way"),
    [
        (Connection(model="local"), "weighs"),
        (Connection(model="openai/x"), "writes"),
        (Connection(model="local", way="writes"), "writes"),
        (Connection(model="x", base_url="http://127.0.0.1:1/v1", way="weighs"), "weighs"),
        (Connection(engine=Scripted([], way="weighs")), "weighs"),
        (Connection(engine=Scripted([], way="weighs"), way="writes"), "writes"),
    ],
    ids=["local", "hosted", "local told", "hosted told", "own", "own told"],
)
def test_an_engine_declares_which_questions_suit_it_and_a_user_may_say_otherwise(connection, way):
    with connect(connection, say=silent) as connected:
        assert connected.engine.way == way


@pytest.mark.parametrize("way", [None, "writes"])
def test_a_replay_goes_the_way_of_what_was_recorded(tmp_path, way):
    tape = tmp_path / "tape.json"
    tape.write_text('{"format": "summarize.cassette/1", "interactions": []}')

    with connect(Connection(model="local", cassette=tape, way=way), say=silent) as connected:
        assert connected.engine.way == (way or "weighs")


def test_an_engine_of_ones_own_is_asked_as_it_is_and_one_at_a_time(asked, tmp_path):
    engine = Scripted([{"word": "one"}, {"word": "two"}], name="mine")

    with connect(Connection(engine=engine), say=silent) as connected:
        words = [connected.engine.reply(asked, Word).value.word for _ in range(2)]

    assert words == ["one", "two"]
    assert (connected.model, connected.jobs) == ("mine", 1)
    assert not (tmp_path / "cache").exists()


def test_where_only_the_recording_cannot_be_kept_it_is_said_and_the_result_stands(server, asked, tmp_path):
    said, folder = [], tmp_path / "tapes"
    server.say('{"word": "yes"}')
    with connect(Connection(model="m", base_url=server.url, cassette=folder / "tape.json"), say=said.append) as connected:
        value = connected.engine.reply(asked, Word).value
        folder.rename(tmp_path / "gone")
        folder.write_text("in the way")

    assert value.word == "yes"
    assert said[-1].startswith("cannot write the cassette")
    assert said[-1].endswith("the result is whole all the same")


def test_a_cassette_that_lacks_a_reply_ends_the_run(asked, tmp_path):
    tape = tmp_path / "tape.json"
    tape.write_text('{"format": "summarize.cassette/1", "interactions": []}')

    with (
        pytest.raises(ReplayError, match="lacks a reply"),
        connect(Connection(model="local", cassette=tape), say=silent) as one,
    ):
        one.engine.reply(asked, Word)


ECHO = """
from contextlib import contextmanager
from summarize.engines.connect import Connected
from summarize.testing import Scripted

PREFIXES = ("echo/", "parrot")


@contextmanager
def opened(model, connection, say):
    say(f"hello from {model}")
    yield Connected(Scripted(lambda *_: {"word": model}), model, connection.jobs or 2)
"""


@pytest.fixture
def echo(tmp_path, monkeypatch):
    """A new engine: one file more in the package."""
    (tmp_path / "echo.py").write_text(ECHO)
    monkeypatch.setattr(engines, "__path__", [*engines.__path__, str(tmp_path)])
    yield
    sys.modules.pop("summarize.engines.echo", None)
    vars(engines).pop("echo", None)


@pytest.mark.parametrize("model", ["echo/x", "parrot"])
def test_an_engine_is_added_by_one_file_that_says_what_it_is_called_by(echo, asked, model):
    said = []

    with connect(Connection(model=model), say=said.append) as connected:
        value = connected.engine.reply(asked, Word).value

    assert (value.word, connected.model, connected.jobs) == (model, model, 2)
    assert said == [f"hello from {model}"]


@pytest.mark.parametrize("model", ["echo", "parrot/x", "nobody/x"])
def test_a_name_that_no_engine_claims_is_taken_for_a_servers_own(echo, model):
    with connect(Connection(model=model, base_url="http://127.0.0.1:1/v1"), say=silent) as connected:
        assert connected.model == f"{model} at http://127.0.0.1:1/v1"
