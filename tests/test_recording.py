"""A recording keeps what it has at every moment, and a cassette may be anything: it is somebody's file."""

import errno
import json
import os
import signal
import subprocess
import sys

import pytest
from pydantic import BaseModel

from summarize.engines import recording
from summarize.engines.cassette_format import Journal, Layout
from summarize.engines.cassettes import replay
from summarize.engines.endpoints import Endpoint
from summarize.engines.hosted import Hosted
from summarize.engines.prompts import Prompt
from summarize.errors import EngineError, ReplayError, SummarizeError

NOWHERE = Endpoint(name="test", model="test", base_url="http://engine/v1")


class Found(BaseModel):
    numbers: list[int]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "replies.json"


@pytest.fixture
def partial(path):
    return path.with_name("replies.json.partial")


@pytest.fixture
def talk():
    return []


def question(number):
    return Prompt("judge", "sha256:0", "Answer.", f"Question\nnumber {number}")


@pytest.fixture
def counting(server):
    """A server that answers each question with its number."""

    def respond(body):
        return json.dumps({"numbers": [int(body["messages"][1]["content"].rpartition(" ")[2])]})

    server.respond = respond
    return server


def ask(server, *numbers):
    return [Hosted(server.endpoint).reply(question(n), Found).value.numbers for n in numbers]


def break_off(server, *numbers):
    ask(server, *numbers)
    raise KeyboardInterrupt


def kept(partial):
    return len(Journal.deserialize(partial.read_text())["interactions"])


def test_each_reply_is_in_the_journal_as_soon_as_it_is_there(counting, path, partial, talk):
    with replay(path, say=talk.append):
        seen = [kept(partial) for n in range(3) if ask(counting, n)]

    assert seen == [1, 2, 3]
    assert not partial.exists()


RECORDING = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from test_recording import Found, question
from summarize.engines.cassettes import replay
from summarize.engines.endpoints import Endpoint
from summarize.engines.hosted import Hosted
with replay(Path(sys.argv[2]), say=print):
    for n in range(3):
        Hosted(Endpoint("test", "test", sys.argv[3])).reply(question(n), Found)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_killed_recording_goes_on_and_becomes_the_same_file_byte_for_byte(counting, path, partial, talk, tmp_path):
    undisturbed = tmp_path / "other.json"
    with replay(undisturbed, say=talk.append):
        ask(counting, *range(5))
    counting.requests.clear()
    command = [sys.executable, "-c", RECORDING, os.path.dirname(__file__), str(path), counting.url]  # noqa: PTH120

    killed = subprocess.run(command, cwd=tmp_path, check=False)
    assert (killed.returncode, kept(partial), path.exists()) == (-signal.SIGKILL, 3, False)
    with replay(path, say=talk.append):
        ask(counting, *range(5))

    assert path.read_bytes() == undisturbed.read_bytes()
    assert len(counting.requests) == 5
    assert sorted(tmp_path.iterdir()) == [undisturbed, path]


@pytest.mark.parametrize("lost", [1, 2, 100])
def test_what_was_cut_in_the_middle_of_a_line_is_asked_again_and_nothing_else(counting, path, partial, talk, lost):
    with pytest.raises(KeyboardInterrupt), replay(path, say=talk.append):
        break_off(counting, 0, 1, 2)
    partial.write_bytes(partial.read_bytes()[:-lost])
    counting.requests.clear()

    with replay(path, say=talk.append):
        assert ask(counting, 0, 1, 2) == [[0], [1], [2]]

    assert len(counting.requests) == (lost > 1)  # one byte is the line's end alone


@pytest.mark.parametrize("head", ["", Journal.HEAD[:5], Journal.HEAD])
def test_a_journal_of_nothing_is_begun_anew_and_leaves_no_file(path, partial, talk, head):
    partial.write_text(head)

    with replay(path, say=talk.append):
        pass

    assert list(path.parent.iterdir()) == []


def test_a_cassette_that_was_killed_before_it_got_its_name_gets_it(counting, path, partial, talk):
    with replay(path, say=talk.append):
        ask(counting, 0, 1)
    before = path.read_bytes()
    path.rename(partial)
    counting.requests.clear()

    with replay(path, say=talk.append):
        ask(counting, 0, 1)

    assert path.read_bytes() == before
    assert counting.requests == []


def test_where_nothing_is_asked_what_an_earlier_run_recorded_stays(counting, path, partial, talk):
    with pytest.raises(KeyboardInterrupt), replay(path, say=talk.append):
        break_off(counting, 0)

    with replay(path, say=talk.append):
        pass

    assert (kept(partial), path.exists()) == (1, False)


def test_a_file_of_somebody_elses_beside_the_cassette_is_not_written_to(counting, path, partial, talk):
    partial.write_text("my notes\n")

    with pytest.raises(ReplayError, match="is no cassette"), replay(path, say=talk.append):
        ask(counting, 0)

    assert partial.read_text() == "my notes\n"
    assert counting.requests == []


def test_a_disk_that_is_full_from_the_start_is_told_before_anything_is_asked(counting, path, talk, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(ReplayError, match="No space left"), replay(path, say=talk.append):
        ask(counting, 0)

    assert counting.requests == []
    assert list(path.parent.iterdir()) == []


def test_a_folder_by_the_name_of_the_cassette_is_told_before_anything_is_asked(counting, path, talk):
    path.mkdir()

    with pytest.raises(ReplayError, match="no file"), replay(path, say=talk.append):
        ask(counting, 0)

    assert counting.requests == []


@pytest.fixture
def full_disk(monkeypatch):
    """A disk that takes half of what is written, then nothing, until it is told that it has room."""
    really, room = recording.put, []

    def put(data, file):
        if room:
            really(data, file)
        else:
            really(data[: len(data) // 2], file)
            raise OSError(errno.ENOSPC, "No space left on device")

    return lambda: (monkeypatch.setattr(recording, "put", put), room)[1]


def test_a_full_disk_ends_no_recording_and_all_is_kept_when_there_is_room_again(counting, path, partial, talk, full_disk):
    with replay(path, say=talk.append):
        room = full_disk()
        ask(counting, 0, 1)
        room.append(True)
        ask(counting, 2)
        so_far = kept(partial)

    assert so_far == 3
    assert [line for line in talk if "No space left" in line] == talk[:1]


def test_a_journal_of_a_thousand_replies_is_written_once_and_not_a_thousand_times(path, partial, monkeypatch):
    written = []
    really = recording.put
    monkeypatch.setattr(recording, "put", lambda data, file: written.append(len(data)) or really(data, file))
    message = {"role": "user", "content": "x" * 100}
    headers = {"content-type": ["application/json"]}

    class Request:
        def __init__(self, number):
            self.body = json.dumps({"messages": [message], "seed": number})

        def _to_dict(self):
            return {"method": "POST", "uri": "http://engine/v1/chat/completions", "body": self.body, "headers": headers}

    response = {"status": {"code": 200, "message": ""}, "headers": headers, "body": {"string": b"{}"}}
    tape = []
    with recording.journal(path, say=print) as journal:
        for number in range(1000):
            tape.append((Request(number), response))
            journal.keep(tape)

        assert partial.stat().st_size == len(Journal.HEAD) + sum(written)
    assert len(recording.load(partial)[0]) == 1000


# Odd replies


@pytest.mark.parametrize(
    "body",
    [
        {"choices": None},
        {"choices": [None]},
        {"choices": {"0": 1}},
        {"choices": [{"message": None}]},
        {"choices": [{"message": {"content": [{"type": "text", "text": "a\nb"}]}}]},
        {"choices": [{"message": {"content": []}}]},
        {"choices": [{"message": "a\nb"}]},
        {"choices": [{"message": {"content": "\ud800"}}]},
        [[[]]],
        None,
    ],
    ids=repr,
)
def test_whatever_a_server_says_is_recorded_and_said_again_by_the_replay(server, path, talk, body):
    server.script.append((200, {"content-type": "application/json"}, json.dumps(body).encode()))
    with replay(path, say=talk.append), pytest.raises(EngineError) as first:
        Hosted(server.endpoint).reply(question(0), Found)
    server.stop()

    with replay(path, say=talk.append), pytest.raises(EngineError) as again:
        Hosted(NOWHERE).reply(question(0), Found)

    assert str(first.value).replace(f"127.0.0.1:{server.server_port}", "engine") == str(again.value)


def test_brackets_without_end_are_recorded_as_text(server, path, talk):
    server.raw("[" * 100_000, "application/json")

    with replay(path, say=talk.append), pytest.raises(EngineError):
        Hosted(server.endpoint).reply(question(0), Found)

    assert json.loads(path.read_text())["interactions"][0]["response"]["body"] == "[" * 100_000


# Odd cassettes


@pytest.fixture
def cassette(counting, path, talk):
    with replay(path, say=talk.append):
        ask(counting, 0)
    counting.stop()
    return path


def changed(*place, to):
    def change(path):
        tape = json.loads(path.read_text())
        inner = tape
        for step in place[:-1]:
            inner = inner[step]
        inner[place[-1]] = to
        return json.dumps(tape)

    return change


ONE = ("interactions", 0)
DEEP = "[" * 50_000 + "]" * 50_000


@pytest.mark.parametrize(
    "content",
    [
        lambda _: DEEP,
        lambda path: path.read_text().replace('"stop"', DEEP),
        lambda path: path.read_text().replace('"stop"', "1" * 10_000),
        changed("interactions", to=None),
        changed("interactions", to={"a": 1}),
        changed("interactions", to=[None]),
        changed(*ONE, to={}),
        changed(*ONE, "request", to=[]),
        changed(*ONE, "request", "body", to="{}"),
        changed(*ONE, "request", "body", to=None),
        changed(*ONE, "request", "path", to="://["),
        changed(*ONE, "request", "method", to=1),
        changed(*ONE, "request", "type", to="é"),
        changed(*ONE, "response", "status", to="200"),
        changed(*ONE, "response", "status", to=True),
        changed(*ONE, "response", "status", to=99),
        changed(*ONE, "response", "status", to=10**30),
        changed(*ONE, "response", "type", to="a\r\nb: c"),
        changed(*ONE, "response", "type", to="\ud800"),
        changed(*ONE, "response", "body", to="\ud800"),
    ],
)
def test_a_cassette_of_the_wrong_shape_is_one_line(cassette, talk, content):
    cassette.write_text(content(cassette))
    before = cassette.read_bytes()

    with pytest.raises(ReplayError, match="is no cassette of this program") as caught, replay(cassette, say=talk.append):
        pass

    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 500
    assert cassette.read_bytes() == before


@pytest.mark.parametrize(
    "body",
    [
        None, 1, "text", [], {}, {"choices": None}, {"choices": [1]}, {"choices": [{"message": {"content": ["a", 1]}}]},
        {"choices": [{"message": {"content": "\ud800"}}], "usage": {"prompt_tokens": "x" * 10}},
    ],
    ids=repr,
)  # fmt: skip
def test_a_cassette_whose_reply_is_none_is_one_line_when_it_is_asked(cassette, talk, body):
    cassette.write_text(changed(*ONE, "response", "body", to=body)(cassette))

    with replay(cassette, say=talk.append), pytest.raises(SummarizeError) as caught:
        Hosted(NOWHERE).reply(question(0), Found)

    assert "\n" not in str(caught.value)


def test_a_layout_keeps_parts_of_a_content_apart_from_lines():
    parts = [{"type": "text", "text": "a"}]
    headers = {"content-type": ["application/json"]}
    body = json.dumps({"choices": [{"message": {"content": parts}}]})
    one = {
        "request": {"method": "POST", "uri": "http://engine/v1/chat/completions", "body": "{}", "headers": headers},
        "response": {"status": {"code": 200, "message": ""}, "headers": headers, "body": {"string": body}},
    }

    assert Layout.deserialize(Layout.serialize({"interactions": [one]}))["interactions"] == [one]
