from pathlib import Path

import pytest
from pydantic import BaseModel

from summarize.engines.connect import Connection, connect
from summarize.engines.weights import DEFAULT
from summarize.errors import ModelFileError, UsageError


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


def test_a_key_goes_to_the_server_and_into_no_file(server, asked, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")

    reply(server, asked)
    reply(server, asked, cassette=tmp_path / "tape.json")

    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert {k.lower(): v for k, v in server.headers[0].items()}["authorization"] == "Bearer sk-very-secret"
    assert b"secret" not in kept
