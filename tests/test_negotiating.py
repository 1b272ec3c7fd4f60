"""What endpoints do not take, and what is then asked."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import BaseModel, Field

from summarize.engines.cassettes import replay
from summarize.engines.hosted import MAX_TOKENS, Hosted
from summarize.engines.lengths import LEAST_REPLY, overflow
from summarize.engines.negotiating import LIMITS, without_limits
from summarize.engines.retrying import Retrying
from summarize.errors import EngineError, ReplyError, TooLongError


class Found(BaseModel):
    numbers: list[int] = Field(max_length=3)
    pattern: str = Field(max_length=20, pattern="^[a-z]*$")


JSON = '{"numbers": [1, 2], "pattern": "abc"}'
FITTING = Found(numbers=[1, 2], pattern="abc")


def refusing(server, refuses, text=JSON):
    """Let the server refuse what `refuses` gives words for (status, error), and answer all else with `text`."""

    def respond(body):
        refused = refuses(body)
        return server.encoded(*(server.completion(text) if refused is None else (refused[0], {}, {"error": refused[1]})))

    server.next = respond


def form(body):
    return body.get("response_format", {}).get("type", "text")


def forms(server):
    return [form(body) for body in server.requests]


def only(*taken, status=400, words="Invalid parameter: 'response_format' of type 'json_schema' is not supported", **more):
    """Refuse all forms but those that are taken."""
    return lambda body: None if form(body) in taken else (status, {"message": words} | more)


REFUSALS = {
    "openai": (400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."),
    "deepseek": (400, "This response_format type is unavailable now"),
    "openrouter": (404, "No endpoints found that support structured outputs"),
    "fastapi": (422, [{"loc": ["body", "response_format", "type"], "msg": "unexpected value", "input": {"seed": 0}}]),
    "llama.cpp": (500, "failed to parse grammar"),
    "proxy": (501, "json_schema: not implemented"),
}


@pytest.mark.parametrize(("status", "words"), REFUSALS.values(), ids=REFUSALS)
@pytest.mark.parametrize("taken", ["json_object", "text"])
def test_an_endpoint_that_refuses_a_form_is_asked_in_one_that_it_takes_and_gives_the_same(server, asked, status, words, taken):
    refusing(server, only(taken, status=status, words=words))

    reply = Hosted(server.endpoint).reply(asked, Found)

    assert (reply.value, reply.usage.calls) == (FITTING, 1)
    assert forms(server)[-1] == taken
    assert '"numbers"' in json.dumps(server.requests[-1]["messages"]).replace('\\"', '"')


def test_a_parameter_that_is_named_in_a_field_of_its_own_is_the_one(server, asked):
    refusing(server, only("json_object", words="not supported", param="response_format"))

    assert Hosted(server.endpoint).reply(asked, Found).value == FITTING


def test_a_form_that_was_refused_is_asked_for_no_more(server, asked):
    refusing(server, only("text"))
    engine = Hosted(server.endpoint)

    for _ in range(3):
        engine.reply(asked, Found)

    assert forms(server)[-3:] == ["text"] * 3
    assert len(server.requests) == 3 + len(["schema", "schema without limits", "JSON"])


def test_threads_learn_together(server, asked):
    refusing(server, only("json_object"))
    engine = Hosted(server.endpoint)

    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: engine.reply(asked, Found).value, range(40)))

    assert replies == [FITTING] * 40
    assert forms(server).count("json_schema") <= 2 * 8


def test_an_endpoint_that_takes_no_form_at_all_is_an_error_and_no_endless_loop(server, asked):
    refusing(server, only())

    with pytest.raises(EngineError, match="refuses the request"):
        Hosted(server.endpoint).reply(asked, Found)


@pytest.mark.parametrize(
    "words",
    ["Invalid schema for response_format 'Found': 'maxItems' is not permitted.", "schema: unsupported keyword maxLength",
     "The specified schema produces a constraint that has too many states for serving."],
)  # fmt: skip
def test_limits_that_are_refused_are_left_out_of_the_schema_and_still_hold(server, asked, words):
    def strict(body):
        schema = json.dumps(body["response_format"])
        return (400, {"message": words}) if "maxItems" in schema or "maxLength" in schema else None

    refusing(server, strict)
    engine = Hosted(server.endpoint)

    assert engine.reply(asked, Found).value == FITTING
    assert forms(server) == ["json_schema"] * 2
    refusing(server, strict, '{"numbers": [1, 2, 3, 4], "pattern": "x"}')
    with pytest.raises(ReplyError, match="at most 3"):
        engine.reply(asked, Found)


def test_a_schema_without_limits_keeps_what_is_only_called_like_one():
    left = without_limits(Found.model_json_schema())

    assert left["properties"].keys() == {"numbers", "pattern"}
    assert not LIMITS & (left["properties"]["numbers"].keys() | left["properties"]["pattern"].keys())


def test_a_server_that_ignores_the_schema_without_a_word_shows_it_to_the_model(server, asked):
    def respond(body):
        return server.encoded(*server.completion(JSON if form(body) == "json_object" else "The numbers are 1 and 2."))

    server.next = respond
    engine = Retrying(Hosted(server.endpoint))

    replies = [engine.reply(asked, Found) for _ in range(2)]

    assert [reply.value for reply in replies] == [FITTING] * 2
    assert forms(server) == ["json_schema", "json_object", "json_object"]


def test_one_bad_reply_does_not_change_what_a_good_server_is_asked(server, asked):
    for text in (JSON, "no", JSON):
        server.say(text)
    engine = Retrying(Hosted(server.endpoint))

    for _ in range(2):
        engine.reply(asked, Found)

    assert forms(server) == ["json_schema"] * 3


PROMPT, CONTEXT = 3000, 8192
SHORTER = CONTEXT - PROMPT


def wordings(prompt, reply, context):
    whole = prompt + reply
    return {
        "openai": f"This model's maximum context length is {context} tokens. However, you requested {whole} tokens ({prompt} in the"
        f" messages, {reply} in the completion). Please reduce the length of the messages or completion.",
        "openrouter": f"This endpoint's maximum context length is {context} tokens. However, you requested about {whole} tokens"
        f" ({prompt} of text input, {reply} in the output). Please reduce the length of either one.",
        "vllm": f"'max_tokens' or 'max_completion_tokens' is too large: {reply}. This model's maximum context length is {context}"
        f" tokens and your request has {prompt} input tokens ({reply} > {context} - {prompt}).",
        "sglang": f"Requested token count exceeds the model's maximum context length of {context} tokens. You requested a total of"
        f" {whole} tokens: {prompt} tokens from the input messages and {reply} tokens for the completion.",
        "together": f"Input validation error: `inputs` tokens + `max_new_tokens` must be <= {context}. Given: {prompt} `inputs` tokens"
        f" and {reply} `max_new_tokens`",
        "anthropic": f"input length and `max_tokens` exceed context limit: {prompt} + {reply} > {context}, decrease input length",
        "cerebras": f"Please reduce the length of the messages or completion. Current length is {whole} while limit is {context}",
        "groq": f"Request too large for model `x` on tokens per minute (TPM): Limit {context}, Requested {whole}, please reduce your"
        " message size and try again.",
        "thousands": f"maximum context length is {context:,} tokens, however you requested {whole:,} tokens ({prompt:,} in the messages",
    }


SAID_WITH = [(words, status) for words in wordings(PROMPT, MAX_TOKENS, CONTEXT) for status in (400, 413, 422, 500)]


@pytest.mark.parametrize(("words", "status"), [*SAID_WITH, ("groq", 429)])
def test_a_server_that_says_what_room_it_has_is_asked_for_a_reply_of_that_length(server, asked, words, status):
    def respond(body):
        reply = body["max_tokens"]
        return (status, {"message": wordings(PROMPT, reply, CONTEXT)[words]}) if reply > SHORTER else None

    refusing(server, respond)
    engine = Hosted(server.endpoint)

    for _ in range(2):
        assert engine.reply(asked, Found).value == FITTING

    sent = [body["max_tokens"] for body in server.requests]
    assert sent[0] == MAX_TOKENS
    assert len(sent) == 3
    assert SHORTER - 50 < sent[1] == sent[2] <= SHORTER


@pytest.mark.parametrize(
    "words",
    ["context length exceeded", "the request exceeds the available context size", "max_tokens is too large",
     "input length exceeds maximum context length", "max_tokens must be at least 1, got -186"],
)  # fmt: skip
def test_without_numbers_half_the_reply_is_asked_for_and_learned(server, asked, words):
    refusing(server, lambda body: (400, {"message": words}) if body["max_tokens"] > 3000 else None)
    engine = Hosted(server.endpoint)

    for _ in range(2):
        engine.reply(asked, Found)

    assert [body["max_tokens"] for body in server.requests] == [8192, 4096, 2048, 2048]


CAPS = [
    "max_tokens is too large: 8192. This model supports at most 4096 completion tokens, whereas you provided 8192.",
    "`max_tokens` must be less than or equal to `4096`, the maximum value for `max_tokens` is less than the `context_window`",
    "max_tokens: 8192 > 4096, which is the maximum allowed number of output tokens for x",
    "Range of max_tokens should be [1, 4096]",
]


@pytest.mark.parametrize("words", CAPS)
def test_the_longest_reply_of_a_model_is_learned(server, asked, words):
    refusing(server, lambda body: (400, {"message": words, "param": "max_tokens"}) if body["max_tokens"] > 4096 else None)

    Hosted(server.endpoint).reply(asked, Found)

    assert [body["max_tokens"] for body in server.requests] == [8192, 4096]


TOO_LONG = {
    "openai": (400, wordings(9000, 8192, 8192)["openai"]),
    "vllm": (400, wordings(9000, 8192, 8192)["vllm"]),
    "mistral": (400, "Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length"),
    "anthropic": (400, "prompt is too long: 210000 tokens > 200000 maximum"),
    "fireworks": (400, "The prompt is too long: 10000, model maximum context length: 8191"),
    "google": (400, "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576)."),
    "xai": (400, "This model's maximum prompt length is 131072 but the request contains 140000 tokens."),
    "llama.cpp": (400, "request (9000 tokens) exceeds the available context size (8192 tokens), try increasing it"),
    "lm studio": (400, "Trying to keep the first 5000 tokens when context the overflows. However, the context length is only 4096"),
    "ollama": (500, "input length exceeds maximum context length"),
    "nginx": (413, "Request Entity Too Large"),
    "groq": (413, wordings(9000, 8192, 6000)["groq"]),
}  # fmt: skip


@pytest.mark.parametrize(("status", "words"), TOO_LONG.values(), ids=TOO_LONG)
def test_a_question_that_leaves_no_room_for_a_reply_is_too_long(server, asked, status, words):
    server.fail(status, words, repeat=True)

    with pytest.raises(TooLongError) as caught:
        Retrying(Hosted(server.endpoint), sleep=lambda _: None).reply(asked, Found)

    assert "\n" not in str(caught.value)
    assert all(body["max_tokens"] >= LEAST_REPLY for body in server.requests)


def test_llama_cpps_numbers_stand_in_fields_of_their_own(server, asked):
    told = {"message": "the request exceeds the available context size. try increasing the context size"}
    server._put(
        400, {}, {"error": told | {"type": "exceed_context_size_error", "n_prompt_tokens": 9000, "n_ctx": 8192}}, repeat=True
    )

    with pytest.raises(TooLongError):
        Hosted(server.endpoint).reply(asked, Found)

    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "words",
    ["Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
     "Rate limit reached", "bad shape", "top_logprobs must be at most 5", "Unsupported value: 'temperature' does not support 0"],
)  # fmt: skip
@pytest.mark.parametrize("status", [400, 429, 500])
def test_other_refusals_are_not_about_length(words, status):
    assert overflow(status, words, 8192) is None


def test_a_limit_of_requests_is_none_of_length():
    assert overflow(429, "Rate limit reached for tokens per minute: Limit 6000, Used 5900, context_length", 8192) is None


def test_a_reply_that_was_cut_off_is_asked_for_once_with_more_room(server, asked):
    server.say(JSON[:12], finish="length")
    server.say(JSON)

    reply = Retrying(Hosted(server.endpoint)).reply(asked, Found)

    assert reply.value == FITTING
    assert (reply.usage.calls, reply.usage.completion_tokens) == (2, 10)
    assert [body["max_tokens"] for body in server.requests] == [8192, 16384]
    assert server.requests[0]["messages"] == server.requests[1]["messages"]


def test_a_reply_that_never_ends_is_given_up_after_that(server, asked):
    server.say("1, " * 20, finish="length", repeat=True)

    with pytest.raises(EngineError, match="cut off at 16,384 tokens") as caught:
        Retrying(Hosted(server.endpoint)).reply(asked, Found)

    assert not caught.value.retryable
    assert (len(server.requests), caught.value.usage.calls) == (2, 2)


def test_a_reply_that_is_whole_was_not_cut_off(server, asked):
    server.say(JSON, finish="length")

    assert Hosted(server.endpoint).reply(asked, Found).value == FITTING


def test_a_reply_that_the_model_may_not_make_longer_is_not_asked_for_again(server, asked):
    def respond(body):
        if body["max_tokens"] > 4096:
            return server.encoded(400, {}, {"error": {"message": CAPS[0]}})
        return server.encoded(*server.completion("{", finish="length"))

    server.next = respond

    with pytest.raises(EngineError, match="cut off at 4,096 tokens") as caught:
        Hosted(server.endpoint).reply(asked, Found)

    assert not isinstance(caught.value, TooLongError)
    assert [body["max_tokens"] for body in server.requests] == [8192, 4096, 8192]


def test_a_reply_that_the_question_leaves_no_room_for_needs_a_shorter_question(server, asked):
    def respond(body):
        if (reply := body["max_tokens"]) > SHORTER:
            return server.encoded(400, {}, {"error": {"message": wordings(PROMPT, reply, CONTEXT)["openai"]}})
        return server.encoded(*server.completion("{", finish="length"))

    server.next = respond

    with pytest.raises(TooLongError, match="cut off"):
        Hosted(server.endpoint).reply(asked, Found)


WORDS_OF_A_REPLY = {
    "parts": {"content": [{"type": "text", "text": JSON}]},
    "a tool": {"content": None, "tool_calls": [{"id": "1", "function": {"name": "Found", "arguments": JSON}}]},
    "thoughts": {"content": None, "reasoning_content": JSON},
}


@pytest.mark.parametrize("told", WORDS_OF_A_REPLY.values(), ids=WORDS_OF_A_REPLY)
def test_a_cassette_keeps_a_reply_wherever_a_message_has_it(server, asked, tmp_path, told):
    server._put(200, {}, {"choices": [{"message": told}]}, repeat=True)

    assert recorded_and_replayed(server, asked, tmp_path) == [FITTING] * 2


@pytest.mark.parametrize(
    "refuses",
    [only("json_object", status=404), only("text", status=500), only("text", status=501),
     lambda body: (500, {"message": "context length exceeded"}) if body["max_tokens"] > 3000 else None],
    ids=["404", "500", "501", "length"],
)  # fmt: skip
def test_a_cassette_keeps_what_taught_the_terms(server, asked, tmp_path, refuses):
    refusing(server, refuses)

    assert recorded_and_replayed(server, asked, tmp_path) == [FITTING] * 2


@pytest.mark.parametrize(
    "choices", [{}, {"choices": None}, {"choices": []}, {"choices": [None]}, {"choices": [{"message": None}]}]
)
def test_a_cassette_keeps_no_failure_that_passes(server, asked, tmp_path, choices):
    server._put(200, {}, {"error": {"code": 429, "message": "slow down"}} | choices, repeat=False)
    server.say(JSON)

    assert recorded_and_replayed(server, asked, tmp_path) == [FITTING] * 2


def recorded_and_replayed(server, asked, tmp_path):
    """What a question gives when it is recorded, and from the recording."""
    found = []
    for _ in range(2):
        with replay(tmp_path / "tape.json", say=lambda _: None):
            found.append(Retrying(Hosted(server.endpoint), sleep=lambda _: None).reply(asked, Found).value)
    return found
