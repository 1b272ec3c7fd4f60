"""A key goes to its server and nowhere else: the program is run from outside against a server that repeats it, and all is searched."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from summarize.engines.local import Local
from tests.conftest import first_sentence, obliged
from tests.raw_server import response, serving
from tests.test_local import LLAMA_SERVER

KEY = "sk-canary-12/34567890abcdefXYZ"
TOKEN = "another-canary-0987654321"
CANARIES = {
    "the key": KEY,
    "its beginning": KEY[:10],
    "its end": KEY[-9:],
    "in a URL": quote(KEY, safe=""),
    "in Base64": base64.b64encode(KEY.encode()).decode()[:-4],
    "in Base64 with Bearer": base64.b64encode(f"Bearer {KEY}".encode()).decode()[12:-4],
    "in JSON": KEY.replace("/", "\\/"),
    "another secret": TOKEN,
}


def authorization(request):
    """The header, as it came."""
    return next(line for line in request.decode().split("\r\n") if line.lower().startswith("authorization:"))


def spelled(request):
    """The key in all the spellings in which a server may repeat it."""
    header = authorization(request).partition(": ")[2]
    key = header.removeprefix("Bearer ")
    encoded = [base64.b64encode(text.encode()).decode() for text in (header, key)]
    return " ".join((header, key, quote(header), quote(key, safe=""), *encoded))


def refusing(status):
    def refuse(connection, request):
        body = json.dumps({"error": {"message": f"unknown header: {spelled(request)}"}}).encode()
        connection.sendall(response(body, f"x-seen: {authorization(request)}", status=f"{status} No"))

    return refuse


def repeating(connection, request):
    """Fills in the form, and puts the key into each text."""
    body = json.loads(request.partition(b"\r\n\r\n")[2])
    if "logprobs" in body:
        connection.sendall(response(b'{"error": {"message": "no logprobs", "param": "logprobs"}}', status="400 No"))
        return
    schema = body["response_format"]["json_schema"]["schema"]
    key = authorization(request).rpartition(" ")[2]
    said = json.dumps(obliged(schema, f"{key} {first_sentence(body['messages'][1]['content'])}"))
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": said}}
    connection.sendall(response(json.dumps({"model": key, "choices": [choice]}).encode()))


@pytest.fixture
def run(tmp_path):
    """Run the program in a folder of its own; give what it said."""
    (tmp_path / "a.txt").write_text("Hurricane Ada reached Porto on Monday. The old bridge was closed.\n")
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    own = {"OPENAI_API_KEY": KEY, "MY_TOKEN": TOKEN, "SUMMARIZE_CACHE_DIR": str(tmp_path / "cache"), "TMPDIR": str(tmp_path)}
    own |= {"XDG_CONFIG_HOME": str(tmp_path / "config"), "PYTHONPATH": str(Path(__file__).parent.parent)}

    def started(*words):
        return subprocess.run(
            [sys.executable, "-m", "summarize", *map(str, words)],
            cwd=tmp_path, env=kept | own, capture_output=True, check=False, timeout=300,
        )  # fmt: skip

    return started


def found(folder, *runs):
    """Which canaries are where: in what was said, and in every file that was written."""
    places = {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    for number, done in enumerate(runs):
        places |= {f"stdout {number}": done.stdout, f"stderr {number}": done.stderr}
    return [(name, place) for place, text in places.items() for name, canary in CANARIES.items() if canary.encode() in text]


def test_a_server_that_refuses_with_the_key_in_its_words(run, tmp_path):
    with serving(refusing(400)) as server:
        options = ("--model", "m", "--base-url", server.endpoint.base_url, "--cassette", "tape.json")
        done = run("brief", "a.txt", *options, "-o", "b.json", "--debug", "--verbose")
        assert KEY.encode() in server.requests[0]

    assert done.returncode == 1
    assert b"Traceback" in done.stderr
    assert b"unknown header" in done.stderr
    assert found(tmp_path, done) == []


def test_a_server_that_puts_the_key_into_its_replies(run, tmp_path):
    with serving(repeating) as server:
        options = ("--model", "m", "--base-url", server.endpoint.base_url)
        cached = run("brief", "a.txt", *options, "-o", "b.json", "--verbose")
        taped = run("brief", "a.txt", *options, "--cassette", "tape.json", "-o", "b.md")

    assert cached.returncode in (0, 3), cached.stderr
    assert b"[key]" in (tmp_path / "tape.json").read_bytes()
    assert (tmp_path / "cache" / "replies.sqlite").is_file()
    assert (tmp_path / "b.json").is_file()
    assert (tmp_path / "b.md").is_file()
    assert found(tmp_path, cached, taped) == []


@pytest.mark.parametrize(
    "url",
    [
        f"http://127.0.0.1:1/v1?key={KEY}",
        f"http://127.0.0.1:1/v1#{KEY}",
        f"http://me:{KEY}@127.0.0.1:1/v1",
        f"http://me:{KEY}@127.0.0.1:99999/v1",
        f"http://127.0.0.1:99999/v1?key={KEY}",
    ],
    ids=["query", "fragment", "password", "no port", "no port, query"],
)
def test_an_address_with_a_key_in_it_is_refused_and_not_shown(run, tmp_path, url):
    done = run("brief", "a.txt", "--model", "m", "--base-url", url, "--debug")

    assert done.returncode == 2
    assert found(tmp_path, done) == []


def test_the_configuration_is_shown_without_secrets(run, tmp_path):
    shown, as_json = run("config", "brief"), run("config", "brief", "--json")

    assert b"OPENAI_API_KEY" in shown.stdout
    assert found(tmp_path, shown, as_json) == []


@pytest.mark.skipif(sys.platform != "linux", reason="the command lines of all processes are read in /proc")
def test_the_key_of_the_embedded_models_server_is_on_no_command_line(tmp_path, monkeypatch):
    executable = tmp_path / "llama-server"
    executable.write_text(LLAMA_SERVER)
    executable.chmod(0o755)
    (tmp_path / "tiny.gguf").write_bytes(b"GGUF tiny")
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("SUMMARIZE_LLAMA_SERVER", str(executable))
    monkeypatch.setenv("FAKE_NOTES", str(tmp_path / "notes"))

    with Local(model_file=tmp_path / "tiny.gguf") as engine:
        key = engine.start().endpoint.api_key.encode()
        lines = [readable(file) for file in Path("/proc").glob("[0-9]*/cmdline")]

    assert any(str(executable).encode() in line for line in lines)
    assert not any(key in line for line in lines)


def readable(file):
    try:
        return file.read_bytes()
    except OSError:  # the process has ended
        return b""
