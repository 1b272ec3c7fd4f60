"""Servers that read a part of a question, and answer it with status 200."""

import json

import pytest
from pydantic import BaseModel

from summarize.engines.cut_prompts import CutPrompts
from summarize.engines.hosted import Hosted
from summarize.engines.lengths import least_tokens
from summarize.engines.prompts import Prompt
from summarize.engines.retrying import Retrying
from summarize.errors import TooLongError
from summarize.extracting.extract import extract
from summarize.reading.articles import read_article
from summarize.records import Usage
from summarize.schema.load import load_schema
from tests.conftest import fitting


class Quays(BaseModel):
    """The harbour."""

    quays: list[str]
    tide: str


SENTENCE = "The harbour master of Norland said on day {} that the old stone quay would stay closed until the tide had turned. "
MARK = "And the lighthouse fell into the sea."


def article(tmp_path, sentences):
    file = tmp_path / "harbour.txt"
    file.write_text("".join(map(SENTENCE.format, range(sentences))) + MARK + "\n", encoding="utf-8")
    return read_article(file)


def counting(server, count):
    """Let the server answer with the sentence that a reader would cite, if it read it; `count` gives its usage for a text."""

    def respond(body):
        text = "\n".join(message["content"] for message in body["messages"])
        read, usage = count(text)
        reply = fitting(body["response_format"]["json_schema"]["schema"], MARK)
        numbers = [line[1 : line.index("]")] for line in read.splitlines() if line.endswith(MARK) and line[:1] == "["]
        reply = reply if numbers else {"quays": [], "tide": None}
        for answer in (*reply["quays"], reply["tide"]) if numbers else ():
            answer["sentences"] = [int(numbers[0])]
        status, headers, answer = server.completion(json.dumps(reply))
        answer.pop("usage")
        return server.encoded(status, headers, answer | ({} if usage is None else {"usage": usage}))

    server.next = respond


BYTES = 4.4  # of English in a token of most models; the thriftiest have 6


def cutting(context, most=BYTES):
    def count(text):
        tokens = int(len(text.encode()) / most)
        read = text if tokens <= context else text[: int(context * most)]  # what stands first is kept
        return read, {"prompt_tokens": min(tokens, context), "completion_tokens": 9}

    return count


def asked_about(server, source):
    return extract(source, load_schema(Quays), Retrying(Hosted(server.endpoint), sleep=lambda _: None))


@pytest.mark.parametrize("context", [2048, 2050])
def test_what_a_server_did_not_read_is_asked_again_in_parts_that_it_reads(server, tmp_path, context):
    counting(server, cutting(context))
    source = article(tmp_path, 100)

    found = asked_about(server, source)

    assert {answer.status for answer in found.sections.values()} == {"found"}
    assert all(MARK in claim.citations[0].quote for answer in found.sections.values() for claim in answer.claims)
    assert found.usage.calls == len(server.requests) < 10


def test_a_server_that_cuts_every_question_fails_with_the_reason(server, tmp_path):
    counting(server, cutting(520, most=3.0))

    found = asked_about(server, article(tmp_path, 40))

    assert {answer.status for answer in found.sections.values()} == {"failed"}
    assert all(
        "read about 512 tokens" in str(answer.problem) or "num_ctx" in str(answer.problem) for answer in found.sections.values()
    )
    assert len(server.requests) < 30


@pytest.mark.parametrize(
    "count",
    [
        lambda text: (text, {"prompt_tokens": len(text.encode()) // 6, "completion_tokens": 9}),
        lambda text: (text, {"prompt_tokens": len(text.encode()) // 3, "completion_tokens": 9}),
        lambda text: (text, None),
        lambda text: (text, {}),
        lambda text: (text, {"prompt_tokens": 0}),
        lambda text: (text, {"prompt_tokens": 1}),
        lambda text: (text, {"prompt_tokens": 700, "prompt_tokens_details": {"cached_tokens": len(text) // 5}}),
    ],
    ids=["thrifty", "wordy", "no usage", "no counts", "zero", "all cached", "cached beside"],
)
def test_an_honest_server_is_believed(server, tmp_path, count):
    counting(server, count)

    found = asked_about(server, article(tmp_path, 100))

    assert {answer.status for answer in found.sections.values()} == {"found"}
    assert len(server.requests) == 2  # the windows that the article has


def test_a_server_that_counts_only_what_it_had_not_cached_is_believed_when_its_counts_differ(server, tmp_path):
    counting(server, lambda text: (text, {"prompt_tokens": len(text) // 10}))

    found = [asked_about(server, article(tmp_path, sentences)) for sentences in (100, 60)]

    assert {answer.status for each in found for answer in each.sections.values()} == {"found"}


def question(words, *, turns=()):
    return Prompt("extract", "sha256:1", "You read.", "word " * words, turns)


def tokens(count, cached=0):
    return Usage(prompt_tokens=count, cached_tokens=cached)


def test_a_count_below_the_words_of_a_question_is_that_of_a_part():
    assert CutPrompts().read(question(3000), tokens(2048)) == 2048
    assert CutPrompts().read(question(3000), tokens(2900)) is None


def test_a_server_that_cut_twice_to_the_same_length_is_asked_nothing_longer():
    seen = CutPrompts()
    seen.read(question(3000), tokens(2048))
    before = seen.cannot_hold(question(3000))
    seen.read(question(4000), tokens(2050))

    assert (before, seen.cannot_hold(question(3000)), seen.cannot_hold(question(1500))) == (False, True, False)


def test_a_count_at_the_context_is_that_of_a_part_though_the_words_would_allow_it():
    seen = CutPrompts()
    seen.read(question(3000), tokens(2048))

    assert seen.read(question(1900), tokens(2047)) == 2047
    assert seen.read(question(1500), tokens(1900)) is None


def test_counts_that_differ_are_no_context():
    seen = CutPrompts()

    assert seen.read(question(3000), tokens(2048)) == 2048
    assert seen.read(question(2000), tokens(1300)) is None
    assert seen.read(question(4000), tokens(2048)) is None


def test_of_further_turns_a_server_may_drop_whole_ones():
    seen = CutPrompts()
    seen.read(question(3000), tokens(2048))

    assert seen.read(question(1900, turns=(("assistant", "x"), ("user", "again"))), tokens(900)) == 900
    assert seen.read(question(3000), tokens(2048)) == 2048


@pytest.mark.parametrize(
    ("text", "counted"),  # with the tokenizer of the embedded model, which is thrifty
    [
        (
            "Leaders of several countries said that they would not send troops until the parliament agrees with the new plan.",
            20,
        ),
        ("Ο πρωθυπουργός δήλωσε ότι η χώρα δεν θα στείλει στρατεύματα μέχρι να συμφωνήσει το κοινοβούλιο.", 84),
        ("ראש הממשלה אמר כי המדינה לא תשלח חיילים עד שהפרלמנט יסכים לתוכנית החדשה.", 22),
        ("총리는 의회가 새로운 계획에 동의할 때까지 군대를 보내지 않을 것이라고 말했다.", 26),
        ("总理表示，在议会同意新计划之前，该国不会派遣军队。", 15),
    ],
)
def test_no_text_has_fewer_tokens_than_the_least(text, counted):
    assert 0 < least_tokens(text) <= counted


def test_a_cut_first_token_is_no_choice(server, asked):
    long = asked._replace(user="word " * 3000)
    server._put(200, {}, {"choices": [{"message": {"content": "yes"}}], "usage": {"prompt_tokens": 2048}}, repeat=True)

    with pytest.raises(TooLongError, match="read about 2,048 tokens"):
        Hosted(server.endpoint).choose(long, ("yes", "no"))
