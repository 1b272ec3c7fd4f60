import math
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from summarize.engines.endpoints import endpoint
from summarize.engines.hosted import Hosted
from summarize.engines.logprobs import preference
from summarize.errors import EngineError, ReplyError, UsageError


class Found(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    numbers: list[int] = Field(max_length=3)
    statement: str = "none"


def refused(server, prompt):
    with pytest.raises(EngineError) as caught:
        Hosted(server.endpoint).reply(prompt, Found)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_reply_is_a_plain_instance_of_the_shape(server, asked):
    server.say('{"numbers": [1, 2], "statement": "it is so"}')

    value = Hosted(server.endpoint).reply(asked, Found).value

    assert type(value) is Found
    assert value == Found(numbers=[1, 2], statement="it is so")


def test_what_a_reply_took_is_counted(server, asked):
    server.say('{"numbers": []}')

    usage = Hosted(server.endpoint).reply(asked, Found).usage

    assert (usage.calls, usage.prompt_tokens, usage.cached_tokens, usage.completion_tokens) == (1, 30, 20, 5)
    assert usage.seconds > 0
    assert usage.cost_usd is None


def test_braces_in_an_article_reach_the_model(server, asked):
    server.say('{"numbers": []}')

    Hosted(server.endpoint).reply(asked, Found)

    assert server.requests[0]["messages"] == [
        {"role": "system", "content": asked.system},
        {"role": "user", "content": asked.user},
    ]


def test_later_turns_follow_the_question(server, asked):
    server.say('{"numbers": []}')

    Hosted(server.endpoint).reply(asked._replace(turns=(("assistant", "?"), ("user", "again"))), Found)

    assert [m["role"] for m in server.requests[0]["messages"]] == ["system", "user", "assistant", "user"]


def test_the_shape_is_sent_as_a_json_schema_and_nothing_is_left_to_chance(server, asked):
    server.say('{"numbers": []}')

    Hosted(server.endpoint).reply(asked, Found)

    sent = server.requests[0]
    assert sent["response_format"]["json_schema"]["schema"]["required"] == ["numbers"]
    assert (sent["temperature"], sent["seed"]) == (0, 0)
    assert sent["max_tokens"] > 0


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"text": ""}, "empty"),
        ({"text": None}, "empty"),
        ({"text": "I think so."}, "not JSON"),
        ({"text": '{"numbers": "many"}'}, "numbers: Input should be a valid"),
        ({"text": '{"numbers": [1, 2, 3, 4]}'}, "at most 3"),
    ],
    ids=["empty", "null", "prose", "shape", "long"],
)
def test_a_reply_that_cannot_be_used_says_why(server, asked, said, told):
    server.say(**said)

    error = refused(server, asked)

    assert isinstance(error, ReplyError)
    assert error.retryable
    assert told in str(error)
    assert error.reply == (said["text"] or "")


def test_a_reply_that_cannot_be_used_still_costs(server, asked):
    server.say("{}")

    usage = refused(server, asked).usage

    assert (usage.calls, usage.prompt_tokens, usage.completion_tokens) == (1, 30, 5)


@pytest.mark.parametrize(
    ("status", "error", "outcome"),
    [
        (400, {"message": "bad shape"}, (False, "bad shape")),
        (401, {}, (False, "set OPENAI_API_KEY")),
        (403, {}, (False, "set OPENAI_API_KEY")),
        (404, {}, (False, "knows no model 'test'")),
        (408, {}, (True, "cannot answer now")),
        (409, {}, (True, "cannot answer now")),
        (429, {}, (True, "limits requests")),
        (429, {"code": "insufficient_quota"}, (False, "quota")),
        (500, {"message": "boom\nboom"}, (True, "boom boom")),
        (503, {}, (True, "503")),
    ],
    ids=["400", "401", "403", "404", "408", "409", "429", "quota", "500", "503"],
)
def test_a_refusal_says_what_to_do(server, asked, status, error, outcome):
    server.fail(status, **error)

    problem = refused(server, asked)

    assert problem.retryable is outcome[0]
    assert outcome[1] in str(problem)
    assert problem.usage.calls == 1
    assert len(server.requests) == 1


def test_a_server_may_say_in_seconds_when_to_come_back(server, asked):
    server.fail(429, headers={"retry-after": "7"})

    assert refused(server, asked).retry_after == 7.0


def test_a_server_may_say_by_date_when_to_come_back(server, asked):
    server.fail(503, headers={"retry-after": format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)})

    assert 25 < refused(server, asked).retry_after <= 30


def test_a_date_that_is_none_is_no_wish(server, asked):
    server.fail(503, headers={"retry-after": "soon"})

    assert refused(server, asked).retry_after is None


def test_an_unreachable_server_is_named(server, asked):
    server.stop()

    error = refused(server, asked)

    assert error.retryable
    assert f"cannot reach the model at 127.0.0.1:{server.server_port}" in str(error)


def test_a_page_instead_of_an_answer_is_no_openai_server(server, asked):
    server.raw("<html>Sign in</html>", "text/html")

    error = refused(server, asked)

    assert "OpenAI-compatible" in str(error)
    assert error.retryable


def test_an_answer_without_choices_is_refused(server, asked):
    server.raw("{}", "application/json")

    assert "OpenAI-compatible" in str(refused(server, asked))


def test_parameters_that_a_model_refuses_by_name_are_left_out(server, asked):
    server.fail(400, "Unsupported value: 'temperature' does not support 0 with this model.", param="temperature")
    server.fail(400, "Unsupported parameter: use 'max_completion_tokens' instead.", param="max_tokens")
    server.say('{"numbers": []}')
    server.say('{"numbers": []}')
    engine = Hosted(server.endpoint)

    engine.reply(asked, Found)
    engine.reply(asked, Found)

    assert len(server.requests) == 4
    assert not {"temperature", "max_tokens"} & set(server.requests[-1])
    assert server.requests[-1]["max_completion_tokens"] > 2048


def test_errors_are_not_printed_twice(server, asked, capfd):
    server.fail(500)

    refused(server, asked)

    assert capfd.readouterr() == ("", "")


YES_OR_NO = ("yes", "no")
GRADED = [("Yes", math.log(0.5)), (" yes", math.log(0.1)), ("No", math.log(0.2))]


def test_shares_of_words_come_from_the_first_token(server, asked):
    server.say("Yes", finish="length", logprobs=GRADED)

    choice = Hosted(server.endpoint).choose(asked, YES_OR_NO)

    assert choice.probability == pytest.approx(0.75)
    assert choice.usage.calls == 1
    assert server.requests[0]["max_tokens"] == 1


def written(server, answer="yes"):
    """Let the server write its answer to every question that is left."""
    server.say(f'{{"answer": "{answer}"}}', repeat=True)


@pytest.mark.parametrize(
    ("status", "message", "param"),
    [
        (400, "Unsupported parameter", "logprobs"),
        (400, "top_logprobs must be at most 5", None),
        (400, "Unsupported parameter: use 'max_completion_tokens' instead of 'max_tokens'.", "max_tokens"),
        (403, "You are not allowed to request logprobs from this model.", None),
        (422, "logprobs: extra fields not permitted", None),
        (400, "Bad Request", None),
    ],
    ids=["logprobs", "top_logprobs", "max_tokens", "forbidden", "unprocessable", "without a word"],
)
def test_a_server_that_refuses_log_probabilities_is_asked_in_writing_from_then_on(server, asked, status, message, param):
    server.fail(status, message, param=param)
    written(server)
    engine = Hosted(server.endpoint)

    choices = [engine.choose(asked, YES_OR_NO) for _ in range(2)]

    assert [(c.shares, c.usage.calls) for c in choices] == [((1.0, 0.0), 1)] * 2
    assert ["logprobs" in sent for sent in server.requests] == [True, False, False]


@pytest.mark.parametrize("logprobs", [None, []], ids=["none", "no alternatives"])
def test_a_server_that_omits_log_probabilities_is_asked_in_writing_from_then_on(server, asked, logprobs):
    server.say("Yes", logprobs=logprobs)
    written(server, "no")
    engine = Hosted(server.endpoint)

    choices = [engine.choose(asked, YES_OR_NO) for _ in range(2)]

    assert [(c.shares, c.usage.calls) for c in choices] == [((0.0, 1.0), 2), ((0.0, 1.0), 1)]
    assert choices[0].usage.completion_tokens == 10


def test_a_model_that_begins_with_its_thoughts_is_asked_in_writing_this_once(server, asked):
    server.say("<think>", logprobs=[("<think>", math.log(0.9)), ("Yes", math.log(0.05))])
    server.say('{"answer": "no"}')
    server.say("Yes", logprobs=GRADED)
    engine = Hosted(server.endpoint)

    choices = [engine.choose(asked, YES_OR_NO).probability for _ in range(2)]

    assert choices == [0.0, pytest.approx(0.75)]


def test_a_server_that_gave_log_probabilities_once_is_asked_for_them_again(server, asked):
    server.say("Yes", logprobs=GRADED)
    server.say("", logprobs=[])
    server.say('{"answer": "no"}')
    server.say("Yes", logprobs=GRADED)
    engine = Hosted(server.endpoint)

    choices = [engine.choose(asked, YES_OR_NO).probability for _ in range(3)]

    assert choices == [pytest.approx(0.75), 0.0, pytest.approx(0.75)]


def test_a_text_that_is_too_long_is_no_refusal_of_log_probabilities(server, asked):
    server.fail(400, "this model's maximum context length is 8192 tokens, and the prompt has 9000 tokens")
    server.say("Yes", logprobs=GRADED)
    engine = Hosted(server.endpoint)

    with pytest.raises(EngineError, match="too long"):
        engine.choose(asked, YES_OR_NO)

    assert engine.choose(asked, YES_OR_NO).probability == pytest.approx(0.75)


def test_a_failure_in_writing_costs_what_the_first_try_took_as_well(server, asked):
    server.say("Yes")
    server.fail(500)

    with pytest.raises(EngineError) as caught:
        Hosted(server.endpoint).choose(asked, YES_OR_NO)

    assert (caught.value.usage.calls, caught.value.usage.prompt_tokens) == (2, 30)


def test_a_first_token_that_is_none_of_the_words_weighs_nothing():
    assert preference([("Maybe", -0.1), ("", -1.0), ("\n", -2.0)], YES_OR_NO) is None


def test_a_beginning_that_both_words_share_speaks_for_neither():
    assert preference([("y", math.log(0.4)), ("yes", math.log(0.6))], ("yes", "yet")) == (1.0, 0.0)


@given(st.lists(st.tuples(st.sampled_from(["Yes", "no", " N", "y", "?"]), st.floats(-40, 0))))
def test_the_shares_of_words_add_up_to_one_whatever_their_order(alternatives):
    there = preference(alternatives, ("yes", "no"))
    back = preference(alternatives, ("no", "yes"))

    assert there is None or sum(there) == pytest.approx(1.0)
    assert there is back is None or there == pytest.approx(back[::-1])


def test_threads_share_an_engine(server, asked):
    server.say('{"numbers": [1]}', repeat=True)
    engine = Hosted(server.endpoint)

    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(lambda _: engine.reply(asked, Found), range(8)))

    assert [r.value.numbers for r in replies] == [[1]] * 8


def test_a_providers_address_and_key_are_known():
    found = endpoint("groq/llama-3.3-70b", environ={"GROQ_API_KEY": "k", "OPENAI_BASE_URL": "http://elsewhere/v1"})

    assert (found.base_url, found.model, found.api_key) == ("https://api.groq.com/openai/v1", "llama-3.3-70b", "k")
    assert found.name == "groq/llama-3.3-70b"


def test_openais_variables_work_as_everywhere_else():
    found = endpoint("openai/qwen3", environ={"OPENAI_BASE_URL": "http://box:8080/v1/", "OPENAI_API_KEY": "k"})

    assert (found.base_url, found.model, found.api_key) == ("http://box:8080/v1", "qwen3", "k")


def test_the_same_model_name_elsewhere_is_another_engine():
    one = endpoint("openai/qwen3", base_url="http://a/v1", environ={})
    other = endpoint("openai/qwen3", base_url="http://b/v1", environ={})

    assert len({one.name, other.name, endpoint("openai/qwen3", environ={}).name}) == 3


@pytest.mark.parametrize("name", ["meta-llama/Llama-3", "google/gemma-3-12b", "openai/gpt-oss-20b", "qwen3", "x-ai/groq/y"])
def test_an_address_of_ones_own_takes_any_model_name_whole_and_no_providers_key(name):
    environ = {"OPENAI_API_KEY": "k", "GOOGLE_API_KEY": "canary", "OPENAI_BASE_URL": "http://elsewhere/v1"}

    found = endpoint(name, base_url="http://box:8080/v1", environ=environ)

    assert (found.model, found.api_key, found.host, found.provider) == (name, "k", "box:8080", None)


def test_a_key_without_a_provider_of_its_own_goes_nowhere_else():
    found = endpoint("google/gemma-3-12b", base_url="http://box:8080/v1", environ={"GOOGLE_API_KEY": "canary"})

    assert "canary" not in str(found)


def test_what_was_copied_around_a_key_is_no_part_of_it():
    assert endpoint("openai/x", environ={"OPENAI_API_KEY": " sk-1 \n"}).api_key == "sk-1"


@pytest.mark.parametrize("key", ["sk-é", "sk- 1", "sk-\x001", "“sk-1”", "a\nb"])
def test_a_key_that_cannot_be_one_is_wrong_usage(key):
    with pytest.raises(UsageError, match="OPENAI_API_KEY holds no key") as caught:
        endpoint("openai/x", environ={"OPENAI_API_KEY": key})

    assert key not in str(caught.value)


@pytest.mark.parametrize(
    ("model", "url"),
    [
        ("gpt-5-mini", None), ("nobody/x", None), ("x", "box:8080"), ("x", "http://ann:pw@box/v1"), ("x", "ftp://box/v1"),
        ("x", "http://box:99999/v1"), ("x", "http://box:abc/v1"), ("x", "http://box:0/v1"), ("x", "http://[::1"), ("x", "http://"),
        ("x", "http://bo x/v1"), ("x", "http://box/v\n1"), ("x", "http://box/\x00"), ("x", "http://box/\u202e1v"),
        ("x", "http://[box]/v1"), ("x", "http://\ud800/v1"),
    ],
)  # fmt: skip
def test_a_name_or_an_address_that_leads_nowhere_is_wrong_usage(model, url):
    with pytest.raises(UsageError) as caught:
        endpoint(model, base_url=url, environ={})

    assert "\n" not in str(caught.value)


def test_a_priced_model_costs(server, asked):
    server.say('{"numbers": []}')
    priced = server.endpoint._replace(provider="openai", model="gpt-5-mini")

    cost = Hosted(priced).reply(asked, Found).usage.cost_usd

    assert 0 < cost < 0.001


def test_an_unknown_model_has_no_price(server, asked):
    server.say('{"numbers": []}')
    unknown = server.endpoint._replace(provider="openai", model="no-such-model")

    assert Hosted(unknown).reply(asked, Found).usage.cost_usd is None


def test_a_service_that_takes_no_schema_reads_it(server, asked):
    server.say('{"numbers": [3]}')

    reply = Hosted(server.endpoint._replace(mode="JSON")).reply(asked, Found)

    assert reply.value.numbers == [3]
    assert server.requests[0]["response_format"] == {"type": "json_object"}
    assert "{{ no }}" in server.requests[0]["messages"][1]["content"]
