import json
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from summarize.engines.cassette_format import Layout
from summarize.engines.cassettes import replay
from summarize.engines.endpoints import Endpoint
from summarize.engines.hosted import Hosted
from summarize.engines.retrying import Retrying
from summarize.errors import EngineError, ReplayError

NOWHERE = Endpoint(name="test", model="test", base_url="http://engine/v1")


class Found(BaseModel):
    numbers: list[int]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "replies.json"


@pytest.fixture
def talk():
    return []


@pytest.fixture
def recorded(server, path, talk, asked):
    """A cassette with one reply and one weighing; its server is gone."""
    server.say('{"numbers": [1]}')
    server.say("Yes", finish="length", logprobs=[("Yes", math.log(0.6)), ("No", math.log(0.2))])
    with replay(path, say=talk.append):
        engine = Hosted(server.endpoint)
        engine.reply(asked, Found)
        engine.choose(asked, ("yes", "no"))
    server.stop()
    return path


def ask_and_break_off(server, prompts, cause):
    for prompt in prompts:
        Hosted(server.endpoint).reply(prompt, Found)
    raise cause


def ask_and_be_in_the_way(server, prompt, path):
    Hosted(server.endpoint).reply(prompt, Found)
    path.mkdir()


def test_a_recording_replays_without_its_server(recorded, talk, asked):
    with replay(recorded, say=talk.append):
        engine = Hosted(NOWHERE)
        reply = engine.reply(asked, Found)
        choice = engine.choose(asked, ("yes", "no"))

    assert reply.value.numbers == [1]
    assert (reply.usage.prompt_tokens, reply.usage.cached_tokens, reply.usage.completion_tokens) == (30, 20, 5)
    assert choice.probability == pytest.approx(0.75)
    assert talk == []


def test_a_recording_keeps_what_was_asked_and_said_and_nothing_else(recorded, server):
    text = recorded.read_text(encoding="utf-8")

    assert "Zoë" in text
    for secret in (
        "sk-",
        "secret",
        "Bearer",
        "127.0.0.1",
        str(server.server_port),
        "/home",
        "ann",
        "chatcmpl",
        "req-9",
        "1795314725",
    ):
        assert secret not in text
    one = json.loads(text)["interactions"][0]
    assert set(one["request"]) == {"method", "path", "type", "body"}
    assert set(one["response"]) == {"status", "type", "body"}
    assert not re.search(r"authori[sz]ation|user-agent|date|timings|bytes", text, re.IGNORECASE)


def test_a_recording_shows_texts_line_by_line(recorded, asked):
    one = json.loads(recorded.read_text(encoding="utf-8"))["interactions"][0]

    assert one["request"]["body"]["messages"][1]["content"] == asked.user.split("\n")


def test_replaying_does_not_touch_the_file(recorded, talk, asked):
    before = recorded.read_bytes()

    with replay(recorded, say=talk.append):
        Hosted(NOWHERE).reply(asked, Found)

    assert recorded.read_bytes() == before
    assert list(recorded.parent.iterdir()) == [recorded]


def test_a_question_may_be_asked_again(recorded, talk, asked):
    with replay(recorded, say=talk.append):
        values = [Hosted(NOWHERE).reply(asked, Found).value.numbers for _ in range(3)]

    assert values == [[1]] * 3


def test_a_changed_prompt_is_a_miss_that_says_what_to_do(recorded, talk, asked):
    slept = []

    with replay(recorded, say=talk.append), pytest.raises(ReplayError) as caught:
        Retrying(Hosted(NOWHERE), sleep=slept.append).reply(asked._replace(user="changed"), Found)

    assert (
        str(caught.value)
        == f"the cassette {str(recorded)!r} lacks a reply for this request; record it again by deleting the file"
    )
    assert slept == []


def test_a_choice_that_was_not_recorded_is_a_miss(recorded, talk, asked):
    with replay(recorded, say=talk.append), pytest.raises(ReplayError):
        Hosted(NOWHERE).choose(asked._replace(user="changed"), ("yes", "no"))


def test_another_order_of_a_schemas_fields_is_another_question(recorded, talk, asked, server):
    class Wider(Found):
        statement: str

    with replay(recorded, say=talk.append), pytest.raises(ReplayError):
        Hosted(NOWHERE).reply(asked, Wider)


def test_failures_that_pass_are_not_recorded(server, path, talk, asked):
    server.fail(429)
    server.say('{"numbers": [1]}')
    with replay(path, say=talk.append):
        Retrying(Hosted(server.endpoint), sleep=lambda _: None).reply(asked, Found)
    server.stop()

    with replay(path, say=talk.append):
        reply = Retrying(Hosted(NOWHERE)).reply(asked, Found)

    assert reply.usage.calls == 1


def test_what_an_endpoint_refused_by_name_is_recorded(server, path, talk, asked):
    server.fail(400, "no", param="temperature")
    server.say('{"numbers": [1]}')
    with replay(path, say=talk.append):
        Hosted(server.endpoint).reply(asked, Found)
    server.stop()

    with replay(path, say=talk.append):
        assert Hosted(NOWHERE).reply(asked, Found).value.numbers == [1]


@pytest.mark.parametrize("refusal", [(400, "no"), (403, "You are not allowed to request logprobs from this model.")])
def test_what_a_server_answers_instead_of_log_probabilities_is_recorded(server, path, talk, asked, refusal):
    server.fail(*refusal)
    server.say('{"answer": "yes"}')
    with replay(path, say=talk.append):
        Hosted(server.endpoint).choose(asked, ("yes", "no"))
    server.stop()

    with replay(path, say=talk.append):
        assert Hosted(NOWHERE).choose(asked, ("yes", "no")).shares == (1.0, 0.0)


def test_a_recording_that_is_broken_off_does_not_pass_for_a_whole_one(server, path, talk, asked):
    server.say('{"numbers": [1]}')

    with pytest.raises(KeyboardInterrupt), replay(path, say=talk.append):
        ask_and_break_off(server, [asked], KeyboardInterrupt)

    assert not path.exists()
    assert [p.name for p in path.parent.iterdir()] == ["replies.json.partial"]
    assert "replies.json.partial" in talk[0]


def test_the_next_recording_goes_on_from_a_broken_one(server, path, talk, asked):
    other = asked._replace(user="another question")
    left_over = asked._replace(user="asked no more")
    server.say('{"numbers": [1]}')
    server.say('{"numbers": [0]}')
    with pytest.raises(KeyboardInterrupt), replay(path, say=talk.append):
        ask_and_break_off(server, [asked, left_over], KeyboardInterrupt)
    server.say('{"numbers": [2]}')

    with replay(path, say=talk.append):
        values = [Hosted(server.endpoint).reply(p, Found).value.numbers for p in (asked, other)]

    assert values == [[1], [2]]
    assert len(server.requests) == 3
    assert [p.name for p in path.parent.iterdir()] == ["replies.json"]
    assert "asked no more" not in path.read_text(encoding="utf-8")


def test_a_recording_of_nothing_leaves_no_file(path, talk):
    with replay(path, say=talk.append):
        pass

    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"{", b"[]", b'{"interactions": []}', b'{"format": "summarize.cassette/1", "interactions": [{}]}'],
)
def test_a_file_that_is_no_cassette_is_told_apart(path, talk, content):
    path.write_bytes(content)

    with pytest.raises(ReplayError) as caught, replay(path, say=talk.append):
        pass

    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content


def test_a_place_that_cannot_be_written_is_an_error_before_anything_is_asked(tmp_path, server, talk, asked):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(ReplayError), replay(tmp_path / "file" / "replies.json", say=talk.append):
        Hosted(server.endpoint).reply(asked, Found)

    assert server.requests == []


def test_a_recording_that_cannot_be_kept_is_an_error_and_frees_the_network(path, server, talk, asked):
    server.say('{"numbers": [1]}')
    server.say('{"numbers": [2]}')

    with pytest.raises(ReplayError), replay(path, say=talk.append):
        ask_and_be_in_the_way(server, asked, path)

    assert Hosted(server.endpoint).reply(asked, Found).value.numbers == [2]


def test_other_requests_pass_by(recorded, talk, server):
    import httpx2

    with replay(recorded, say=talk.append), pytest.raises(httpx2.ConnectError):
        httpx2.get(f"{server.url}/models")


def test_outside_the_block_the_network_is_real(recorded, talk, asked):
    with replay(recorded, say=talk.append):
        pass

    with pytest.raises(EngineError):
        Hosted(NOWHERE._replace(base_url="http://127.0.0.1:9/v1")).reply(asked, Found)


@given(texts=st.lists(st.text(), min_size=1), said=st.text())
def test_the_layout_loses_nothing(texts, said):
    asked = json.dumps({"messages": [{"role": "user", "content": t} for t in texts], "response_format": {"lines": ["a", "b"]}})
    answer = json.dumps({"choices": [{"message": {"role": "assistant", "content": said}}]})
    headers = {"content-type": ["application/json"]}
    tape = {
        "interactions": [
            {
                "request": {"method": "POST", "uri": "http://engine/v1/chat/completions", "body": asked, "headers": headers},
                "response": {"status": {"code": 200, "message": ""}, "headers": headers, "body": {"string": answer}},
            }
        ]
    }

    back = Layout.deserialize(Layout.serialize(tape))

    assert back["interactions"] == tape["interactions"]
