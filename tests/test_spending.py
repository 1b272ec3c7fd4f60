"""What a run may spend: it stops in time, keeps what it has, and says so."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel
from typer.testing import CliRunner

import summarize
from summarize.cli import app
from summarize.engines.caching import Cached
from summarize.engines.expected import expected
from summarize.engines.limiting import Limiting
from summarize.engines.prompts import Prompt
from summarize.engines.retrying import Retrying
from summarize.engines.spending import Account, Spending
from summarize.engines.stopping import Stopping
from summarize.errors import BudgetError, EngineError, ReplyError
from summarize.records import Usage
from summarize.testing import Scripted
from tests.conftest import obliged

TAKES = Usage(calls=1, prompt_tokens=80, completion_tokens=20)


class Word(BaseModel):
    word: str


class Metered(Scripted):
    """Answers, each of which took what `takes` says; `usage` is what all of them took."""

    def __init__(self, takes, script=lambda *_: {"word": "yes"}):
        super().__init__(script)
        self._takes = takes
        self._lock = threading.Lock()
        self.usage = Usage()

    def reply(self, prompt, shape):
        taken = self._takes(prompt)
        with self._lock:
            self.usage += taken
        return super().reply(prompt, shape)._replace(usage=taken)


def spent(engine):
    return engine.usage.prompt_tokens + engine.usage.completion_tokens


def numbered(n):
    return Prompt("x", "sha256:1", "", f"question {n}")


def ask_all(engine, questions):
    """The errors of those that got no answer."""
    errors = []
    for n in range(questions):
        try:
            engine.reply(numbered(n), Word)
        except EngineError as error:
            errors.append(error)
    return errors


def test_nothing_more_is_asked_once_the_tokens_are_spent():
    inner = Metered(lambda _: TAKES)

    errors = ask_all(Limiting(inner, spending=Spending(Account(max_tokens=1000))), 20)

    assert spent(inner) <= 1000
    assert len(inner.prompts) == 20 - len(errors) >= 9
    assert {type(error) for error in errors} == {BudgetError}


def test_nothing_more_is_asked_once_the_dollars_are_spent():
    inner = Metered(lambda _: TAKES.model_copy(update={"cost_usd": 0.01}))
    spending = Spending(Account(max_cost=0.05), price=lambda usage: 1e-4 * (usage.prompt_tokens + usage.completion_tokens))

    errors = ask_all(Limiting(inner, spending=spending), 20)

    assert inner.usage.cost_usd == pytest.approx(0.05)
    assert len(errors) == 15


def test_the_line_says_what_to_do_and_is_the_same_for_all():
    limited = Limiting(Metered(lambda _: TAKES), spending=Spending(Account(max_tokens=1000)))

    lines = {str(error) for error in ask_all(limited, 20)}

    assert len(lines) == 1
    assert lines.pop().startswith("the limit of 1,000 tokens is reached: ")


def test_a_first_question_that_is_too_large_is_not_asked(asked):
    inner = Metered(lambda _: TAKES)

    with pytest.raises(BudgetError, match=r"0 spent, and the next question is likely to take \d+"):
        Limiting(inner, spending=Spending(Account(max_tokens=10))).reply(asked, Word)

    assert inner.prompts == []


@pytest.mark.parametrize("factor", [0.5, 1.0, 3.0])
def test_sixteen_threads_pass_the_limit_by_no_more_than_their_estimates_were_too_low(factor):
    barrier = threading.Barrier(16 if factor <= 1 else 13, timeout=60)  # 39 estimates, each taken three times, are left for 13
    asked = iter(range(1 + barrier.parties))

    def takes(prompt):
        if next(asked, 0) > 0:
            barrier.wait()  # all of them are in flight before one is settled
        likely = expected(prompt, Word)
        return Usage(calls=1, prompt_tokens=round(factor * (likely.prompt_tokens + likely.completion_tokens)))

    inner = Metered(takes)
    each = expected(numbered(100), Word)
    each = each.prompt_tokens + each.completion_tokens
    limit = 42 * each
    limited = Limiting(inner, spending=Spending(Account(max_tokens=limit)))

    def ask(n):
        try:
            limited.reply(numbered(100 + n), Word)
        except BudgetError:
            return 0
        return 1

    with ThreadPoolExecutor(16) as pool:
        answered = sum(pool.map(ask, range(200)))

    assert limit - 2 * max(1, factor) * each <= spent(inner) <= limit + each  # a question's length differs by some signs
    assert answered == len(inner.prompts)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=40), st.integers(1, 3000))
def test_one_after_the_other_the_limit_is_passed_by_one_question_at_the_most(takes, limit):
    account = Account(max_tokens=limit)
    spending = Spending(account)
    taken = 0
    for tokens in takes:
        try:
            with spending.question(Usage(prompt_tokens=100)) as took:
                took(Usage(prompt_tokens=tokens or 100))
                taken += tokens or 100
        except BudgetError:
            break

    assert account.spent.tokens == taken
    assert taken <= limit - 100 + max([*takes, 100])


def test_the_first_question_is_asked_alone_and_tells_what_the_others_will_take():
    inner = Metered(lambda _: Usage(calls=1, prompt_tokens=1000))  # ten times what is likely, as of a model that thinks
    limited = Limiting(inner, spending=Spending(Account(max_tokens=5_500)))

    with ThreadPoolExecutor(16) as pool:
        errors = [error for found in pool.map(lambda _: ask_all(limited, 1), range(16)) for error in found]

    assert spent(inner) <= 5_500
    assert len(errors) >= 16 - 5


def test_where_the_first_question_fails_the_others_do_not_wait_for_each_other():
    barrier = threading.Barrier(8, timeout=60)
    asked = iter(range(9))

    def fail(*_):
        if next(asked) > 0:
            barrier.wait()
        return EngineError("status 500", retryable=True)

    limited = Limiting(Scripted(fail), spending=Spending(Account(max_tokens=10_000)))

    with ThreadPoolExecutor(9) as pool:
        errors = [error for found in pool.map(lambda _: ask_all(limited, 1), range(9)) for error in found]

    assert [str(error) for error in errors] == ["status 500"] * 9


def test_a_question_waits_for_those_in_flight_and_takes_what_they_leave(until):
    account = Account(max_tokens=150)
    spending = Spending(account)
    answered = []

    def second():
        with spending.question(Usage(prompt_tokens=100)) as took:
            took(Usage(prompt_tokens=100))
            answered.append(2)

    with spending.question(Usage(prompt_tokens=100)) as took:
        waiting = threading.Thread(target=second)
        waiting.start()
        until(lambda: len(account._changed._waiters) == 1)
        took(Usage(prompt_tokens=10))
    waiting.join()

    assert answered == [2]


def test_failures_are_paid_for_too():
    inner = Scripted(lambda *_: ReplyError("unfit"))
    account = Account(max_tokens=1000)
    inner.reply = lambda *_: (_ for _ in ()).throw(ReplyError("unfit", usage=TAKES))

    errors = ask_all(Limiting(inner, spending=Spending(account)), 30)

    assert isinstance(errors[-1], BudgetError)
    assert 900 <= account.spent.tokens <= 1000


def test_a_server_that_counts_no_tokens_is_charged_what_was_likely():
    inner = Scripted(lambda *_: {"word": "yes"})

    errors = ask_all(Limiting(inner, spending=Spending(Account(max_tokens=1000))), 100)

    assert errors


def test_what_is_known_costs_nothing(tmp_path, asked):
    limited = Limiting(Metered(lambda _: TAKES), spending=Spending(Account(max_tokens=110)))
    cached = Cached(limited, tmp_path / "replies.sqlite", say=lambda _: None)

    for _ in range(50):
        assert cached.reply(asked, Word).value.word == "yes"
    with pytest.raises(BudgetError):
        cached.reply(numbered(1), Word)


def test_the_reason_is_lost_neither_to_patience_nor_to_giving_up(asked):
    inner = Metered(lambda _: TAKES)
    waits = []
    engine = Stopping(Limiting(Retrying(inner, sleep=waits.append), spending=Spending(Account(max_tokens=10))))

    errors = ask_all(engine, 10)

    assert [type(error) for error in errors] == [BudgetError] * 10
    assert all("raise --max-tokens" in str(error) for error in errors)
    assert waits == []


@pytest.fixture
def counting(server, tmp_path, monkeypatch):
    """A server whose model finds an answer to every question, and which counts a token for every four characters."""
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))

    def answer(body):
        if "logprobs" in body:
            return server.encoded(400, {}, {"error": {"message": "no logprobs here", "param": "logprobs"}})
        text = json.dumps(obliged(body["response_format"]["json_schema"]["schema"], "The pier is closed."))
        status, headers, said = server.completion(text)
        told = sum(len(message["content"]) for message in body["messages"]) // 4
        said["usage"] = {"prompt_tokens": told, "completion_tokens": len(text) // 4}
        return server.encoded(status, headers, said)

    server.next = answer
    return server


@pytest.fixture
def articles(tmp_path):
    for n in range(6):
        (tmp_path / f"{n}.txt").write_text(f"The pier {n} is closed. Nobody may enter it, the mayor of Hald said.\n" * 3)
    return sorted(tmp_path.glob("*.txt"))


def test_a_run_that_is_stopped_by_its_limit_goes_on_from_there(counting, articles):
    how = {"model": "m", "base_url": counting.url, "jobs": 1}

    first = summarize.brief(articles, max_tokens=12_000, **how)
    paid = len(counting.requests)
    second = summarize.brief(articles, **how)

    failed = [source for source in first.sources if source.status == "failed"]
    assert 0 < len(failed) < 6
    assert all("the limit of 12,000 tokens is reached" in source.problem for source in failed)
    assert first.made.prompt_tokens + first.made.completion_tokens <= 12_000
    assert {source.status for source in second.sources} == {"read"}
    assert len({str(body["messages"]) for body in counting.requests}) == len(counting.requests) > paid


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_a_run_that_was_stopped_says_so_and_ends_with_3(counting, articles, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")

    ended = run("brief", *articles, "--model", "m", "--base-url", counting.url, "--jobs", 1, "--max-tokens", 12_000)

    assert ended.exit_code == 3
    assert 1 <= ended.stderr.count("raise --max-tokens and run again") <= 4  # each reason once


def test_a_run_that_could_ask_nothing_ends_with_1(counting, articles):
    ended = run("brief", *articles, "--model", "m", "--base-url", counting.url, "--max-tokens", 10)

    assert ended.exit_code == 1
    assert ended.stderr.startswith("summarize: the limit of 10 tokens is reached: 0 spent")
    assert counting.requests == []


@pytest.mark.parametrize("command", ["brief", "check"])
def test_dollars_of_a_model_without_a_price_are_wrong_usage(server, articles, tmp_path, command):
    claims = tmp_path / "claims.jsonl"
    claims.write_text('{"id": "1", "statement": "It is closed.", "cited": ["It is closed."]}\n')
    given = claims if command == "check" else articles[0]

    ended = run(command, given, "--model", "m", "--base-url", server.url, "--max-cost", 1)

    assert ended.exit_code == 2
    assert "no price is known for m at http" in ended.stderr
    assert server.requests == []


@pytest.mark.parametrize("limit", ["0", "-1", "nan"])
def test_a_limit_that_is_none_is_wrong_usage(articles, limit):
    ended = run("brief", articles[0], "--model", "openai/gpt-5-mini", "--max-cost", limit)

    assert ended.exit_code == 2
    assert "--max-cost wants more than 0" in ended.stderr


def test_statements_beyond_the_limit_are_not_checked(counting, tmp_path):
    claims = [
        {"id": str(n), "statement": f"Pier {n} was closed by the mayor.", "cited": [f"The mayor shut pier {n}."]}
        for n in range(9)
    ]

    results = list(summarize.check(claims, model="m", base_url=counting.url, jobs=1, max_tokens=3_000))

    failed = [result for result in results if result.failed]
    assert 0 < len(failed) < 9
    assert all("the limit of 3,000 tokens is reached" in result.reasons[0] for result in failed)


def test_an_engine_of_ones_own_is_limited_too(articles):
    with pytest.raises(EngineError, match="the limit of 10 tokens is reached"):
        summarize.brief(articles, engine=Scripted([]), max_tokens=10)
