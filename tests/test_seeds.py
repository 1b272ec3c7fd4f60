"""The five seed articles, briefed by the embedded model: recorded by `make record`, replayed everywhere else."""

import re
from pathlib import Path

import pytest

import summarize
from summarize.briefing.proof import prove
from summarize.checking.article import review
from summarize.engines.connect import Connection, connect
from summarize.extracting.asking import ask
from summarize.reading.articles import load_articles, read_article
from summarize.schema.load import load_schema
from summarize.source import Role
from summarize.testing import assert_cited

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.record


@pytest.fixture
def briefed(tape, monkeypatch):
    monkeypatch.chdir(ROOT)
    return summarize.brief("seeds", schema="multinational_force", model="local", cassette=tape)


def test_five_articles(briefed):
    assert_cited(briefed)
    assert prove(briefed, against=ROOT / "seeds").failures == ()
    assert [s.status for s in briefed.sources] == ["read"] * 5
    assert len({s.origin for s in briefed.sources}) == 3
    assert briefed.made.calls > 0
    assert furniture_cited(briefed) == []
    assert {(c.section, c.kind) for c in briefed.conflicts} >= {
        ("us_stance", "changed over time"),
        ("russian_position", "differing accounts"),
    }
    assert all(set(f.carried_by) <= set(f.origins) for section in briefed.sections.values() for f in section.findings)
    assert all(f.citations for section in briefed.sections.values() for f in section.findings)
    assert any(alias.endswith((" Starmer", " Starmer’s")) for alias in aliases(briefed, "United Kingdom"))


def test_the_excerpt_in_the_readme_is_what_comes_out(monkeypatch):
    monkeypatch.chdir(ROOT)
    shown = re.search(r"^```markdown\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)

    tape = ROOT / "cassettes/test_seeds/five_articles.json"
    page = summarize.brief("seeds", schema="multinational_force", model="local", cassette=tape).to_markdown()

    assert [line for line in shown[1].splitlines() if line not in page.splitlines()] == []


def test_ask_for_statements(tape):
    """A model that writes: the road that hosted models take, with the embedded one."""
    source = read_article(ROOT / "seeds/003_1e927328deeeecd6.txt")
    schema = load_schema("multinational_force")
    one = schema._replace(sections=schema.sections[2:3])

    with connect(Connection(model="local", way="writes", cassette=tape), say=lambda _: None) as connected:
        answer = ask(source, one, connected.engine).sections["us_stance"]
        checked, _ = review(answer.claims, connected.engine, questions={})

    assert answer.status == "found"
    assert all(source.text[c.start : c.end] == c.quote for claim in answer.claims for c in claim.citations)
    assert {c.verdict for c in checked} == {"supported"}
    assert all(c.reasons for c in checked if c.quoted)


def aliases(briefing, name):
    return [
        alias
        for finding in briefing.sections["participants"].findings
        if name in [leaf.value for leaf in finding.values.get("name", ())]
        for alias in finding.aliases
    ]


def furniture_cited(briefing):
    furniture = {
        (source.id, s.start)
        for source in load_articles([ROOT / "seeds"]).sources
        for s in source.sentences
        if s.role is Role.FURNITURE
    }
    cited = {(c.source, c.start) for section in briefing.sections.values() for f in section.findings for c in f.citations}
    return sorted(furniture & cited)
