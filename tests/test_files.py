import io
from pathlib import Path

import pytest

from summarize.files import UnreadableError, json_lines, read, sections


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_a_device_without_an_end_is_refused_and_not_read_for_ever():
    with pytest.raises(UnreadableError, match="'/dev/zero': it is a device, which may never end"):
        read("/dev/zero", most=3 * 1024**2)


def test_standard_input_is_read_to_its_end_and_no_further_than_allowed():
    data = b"x" * (1024**2 + 1)

    assert read("-", stdin=io.BytesIO(data)) == data
    with pytest.raises(UnreadableError, match="larger than 1 MB") as caught:
        read("-", stdin=io.BytesIO(data), most=1024**2)
    assert caught.value.reason == "it is larger than 1 MB"


def test_the_lines_before_a_bad_one_are_given_with_their_places(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"a": 1}\r\n\n[2]\n{')
    lines = json_lines(file)

    assert [next(lines), next(lines)] == [(f"{str(file)!r}, line 1", {"a": 1}), (f"{str(file)!r}, line 3", [2])]
    with pytest.raises(UnreadableError, match=r"line 4 is not JSON: .* at column 2"):
        next(lines)


def test_word_lists_have_sections_and_comments(tmp_path):
    file = tmp_path / "words.txt"
    file.write_text("# For a test.\n\n[one]\n# the first\na b\nc\n[two-more]\nd|e # f\n", encoding="utf-8")

    assert sections(file) == {"one": "a b\nc\n", "two-more": "d|e # f\n"}
