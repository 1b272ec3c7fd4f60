"""Ctrl-C, a kill, a terminal that is closed: whenever it comes, the program ends with the status that says so."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from summarize import stops

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")

PATIENCE = 60
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
SLOW_TO_IMPORT = "import time\nprint('importing', flush=True)\ntime.sleep(60)\n"
# A command that has begun something which must be closed, and takes its time to close it.
BEGUN = """
import sys, time
from contextlib import contextmanager
from summarize.cli import ending
from summarize.cli import app, main

pause = float(sys.argv.pop())

@contextmanager
def something():
    try:
        yield
    finally:
        print("closing", flush=True)
        time.sleep(pause)
        print("closed", flush=True)

@app.command("begin")
@ending.mannered
def begin() -> None:
    with something():
        print("begun", flush=True)
        time.sleep(60)

main()
"""


def python(*words, **how):
    """Python with every signal as it is at first: whoever runs the tests may ignore one, as `nohup` does."""
    command = ["env", "--default-signal=HUP", sys.executable, *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how)


@pytest.fixture
def importing(tmp_path):
    (tmp_path / "typer.py").write_text(SLOW_TO_IMPORT)
    with python("-m", "summarize", "--help", env=os.environ | {"PYTHONPATH": str(tmp_path)}) as process:
        assert process.stdout.readline() == "importing\n"
        yield process
        process.kill()


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_that_comes_while_python_imports_ends_without_a_traceback(importing, number):
    importing.send_signal(number)
    _, talk = importing.communicate(timeout=PATIENCE)

    assert (importing.returncode, talk) == (128 + number, "")


@pytest.mark.parametrize("number", SIGNALS)
def test_a_command_closes_what_it_began_and_says_that_it_was_stopped(number):
    with python("-c", BEGUN, "begin", "0") as process:
        assert process.stdout.readline() == "begun\n"
        process.send_signal(number)
        out, talk = process.communicate(timeout=PATIENCE)

    assert (process.returncode, out) == (128 + number, "closing\nclosed\n")
    assert talk.startswith("stopped; ")


def test_a_second_signal_ends_the_leaving():
    with python("-c", BEGUN, "begin", "60") as process:
        process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.stdout.readline() == "closing\n"
        process.send_signal(signal.SIGINT)
        out, talk = process.communicate(timeout=PATIENCE)

    assert (process.returncode, out, talk) == (130, "", "")


def test_a_signal_that_the_caller_ignores_stays_ignored():
    code = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n" + BEGUN
    with python("-c", code, "begin", "0") as process:
        process.stdout.readline()
        process.send_signal(signal.SIGHUP)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)

    assert process.returncode == 128 + signal.SIGTERM


def test_signals_mean_what_they_did_before_when_a_block_is_over():
    before = [signal.getsignal(number) for number in SIGNALS]
    with stops.heeding(stops.in_order):
        assert signal.getsignal(signal.SIGTERM) is stops.in_order
    assert [signal.getsignal(number) for number in SIGNALS] == before


def test_in_another_thread_than_the_main_one_signals_are_left_alone():
    seen = []

    def heed():
        with stops.heeding(stops.in_order):
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=heed)
    thread.start()
    thread.join()

    assert seen == [signal.getsignal(signal.SIGTERM)]


def shell(line):
    return subprocess.run(
        f"set -o pipefail; {line}".replace("summarize", f'"{sys.executable}" -m summarize'),
        shell=True, executable="/bin/bash", capture_output=True, text=True, check=False,
    )  # fmt: skip


BASH = pytest.mark.skipif(not Path("/bin/bash").exists(), reason="needs bash")


@pytest.mark.parametrize("words", ["--help", "brief --help", "schema list", "schema list --json", "config brief", "--version"])
def test_a_reader_that_is_gone_ends_every_command_in_silence(words):
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "summarize", *words.split()]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)

    assert (done.returncode, done.stderr) == (141, "")


@BASH
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("where", ["2>/dev/full", "2>&-"])
def test_standard_error_that_takes_nothing_changes_no_exit_status_and_no_output(where):
    wrong, right = shell(f"summarize --nope {where}"), shell(f"summarize schema list {where}")

    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert (right.returncode, right.stdout) == (0, shell("summarize schema list").stdout)


@BASH
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_standard_output_without_a_buffer_is_one_line_and_no_success():
    done = shell("PYTHONUNBUFFERED=1 summarize --help > /dev/full")

    assert done.returncode == 1
    assert done.stderr == "summarize: cannot use standard output: No space left on device\n"


@BASH
def test_a_file_never_gets_the_number_of_a_stream_that_is_closed(tmp_path):
    probe = "import os\nfrom summarize.__main__ import _open_streams\n_open_streams()\nprint(os.open(os.devnull, 0))"
    done = subprocess.run(
        ["/bin/bash", "-c", f"'{sys.executable}' -c '{probe}' 0<&- 2>&-"], capture_output=True, text=True, check=False
    )

    assert int(done.stdout) > 2
