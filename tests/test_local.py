import http.client
import json
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from pydantic import BaseModel

from summarize.engines.llama_process import CONTEXT, KINDS, SLOT_CONTEXT, SLOTS, cores
from summarize.engines.local import Local
from summarize.engines.prompts import Prompt
from summarize.engines.threads import AGAIN, EVERY, Threads
from summarize.engines.weights import DEFAULT
from summarize.errors import EngineError, ModelFileError, ReplyError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for llama-server is a script")

PATIENCE = 300  # seconds for what takes a second on an idle machine: only a hang takes longer

# A stand-in for llama-server: notes how it was called, loads for two questions, then answers.
LLAMA_SERVER = (
    f"#!{sys.executable}"
    r"""
import json, os, sys, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

if os.environ.get("FAKE_FAILS"):
    sys.exit("loading\nerror: unknown model architecture")
options = dict(zip(sys.argv[1::2], sys.argv[2::2]))
with open(os.environ["FAKE_NOTES"], "a") as notes:
    notes.write(json.dumps({"options": options, "key": os.environ["LLAMA_API_KEY"]}) + "\n")
health = [503, 503]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(health.pop() if health else 200, {})

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        text = asked["messages"][-1]["content"]
        if self.headers["authorization"] != "Bearer " + os.environ["LLAMA_API_KEY"]:
            self.answer(401, {"error": {"message": "Invalid API Key"}})
        elif text == "long":
            self.answer(400, {"error": {"message": "request (20030 tokens) exceeds the available context size (8192 tokens)"}})
        else:
            if text == "slow":
                open(os.environ["FAKE_NOTES"] + ".slow", "w").close()
                time.sleep(60)
                open(os.environ["FAKE_NOTES"] + ".said", "w").close()
            message = {"role": "assistant", "content": '{"word": "yes"}'}
            logprobs = {"content": [{"token": "yes", "logprob": -0.1, "top_logprobs": [{"token": "yes", "logprob": -0.1}]}]}
            choice = {"index": 0, "finish_reason": "stop", "message": message, "logprobs": logprobs}
            usage = {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}
            self.answer(200, {"id": "1", "object": "chat.completion", "created": 1, "model": asked["model"],
                              "choices": [choice], "usage": usage})

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("127.0.0.1", int(options["--port"])), Handler).serve_forever()
"""
)


class Answer(BaseModel):
    word: str


class Fake:
    """The stand-in, and what it noted: one entry for each time that it was started."""

    def __init__(self, folder):
        self.model = folder / "tiny.gguf"
        self.model.write_bytes(b"GGUF tiny")
        self.executable = folder / "bin" / "llama-server"
        self.executable.parent.mkdir()
        self.executable.write_text(LLAMA_SERVER)
        self.executable.chmod(0o755)
        self.notes = folder / "notes"

    @property
    def starts(self):
        return [json.loads(line) for line in self.notes.read_text().splitlines()] if self.notes.exists() else []

    @property
    def listens(self):
        connection = http.client.HTTPConnection("127.0.0.1", int(self.starts[-1]["options"]["--port"]), timeout=PATIENCE)
        try:
            connection.connect()
        except OSError:
            return False
        connection.close()
        return True


@pytest.fixture
def fake(tmp_path, monkeypatch):
    made = Fake(tmp_path)
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("SUMMARIZE_LLAMA_SERVER", str(made.executable))
    monkeypatch.setenv("FAKE_NOTES", str(made.notes))
    monkeypatch.delenv("SUMMARIZE_MODEL_FILE", raising=False)
    return made


def asking(text):
    return Prompt(name="test", digest="sha256:0", system="", user=text)


def test_the_model_is_started_by_the_first_question_and_answers_it(fake):
    said = []

    with Local(model_file=fake.model, say=said.append) as engine:
        assert fake.starts == []
        reply = engine.reply(asking("is it?"), Answer)
        choice = engine.choose(asking("is it?"), ("yes", "no"))

    assert reply.value == Answer(word="yes")
    assert reply.usage.prompt_tokens == 7
    assert choice.probability == 1.0
    assert len(fake.starts) == 1
    assert said[-1] == f"loading the language model tiny with {fake.executable}"


def test_close_stops_the_server_for_good(fake):
    engine = Local(model_file=fake.model)
    engine.start()
    assert fake.listens

    engine.close()

    assert not fake.listens
    with pytest.raises(EngineError, match="was stopped"):
        engine.reply(asking("is it?"), Answer)


def test_close_does_not_wait_for_a_running_reply(fake, until):
    engine = Local(model_file=fake.model)
    engine.start()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(engine.reply, asking("slow"), Answer)
        until(Path(f"{fake.notes}.slow").exists)

        engine.close()

        with pytest.raises(EngineError):
            asked.result()
    assert not Path(f"{fake.notes}.said").exists()


def test_threads_that_ask_at_once_share_one_server(fake):
    with Local(model_file=fake.model, jobs=4) as engine, ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(lambda n: engine.reply(asking(str(n)), Answer), range(4)))

    assert [r.value.word for r in replies] == ["yes"] * 4
    assert len(fake.starts) == 1


@pytest.fixture
def machine(monkeypatch):
    """A machine with four cores, of which a test says how many are free, and when."""
    state = SimpleNamespace(free=4.0, now=0.0)
    made = partial(Threads, got=lambda most: min(state.free, most), clock=lambda: state.now)
    monkeypatch.setattr("summarize.engines.local.Threads", lambda _: made(4))
    monkeypatch.setattr("summarize.engines.llama_process.cores", lambda: 4)
    return state


def test_all_cores_read_prompts_and_those_that_are_free_write(fake, machine):
    machine.free = 1.1
    with Local(model_file=fake.model) as engine:
        engine.reply(asking("is it?"), Answer)

    options = fake.starts[0]["options"]
    assert (options["--threads"], options["--threads-batch"]) == ("1", "4")


def test_where_the_machine_gets_busy_the_model_goes_on_with_fewer_threads(fake, machine):
    with Local(model_file=fake.model) as engine:
        engine.reply(asking("is it?"), Answer)
        machine.free = 1.1
        for machine.now in (EVERY, EVERY + AGAIN):
            assert engine.reply(asking("is it?"), Answer).value == Answer(word="yes")

    assert [start["options"]["--threads"] for start in fake.starts] == ["3", "1"]


def test_a_trial_waits_until_the_model_rests(fake, machine, until):
    with Local(model_file=fake.model, jobs=2) as engine, ThreadPoolExecutor(2) as pool:
        engine.reply(asking("is it?"), Answer)
        slow = pool.submit(engine.reply, asking("slow"), Answer)
        until(Path(f"{fake.notes}.slow").exists)
        machine.now, machine.free = EVERY, 1.1
        second = pool.submit(engine.reply, asking("is it?"), Answer)
        engine.close()

    assert isinstance(slow.exception(), EngineError)
    assert isinstance(second.exception(), EngineError)
    assert len(fake.starts) == 1


@pytest.mark.parametrize("jobs", [1, 2, SLOTS, 99])
def test_every_job_gets_a_slot_with_room_for_an_article(fake, jobs):
    with Local(model_file=fake.model, jobs=jobs) as engine:
        engine.start()

    options = fake.starts[0]["options"]
    slots = int(options["--parallel"])
    assert slots == max(KINDS, min(jobs, SLOTS))
    assert int(options["--ctx-size"]) == max(CONTEXT, slots * SLOT_CONTEXT)


def test_the_server_learns_neither_its_key_nor_its_path_from_what_others_can_see(fake):
    with Local(model_file=fake.model) as engine:
        engine.start()

    start = fake.starts[0]
    assert start["key"] not in start["options"].values()
    assert start["options"]["--alias"] == "local"
    assert start["options"]["--host"] == "127.0.0.1"


def test_a_prompt_that_exceeds_the_context_is_an_error_that_says_so(fake):
    with Local(model_file=fake.model) as engine, pytest.raises(EngineError, match="too long") as caught:
        engine.reply(asking("long"), Answer)

    assert not caught.value.retryable


def test_a_server_that_does_not_start_is_quoted(fake, monkeypatch):
    monkeypatch.setenv("FAKE_FAILS", "1")

    with Local(model_file=fake.model) as engine, pytest.raises(EngineError, match="did not start: error: unknown model arch"):
        engine.reply(asking("is it?"), Answer)


def test_a_named_server_that_is_not_there_is_an_error(fake, monkeypatch):
    monkeypatch.setenv("SUMMARIZE_LLAMA_SERVER", "/nowhere/llama-server")

    with (
        Local(model_file=fake.model) as engine,
        pytest.raises(ModelFileError, match="SUMMARIZE_LLAMA_SERVER names no executable"),
    ):
        engine.start()


def test_a_server_on_the_path_is_used_without_being_named(fake, monkeypatch):
    monkeypatch.delenv("SUMMARIZE_LLAMA_SERVER")
    monkeypatch.setenv("PATH", str(fake.executable.parent), prepend=os.pathsep)

    with Local(model_file=fake.model) as engine:
        engine.start()

    assert len(fake.starts) == 1


def test_the_name_follows_the_weights_and_needs_no_server(fake):
    first = Local(model_file=fake.model)
    other = fake.model.with_name("other.gguf")
    other.write_bytes(b"GGUF other")

    assert first.name.startswith("local:")
    assert first.name != Local(model_file=other).name
    assert first.label == first.name
    assert fake.starts == []


def test_the_default_model_has_a_name_before_it_is_there(fake):
    engine = Local()

    assert engine.name == f"local:{DEFAULT.sha256[:12]}"
    assert engine.label == "local (Qwen2.5-Coder-1.5B-Instruct Q4_K_M)"


PARENT = """
import sys, time
from pathlib import Path
from summarize.engines.local import Local
engine = Local(model_file=Path(sys.argv[1]))
engine.start()
print("started", flush=True)
if sys.argv[2] == "wait":
    time.sleep(600)
"""


def parent(fake, mode):
    command = ["env", "--default-signal=INT", sys.executable, "-W", "error", "-c", PARENT, str(fake.model), mode]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=["kill", "term", "int"])
def test_the_server_ends_with_its_parent_however_that_ends(fake, until, how):
    with parent(fake, "wait") as process:
        assert process.stdout.readline() == "started\n"

        process.send_signal(how)
        process.wait(PATIENCE)

    until(lambda: not fake.listens)


def test_a_program_that_forgets_to_close_ends_quietly(fake, until):
    with parent(fake, "end") as process:
        out, err = process.communicate(timeout=PATIENCE)

    assert (process.returncode, out, err) == (0, "started\n", "")
    until(lambda: not fake.listens)


def test_cores_are_at_least_one_and_no_more_than_there_are():
    assert 1 <= cores() <= (os.cpu_count() or 1)


@pytest.mark.live
def test_the_real_model_answers_weighs_and_says_when_a_text_is_too_long(tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("SUMMARIZE_LLAMA_SERVER", "")
    with Local() as engine:
        reply = engine.reply(asking('Answer with the JSON {"word": "hello"}.'), Answer)
        choice = engine.choose(asking("Is Paris in France? Answer yes or no."), ("yes", "no"))
        with pytest.raises(EngineError, match="too long"):
            engine.reply(asking("word " * 20_000), Answer)
        interrupted = threading.Timer(0.2, engine.close)  # sooner than any reply is done
        interrupted.start()
        with pytest.raises(EngineError) as stopped:
            engine.reply(asking("Write a story of a thousand words about a ship as JSON."), Answer)

    assert reply.value.word
    assert choice.probability > 0.5
    assert not isinstance(stopped.value, ReplyError)  # the story did not come to its end
    assert capfd.readouterr() == ("", "")
