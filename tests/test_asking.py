"""Extraction with a model that writes, where questions fail: what is asked again, in what parts, and what is left."""

import pytest
from pydantic import BaseModel

from summarize.engines.hosted import Hosted
from summarize.engines.retrying import Retrying
from summarize.errors import ClosedError, EngineError, RefusedError, ReplyError, TooLongError
from summarize.extracting.extract import extract
from summarize.reading.articles import read_article
from summarize.schema.load import load_schema
from summarize.testing import Scripted


class Talk(BaseModel):
    said: list[str]
    by: list[str]


@pytest.fixture
def source(tmp_path):
    def written(*sentences):
        file = tmp_path / "talk.txt"
        file.write_text(" ".join(sentences) + "\n", encoding="utf-8")
        return read_article(file)

    return written


FIVE = [f"Speaker number {n} told the council of Norland what had been agreed." for n in range(1, 6)]


def shown(prompt):
    return [line.partition("] ")[2] for line in prompt.user.splitlines() if line.startswith("[")]


def fields(shape):
    return list(shape.model_json_schema()["properties"])


def all_of(prompt, shape):
    """A reply that says every sentence under every field."""
    said = [{"sentences": [n], "context": [], "statement": line, "value": None} for n, line in enumerate(shown(prompt), 1)]
    return dict.fromkeys(fields(shape), said)


def holding(most, fails=TooLongError):
    """A model that holds so many sentences."""

    def answer(prompt, shape):
        return fails("too long") if len(shown(prompt)) > most else all_of(prompt, shape)

    return Scripted(answer)


def statements(answer):
    return [claim.statement for claim in answer.claims]


@pytest.mark.parametrize("most", [4, 2, 1])
def test_a_window_that_is_too_long_is_asked_in_parts_and_nothing_is_lost_or_told_twice(source, most):
    found = extract(source(*FIVE), load_schema(Talk), holding(most)).sections

    assert {answer.status for answer in found.values()} == {"found"}
    assert [statements(answer) for answer in found.values()] == [FIVE, FIVE]
    assert len({claim.path for claim in found["said"].claims}) == len(FIVE)


def test_a_sentence_that_is_too_long_alone_fails_with_its_reason_and_the_rest_is_kept(source):
    long = "The long speech of Norland " + "went on and on and on " * 50 + "until the morning."

    def answer(prompt, shape):
        return TooLongError("9,000 tokens") if "on and on" in prompt.user else all_of(prompt, shape)

    found = extract(source(*FIVE[:3], long, FIVE[3]), load_schema(Talk), Scripted(answer)).sections

    assert [statements(answer) for answer in found.values()] == [FIVE[:4]] * 2
    assert {(answer.status, answer.problem) for answer in found.values()} == {("failed", "9,000 tokens")}


def test_a_form_that_is_too_long_by_itself_is_not_asked_about_each_sentence(source):
    engine = holding(0)

    found = extract(source(*FIVE * 20), load_schema(Talk), engine).sections

    assert {answer.status for answer in found.values()} == {"failed"}
    assert len(engine.prompts) < 20


def test_a_form_that_is_too_long_for_a_sentence_is_asked_field_by_field(source):
    def answer(prompt, shape):
        return TooLongError("no room") if len(fields(shape)) > 1 else all_of(prompt, shape)

    found = extract(source(*FIVE[:2]), load_schema(Talk), Scripted(answer)).sections

    assert [statements(answer) for answer in found.values()] == [FIVE[:2]] * 2
    assert {answer.status for answer in found.values()} == {"found"}


@pytest.mark.parametrize(
    "error", [EngineError("busy", retryable=True), ReplyError("unfit"), RefusedError("no"), EngineError("cut")]
)
def test_a_failure_of_one_question_leaves_the_others_to_be_asked(source, error):
    def answer(prompt, shape):
        return error if "said" in fields(shape) else all_of(prompt, shape)

    found = extract(source(*FIVE), load_schema(Talk), Scripted(answer)).sections

    assert (found["said"].status, found["said"].problem, found["by"].status) == ("failed", str(error), "found")


def test_after_a_failure_that_all_calls_share_none_is_made_and_what_was_found_is_kept(source):
    engine = Scripted([ReplyError("unfit"), {"said": []}, ClosedError("the key is refused")])

    found = extract(source(*FIVE), load_schema(Talk), engine).sections

    assert len(engine.prompts) == 3
    assert (found["said"].status, found["by"].status, found["by"].problem) == ("not addressed", "failed", "the key is refused")


def test_what_the_parts_took_is_counted(source):
    engine = holding(2)

    assert extract(source(*FIVE), load_schema(Talk), engine).usage.calls == len(engine.prompts)


def test_a_page_instead_of_an_answer_costs_one_call_and_no_section(server, source, obliging):
    """A busy proxy's page, once in a run: the next attempt is answered."""
    pages = [(200, {"content-type": "text/html"}, b"<html>busy</html>")]
    server.respond = obliging
    answered = server.next
    server.next = lambda body: pages.pop() if pages else answered(body)

    found = extract(source(*FIVE), load_schema(Talk), Retrying(Hosted(server.endpoint), sleep=lambda _: None))

    assert {answer.status for answer in found.sections.values()} == {"found"}
    assert found.usage.calls == 2
