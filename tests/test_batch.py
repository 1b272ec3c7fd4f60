"""A whole corpus into a folder: what is in it, what another run does, and what becomes of what is broken."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from zlib import crc32

import pytest
from pyarrow import dataset, parquet
from typer.testing import CliRunner

from benchmarks.made_up import Towns, answer, reply, written
from summarize import brief
from summarize.api.corpora import brief_stories
from summarize.briefing.file import load
from summarize.briefing.proof import prove
from summarize.cli import app
from summarize.errors import BriefingError, OutputError, RefusedError, SourceError, UsageError
from summarize.testing import Scripted

MADE_UP = Path(__file__).parents[1] / "benchmarks" / "made_up.py"
TABLES = ("articles", "claims", "findings", "citations", "conflicts")
TIMES = ("at", "calls", "prompt_tokens", "cached_tokens", "completion_tokens", "reused", "seconds", "wall_seconds", "cost_usd")


@pytest.fixture
def corpus(tmp_path):
    """Two events, five articles each."""
    return written(10, tmp_path / "corpus")


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def made(corpus, out, script=answer, **how):
    """What a run did, and the questions that it asked."""
    engine = Scripted(script)
    return brief_stories([corpus], out, schema=Towns, engine=engine, jobs=2, **how), engine.prompts


def rows(out, table):
    return dataset.dataset(out / table, format="parquet").to_table().to_pylist()


def articles(out):
    """The latest row of each article."""
    return {row["id"]: row for row in rows(out, "articles")}


def state(out):
    """Each file with its bytes and when it was written."""
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*") if path.is_file()}


def told(out):
    """What a reader gets, but for times and counts of calls."""
    found = {}
    for path in sorted(out.glob("stories/*/briefing.json")):
        briefing = json.loads(path.read_text())
        briefing["made"] = {name: value for name, value in briefing["made"].items() if name not in TIMES}
        found[path.parent.name] = briefing
    return found


def findings(briefing):
    """What is found, in which words of the articles."""
    return {
        name: sorted((f.statement, sorted(c.quote for c in f.citations)) for f in section.findings)
        for name, section in briefing.sections.items()
    }


def refusing(*words):
    """A model that refuses what tells of these words."""

    def script(prompt, wanted):
        return RefusedError("no") if any(word in prompt.user for word in words) else answer(prompt, wanted)

    return script


def marked(corpus, name):
    """A word that is now in this article alone."""
    with (corpus / name).open("a") as file:
        file.write("\nThe Zanzibar committee counts 12 boats in the harbour.\n")
    return "Zanzibar"


def test_each_story_has_the_briefing_that_its_articles_alone_would_give(corpus, out):
    made(corpus, out)

    briefings = [load(path) for path in sorted(out.glob("stories/*/briefing.json"))]
    assert sum(len(one.sources) for one in briefings) == 10
    for one in briefings:
        alone = brief([source.location for source in one.sources], schema=Towns, engine=Scripted(answer))
        assert findings(one) == findings(alone)


def test_each_citation_of_each_briefing_proves(corpus, out):
    made(corpus, out)

    for path in out.glob("stories/*/briefing.json"):
        proof = prove(load(path), against=corpus)
        assert proof.checked > 0
        assert not proof.failures


def test_the_tables_are_data_sets_with_a_row_for_each(corpus, out):
    made(corpus, out)

    briefings = [load(path) for path in out.glob("stories/*/briefing.json")]
    own = [finding for one in briefings for section in one.sections.values() for finding in section.findings]
    count = {table: len(rows(out, table)) for table in TABLES}
    assert count["articles"] == 10
    assert count["claims"] == sum(row["claims"] for row in rows(out, "articles"))
    assert count["findings"] == len(own)
    assert count["citations"] == sum(len(finding.citations) for finding in own)
    assert count["conflicts"] == sum(len(one.conflicts) for one in briefings)


def test_what_cannot_be_read_or_is_refused_is_a_row_and_nothing_else_is_lost(corpus, out):
    (corpus / "00003.txt").write_bytes(b"")

    did, _ = made(corpus, out, refusing(marked(corpus, "00007.txt")))

    ended = {Path(row["location"]).name: row for row in articles(out).values()}
    assert did.failed == 2
    assert ended["00003.txt"]["status"] == "unreadable"
    assert "empty" in ended["00003.txt"]["problem"]
    assert ended["00007.txt"]["status"] in ("failed", "in part")
    assert "no" in ended["00007.txt"]["problem"]
    assert [row["status"] for name, row in ended.items() if name not in ("00003.txt", "00007.txt")] == ["read"] * 8


def test_a_second_run_asks_nothing_and_writes_nothing(corpus, out):
    made(corpus, out)
    before = state(out)

    did, asked = made(corpus, out)

    assert (did.new, did.known, did.written, asked) == (0, 10, 0, [])
    assert state(out) == before


def test_a_grown_corpus_is_asked_about_only_where_it_grew(tmp_path, corpus, out):
    last = corpus / "00009.txt"
    new = marked(corpus, last.name)
    last.rename(tmp_path / "later")
    made(corpus, out)
    before = {path: path.read_bytes() for path in out.glob("stories/*/briefing.json")}
    (tmp_path / "later").rename(last)

    did, asked = made(corpus, out)

    changed = [path for path, data in before.items() if path.read_bytes() != data]
    assert (did.new, did.known) == (1, 9)
    assert {new in prompt.user for prompt in asked if prompt.name == "extract"} == {True}
    assert did.written == 1
    assert len(changed) <= 1  # the others are as they were
    assert all((path.parent / "changes.txt").read_text() for path in changed)
    assert len(list(out.glob("stories/*/changes.txt"))) == len(changed)


def test_what_failed_is_asked_again_and_what_was_read_is_not(corpus, out):
    words = marked(corpus, "00007.txt")
    made(corpus, out, refusing(words))

    did, asked = made(corpus, out)

    assert (did.new, did.known, did.failed) == (1, 9, 0)
    assert {words in prompt.user for prompt in asked if prompt.name == "extract"} == {True}
    assert {row["status"] for row in articles(out).values()} == {"read"}
    assert len(told(out)) == did.stories


def test_a_file_that_was_mended_is_no_failure_any_more(corpus, out):
    whole = (corpus / "00003.txt").read_bytes()
    (corpus / "00003.txt").write_bytes(b"")
    assert made(corpus, out)[0].failed == 1
    (corpus / "00003.txt").write_bytes(whole)

    assert made(corpus, out)[0].failed == 0


def test_a_text_that_comes_again_is_read_once(corpus, out):
    (corpus / "copy.txt").write_bytes((corpus / "00000.txt").read_bytes())

    did, _ = made(corpus, out)

    assert (did.new, did.repeated) == (10, 1)


def test_what_was_published_before_the_day_is_not_read_but_what_has_no_date_is(tmp_path, out):
    lines = [{"text": f"The mayor of {town} opened the pier.", "published": day} for town, day in
             (("Kelba", "2026-01-01"), ("Dovan", "2026-02-01"), ("Rimo", None))]  # fmt: skip
    file = tmp_path / "feed.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))

    did, _ = made(file, out, since=date(2026, 1, 15))

    assert (did.new, did.too_old) == (2, 1)


def test_an_empty_corpus_is_an_error_and_leaves_no_folder(tmp_path, out):
    (tmp_path / "empty.jsonl").write_text("")
    (tmp_path / "none").mkdir()

    for nothing in ("none", "empty.jsonl", "nowhere"):
        with pytest.raises(SourceError, match=nothing):
            made(tmp_path / nothing, out)

    assert not out.exists()


def test_an_unreadable_file_that_is_named_like_an_article_is_not_that_article(corpus, out, monkeypatch):
    made(corpus, out)
    name = next(iter(articles(out)))
    monkeypatch.chdir(corpus)
    Path(name).write_bytes(b"")

    brief_stories([name, "00000.txt"], out, schema=Towns, engine=Scripted(answer))

    assert articles(out)[name]["status"] == "read"
    assert articles(out)[f"file:{name}"]["status"] == "unreadable"


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", "pier \u202e gnp.exe", "a\x00\x07\x1b[31mb", "\ud800 half", "x" * 9999]
)
def test_a_hostile_title_is_inert_on_the_page(tmp_path, out, title):
    file = tmp_path / "feed.jsonl"
    file.write_text(json.dumps({"title": title, "text": "The mayor of Kelba opened the pier on 3 May."}))

    made(file, out)

    page = (out / "index.html").read_text()
    assert "<script" not in page
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)


def test_what_is_half_written_disturbs_nobody(corpus, out):
    made(corpus, out)
    for name in ("articles", "claims", "findings", "stories"):
        (out / name / ".00001.parquet.0badcafe.tmp").write_bytes(b"PAR1 and no more")
    before = state(out)

    did, asked = made(corpus, out)

    assert (did.known, asked) == (10, [])
    assert state(out) == before
    assert len(rows(out, "articles")) == 10


def test_a_run_that_was_killed_before_it_said_what_it_asks_is_gone_on_with(corpus, out):
    out.mkdir()
    (out / ".lock").touch()
    (out / ".batch.json.0badcafe.tmp").write_text("{")

    assert made(corpus, out)[0].new == 10


def test_a_briefing_whose_line_a_kill_has_cut_is_written_again_and_is_the_same(corpus, out):
    made(corpus, out)
    log, before = out / "written.jsonl", told(out)
    log.write_bytes(b"\x00garbage\n" + log.read_bytes()[:-9])

    did, asked = made(corpus, out)

    assert (did.written, asked) == (1, [])
    assert told(out) == before
    assert not list(out.glob("stories/*/changes.txt"))  # nothing has changed


def test_a_damaged_briefing_is_written_again_from_what_was_read_and_that_is_said(corpus, out):
    made(corpus, out)
    (out / "written.jsonl").unlink()  # so that all are written again
    before, path = told(out), next(out.glob("stories/*/briefing.json"))
    path.write_text("{")
    lines = []

    did, asked = made(corpus, out, say=lines.append)

    assert told(out) == before
    assert not [prompt for prompt in asked if prompt.name == "extract"]
    [line] = [line for line in lines if str(path) in line]
    assert "it is written anew" in line
    assert did.unwritten == 0


def test_the_index_leads_to_no_story_that_has_no_articles(corpus, out):
    made(corpus, out)
    log = out / "written.jsonl"
    gone = json.loads(log.read_text().splitlines()[-1]) | {"story": "gone", "title": "Of another day"}
    log.write_text(f"{log.read_text()}\n{json.dumps(gone)}\n")

    made(corpus, out)

    assert "Of another day" not in (out / "index.html").read_text()


def test_a_part_that_is_missing_among_others_is_named_in_a_line(corpus, out):
    made(corpus, out)
    (out / "articles" / "00000.parquet").rename(out / "articles" / "00002.parquet")

    with pytest.raises(BriefingError, match=r"00000\.parquet' is missing"):
        made(corpus, out)


def test_one_run_at_a_time_writes_to_a_folder(corpus, out):
    met = []

    def script(prompt, wanted):
        if not met:
            met.append(None)
            with pytest.raises(OutputError, match="another run is writing to it") as told:
                made(corpus, out)
            met[0] = str(told.value)
        return answer(prompt, wanted)

    made(corpus, out, script)

    assert "\n" not in met[0]


@pytest.mark.parametrize("table", ["articles", "claims"])
def test_a_damaged_part_is_named_in_a_line(corpus, out, table):
    made(corpus, out)
    (out / "written.jsonl").unlink()  # so that both are needed
    part = out / table / "00000.parquet"
    part.write_bytes(part.read_bytes()[:200])

    with pytest.raises(BriefingError, match=re.escape(str(part))) as told:
        made(corpus, out)

    assert "\n" not in str(told.value)


def test_a_part_of_another_program_is_named_in_a_line(corpus, out):
    made(corpus, out)
    part = out / "articles" / "00000.parquet"
    parquet.write_table(parquet.read_table(part, columns=["id"]), part)

    with pytest.raises(BriefingError, match="status"):
        made(corpus, out)


@pytest.mark.parametrize(
    ("mark", "error", "words"),
    [("{", BriefingError, "not JSON"), ("[]", BriefingError, "not of this version"), ('{"format": "x/9"}', BriefingError, "not of"),
     ('{"format": "summarize.batch/1", "schema": "sha256:0"}', UsageError, "was made with schema")],
)  # fmt: skip
def test_a_folder_of_a_run_that_asked_something_else_is_refused(corpus, out, mark, error, words):
    out.mkdir()
    (out / "batch.json").write_text(mark)

    with pytest.raises(error, match=words):
        made(corpus, out)


def test_a_folder_of_another_engine_is_refused(corpus, out):
    made(corpus, out)

    with pytest.raises(UsageError, match="was made with engine 'scripted', not 'other'"):
        brief_stories([corpus], out, schema=Towns, engine=Scripted(answer, name="other"))


def test_a_folder_of_something_else_is_left_as_it_is(corpus, out):
    out.mkdir()
    (out / "thesis.txt").write_text("mine")

    with pytest.raises(UsageError, match="not empty"):
        made(corpus, out)

    assert [path.name for path in out.iterdir()] == ["thesis.txt"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a full disk")
def test_a_full_disk_is_a_line(corpus, out):
    made(corpus, out)
    (out / "index.html").unlink()
    (out / "index.html").symlink_to("/dev/full")

    with pytest.raises(OutputError, match=r"index\.html.*No space left"):
        made(corpus, out)


def test_a_folder_that_cannot_be_made_is_a_line(corpus, tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(OutputError, match="file"):
        made(corpus, tmp_path / "file" / "out")
    with pytest.raises(OutputError, match="file"):
        made(corpus, tmp_path / "file")


def run_of(corpus, out, server, cache):
    words = ["batch", corpus, "--schema", f"{MADE_UP}:Towns", "--model", "made-up", "--base-url", server.url, "--jobs", "2",
             "--quiet", "-o", out]  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-m", "summarize", *map(str, words)],
        env=os.environ | {"SUMMARIZE_CACHE_DIR": str(cache)},
        stderr=subprocess.PIPE,
        text=True,
    )


def completed(body):
    question = next(message["content"] for message in body["messages"] if message["role"] == "user")
    return json.dumps(reply(question, body["response_format"]["json_schema"]["schema"]))


def test_a_run_that_is_killed_again_and_again_ends_as_if_nothing_had_been_and_pays_nothing_twice(tmp_path, server):
    corpus = written(4, tmp_path / "corpus")
    server.respond = completed
    run_of(corpus, tmp_path / "whole", server, tmp_path / "c0").communicate()
    whole = len(server.requests)
    server.requests.clear()

    killed, running = [], None

    def kill_after_four_more(body):
        if running not in killed and len(killed) < 3 and len(server.requests) >= 4 * (len(killed) + 1):
            killed.append(running)
            running.kill()
        return completed(body)

    server.respond = kill_after_four_more
    status = None
    while status != 0:
        running = run_of(corpus, tmp_path / "out", server, tmp_path / "c1")
        running.communicate()
        status = running.returncode
        assert status in (0, -9)

    assert killed
    assert told(tmp_path / "out") == told(tmp_path / "whole")
    assert len(server.requests) <= whole + len(killed) * 2  # at most those in flight, two jobs
    assert sorted(articles(tmp_path / "out")) == sorted(articles(tmp_path / "whole"))
    assert not list((tmp_path / "out").glob("stories/*/changes.txt"))


def test_with_many_faults_every_article_ends_and_what_failed_is_named(tmp_path, corpus, out):
    """The engine's own tests say what becomes of each fault; here half of the questions are lost, whatever is asked."""
    script = faulty()

    did, _ = made(corpus, out, script)

    found = articles(out).values()
    assert {row["status"] for row in found} <= {"read", "in part", "failed"}
    assert len(found) == did.new == 10
    assert did.failed == sum(row["status"] != "read" for row in found) > 0
    assert all(row["problem"] for row in found if row["status"] != "read")
    states = {status for row in found for status, _ in json.loads(row["sections"]).values()}
    assert states <= {"found", "not addressed", "failed"}


def faulty():
    def script(prompt, wanted):  # which question is lost does not depend on when it is asked
        return RefusedError("no") if crc32(prompt.user.encode()) % 2 == 0 else answer(prompt, wanted)

    return script


def test_what_failed_ends_the_command_with_a_line_and_status_3(tmp_path, server, monkeypatch, out):
    corpus = written(2, tmp_path / "corpus")
    (corpus / "empty.txt").touch()
    server.respond = completed
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))

    run = run_of(corpus, out, server, tmp_path / "cache")
    complaint = run.communicate()[1]

    assert run.returncode == 3
    assert complaint.count("\n") == 1
    assert "1 article not read" in complaint


@pytest.mark.parametrize("broken", ["foreign", "mark", "part", "file"])
def test_what_is_wrong_with_the_folder_is_one_line_of_the_command(corpus, out, broken):
    if broken == "file":
        out.touch()
    else:
        out.mkdir()
    if broken == "foreign":
        (out / "thesis.txt").touch()
    if broken == "mark":
        (out / "batch.json").write_text("{")
    if broken == "part":
        (out / "articles").mkdir()
        (out / "articles" / "00000.parquet").write_text("PAR1")
        (out / "batch.json").write_text("[]")
    words = ["batch", corpus, "--schema", f"{MADE_UP}:Towns", "--model", "m", "--base-url", "http://127.0.0.1:9/v1", "-o", out]

    ended = CliRunner().invoke(app, [*map(str, words)])

    assert ended.exit_code in (1, 2)
    assert ended.exception is None or isinstance(ended.exception, SystemExit)
    assert ended.stderr.count("\n") == 1
    assert str(out) in ended.stderr
