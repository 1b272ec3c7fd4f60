import os
import sys

import pytest

from summarize.files import UnreadableError
from summarize.reading import formats
from summarize.reading.articles import load_articles
from summarize.reading.bounded import Bounds, Decoder
from summarize.reading.formats import Decoded, complete

HOSTILE = """
import ctypes, os, time
from pathlib import Path
from summarize.files import UnreadableError
from summarize.reading.formats import Decoded

SUFFIXES = (".hostile",)
FOREIGN = True


def decode(data):
    what = data.decode()
    if what == "refuse":
        raise UnreadableError("it is refused; give another")
    if what == "wait":
        time.sleep(600)
    if what == "spin":
        while True:
            pass
    if what == "fill":
        return [Decoded("x" * 4 * 1024**3)]
    if what == "crash":
        ctypes.string_at(0)
    if what == "leave":
        os._exit(0)
    if what == "fail":
        raise KeyError("secret\\nline")
    if what == "write":
        Path(__file__).with_name("written").write_text("x")
    if what == "print":
        print('{"articles": []}', flush=True)
        os.write(1, b"x\\n")
    if what == "secret":
        return [Decoded(str(dict(os.environ)))]
    if what == "facts":
        return [Decoded("Text.", {"id": "forged"})]
    if what == "surrogate":
        return [Decoded("a \\udc80"), Decoded("Two.")]
    if what == "bomb":
        return (Decoded("x" * 1024**2) for _ in range(100))
    if what == "many":
        return (Decoded(f"Article {n}.") for n in range(20_000))
    if what == "none":
        return []
    return [Decoded(what, {"title": what}, 0, "", ("a note",))]
"""
BOUNDS = Bounds(seconds=5, memory=1024**3)


@pytest.fixture
def hostile(tmp_path, monkeypatch):
    """A format whose parser does what a file tells it to."""
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "hostile.py").write_text(HOSTILE)
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path / "plugins")])
    yield tmp_path / "plugins"
    sys.modules.pop("summarize.reading.formats.hostile", None)


@pytest.fixture
def decoder(hostile):
    with Decoder(BOUNDS) as one:
        yield one


def why(decoder, what):
    with pytest.raises(UnreadableError) as caught:
        decoder.decode(".hostile", what.encode())
    assert "\n" not in str(caught.value)
    return str(caught.value)


def text(decoder, what):
    return decoder.decode(".hostile", what.encode())[0].text


def test_a_foreign_file_is_read_in_a_process_that_stays_for_the_next(decoder):
    first = decoder.decode(".hostile", b"One.")
    process = decoder._process.pid

    assert first == (Decoded("One.", {"title": "One."}, 0, "", ("a note",)),)
    assert text(decoder, "Two.") == "Two."
    assert decoder._process.pid == process != os.getpid()


def test_a_format_of_our_own_needs_no_process(decoder):
    assert decoder.decode(".txt", b"One.")[0].text == "One."
    assert decoder._process is None


@pytest.mark.parametrize("what", ["wait", "spin"])
def test_a_file_that_takes_too_long_fails_and_the_next_is_read(hostile, what):
    with Decoder(Bounds(seconds=1.5)) as decoder:
        assert why(decoder, what) == "it took more than 1.5 s to read; save the article as a .txt file"
        assert text(decoder, "Two.") == "Two."


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded where the system can")
def test_a_file_that_fills_the_memory_fails_and_the_next_is_read(decoder):
    assert why(decoder, "fill") == "it needs more than 1 GB of memory to read; save the article as a .txt file"
    assert text(decoder, "Two.") == "Two."


@pytest.mark.parametrize(
    ("what", "how"),
    [("crash", "SIGSEGV"), ("leave", "exit status 0"), ("fail", "KeyError"), ("write", "OSError"), ("facts", "1 errors")],
)
def test_a_parser_that_breaks_off_is_said_and_the_next_file_is_read(decoder, what, how):
    assert f"its reader broke off ({how}" in why(decoder, what)
    assert text(decoder, "Two.") == "Two."


def test_a_parser_writes_no_file(decoder, hostile):
    why(decoder, "write")

    assert not (hostile / "written").exists() or (hostile / "written").read_text() == ""


def test_a_format_says_itself_why_it_refuses_a_file(decoder):
    assert why(decoder, "refuse") == "it is refused; give another"


def test_what_a_parser_prints_is_no_reply(decoder):
    assert text(decoder, "print") == "print"


def test_a_parser_gets_no_keys(decoder, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-1234")

    assert "sk-1234" not in text(decoder, "secret")


def test_half_a_character_fails_alone(decoder):
    first, second = decoder.decode(".hostile", b"surrogate")

    assert first.problem == "its text holds half a character (U+DC80); write the character itself"
    assert (second.text, second.part) == ("Two.", "2")


def test_text_that_unpacks_without_end_is_cut_between_articles_and_said(decoder):
    read = decoder.decode(".hostile", b"bomb")

    assert len(read) == 21
    assert read[-1].problem == "what stands behind the first 20 million letters is not read; split the file"


def test_articles_without_end_are_cut_and_said(decoder):
    assert (
        decoder.decode(".hostile", b"many")[-1].problem
        == "what stands behind the first 10,000 articles is not read; split the file"
    )


def test_a_file_without_an_article_is_refused(decoder):
    assert why(decoder, "none") == "it holds no article"


def test_articles_of_one_file_are_told_apart():
    read = complete([Decoded("a"), Decoded("b", part="x"), Decoded("c", part="x"), Decoded("d", part="y")])

    assert [one.part for one in read] == ["1", "x-2", "x-3", "y"]


def test_one_bad_file_of_a_folder_fails_and_the_others_are_articles(hostile, tmp_path):
    for name, what in (("a", "One."), ("b", "crash"), ("c", "fail"), ("d", "Two.")):
        (tmp_path / f"{name}.hostile").write_text(what)

    loaded = load_articles([tmp_path])

    assert [s.id for s in loaded.sources] == ["a", "d"]
    assert ["SIGSEGV" in e.reason or "KeyError" in e.reason for e in loaded.failed] == [True, True]
    assert loaded.notes[1:] == (f"'{tmp_path / 'a.hostile'}': a note", f"'{tmp_path / 'd.hostile'}': a note")


def test_a_module_in_the_current_folder_is_not_imported(decoder, tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)

    assert text(decoder, "One.") == "One."
