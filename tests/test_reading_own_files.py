"""What is read as a file of this program's is read to its end, at once, and nothing in it passes that could not be written."""

import json
import os
import subprocess
import sys

import pytest

from summarize.files import UnreadableError, read, read_json
from summarize.json_text import LEVELS, once, safe, unfit


def test_a_named_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(UnreadableError, match="named pipe, which may never end; name a file"):
        read(tmp_path / "pipe")


def test_a_device_is_refused():
    with pytest.raises(UnreadableError, match="a device, which may never end"):
        read("/dev/zero")


def test_what_a_shell_hands_over_is_read_to_its_end(tmp_path):
    told = "import sys; from summarize.files import read; print(read(sys.argv[1]))"
    command = f"{sys.executable} -c '{told}' <(sleep 0.05; echo hello)"

    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=300, check=True)

    assert done.stdout == "b'hello\\n'\n"


def test_an_empty_device_is_empty():
    assert read(os.devnull) == b""


def test_a_large_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    with (tmp_path / "large").open("wb") as file:
        file.truncate(3 * 1024**3)
    monkeypatch.setattr("summarize.files._all", lambda *_: pytest.fail("it was read"))

    with pytest.raises(UnreadableError, match="larger than 2048 MB"):
        read(tmp_path / "large")


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("\ud800", "half a character"),
        ({"\udfff": 1}, "half a character"),
        ([[{"a": float("nan")}]], "nan"),
        (float("-inf"), "-inf"),
    ],
)
def test_what_cannot_be_written_as_json_is_named(value, why):
    assert why in unfit(value)


def test_a_value_may_nest_only_so_deep():
    assert unfit(nested(LEVELS - 1)) is None
    assert "deeper than" in unfit(nested(LEVELS))
    assert "deeper than" in unfit(nested(100_000))


def nested(levels):
    value = None
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize("value", ["Größe", "👩‍👩‍👧", 10**4000, -1.5, None, {"a": [True, {}]}])
def test_other_values_are_fit(value):
    assert unfit(value) is None


def test_a_key_that_stands_twice_is_refused(tmp_path):
    (tmp_path / "b.json").write_text('{"a": 1, "b": 2, "a": 3}')

    with pytest.raises(UnreadableError, match="the key 'a' stands twice"):
        read_json(tmp_path / "b.json", pairs=once)


def test_in_json_for_a_terminal_what_acts_or_hides_is_an_escape():
    text = json.dumps(["\x1b[31m \x9b2J \u202e \u2066 \U000e0041 \x7f \u00ad"], ensure_ascii=False)

    shown = safe(text)

    assert shown.isascii()
    assert json.loads(shown) == json.loads(text)


def test_in_json_for_a_terminal_words_stay_as_they_are():
    assert safe('["Größe 👩‍👩‍👧 می‌خواهم"]') == '["Größe 👩‍👩‍👧 می‌خواهم"]'
