"""Any statement against any text: claims are read whole before anything is asked, results come in order and are not lost."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import summarize
from summarize.checking.claims import (
    Checkable,
    CheckResult,
    checkables,
    checked,
    line,
    read_claims,
    shortfalls,
    summary,
)
from summarize.cli import app
from summarize.engines import retrying
from summarize.errors import AwayError, ClaimsError, EngineError, OutputError, ReplayError, UsageError
from summarize.files import lines_to
from summarize.testing import Scripted

PATIENCE = 300  # seconds for what takes a second on an idle machine: only a hang takes longer
SAME = {"id": "same", "statement": "The old bridge was closed.", "cited": ["It rained.", "The old\nbridge was closed."]}
WRONG = {"id": 7, "statement": "Ten people died.", "cited": ["Two people died."]}
OPEN = {"id": "open", "statement": "The mayor closed the bridge.", "cited": ["The bridge was closed by the mayor on Monday."]}


def opened(number):
    """A claim that no guard objects to and only a model can judge."""
    return OPEN | {"id": number, "note": f"the {number}th"}


def quiet(_):
    pass


def judged(claims, script, *, jobs=1, said=None):
    return checked(checkables(claims), Scripted(script), jobs=jobs, say=said.append if said is not None else quiet)


def guarded(*claims):
    return list(checked(checkables(claims), None, jobs=1, say=quiet))


# Reading


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Write `c.jsonl`; its name comes back."""
    monkeypatch.chdir(tmp_path)

    def write(content):
        Path("c.jsonl").write_bytes(content if isinstance(content, bytes) else content.encode())
        return "c.jsonl"

    return write


def test_claims_are_read_in_their_order_and_other_keys_are_left_out(file):
    claims = read_claims(file("\n".join(json.dumps(c | {"label": True}) for c in (OPEN, SAME, WRONG))))

    assert [c.id for c in claims] == ["open", "same", 7]
    assert claims[1] == Checkable(**SAME)


def test_a_claim_may_have_context(file):
    [claim] = read_claims(file(json.dumps(SAME | {"context": ["Ada Holt is the mayor."]})))

    assert claim.context == ("Ada Holt is the mayor.",)


@pytest.mark.parametrize("context", ["Ada Holt is the mayor.", [" "], [1], None])
def test_context_that_is_no_list_of_texts_is_named(file, context):
    with pytest.raises(ClaimsError, match='line 1 has a "context" that is no list of strings'):
        read_claims(file(json.dumps(SAME | {"context": context})))


def test_the_model_is_shown_the_context_and_a_name_may_come_from_there():
    engine = Scripted([1.0])
    claim = Checkable(id=1, statement="Ada Holt shut it.", cited=("She closed it.",), context=("Ada Holt is the mayor.",))

    [result] = checked([claim], engine, jobs=1, say=lambda _: None)

    assert result.accepted
    assert "Text: Ada Holt is the mayor. She closed it.\n" in engine.prompts[0].user


@pytest.mark.parametrize(
    "content",
    [b"\xef\xbb\xbf" + json.dumps(SAME).encode(), f"\n \n{json.dumps(SAME)}\r\n\r\n", json.dumps(SAME)],
    ids=["byte order mark", "blank lines and Windows line ends", "no last line end"],
)
def test_a_claim_is_read_whatever_stands_around_it(file, content):
    assert read_claims(file(content)) == (Checkable(**SAME),)


def test_a_line_separator_inside_a_string_ends_no_line(file):
    claim = SAME | {"statement": "One\u2028two\x85three."}

    assert read_claims(file(json.dumps(claim, ensure_ascii=False)))[0].statement == "One\u2028two\x85three."


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("no", "is not JSON: Expecting value at column 1"),
        ('{"id": 1', "is not JSON"),
        ("9" * 5000, "is not JSON that can be read"),
        ("[" * 100_000, "is not JSON that can be read"),
        ("[1]", "is no claim: it wants an object with id, statement, cited"),
        ("null", "is no claim"),
        (json.dumps({"id": 1, "cited": ["x"]}), 'needs "statement": a string that is not blank'),
        (json.dumps(OPEN | {"statement": " "}), 'needs "statement"'),
        (json.dumps(OPEN | {"statement": 5}), 'needs "statement"'),
        (json.dumps(OPEN | {"statement": "half \ud83d"}), 'needs "statement"'),
        (json.dumps(OPEN | {"cited": "a text"}), 'needs "cited": a list of strings'),
        (json.dumps(OPEN | {"cited": []}), 'needs "cited"'),
        (json.dumps(OPEN | {"cited": ["a", None]}), 'needs "cited"'),
        (json.dumps(OPEN | {"cited": ["a", "\ud83d"]}), 'needs "cited"'),
        (json.dumps({"statement": "x", "cited": ["x"]}), 'needs "id": a string or a whole number'),
        (json.dumps(OPEN | {"id": None}), 'needs "id"'),
        (json.dumps(OPEN | {"id": True}), 'needs "id"'),
        (json.dumps(OPEN | {"id": 1.5}), 'needs "id"'),
        (b'{"id": "caf\xe9"}', "is not UTF-8: save the file as UTF-8"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_line_that_is_no_claim_is_named_with_its_number(file, bad, why):
    bad = bad if isinstance(bad, bytes) else bad.encode()

    with pytest.raises(ClaimsError) as caught:
        read_claims(file(json.dumps(SAME).encode() + b"\n\n" + bad + b"\n"))

    assert str(caught.value).startswith(f"'c.jsonl', line 3 {why}")
    assert "\n" not in str(caught.value)


def test_two_claims_with_one_id_are_both_named(file):
    lines = "\n".join(json.dumps(claim) for claim in (SAME, WRONG, OPEN | {"id": "same"}))

    with pytest.raises(ClaimsError, match=r"line 3 has the id 'same' of 'c.jsonl', line 1"):
        read_claims(file(lines))


def test_a_number_and_its_digits_are_two_ids(file):
    assert len(read_claims(file("\n".join(json.dumps(opened(n)) for n in (1, "1"))))) == 2


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_a_file_without_claims_is_wrong_usage(file, content):
    with pytest.raises(UsageError, match=r"'c\.jsonl' holds no claims"):
        read_claims(file(content))


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(ClaimsError, match=r"cannot read 'nope\.jsonl': no such file"):
        read_claims("nope.jsonl")


def test_a_missing_standard_input_is_said():
    with pytest.raises(ClaimsError, match="no standard input"):
        read_claims("-", stdin=None)


def read_or_refused(path):
    try:
        return read_claims(path)[0], ""
    except ClaimsError as error:
        return None, str(error)


ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=5)  # halves of surrogate pairs, too
ODD = (
    st.none()
    | st.booleans()
    | st.floats()
    | st.lists(st.integers(), max_size=2)
    | st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=2)
)


@given(
    st.fixed_dictionaries(
        {"id": ANY_TEXT | st.integers() | ODD, "statement": ANY_TEXT | ODD, "cited": st.lists(ANY_TEXT, max_size=3) | ODD}
    )
)
def test_whatever_stands_in_a_claim_it_is_refused_in_one_line_or_its_result_can_be_written(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_text(json.dumps(data))

    claim, refusal = read_or_refused(str(path))

    if claim is None:
        assert "\n" not in refusal
    else:
        result = CheckResult(id=claim.id, accepted=False, verdict="unchecked", reasons=claim.cited)
        assert json.loads(line(result).encode())["reasons"] == list(claim.cited)


# Checking


def test_without_a_model_what_no_guard_objects_to_is_accepted_and_says_that_it_is_unchecked():
    results = guarded(SAME, WRONG, OPEN)

    assert [(r.id, r.accepted, r.verdict) for r in results] == [
        ("same", True, "supported"),
        (7, False, "unsupported"),
        ("open", True, "unchecked"),
    ]
    assert "Ten" in results[1].reasons[0]
    assert not any(r.failed for r in results)


@pytest.mark.parametrize(
    ("probability", "accepted", "verdict"), [(0.9, True, "supported"), (0.45, False, "partly"), (0.1, False, "unsupported")]
)
def test_with_a_model_only_what_it_supports_is_accepted(probability, accepted, verdict):
    (result,) = judged([OPEN], [probability])

    assert (result.accepted, result.verdict, result.usage.calls) == (accepted, verdict, 1)


def test_a_model_is_asked_only_where_the_words_do_not_settle_it():
    engine = Scripted([0.9])

    list(checked(checkables([SAME, WRONG, OPEN]), engine, jobs=1, say=quiet))

    assert len(engine.prompts) == 1


def test_what_a_model_could_not_judge_is_not_accepted_and_the_others_are_checked():
    results = list(judged([OPEN, opened(2), SAME], [EngineError("the text is too long"), 0.9]))

    assert [(r.accepted, r.verdict, r.failed) for r in results] == [
        (False, "unchecked", True),
        (True, "supported", False),
        (True, "supported", False),
    ]
    assert "the text is too long" in results[0].reasons[0]


def test_a_server_that_stays_away_is_not_waited_for_by_every_claim():
    engine = Scripted(lambda *_: AwayError("cannot reach x"))

    results = list(checked(checkables(map(opened, range(20))), engine, jobs=1, say=quiet))

    assert len(results) == 20
    assert len(engine.prompts) == 2


@pytest.mark.parametrize("jobs", [1, 4])
def test_results_are_in_the_order_of_the_claims_however_many_are_judged_at_once(jobs):
    def script(*_):
        time.sleep(random.random() / 100)
        return 0.9

    results = judged([opened(n) for n in range(20)], script, jobs=jobs)

    assert [r.id for r in results] == list(range(20))


def test_a_result_is_there_before_the_next_claim_is_judged():
    go_on = threading.Event()
    second = [opened(2) | {"statement": "The mayor closed a bridge."}]

    with closing(
        judged([OPEN, *second], lambda p, _: 0.9 if "closed the bridge" in p.user else go_on.wait(PATIENCE) * 0.9)
    ) as results:
        assert next(results).id == "open"
        go_on.set()
        assert next(results).id == 2


def test_a_cassette_that_lacks_a_reply_ends_the_run():
    def script(*_):
        raise ReplayError("the cassette lacks a reply")

    with pytest.raises(ReplayError):
        list(judged([OPEN, opened(2)], script, jobs=2))


def test_after_closing_nobody_waits_and_no_further_claim_is_judged(until):
    go_on, under_way, answered = threading.Event(), threading.Event(), threading.Event()

    def script(prompt, _):
        if "a bridge" in prompt.user:
            under_way.set()
            go_on.wait(PATIENCE)
            answered.set()
        return 0.9

    before = threading.active_count()
    engine = Scripted(script)
    claims = [OPEN, *(opened(n) | {"statement": "The mayor closed a bridge."} for n in range(9))]
    results = checked(checkables(claims), engine, jobs=1, say=quiet)
    next(results)
    assert under_way.wait(PATIENCE)
    results.close()
    waited = answered.is_set()
    go_on.set()
    until(lambda: threading.active_count() <= before)

    assert not waited
    assert len(engine.prompts) == 2


def test_progress_is_said_about_ten_times():
    said = []

    list(judged([opened(n) for n in range(200)], lambda *_: 0.9, said=said))

    assert [words.split()[0] for words in said] == [f"[{n}/200]" for n in range(20, 201, 20)]
    assert said[-1].startswith("[200/200] 200 accepted, ")


# Writing


def test_a_line_has_these_keys_and_keeps_its_letters():
    written = line(CheckResult(id="ж", accepted=False, verdict="partly", reasons=("Zoë\nsaid",)))

    assert written == '{"id": "ж", "accepted": false, "verdict": "partly", "reasons": ["Zoë\\nsaid"]}\n'


def test_each_line_is_in_the_partial_file_at_once_and_the_file_gets_its_name_at_the_end(tmp_path):
    path, partial = tmp_path / "r.jsonl", tmp_path / "r.jsonl.partial"
    path.write_text("earlier\n")

    with lines_to(path, say=quiet) as write:
        write("one\n")
        assert (path.read_text(), partial.read_text()) == ("earlier\n", "one\n")
        write("two\n")

    assert path.read_text() == "one\ntwo\n"
    assert list(tmp_path.iterdir()) == [path]


def stopped_after(text, path, *, say):
    with lines_to(path, say=say) as write:
        write(text)
        raise KeyboardInterrupt


def test_after_a_failure_the_lines_so_far_are_kept_beside_the_earlier_file_and_that_is_said(tmp_path):
    path, said = tmp_path / "r.jsonl", []
    path.write_text("earlier\n")

    with pytest.raises(KeyboardInterrupt):
        stopped_after("one\n", path, say=said.append)

    assert path.read_text() == "earlier\n"
    assert said == [f"the results so far are in '{path}.partial'"]
    assert (tmp_path / "r.jsonl.partial").read_text() == "one\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_an_output_error():
    with (
        pytest.raises(OutputError, match="cannot write '/dev/full': No space"),
        lines_to(Path("/dev/full"), say=quiet) as write,
    ):
        write("one\n")


def test_the_summary_counts_claims_and_verdicts():
    results = guarded(SAME, WRONG, OPEN, opened(2))

    assert summary(results) == "claims: 4 checked, 3 accepted (2 unchecked, 1 supported, 1 unsupported)"


@pytest.mark.parametrize(("bar", "short"), [(None, False), (0.0, False), (0.75, False), (0.76, True), (1.0, True)])
def test_a_share_below_the_bar_falls_short_and_one_that_reaches_it_does_not(bar, short):
    found = shortfalls(guarded(SAME, WRONG, OPEN, opened(2)), bar=bar)

    assert bool(found) is short
    assert not short or found == [f"3 of 4 claims accepted, a share of 0.750: below --fail-under {bar:g}"]


# From Python


def test_the_function_gives_results_for_mappings_and_values():
    results = list(summarize.check([Checkable(**SAME), WRONG], no_model=True))

    assert [(r.id, r.accepted) for r in results] == [("same", True), (7, False)]


@pytest.mark.parametrize(
    ("claims", "error", "why"),
    [
        ([], UsageError, "no claims"),
        ([SAME, {"id": 1}], ClaimsError, 'claim 2 needs "statement"'),
        ([SAME, OPEN, SAME], ClaimsError, "claim 3 has the id 'same' of claim 1"),
        ("text", ClaimsError, "claim 1 is no claim"),
    ],
)
def test_the_function_refuses_claims_that_are_none_before_any_result_is_asked_for(claims, error, why):
    with pytest.raises(error, match=why):
        summarize.check(claims, model="local")


def test_the_function_takes_no_model_and_a_model_for_a_contradiction():
    with pytest.raises(UsageError, match="asks no model"):
        summarize.check([SAME], no_model=True, model="local")


# The command


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with three claims; no key, no proxy, and a cache of its own."""
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "SUMMARIZE_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(retrying, "LONGEST_WAIT", 0.0)
    monkeypatch.chdir(tmp_path)
    put(SAME, WRONG, OPEN)
    return tmp_path


@pytest.fixture
def model(server):
    """A server that says yes to everything, and the options that name it."""
    server.respond = lambda _: '{"answer": "yes"}'
    server.options = ["--model", "test", "--base-url", server.url]
    return server


def put(*claims):
    Path("c.jsonl").write_text("".join(json.dumps(claim) + "\n" for claim in claims))


def check(*words, stdin=None):
    return CliRunner().invoke(app, ["check", *map(str, words)], input=stdin)


def verdicts(text):
    return [(r["id"], r["accepted"], r["verdict"]) for r in map(json.loads, text.splitlines())]


def failed(done, status):
    """Assert that a command ended with `status` and one line about it; give the line."""
    assert done.exit_code == status, done.output
    assert isinstance(done.exception, SystemExit)
    assert sum(words.startswith(("summarize: ", "Error: ")) for words in done.stderr.splitlines()) == 1
    return done.stderr.rstrip("\n").splitlines()[-1]


JUDGED = [("same", True, "supported"), (7, False, "unsupported"), ("open", True, "supported")]


def test_results_go_to_standard_output_and_the_summary_to_standard_error(here, model):
    done = check("c.jsonl", *model.options)

    assert done.exit_code == 0, done.output
    assert verdicts(done.stdout) == JUDGED
    assert "claims: 3 checked, 2 accepted (2 supported, 1 unsupported); 1 calls" in done.stderr.splitlines()[-1]


def test_claims_may_come_from_standard_input(here, model):
    assert verdicts(check("-", *model.options, stdin=json.dumps(OPEN)).stdout) == [("open", True, "supported")]


def test_results_go_to_a_file(here, model):
    done = check("c.jsonl", *model.options, "-o", "r.jsonl")

    assert (done.exit_code, done.stdout) == (0, ""), done.output
    assert verdicts(Path("r.jsonl").read_text()) == JUDGED
    assert not Path("r.jsonl.partial").exists()


def test_the_claims_file_may_be_the_output(here):
    done = check("c.jsonl", "--no-model", "-o", "c.jsonl")

    assert done.exit_code == 0, done.output
    assert len(verdicts(Path("c.jsonl").read_text())) == 3


def test_no_model_starts_and_asks_nothing(here, monkeypatch):
    monkeypatch.setattr("summarize.engines.connect.connect", None)

    done = check("c.jsonl", "--no-model")

    assert done.exit_code == 0, done.output
    assert verdicts(done.stdout)[2] == ("open", True, "unchecked")
    assert "using --model" not in done.stderr


def test_a_second_run_asks_nothing(here, model):
    first, again = (check("c.jsonl", *model.options) for _ in range(2))

    assert again.stdout == first.stdout
    assert len(model.requests) == 1
    assert "0 calls, 1 replies that were known" in again.stderr


def test_a_cassette_replays_without_a_server(here, model):
    first = check("c.jsonl", *model.options, "--cassette", "tape.json")
    model.stop()
    again = check("c.jsonl", *model.options, "--cassette", "tape.json")

    assert (first.exit_code, again.exit_code) == (0, 0), again.output
    assert again.stdout == first.stdout


def test_where_guards_settle_everything_a_cassette_has_nothing_to_record_and_nothing_failed(here, model):
    put(SAME, WRONG)

    assert check("c.jsonl", *model.options, "--cassette", "tape.json").exit_code == 0


def test_a_recording_that_fails_at_the_end_does_not_take_the_results_along(here, model):
    def respond(_):
        Path("tapes").rename("gone")
        Path("tapes").write_text("in the way")
        return '{"answer": "yes"}'

    model.respond = respond

    done = check("c.jsonl", *model.options, "--cassette", "tapes/tape.json", "-o", "r.jsonl")

    assert done.exit_code == 3, done.output
    assert "no cassette 'tapes/tape.json' was recorded" in done.stderr.splitlines()[-1]
    assert verdicts(Path("r.jsonl").read_text()) == JUDGED


def test_a_model_that_cannot_judge_has_status_3_and_one_line_says_how_often_and_why(here, model):
    put(SAME, OPEN, opened(2), opened(3))
    model.respond = None
    model.fail(401, repeat=True)

    done = check("c.jsonl", *model.options)

    assert done.exit_code == 3, done.output
    assert [accepted for _, accepted, _ in verdicts(done.stdout)] == [True, False, False, False]
    assert done.stderr.splitlines()[-1].startswith("3 of 4 claims stay unchecked: ")
    assert "wants a key" in done.stderr.splitlines()[-1]


def test_a_share_below_the_bar_has_status_3_after_all_is_written(here):
    done = check("c.jsonl", "--no-model", "--fail-under", "0.95", "-o", "r.jsonl")

    assert done.exit_code == 3
    assert done.stderr.splitlines()[-1] == "2 of 3 claims accepted, a share of 0.667: below --fail-under 0.95"
    assert len(verdicts(Path("r.jsonl").read_text())) == 3


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--no-model", "--model", "local"], "--no-model asks no model"),
        (["--no-model", "--base-url", "http://127.0.0.1:1/v1"], "--no-model asks no model"),
        (["--no-model", "--way", "weighs"], "--no-model asks no model"),
        (["--way", "sings"], "--way"),
        (["--no-model", "--fail-under", "1.01"], "a share from 0 to 1"),
        (["--no-model", "--fail-under", "-0.1"], "a share from 0 to 1"),
        (["--no-model", "--fail-under", "nan"], "a share from 0 to 1"),
        (["--model", "nobody/knows"], "nobody/knows"),
        (["--model", "test", "--base-url", "localhost"], "localhost"),
        (["--jobs", "0"], "--jobs"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_has_status_2(here, words, why):
    done = check("c.jsonl", *words)

    assert why in failed(done, 2)
    assert done.stdout == ""


def test_a_bad_line_is_said_before_the_model_is_asked(here, model):
    with Path("c.jsonl").open("a") as file:
        file.write("no\n")

    done = check("c.jsonl", *model.options, "-o", "r.jsonl")

    assert failed(done, 1).startswith("summarize: 'c.jsonl', line 4 is not JSON")
    assert model.requests == []
    assert not list(here.glob("r.jsonl*"))


def test_an_output_that_cannot_be_is_said_before_the_model_is_asked(here, model):
    assert "no such folder" in failed(check("c.jsonl", *model.options, "-o", "no/such/r.jsonl"), 1)
    assert model.requests == []


def test_a_cassette_that_lacks_a_reply_keeps_the_results_so_far(here, model):
    put(OPEN)
    check("c.jsonl", *model.options, "--cassette", "tape.json")
    put(OPEN, opened(2) | {"statement": "The mayor closed a bridge."})

    done = check("c.jsonl", *model.options, "--cassette", "tape.json", "-o", "r.jsonl")

    assert "'tape.json' lacks a reply" in failed(done, 1)
    assert "the results so far are in " in done.stderr
    assert verdicts(Path("r.jsonl.partial").read_text()) == [("open", True, "supported")]


# Stops


@pytest.fixture
def waiting(here, model, until):
    """Runs whose second question waits at the server until the test is over."""
    put(OPEN, *(opened(n) | {"statement": "The mayor closed a bridge."} for n in range(5)))
    gate, begun = threading.Event(), []

    def respond(body):
        if "a bridge" in str(body["messages"]):
            gate.wait(PATIENCE)
        return '{"answer": "yes"}'

    def start(*words, **how):
        program = ["env", "--default-signal=INT", sys.executable, "-m", "summarize"]
        command = [*program, "check", "c.jsonl", *model.options, "--jobs", "1", *words]
        begun.append(subprocess.Popen(command, text=True, stderr=subprocess.PIPE, **how))
        until(lambda: len(model.requests) >= 2)
        return begun[-1]

    model.respond = respond
    yield start
    gate.set()
    for process in begun:
        process.kill()
        process.communicate()


def test_ctrl_c_ends_at_once_and_what_is_done_is_written(waiting):
    process = waiting(stdout=subprocess.PIPE)
    process.send_signal(signal.SIGINT)
    results, talk = process.communicate(timeout=PATIENCE)

    assert process.returncode == 130
    assert verdicts(results) == [("open", True, "supported")]
    assert talk.splitlines()[-1].startswith("stopped; replies in the cache are kept")


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_however_a_run_ends_what_is_done_is_beside_its_output(waiting, until, end):
    process = waiting("-o", "r.jsonl", stdout=subprocess.PIPE)
    until(lambda: Path("r.jsonl.partial").stat().st_size)
    process.send_signal(end)
    process.communicate(timeout=PATIENCE)

    assert verdicts(Path("r.jsonl.partial").read_text()) == [("open", True, "supported")]
    assert not Path("r.jsonl").exists()


def test_a_reader_that_has_seen_enough_ends_the_run_without_a_word(here, model):
    put(*(opened(n) for n in range(50)))
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "summarize", "check", "c.jsonl", *model.options]

    done = subprocess.Popen(command, stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)

    talk = done.communicate(timeout=PATIENCE)[1]
    assert (done.returncode, talk) == (141, "")
