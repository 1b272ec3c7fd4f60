"""Questions that a provider answers in batches: a real HTTP server in its place, with its faults."""

import json
import random
from collections import deque

import pytest
from pydantic import BaseModel

from summarize.engines.batches.ledger import Ledger
from summarize.engines.batches.outbox import Limits
from summarize.engines.batches.rounds import How, batched, rounds
from summarize.engines.connect import Connection
from summarize.engines.prompts import Prompt
from summarize.errors import ClosedError, EngineError, PendingError, RefusedError, ReplyError, TooLongError, UsageError
from tests.batch_server import EXPIRED, Fate, answered, expired, refused, serving

KEY = "sk-canary-1234567890abcdef"


class Said(BaseModel):
    word: str


class Other(BaseModel):
    other: str


def question(n, name="extract"):
    return Prompt(name, "sha256:1", "You read news.", f"Number {n}.")


def echo(body):
    """The model says the last word that it was told."""
    return json.dumps({"word": body["messages"][-1]["content"].split()[-1].strip(".")})


@pytest.fixture
def server(tmp_path):
    (tmp_path / "server").mkdir()
    with serving(tmp_path / "server", echo) as running:
        yield running


@pytest.fixture
def told():
    return []


@pytest.fixture
def connect(server, tmp_path, told, monkeypatch):
    """Batches of the server; the folder is the same each time, and waiting takes no time."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))

    def connected(*, cache=False, by_hand=False, requests=50_000, size=10**8, folder="run"):
        how = How(Limits(requests, size), by_hand=by_hand, sleep=lambda _: None)
        connection = Connection(model="m", base_url=server.url, cache=cache)
        return batched(connection, tmp_path / folder, say=told.append, how=how)

    return connected


def asking(batches, numbers, shape=Said):
    """A pass over so many questions: what each gave, an answer or an error."""

    def run():
        gave = {}
        for n in numbers:
            try:
                gave[n] = batches.connected.engine.reply(question(n), shape).value.word
            except EngineError as error:
                gave[n] = error
        return gave

    return run


def once_each(server):
    return set(server.paid.values()) <= {1}


def test_all_questions_are_answered_in_a_second_pass_and_paid_once(connect, server):
    with connect(requests=4) as batches:
        gave = rounds(asking(batches, range(10)), batches)

    assert gave == {n: str(n) for n in range(10)}
    assert len(server.live) == 1  # the first one shows what the endpoint takes
    assert len(server.paid) == 9
    assert once_each(server)
    assert sum(call == "POST /v1/batches" for call in server.calls) == 3


def test_a_file_holds_no_more_requests_and_bytes_than_its_limits(connect, server, tmp_path):
    with connect(requests=7, size=3000, by_hand=True) as batches:
        asking(batches, range(30))()
        batches.post.submit()
        files = [path.read_bytes() for path in batches.post.waiting()]

    assert all(len(data) <= 3000 and data.count(b"\n") <= 7 for data in files)
    assert sum(data.count(b"\n") for data in files) == 30


def test_a_question_that_no_file_can_hold_is_too_long(connect):
    with connect(size=100, by_hand=True) as batches, pytest.raises(TooLongError):
        batches.connected.engine.reply(question(1), Said)


def test_what_an_expired_batch_had_done_is_kept_and_only_the_rest_asked_again(connect, server):
    server.fates.append(expired(5))

    with connect() as batches:
        gave = rounds(asking(batches, range(12)), batches)

    assert gave == {n: str(n) for n in range(12)}
    assert once_each(server)
    assert len(server.batches) == 2


@pytest.mark.parametrize("status", ["cancelled", "expired", "completed"])
@pytest.mark.parametrize("came", [EXPIRED, refused(429, "slow down"), refused(500, "oops"), (0, None), (200, {}), "nothing"])
def test_what_came_without_an_answer_is_asked_again_until_the_third_time(connect, server, status, came):
    server.fates.extend([Fate(status, lambda n: came if n == 1 else None), Fate(status, lambda _: came)])

    with connect() as batches:
        gave = rounds(asking(batches, range(5)), batches)

    assert gave == {n: str(n) for n in range(5)}
    assert len(server.batches) == 3


def test_a_question_without_answer_in_three_batches_fails_with_its_reason(connect, server):
    server.fates.extend([Fate(row=lambda _: refused(500, "the disk is full")) for _ in range(3)])

    with connect() as batches:
        gave = rounds(asking(batches, range(3)), batches)

    assert gave[0] == "0"
    assert "the disk is full (status 500)" in str(gave[1])
    assert not gave[1].retryable
    assert len(server.batches) == 3


def test_rows_may_come_in_any_order_twice_strange_and_broken(connect, server, told):
    def muddled(lines):
        strange = json.dumps({"custom_id": "someone-else", "response": {"status_code": 200, "body": answered("{}")}}).encode()
        mixed = [*lines, *lines, strange + b"\n", b"{\n", b"\xff\xfe\n", b"[1]\n", b"\n", b'{"custom_id": 7}\n']
        random.Random(1).shuffle(mixed)
        return [*mixed, b'{"custom_id": "' + b"x" * 5_000_000 + b'"}\n']

    server.fates.append(Fate(output=muddled))

    with connect() as batches:
        gave = rounds(asking(batches, range(6)), batches)

    assert gave == {n: str(n) for n in range(6)}
    assert "output-00001.jsonl: 5 answers, 0 errors that may pass, 6 of no question that waits, 5 that cannot be read" in told


def test_a_refused_row_is_a_refusal_as_if_it_were_live(connect, server):
    server.fates.append(
        Fate(row=lambda n: refused(400, "no such thing") if n == 0 else refused(400, "x", code="content_filter"))
    )

    with connect() as batches:
        gave = rounds(asking(batches, range(3)), batches)

    assert "refuses the request (status 400): no such thing" in str(gave[1])
    assert isinstance(gave[2], RefusedError)
    assert len(server.batches) == 1


def test_a_question_that_is_too_long_says_so(connect, server):
    words = "This model's maximum context length is 10 tokens. However, your messages resulted in 30 tokens."
    server.fates.extend([Fate(row=lambda _: refused(400, words, code="context_length_exceeded"))] * 3)

    with connect() as batches:
        gave = rounds(asking(batches, range(2)), batches)

    assert isinstance(gave[1], TooLongError)
    assert len(server.batches) == 3  # each with room for a shorter reply


def test_what_the_endpoint_does_not_take_is_learned_from_one_question(connect, server):
    def picky(body):
        if "max_tokens" in body:
            return refused(400, "Unsupported parameter: 'max_tokens'", param="max_tokens")
        return echo(body)

    server.respond = picky

    with connect() as batches:
        gave = rounds(asking(batches, range(4)), batches)

    assert gave == {n: str(n) for n in range(4)}
    assert len(server.live) == 2
    assert len(server.batches) == 1


def test_a_refusal_that_teaches_is_followed_by_the_question_on_better_terms(connect, server):
    """Files that somebody else runs: nothing was asked before."""
    with connect(by_hand=True) as batches:
        with pytest.raises(PendingError):
            rounds(asking(batches, range(3)), batches)
        batches.post.take(run(batches, lambda _: refused(400, "Unsupported parameter: 'seed'", param="seed")))
        with pytest.raises(PendingError):
            rounds(asking(batches, range(3)), batches)
        [asked] = batches.post.waiting()
        assert all("seed" not in json.loads(line)["body"] for line in asked.read_text().splitlines())
        batches.post.take(run(batches, lambda body: (200, answered(echo(body)))))
        assert rounds(asking(batches, range(3)), batches) == {n: str(n) for n in range(3)}


def run(batches, respond):
    """What vLLM's `run-batch` does: all rows into one file, refusals with an error beside the response."""
    [asked] = batches.post.waiting()
    out = asked.with_name("out.jsonl")
    with out.open("w") as file:
        for line in asked.read_text().splitlines():
            one = json.loads(line)
            status, body = respond(one["body"])
            response = {"status_code": status, "request_id": "vllm-1", "body": body}
            file.write(json.dumps({"id": "vllm-2", "custom_id": one["custom_id"], "response": response, "error": None}) + "\n")
    return out


def test_a_reply_that_was_cut_off_is_asked_for_with_more_room(connect, server):
    def short(body):
        return answered('{"word": "1', finish_reason="length") if body["max_tokens"] == 8192 else echo(body)

    server.respond = short

    with connect(by_hand=True) as batches:
        for respond in (short, short):
            with pytest.raises(PendingError):
                rounds(asking(batches, [3]), batches)
            batches.post.take(run(batches, lambda body, r=respond: (200, c if isinstance(c := r(body), dict) else answered(c))))
        gave = rounds(lambda: batches.connected.engine.reply(question(3), Said), batches)

    assert gave.value.word == "3"
    assert gave.usage.calls == 2


def test_a_reply_that_does_not_fit_is_asked_for_again_with_what_was_wrong(connect, server):
    server.respond = lambda body: (
        echo(body) if len(body["messages"]) < 3 or "4" not in str(body["messages"][1]) else '{"word": "4"}'
    )
    server.fates.append(Fate(row=lambda _: (200, answered("I would rather not say."))))

    with connect() as batches:
        gave = rounds(lambda: [batches.connected.engine.reply(question(n), Said).value.word for n in (1, 4)], batches)

    assert gave == ["1", "4"]
    assert once_each(server)


def test_a_reply_that_never_fits_is_an_error_and_counted(connect, server):
    server.respond = lambda _: "no"

    with connect() as batches:
        [first, second] = rounds(asking(batches, range(2)), batches).values()

    assert isinstance(first, ReplyError)
    assert isinstance(second, ReplyError)
    assert second.usage.calls == 3


def test_a_batch_that_was_not_accepted_is_asked_again_but_for_the_lines_at_fault(connect, server):
    problem = {"code": "invalid_request", "message": "that line is odd", "line": 2, "param": None}
    server.fates.append(Fate("failed", problems=(problem,)))

    with connect() as batches:
        gave = rounds(asking(batches, range(5)), batches)

    assert "that line is odd" in str(gave.pop(2))
    assert gave == {n: str(n) for n in (0, 1, 3, 4)}


def test_batches_wait_for_each_other_where_the_account_lets_no_more_wait(connect, server):
    full = Fate("failed", problems=({"code": "token_limit_exceeded", "message": "Enqueued token limit", "line": None},))
    server.fates.extend([Fate(), full, full])

    with connect(requests=2) as batches:
        gave = rounds(asking(batches, range(7)), batches)

    assert gave == {n: str(n) for n in range(7)}
    assert once_each(server)
    assert len(server.batches) == 5


def test_an_account_that_cannot_take_one_file_is_told_of_as_such(connect, server):
    server.fates.append(Fate("failed", problems=({"code": "token_limit_exceeded", "message": "Enqueued", "line": None},)))

    with connect() as batches, pytest.raises(EngineError, match="take smaller files"):
        rounds(asking(batches, range(3)), batches)


@pytest.mark.parametrize("fault", [(429, {"retry-after": "1"}), (500, {}), (503, {}), None])
@pytest.mark.parametrize("call", ["POST /v1/files", "POST /v1/batches", "GET /v1/batches/", "GET /v1/files/"])
def test_a_fault_that_passes_is_waited_for(connect, server, call, fault):
    server.faults[call] = deque([fault, fault])

    with connect() as batches:
        gave = rounds(asking(batches, range(4)), batches)

    assert gave == {n: str(n) for n in range(4)}
    assert once_each(server)


def test_a_fault_that_stays_ends_the_run_which_goes_on_another_time(connect, server):
    server.faults["POST /v1/batches"] = deque([(500, {})] * 8)

    with connect() as batches, pytest.raises(EngineError, match="cannot answer now"):
        rounds(asking(batches, range(4)), batches)
    with connect() as batches:
        gave = rounds(asking(batches, range(4)), batches)

    assert gave == {n: str(n) for n in range(4)}
    assert sum(call == "POST /v1/files" for call in server.calls) == 1
    assert once_each(server)


def test_a_download_that_breaks_off_is_made_again(connect, server):
    server.cut.extend([100, 0])

    with connect() as batches:
        assert rounds(asking(batches, range(4)), batches) == {n: str(n) for n in range(4)}
    assert len(server.batches) == 1


def test_who_leaves_comes_back_and_finds_the_answers(connect, server):
    for _ in range(2):
        with connect() as batches, pytest.raises(PendingError, match="3 questions wait"):
            rounds(asking(batches, range(4)), batches, leave=True)
    with connect() as batches:
        gave = rounds(asking(batches, range(4)), batches, leave=True)

    assert gave == {n: str(n) for n in range(4)}
    assert len(server.batches) == 1
    assert once_each(server)


def killed_at(monkeypatch, step):
    """The run ends at a call of the ledger's."""

    class Killed(BaseException):
        pass

    left, real = [step], Ledger.note

    def note(self, file):
        if not left[0]:
            raise Killed
        left[0] -= 1
        real(self, file)

    monkeypatch.setattr(Ledger, "note", note)
    return Killed


@pytest.mark.parametrize("step", range(6))
def test_a_run_that_is_killed_while_it_sends_creates_no_batch_twice(connect, server, monkeypatch, step):
    with connect(requests=2) as batches, monkeypatch.context() as patch:
        killed = killed_at(patch, step)
        with pytest.raises(killed):
            rounds(asking(batches, range(7)), batches)
    with connect(requests=2) as batches:
        gave = rounds(asking(batches, range(7)), batches)

    assert gave == {n: str(n) for n in range(7)}
    assert len({batch["input_file_id"] for batch in server.batches.values()}) == len(server.batches) == 3
    assert once_each(server)


def test_a_run_that_is_killed_in_its_pass_has_asked_nothing(connect, server):
    with connect(requests=2) as batches:
        asking(batches, range(5))()
    with connect(requests=2) as batches:
        gave = rounds(asking(batches, range(5)), batches)

    assert gave == {n: str(n) for n in range(5)}
    assert once_each(server)


def test_what_was_paid_in_the_run_is_counted_in_its_last_pass_at_the_price_of_a_batch(connect, server, monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    with connect(cache=True) as batches:
        batches.engine.endpoint = batches.engine.endpoint._replace(provider="openai", model="gpt-4o")
        used = rounds(lambda: [batches.connected.engine.reply(question(n), Said).usage for n in range(3)], batches)

    live, *rest = [one.cost_usd for one in used]
    assert live == pytest.approx(0.0035)  # 1,000 tokens at 2.50 and 100 at 10 dollars a million
    assert rest == [pytest.approx(0.00175)] * 2


def test_the_cache_knows_what_a_batch_answered_under_the_same_name(connect, server):
    with connect(cache=True) as batches:
        rounds(asking(batches, range(3)), batches)
    with connect(cache=True, folder="another") as batches:
        gave = rounds(lambda: [batches.connected.engine.reply(question(n), Said) for n in range(3)], batches)

    assert [one.usage.reused for one in gave] == [1, 1, 1]
    assert len(server.batches) == 1


def test_of_a_unit_only_questions_of_the_prompt_that_waits_are_asked(connect, server):
    def work():
        unit = batches.unit()
        for name in ("extract", "extract", "judge_claims"):
            with pytest.raises(PendingError):
                unit.reply(question(len(asked), name), Said)
            asked.append(name)
        assert unit.waits

    asked = []
    with connect(by_hand=True) as batches:
        work()
        batches.post.submit()
        assert [len(path.read_text().splitlines()) for path in batches.post.waiting()] == [2]


def test_a_choice_is_asked_by_log_probabilities_and_in_writing_where_these_are_refused(connect, server):
    server.respond = lambda body: refused(403, "no logprobs for you") if "logprobs" in body else '{"answer": "yes"}'

    with connect() as batches:
        engine = batches.connected.engine
        gave = rounds(lambda: [engine.choose(question(n), ("yes", "no")).shares for n in range(3)], batches)

    assert gave == [(1.0, 0.0)] * 3
    assert len(server.live) == 2


def test_a_key_that_is_refused_shows_before_anything_is_sent(connect, server):
    server.respond = lambda _: refused(401, f"Incorrect API key provided: {KEY}")

    with connect() as batches:
        gave = rounds(asking(batches, range(2)), batches)

    assert all(isinstance(error, ClosedError) for error in gave.values())
    assert not server.batches


def test_the_key_is_in_no_file_and_no_message(connect, server, tmp_path, told):
    server.fates.append(
        Fate(row=lambda n: refused(500, f"it is {KEY}") if n else None, output=lambda lines: [*lines, KEY.encode()])
    )

    with connect() as batches:
        rounds(asking(batches, range(4)), batches)

    kept = [path.read_bytes() for path in (tmp_path / "run").iterdir()]
    assert not any(KEY.encode() in data for data in kept)
    assert any(b"[key]" in data for data in kept)
    assert KEY not in str(told)


def test_two_runs_do_not_share_a_folder(connect):
    with connect() as batches, pytest.raises(UsageError, match="another run uses it"), connect():
        asking(batches, range(1))


def test_a_file_that_is_no_ledger_is_left_alone(connect, tmp_path):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "batches.sqlite").write_text("my diary, " * 1000)

    with pytest.raises(UsageError, match="no folder of batches"), connect():
        pass
    assert (tmp_path / "run" / "batches.sqlite").read_text().startswith("my diary")
