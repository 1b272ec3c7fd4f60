"""Every format, the whole way: read, briefed, proved against its file; and damaged in many ways."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import binary, data, integers, lists, sampled_from
from typer.testing import CliRunner

import summarize
from summarize.cli import app
from summarize.files import UnreadableError
from summarize.reading.articles import load_articles
from summarize.reading.formats import complete, decoders
from summarize.reading.kinds import by_name
from summarize.reading.web import Fetched, Web
from summarize.testing import Scripted, assert_cited
from tests import inputs

MADE = {name: make() for name, make in inputs.EACH.items()}


@pytest.fixture
def folder(tmp_path):
    """One article in each format. Each tells something of its own: what has the same text is one source."""
    made = tmp_path / "articles"
    made.mkdir()
    for name in inputs.EACH:
        (made / name).write_bytes(
            inputs.of_its_own(name, f"The {name.partition('.')[0]} of Norland was read on Monday in Berlin.")
        )
    return made


def test_citations_of_every_format_are_exact_and_proved_against_the_files(folder, tmp_path, obliging_script):
    briefing = summarize.brief(folder, engine=Scripted(obliging_script))
    briefing.save(tmp_path / "briefing.json")

    proved = CliRunner().invoke(app, ["verify", str(tmp_path / "briefing.json"), "--against", str(folder)])

    assert proved.exit_code == 0, proved.output
    assert "0 failures" in proved.output
    assert [s.location for s in briefing.sources if s.status != "read"] == []
    assert_cited(briefing)
    texts = {s.id: s.text for s in briefing.sources}
    cited = {c.source for section in briefing.sections.values() for finding in section.findings for c in finding.citations}
    assert cited == texts.keys()
    assert len(texts) == len(inputs.EACH)


def test_a_changed_text_is_found_in_every_format(folder, tmp_path, obliging_script):
    path = tmp_path / "briefing.json"
    summarize.brief(folder, engine=Scripted(obliging_script)).save(path)
    path.write_text(path.read_text().replace("of Norland was read", "of Nirland was read"))

    proved = CliRunner().invoke(app, ["verify", str(path), "--against", str(folder)])

    assert proved.exit_code == 1
    assert all(f"{name}" in proved.output for name in inputs.EACH)


def test_a_page_from_the_web_is_cited_and_is_not_missed_among_the_files(tmp_path, monkeypatch, obliging_script):
    page = inputs.html().encode()
    monkeypatch.setattr(Web, "fetch", lambda _, url: Fetched(url, page, ".html", "utf-8"))
    briefing = summarize.brief("https://norland.example/force", engine=Scripted(obliging_script), fetch=True)
    briefing.save(tmp_path / "briefing.json")

    proved = CliRunner().invoke(app, ["verify", str(tmp_path / "briefing.json"), "--against", str(tmp_path)])

    [source] = briefing.sources
    assert source.location == source.url == "https://norland.example/force"
    assert proved.exit_code == 0
    assert "was read from the web" in proved.output


def test_a_page_s_address_is_the_one_that_it_came_from_whatever_it_says(monkeypatch):
    page = inputs.html().replace("<head>", '<head><link rel="canonical" href="https://bank.example/">').encode()
    monkeypatch.setattr(Web, "fetch", lambda _, url: Fetched(url, page, ".html", ""))

    assert load_articles(["https://norland.example/force"], web=Web()).sources[0].url == "https://norland.example/force"


def test_the_character_set_that_a_server_tells_is_heeded(monkeypatch):
    page = "Мэр открыл мост. Потом пошёл дождь.".encode("cp1251")
    monkeypatch.setattr(Web, "fetch", lambda _, url: Fetched(url, page, ".txt", "windows-1251"))

    assert load_articles(["https://norland.example/a"], web=Web()).sources[0].text == "Мэр открыл мост. Потом пошёл дождь."


def decoded(name, content):
    """What a format makes of bytes: articles, and what is said of those that cannot be read. Any other error fails the test."""
    try:
        articles = complete(decoders()[by_name(name)](content))
    except UnreadableError as error:
        return [], [error.reason]
    return articles, [article.problem for article in articles]


@pytest.mark.parametrize("name", sorted(MADE.keys() - {"page.html"}))
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=data())
def test_mangled_bytes_are_an_article_or_one_line(name, drawn):
    content = bytearray(MADE[name])
    for at in drawn.draw(lists(integers(0, len(content) - 1), max_size=20)):
        content[at] = drawn.draw(integers(0, 255))
    end = drawn.draw(sampled_from([len(content), len(content) // 2, len(content) * 9 // 10]))

    articles, problems = decoded(name, bytes(content[:end]))

    assert all(0 <= article.start <= len(article.text) for article in articles)
    assert not any("\n" in problem for problem in problems)


@pytest.mark.parametrize("name", sorted(MADE.keys() - {"page.html"}))
@settings(max_examples=20)
@given(content=binary(max_size=300))
def test_any_bytes_are_an_article_or_one_line(name, content):
    for begun in (content, MADE[name][:40] + content):
        assert not any("\n" in problem for problem in decoded(name, begun)[1])


ENTITIES = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
BOMB = f'<!DOCTYPE x [<!ENTITY l0 "lollollol">{ENTITIES}]>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "a.docx",
            inputs.docx(
                **{
                    "word/document.xml": f'{BOMB}<w:document xmlns:w="{inputs.WORD}"><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>'
                }
            ),
        ),
        ("a.docx", inputs.docx(**{"docProps/core.xml": f"{BOMB}<c><title>&l9;</title></c>"})),
        ("a.epub", inputs.epub(**{"OEBPS/book.opf": f"{BOMB}<package><metadata>&l9;</metadata></package>"})),
        ("a.epub", inputs.epub(**{"OEBPS/one.xhtml": f"{BOMB}<html><body><p>&l9; {'word ' * 50}</p></body></html>"})),
        ("a.xml", BOMB.encode() + inputs.rss([{"description": "X"}]).replace(b"X", b"&l9;")),
    ],
)
def test_entities_that_multiply_stay_small(name, content):
    articles, _ = decoded(name, content)

    assert sum(len(article.text) for article in articles) < 1000
