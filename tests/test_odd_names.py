"""What is named as an article and is none, and what is told beside one: a clear line each, and a briefing that can be written."""

import json
import os
import socket
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

import summarize
from summarize.briefing.proof import prove
from summarize.files import UnreadableError
from summarize.models import Step
from summarize.reading import opening
from summarize.reading.articles import load_articles
from summarize.reading.facts import clean, facts, line
from summarize.reading.formats import Decoded, complete
from summarize.testing import Scripted

ARTICLE = "Leaders met in Berlin on Monday. They agreed on a plan for the pier.\n"
HIDDEN = ["\x00", "\x07", "\x1b[31m", "\x7f", "\x9b", "\u202e", "\u2066", "\u200b", "\u200e", "\u00ad", "\ufeff", "\U000e0041"]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE)
    return tmp_path


@pytest.mark.parametrize("hidden", HIDDEN, ids=ascii)
def test_what_is_told_beside_an_article_is_a_line_without_what_controls_or_hides(hidden):
    told = {"title": f"The{hidden} pier", "publisher": "x", "origin": f"wire{hidden}", "url": f"https://a.example/{hidden}x"}

    known = facts({**told, "language": f"e{hidden}n"}, "it")

    left = hidden[1:] if len(hidden) > 1 else ""
    assert known["title"] == f"The{left} pier"
    assert not any(unicodedata.category(c) in {"Cc", "Cf"} for value in known.values() for c in value)


@pytest.mark.parametrize("title", ["Größe", "👩\u200d👩\u200d👧 sail", "می\u200cخواهم", "क्\u200dष"])
def test_what_belongs_to_a_word_stays_in_a_title(title):
    assert facts({"title": title}, "it") == {"title": title}
    assert line(title) == title


def test_half_a_character_in_a_fact_is_refused():
    with pytest.raises(UnreadableError, match=r"publisher in it holds half a character \(U\+D800\)"):
        facts({"title": "x", "publisher": "\ud800"}, "it")


@pytest.mark.parametrize("name", ["title", "publisher", "language", "origin", "url"])
def test_half_a_character_in_front_matter_is_refused_before_anything_is_asked(folder, name):
    (folder / "b.md").write_text(f'---\nsource: Wire\n{name}: "https://a.example/\\ud800"\n---\n{ARTICLE}')

    [error] = load_articles([folder]).failed

    assert f"{name} in its front matter holds half a character" in error.reason


@pytest.mark.parametrize("name", ["title", "source", "language", "origin", "url"])
def test_half_a_character_in_a_row_is_left_out_and_said(folder, name):
    row = {"text": ARTICLE, name: "https://a.example/\ud800"}
    (folder / "b.jsonl").write_text(json.dumps(row))

    loaded = load_articles([folder / "b.jsonl"])

    assert len(loaded.sources) == 1
    assert "half a character (U+D800); write the character itself; left out" in loaded.notes[0]


def test_what_a_format_tells_is_cleaned_whatever_the_format():
    told = Decoded(
        "Text.", {"title": "\x1b[1mA\u202e", "publisher": "\u200b"}, part="\ud800#1\n2", notes=("a\nb\ud800",), problem=""
    )

    [read] = complete([told])

    assert read == Decoded("Text.", {"title": "[1mA"}, part="\ufffd#1 2", notes=("a b\ufffd",))


def test_clean_text_is_left_alone():
    assert clean("Norland sends 2,000 soldiers — “now”") == "Norland sends 2,000 soldiers — “now”"


@pytest.fixture
def foreign_name(folder):
    """A file whose name is Latin-1, as old archives have them."""
    path = os.fsencode(folder) + b"/caf\xe9.txt"
    try:
        with open(path, "wb") as file:  # noqa: PTH123  a name of bytes
            file.write(b"Another article came on Monday, and it was fine.")
    except OSError:
        pytest.skip("this system has no such names")
    return os.fsdecode(path)


def test_an_article_whose_name_is_not_utf8_is_read_written_and_proven(foreign_name, folder, obliging_script):
    (folder / "sources.yaml").write_text("a.txt: {reliability: A}\n")
    made = summarize.brief(foreign_name, schema="incident", engine=Scripted(obliging_script))
    made.save(folder / "briefing.json")

    again = summarize.Briefing.load(folder / "briefing.json")

    assert again.sources[0].location.endswith("caf\\udce9.txt")
    assert prove(again, against=folder).failures == ()


def refused(path):
    loaded = load_articles([path])
    assert loaded.sources == ()
    [error] = loaded.failed
    assert "\n" not in str(error)
    return str(error)


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(folder):
    os.mkfifo(folder / "pipe.txt")

    assert "it is a named pipe" in refused(folder / "pipe.txt")


def test_a_socket_is_refused(folder, monkeypatch):
    monkeypatch.chdir(folder)  # their names are short
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("socket.txt")

        assert "cannot read" in refused("socket.txt")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_a_device_is_refused():
    assert "it is a device" in refused("/dev/zero")


def test_links_in_a_circle_and_to_nowhere_are_refused(folder):
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "gone.txt").symlink_to("nowhere.txt")

    assert "symbolic links" in refused(folder / "loop.txt")
    assert "no such file" in refused(folder / "gone.txt")


def test_a_name_of_thousands_of_letters_is_shortened_in_what_is_said():
    assert len(refused("x" * 5000)) < 500


def test_what_a_shell_hands_over_is_an_article(folder):
    told = (
        "import sys; from summarize.reading.articles import load_articles; print(load_articles(sys.argv[1:]).sources[0].text)"
    )
    command = f"{sys.executable} -c '{told}' <(cat {folder / 'a.txt'})"

    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=300, check=True)

    assert done.stdout.strip() == ARTICLE.strip()


def test_names_of_a_folder_that_are_no_files_are_left_out_and_named(folder):
    (folder / "gone.txt").symlink_to("nowhere.txt")
    (folder / "loop").symlink_to("loop")
    os.mkfifo(folder / "pipe.txt")
    (folder / "old").mkdir()
    (folder / "itself").symlink_to(".")

    loaded = load_articles([folder])

    assert [s.id for s in loaded.sources] == ["a"]
    assert loaded.notes == (
        f"{str(folder)!r}: 2 sub-folders left out; give them as well: itself, old",
        f"{str(folder)!r}: 3 broken links or pipes left out: gone.txt, loop, pipe.txt",
    )


def test_a_folder_of_broken_links_says_so(tmp_path):
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")

    loaded = load_articles([tmp_path])

    assert "no file that ends in" in loaded.failed[0].reason
    assert loaded.notes == (f"{str(tmp_path)!r}: 1 broken link or pipe left out: gone.txt",)


@pytest.mark.skipif(os.getuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_says_so(folder):
    folder.chmod(0)

    assert "make the folder readable" in refused(folder)
    folder.chmod(0o700)


def test_of_a_folder_with_too_many_articles_the_first_are_read_and_the_rest_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "MOST_ARTICLES", 2)
    for name in "cab":
        (tmp_path / f"{name}.txt").write_text(f"Article {name} is here.")

    loaded = load_articles([tmp_path])

    assert [s.id for s in loaded.sources] == ["a", "b"]
    assert [(e.location, e.reason) for e in loaded.failed] == [
        (str(tmp_path), "it holds 3 articles; what stands behind the first 2 is not read; split the folder")
    ]


@pytest.fixture
def told(folder, obliging_script):
    """The lines that are said of a folder beside one article that can be read."""

    def _told(names, text):
        for name in names:
            (folder / name).write_bytes(text)
        lines = []
        summarize.brief(folder, schema="incident", engine=Scripted(obliging_script), say=lines.append)
        return [line for line in lines if not isinstance(line, Step)]

    return _told


def test_equal_files_are_told_in_one_line_with_their_count(told, folder):
    lines = told([f"b{n:03}.txt" for n in range(100)], ARTICLE.encode())

    first = ", ".join(repr(str(folder / f"b{n:03}.txt")) for n in range(3))
    assert f"{first} and 97 more have the same text as source a: counted once" in lines


def test_of_many_that_cannot_be_read_some_are_named_and_all_counted(told):
    lines = told([f"b{n:03}.txt" for n in range(100)], b"\0")

    assert sum("cannot read" in line for line in lines) == 20
    assert "80 more articles cannot be read; the briefing names each" in lines


def test_of_many_remarks_some_are_told_and_all_counted(told, folder):
    (folder / "sources.yaml").write_text("".join(f"b{n}.txt: {{reliability: A}}\n" for n in range(100)))

    lines = told([], b"")

    assert sum("which is not there" in line for line in lines) == 19
    assert "81 more remarks such as these; give fewer articles at once to see each" in lines
