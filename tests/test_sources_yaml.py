import os
from datetime import date

import pytest
import yaml

import summarize
from summarize.errors import SourceError, UsageError
from summarize.files import UnreadableError
from summarize.reading.articles import load_articles
from summarize.reading.plain_yaml import plain
from summarize.reading.web import Fetched
from summarize.testing import Scripted

ARTICLE = "Leaders met in Berlin on Monday. They agreed on a plan.\n"
ROWS = '{"id": "a", "text": "The mayor opened the bridge."}\n{"id": "b", "text": "The bridge was closed again."}\n'


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text("---\ntitle: Its own\npublisher: The Paper\n---\n" + ARTICLE)
    (tmp_path / "b.txt").write_text("Rain fell on the north of the country.\n")
    return tmp_path


@pytest.fixture
def told(folder):
    """The sources of the folder, by name, when `sources.yaml` says this."""

    def _told(yaml, *locations):
        (folder / "sources.yaml").write_text(yaml)
        loaded = load_articles(list(locations) or [folder])
        return {source.id: source for source in loaded.sources}, loaded

    return _told


@pytest.mark.parametrize("named", ["folder", "file", "register"])
def test_what_it_says_counts_more_than_what_the_file_says(told, folder, named):
    locations = {"folder": [folder], "file": [folder / "a.txt"], "register": [folder / "sources.yaml", folder / "a.txt"]}
    yaml = "a.txt:\n  title: Another\n  published: 2025-12-16\n  reliability: b\n  origin: wire-1\n  url: https://a.example/x\n  language: en\n"

    source = told(yaml, *locations[named])[0]["a"]

    assert (source.title, source.publisher, source.published) == ("Another", "The Paper", date(2025, 12, 16))
    assert (source.reliability, source.origin, source.url, source.language) == ("B", "wire-1", "https://a.example/x", "en")
    assert source.text.startswith("---\ntitle: Its own")


def test_it_is_no_article_and_no_file_that_was_left_out(told):
    sources, loaded = told("a.txt: {reliability: B}\n")

    assert sorted(sources) == ["a", "b"]
    assert len(loaded.notes) == 1


def test_that_it_is_heeded_is_said_for_it_may_be_somebody_else_s(told, folder):
    _, loaded = told("a.txt: {reliability: A}\nb.txt: {reliability: B}\n")

    assert loaded.notes == (f"{str(folder / 'sources.yaml')!r} is heeded: it tells of 2 articles or files",)


def test_one_of_a_file_s_articles_has_an_entry_of_its_own(told, folder):
    (folder / "wire.jsonl").write_text(ROWS)

    sources, _ = told("wire.jsonl: {publisher: Wire, reliability: C}\nwire.jsonl#b: {reliability: A}\n")

    assert (sources["wire-a"].publisher, sources["wire-a"].reliability) == ("Wire", "C")
    assert (sources["wire-b"].publisher, sources["wire-b"].reliability) == ("Wire", "A")


def test_it_may_tell_of_files_in_sub_folders(told, folder):
    (folder / "old").mkdir()
    (folder / "old" / "c.txt").write_text(ARTICLE)

    _, loaded = told("old/c.txt: {reliability: A}\n", folder / "sources.yaml", folder / "old" / "c.txt")

    assert loaded.sources[0].reliability == "A"


def test_an_entry_of_an_article_that_is_not_there_is_said(told, folder):
    (folder / "wire.jsonl").write_text(ROWS)

    _, loaded = told("nowhere.txt: {reliability: A}\nwire.jsonl#z: {reliability: A}\nhttps://a.example/x: {title: X}\n")

    where = repr(str(folder / "sources.yaml"))
    assert loaded.notes[1:] == tuple(
        f"{where} tells of {name!r}, which is not there" for name in ("nowhere.txt", "wire.jsonl#z", "https://a.example/x")
    )


def test_a_file_that_is_there_but_not_given_is_not_missed(told, folder):
    assert told("a.txt: {reliability: A}\nb.txt: {reliability: B}\n", folder / "a.txt")[1].notes[1:] == ()


@pytest.mark.parametrize("named", ["https://a.example/short", "https://a.example/long"])
def test_an_article_of_the_web_is_named_by_its_address_before_or_after_a_redirect(told, folder, named):
    class Web:
        def fetch(self, url):
            return Fetched("https://a.example/long", ARTICLE.encode(), ".txt", "")

    (folder / "sources.yaml").write_text(f"{named}: {{reliability: A}}\n")
    loaded = load_articles([folder / "sources.yaml", "https://a.example/short"], web=Web())

    assert [(s.location, s.url, s.reliability) for s in loaded.sources] == [
        ("https://a.example/long", "https://a.example/long", "A")
    ]
    assert loaded.notes[1:] == ()


@pytest.mark.parametrize(
    ("yaml", "reason"),
    [
        ("a.txt: {rating: B}\n", "'rating' of 'a.txt', which is unknown; known are title, publisher"),
        ("a.txt: {reliability: Z}\n", "use one letter from A to F"),
        ("a.txt: {published: soon}\n", "write a date such as 2025-12-16"),
        ("a.txt: {url: 'javascript:alert(1)'}\n", "it starts with http:// or https://"),
        ("a.txt: {title: [x, y]}\n", "not a plain value"),
        ("a.txt: {title: {x: y}}\n", "not a plain value"),
        ("a.txt: B\n", "write key: value"),
        ("a.txt: {title: x}\na.txt: {title: y}\n", "has 'a.txt' twice"),
        ("a.txt: {title: x, title: y}\n", "has 'title' twice"),
        ("- a.txt\n", "is no list of articles"),
        ("a.txt: [\n", "is no YAML, line 2"),
        ("a: &a {title: x}\nb: *a\n", "refers to another place"),
        ("[" * 5000, "is nested deeper than 4 levels"),
        ("- " * 500_000, "is nested deeper than 4 levels"),
        ("a: b\n---\nc: d\n", "holds several documents"),
        ('a.txt: {title: "\\ud800"}\n', "title in"),
        ('a.txt: {title: "\\UFFFFFFFF"}\n', "is no YAML"),
        ("# " + "x" * 1024**2, "larger than 1 MB"),
        ("aliases: [x]\n", "write NAME: [OTHER NAME, ...]"),
        ("\0", "is no YAML"),
    ],
)
def test_what_it_cannot_say_ends_the_run_before_anything_is_asked(told, yaml, reason):
    with pytest.raises(UsageError, match=r"sources\.yaml") as caught:
        told(yaml)

    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["[" * 1024**2, "{" * 1024**2, "- " * 500_000])
def test_what_is_nested_deep_is_refused_before_it_is_all_looked_at(monkeypatch, text):
    looked_at = []
    scan = yaml.BaseLoader.fetch_more_tokens
    monkeypatch.setattr(yaml.BaseLoader, "fetch_more_tokens", lambda self: (looked_at.append(1), scan(self))[1])

    with pytest.raises(UnreadableError, match="deeper than"):
        plain(text, "it")

    assert len(looked_at) < 3000


@pytest.mark.parametrize("make", [lambda path: path.symlink_to("nowhere"), os.mkfifo, lambda path: path.mkdir()])
def test_one_that_is_there_but_no_file_ends_the_run(folder, make):
    make(folder / "sources.yaml")

    with pytest.raises(UsageError, match=r"cannot read .*sources\.yaml"):
        load_articles([folder / "a.txt"])


def test_a_bomb_of_references_is_not_followed(told):
    bomb = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
        f"{c}: &{c} [{', '.join([f'*{b}'] * 8)}]\n" for b, c in zip("abcdefgh", "bcdefghi", strict=True)
    )

    with pytest.raises(UsageError, match="refers to another place"):
        told(bomb)


def test_tags_make_no_objects(told):
    assert told("a.txt: {title: !!python/name:os.system x}\n")[0]["a"].title == "x"


def test_an_empty_one_says_nothing(told):
    assert told("")[0]["a"].title == "Its own"


def test_its_aliases_are_those_of_the_briefing(told, folder, obliging_script):
    _, loaded = told("aliases:\n  Norland: [the northerners]\n")

    assert loaded.aliases == ({"Norland": ["the northerners"]},)
    with pytest.raises(UsageError, match="'the northerners' under 'Westland' and 'Norland'"):
        summarize.brief(folder, engine=Scripted(obliging_script), aliases={"Westland": ["the northerners"]})


def test_aliases_that_are_none_end_the_run(told, folder, obliging_script):
    told("aliases:\n  Norland: {a: b}\n")

    with pytest.raises(UsageError, match="cannot be used at 'Norland'"):
        summarize.brief(folder, engine=Scripted(obliging_script))


def test_a_briefing_and_its_update_take_it(told, folder, obliging_script):
    told("a.txt: {reliability: A}\nb.txt: {reliability: C, publisher: The Rain}\n")
    engine = Scripted(obliging_script)

    first = summarize.brief(folder / "a.txt", engine=engine)
    both = summarize.update(first, folder / "b.txt", engine=engine)

    assert [(s.id, s.reliability, s.publisher) for s in both.sources] == [("a", "A", "The Paper"), ("b", "C", "The Rain")]


def test_an_address_is_not_fetched_unless_that_is_asked_for(obliging_script):
    with pytest.raises(SourceError, match="--fetch"):
        summarize.brief("https://a.example/x", engine=Scripted(obliging_script))
