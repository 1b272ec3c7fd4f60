"""A corpus in, a briefing for each of its stories out, and what is done stays done."""

import json

import pyarrow.dataset
import pyarrow.parquet
import pytest

from summarize import Briefing, brief_stories
from summarize.errors import BriefingError, EngineError, OutputError, PendingError, RefusedError, UsageError
from summarize.testing import Scripted, assert_cited
from tests.batch_server import serving

FERRY = [
    (
        "Harbour ferry to Sund stops in winter",
        "The harbour ferry to Sund will stop from November. Passengers in Sund protested at the pier.",
    ),
    (
        "Sund loses its winter ferry",
        "No ferry will leave the harbour for Sund in winter. Passengers in Sund are angry about the ferry.",
    ),
]
MUSEUM = [
    (
        "Thieves steal a Rembrandt from museum",
        "Two thieves took a Rembrandt from the museum at night. Detectives found the empty frame.",
    ),
    (
        "Museum robbery: Rembrandt is gone",
        "Detectives search for thieves who took a Rembrandt. The museum had no alarm at night.",
    ),
]


def corpus(folder, stories, **facts):
    folder.mkdir(exist_ok=True)
    for number, (title, text) in enumerate(stories):
        told = "".join(
            f"{name}: {value}\n" for name, value in {"title": f'"{title}"', "published": "2026-03-02", **facts}.items()
        )
        name = "".join(c for c in title.split()[0].lower() if c.isalpha())
        (folder / f"{number:03}_{name}.txt").write_text(f"---\n{told}---\n{text}\n", encoding="utf-8")
    return folder


def rows(out, table):
    return pyarrow.dataset.dataset(out / table).to_table().to_pylist()


def briefings(out):
    return {path.parent.name: Briefing.load(path) for path in out.glob("stories/*/briefing.json")}


@pytest.fixture
def engine(obliging_script):
    return Scripted(obliging_script)


@pytest.fixture
def feeds(tmp_path):
    return corpus(tmp_path / "feeds", [*FERRY, *MUSEUM])


def test_each_story_gets_a_briefing_of_its_articles_in_which_every_citation_holds(feeds, tmp_path, engine):
    made = brief_stories(feeds, tmp_path / "out", engine=engine)

    found = briefings(tmp_path / "out")
    titles = sorted(sorted(source.title for source in briefing.sources) for briefing in found.values())
    assert titles == sorted(sorted(title for title, _ in story) for story in (FERRY, MUSEUM))
    assert (made.new, made.stories, made.written, made.failed) == (4, 2, 2, 0)
    for briefing in found.values():
        assert_cited(briefing)


def test_the_tables_have_a_row_for_each_article_claim_finding_and_citation(feeds, tmp_path, engine):
    brief_stories(feeds, tmp_path / "out", engine=engine)

    found = briefings(tmp_path / "out").values()
    findings = [f for briefing in found for section in briefing.sections.values() for f in section.findings]
    assert len(rows(tmp_path / "out", "articles")) == 4
    assert len(rows(tmp_path / "out", "claims")) == sum(len(briefing.claims) for briefing in found)
    assert len(rows(tmp_path / "out", "findings")) == len(findings)
    assert len(rows(tmp_path / "out", "citations")) == sum(len(f.citations) + len(f.context) for f in findings)
    assert len(pyarrow.parquet.read_table(tmp_path / "out" / "stories.parquet")) == 4


def test_a_second_run_asks_nothing_and_writes_nothing(feeds, tmp_path, engine):
    brief_stories(feeds, tmp_path / "out", engine=engine)
    asked = len(engine.prompts)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("briefing.json")}

    made = brief_stories(feeds, tmp_path / "out", engine=engine)

    assert (made.new, made.known, made.written) == (0, 4, 0)
    assert len(engine.prompts) == asked
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("briefing.json")} == before


def test_a_grown_corpus_is_read_where_it_is_new_and_only_its_story_is_written_with_what_changed(feeds, tmp_path, engine):
    brief_stories(feeds, tmp_path / "out", engine=engine)
    first = {prompt.user for prompt in engine.prompts}
    more = ("Ferry to Sund: passengers sue", "Passengers in Sund sue because the harbour ferry will stop in winter.")
    corpus(feeds, [*FERRY, *MUSEUM, more])

    made = brief_stories(feeds, tmp_path / "out", engine=engine)

    new = [prompt for prompt in engine.prompts if prompt.user not in first]
    assert (made.new, made.known, made.stories, made.written) == (1, 4, 2, 1)
    assert not any("Rembrandt" in prompt.user for prompt in new)
    (changed,) = (tmp_path / "out").glob("stories/*/changes.txt")
    assert sorted(len(briefing.sources) for briefing in briefings(tmp_path / "out").values()) == [2, 3]
    assert "Sund" in changed.read_text("utf-8")


def test_what_the_model_refuses_and_what_cannot_be_read_are_rows_and_the_rest_is_there(feeds, tmp_path, obliging_script):
    def refusing(prompt, shape):
        return RefusedError("the model refuses") if "alarm" in prompt.user else obliging_script(prompt, shape)

    (feeds / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")

    made = brief_stories(feeds, tmp_path / "out", engine=Scripted(refusing))

    ended = {row["location"].rpartition("/")[2]: row["status"] for row in rows(tmp_path / "out", "articles")}
    assert ended["broken.pdf"] == "unreadable"
    assert ended["003_museum.txt"] == "failed"
    assert [ended[name] for name in ("000_harbour.txt", "001_sund.txt", "002_thieves.txt")] == ["read"] * 3
    assert (made.failed, made.stories) == (2, 2)
    assert all(row["problem"] for row in rows(tmp_path / "out", "articles") if row["status"] != "read")


def test_what_failed_is_asked_again_by_the_next_run(feeds, tmp_path, obliging_script):
    failing = Scripted(lambda prompt, shape: EngineError("away") if "alarm" in prompt.user else obliging_script(prompt, shape))
    brief_stories(feeds, tmp_path / "out", engine=failing)

    made = brief_stories(feeds, tmp_path / "out", engine=Scripted(obliging_script))

    assert (made.new, made.known, made.failed, made.written) == (1, 3, 0, 1)
    assert sorted(len(briefing.sources) for briefing in briefings(tmp_path / "out").values()) == [2, 2]


def test_a_briefing_that_is_gone_is_written_again(feeds, tmp_path, engine):
    brief_stories(feeds, tmp_path / "out", engine=engine)
    next((tmp_path / "out").glob("stories/*/briefing.json")).unlink()

    made = brief_stories(feeds, tmp_path / "out", engine=engine)

    assert (made.written, len(briefings(tmp_path / "out"))) == (1, 2)


def test_what_the_user_knows_of_names_since_the_last_run_is_used_in_each_story(feeds, tmp_path, engine):
    brief_stories(feeds, tmp_path / "out", engine=engine)
    known = {"aliases": {"Sund": ["Sundet"]}}

    assert brief_stories(feeds, tmp_path / "out", engine=engine, **known).written == 2
    assert brief_stories(feeds, tmp_path / "out", engine=engine, **known).written == 0


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"batch": True, "on": "ray", "model": "m"}, "leave out one of them"),
        ({"leave": True, "model": "m"}, "goes with --batch only"),
        ({"batch": True, "model": "m", "max_cost": 1.0}, "leave out --max-cost"),
        ({"batch": True, "model": "m", "rpm": 10}, "leave out --rpm"),
        ({"on": "moon", "model": "m"}, "there is no such place"),
    ],
)
def test_what_does_not_go_together_is_refused_before_anything_is_asked(feeds, tmp_path, words, why):
    with pytest.raises(UsageError, match=why):
        brief_stories(feeds, tmp_path / "out", base_url="http://127.0.0.1:9", **words)

    assert not (tmp_path / "out").exists()


def test_a_line_that_a_kill_has_cut_is_written_again(feeds, tmp_path, engine):
    brief_stories(feeds, tmp_path / "out", engine=engine)
    log = tmp_path / "out" / "written.jsonl"
    log.write_bytes(log.read_bytes()[:-20])

    made = brief_stories(feeds, tmp_path / "out", engine=engine)

    assert (made.written, len(briefings(tmp_path / "out"))) == (1, 2)
    assert brief_stories(feeds, tmp_path / "out", engine=engine).written == 0


def test_claims_without_their_articles_do_not_count(feeds, tmp_path, engine):
    brief_stories(feeds, tmp_path / "out", engine=engine)
    (tmp_path / "out" / "articles" / "00000.parquet").unlink()

    made = brief_stories(feeds, tmp_path / "out", engine=engine)

    assert (made.new, len(rows(tmp_path / "out", "articles"))) == (4, 4)


def test_articles_of_before_a_day_are_not_read(feeds, tmp_path, engine):
    from datetime import date

    made = brief_stories(feeds, tmp_path / "out", engine=engine, since=date(2026, 3, 3))

    assert (made.new, made.too_old, made.stories) == (0, 4, 0)


def test_the_same_text_twice_is_read_once(feeds, tmp_path, engine):
    (feeds / "again.txt").write_text((feeds / "000_harbour.txt").read_text("utf-8"), encoding="utf-8")

    made = brief_stories(feeds, tmp_path / "out", engine=engine)

    assert (made.new, made.repeated) == (4, 1)


@pytest.mark.parametrize("mark", ["{}", "[]", '{"format": "summarize.batch/9"}'])
def test_a_folder_of_another_version_is_refused(feeds, tmp_path, engine, mark):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "batch.json").write_text(mark)

    with pytest.raises(BriefingError, match="name a new folder"):
        brief_stories(feeds, tmp_path / "out", engine=engine)


def test_a_folder_with_something_else_in_it_is_refused(feeds, tmp_path, engine):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.doc").write_text("mine")

    with pytest.raises(UsageError, match="is not empty"):
        brief_stories(feeds, tmp_path / "out", engine=engine)


def test_a_folder_that_another_model_made_is_refused(feeds, tmp_path, engine, obliging_script):
    brief_stories(feeds, tmp_path / "out", engine=engine)

    with pytest.raises(UsageError, match="was made with engine 'scripted'"):
        brief_stories(feeds, tmp_path / "out", engine=Scripted(obliging_script, name="another"))


def test_a_damaged_part_is_named_in_one_line(feeds, tmp_path, engine):
    brief_stories(feeds, tmp_path / "out", engine=engine)
    (tmp_path / "out" / "articles" / "00000.parquet").write_bytes(b"nothing")

    with pytest.raises(BriefingError, match=r"00000\.parquet"):
        brief_stories(feeds, tmp_path / "out", engine=engine)


def test_a_title_is_inert_on_the_page_that_leads_to_the_stories(tmp_path, engine):
    hostile = "<script>alert(1)</script> \u202egnihton"
    feeds = corpus(tmp_path / "feeds", [(hostile, FERRY[0][1])])

    brief_stories(feeds, tmp_path / "out", engine=engine)

    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "<script" not in page
    assert "\u202e" not in page


def test_the_log_tells_what_each_story_is(feeds, tmp_path, engine):
    brief_stories(feeds, tmp_path / "out", engine=engine)

    lines = [json.loads(line) for line in (tmp_path / "out" / "written.jsonl").read_text("utf-8").split("\n") if line]
    assert sorted((line["articles"], line["first"], line["last"]) for line in lines) == [(2, "2026-03-02", "2026-03-02")] * 2


@pytest.fixture
def provider(tmp_path, obliging, monkeypatch):
    """A provider of batches, in which waiting takes no time."""
    monkeypatch.setattr("summarize.engines.batches.post.POLL", 0.0)
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "server").mkdir()
    with serving(tmp_path / "server", obliging) as running:
        yield running


def test_a_corpus_that_is_asked_by_batches_gives_what_it_gives_live_and_pays_each_answer_once(feeds, tmp_path, provider):
    model = {"model": "m", "base_url": provider.url}
    brief_stories(feeds, tmp_path / "live", cache=False, **model)

    made = brief_stories(feeds, tmp_path / "out", batch=True, **model)

    def found(out):
        return {key: [f.statement for s in b.sections.values() for f in s.findings] for key, b in briefings(out).items()}

    assert found(tmp_path / "out") == found(tmp_path / "live")
    assert (made.stories, made.failed, made.unwritten) == (2, 0, 0)
    assert set(provider.paid.values()) == {1}


def test_a_run_that_is_left_goes_on_with_the_same_call(feeds, tmp_path, provider):
    model = {"model": "m", "base_url": provider.url, "batch": True}
    with pytest.raises(PendingError, match="come back with the same folder"):
        brief_stories(feeds, tmp_path / "out", leave=True, **model)

    made = brief_stories(feeds, tmp_path / "out", **model)

    assert (made.stories, made.failed, len(briefings(tmp_path / "out"))) == (2, 0, 2)
    assert set(provider.paid.values()) == {1}


def test_two_runs_cannot_write_to_one_folder_at_once(feeds, tmp_path, obliging_script):
    told = []

    def meanwhile(prompt, shape):
        if not told:
            with pytest.raises(OutputError, match="another run is writing to it") as refused:
                brief_stories(feeds, tmp_path / "out", engine=Scripted(obliging_script))
            told.append(refused.value)
        return obliging_script(prompt, shape)

    assert brief_stories(feeds, tmp_path / "out", engine=Scripted(meanwhile)).written == 2


def test_a_folder_that_cannot_be_made_is_one_line(feeds, tmp_path, engine):
    (tmp_path / "file").write_text("mine")

    with pytest.raises(OutputError, match="file"):
        brief_stories(feeds, tmp_path / "file" / "out", engine=engine)
