"""The stages put together, with a schema of another domain: the engine knows nothing of what it is asked about."""

import random
import re
import threading
import time
from typing import Literal

import pytest
from pydantic import BaseModel, Field

import summarize
from benchmarks.made_up import Towns, answer, written
from summarize.briefing.proof import prove
from summarize.engines.caching import Cached
from summarize.engines.connect import Connected
from summarize.engines.prompts import digest, prompt
from summarize.engines.stopping import Stopping
from summarize.errors import AwayError, EngineError, ReplayError, ReplyError, UsageError
from summarize.pipeline import Given, compose, gathered, read_all, read_one
from summarize.reading.articles import load_articles
from summarize.reconciling.articles import articles_of
from summarize.reconciling.budgets import Budgets, budgets, not_compared
from summarize.records import Made
from summarize.schema.load import load_schema
from summarize.testing import Scripted, assert_cited
from summarize.writing.together import by_comparing

ARTICLES = {
    "001_porto.txt": "Hurricane Ada reached Porto on Monday. The old bridge was closed. Nobody was hurt.\n",
    "002_islands.txt": "Typhoon Bo missed the islands on Friday. Fishermen stayed at home. Winds reached 90 km/h.\n",
    "003_lisbon.txt": "Ada weakened near Lisbon on Tuesday. Two roads were flooded. Trains ran again by night.\n",
    "004_empty.txt": "The council met on Thursday. It spoke about the budget for schools.\n",
}


class Place(BaseModel):
    town: str | None
    coast: bool


class Storm(BaseModel):
    """Which storms are named?"""

    name: str = Field(description="the storm's name", json_schema_extra={"identifies": True})
    kind: Literal["hurricane", "typhoon"]
    wind_kmh: int | None = Field(default=None, ge=0, description="the highest wind")
    deadly: bool = False
    place: Place | None = None


class Weather(BaseModel):
    """Weather reports."""

    storms: list[Storm]
    damage: str = Field(description="What was damaged?")
    closed: list[str] | None = Field(default=None, description="What was closed?")
    worst: Storm | None = Field(default=None, description="Which storm was the worst?")


@pytest.fixture
def loaded(tmp_path):
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text)
    return load_articles([tmp_path])


@pytest.fixture
def schema():
    return load_schema(Weather)


def composed(loaded, schema, script, *, jobs=1, said=None, **given):
    engine = Scripted(script)
    say = said.append if said is not None else lambda _: None
    return compose(loaded, schema, Connected(engine, "scripted", jobs), say=say, given=Given(**given))


def bare(briefing):
    """A briefing without the time that it took."""
    return briefing.model_copy(update={"made": Made(at="", model="", engine="", version="", prompts={})})


def nothing(_, shape):
    """The model that finds no answer."""
    if isinstance(shape, tuple):
        return 0.0
    return empty(shape.model_json_schema())


def empty(schema, defs=None):
    """What fits a JSON schema and says nothing: null wherever it may stand, lists without entries."""
    defs = defs or schema.get("$defs", {})
    if "$ref" in schema:
        return empty(defs[schema["$ref"].rpartition("/")[2]], defs)
    if schema.get("type") == "object":
        return {name: empty(inner, defs) for name, inner in schema["properties"].items()}
    return [] if schema.get("type") == "array" else None


def test_a_schema_of_another_domain_is_answered_with_proven_citations(loaded, schema, obliging_script):
    made = composed(loaded, schema, obliging_script)

    assert_cited(made)
    assert not prove(made).failures
    assert list(made.sections) == ["storms", "damage", "closed", "worst"]
    assert {section.status for section in made.sections.values()} == {"found"}
    assert made.schema_.title == "Weather reports"


def test_values_keep_the_types_that_the_schema_gives_them(loaded, schema, obliging_script):
    made = composed(loaded, schema, obliging_script)

    values = {name: leaves[0].value for name, leaves in made.sections["worst"].findings[0].values.items()}
    assert values["kind"] == "hurricane"
    assert values["wind_kmh"] == 0
    assert values["deadly"] is True
    assert values["place.coast"] is True
    assert made.value.worst.place.coast is True


def test_every_source_is_asked_every_section(loaded, schema, obliging_script):
    made = composed(loaded, schema, obliging_script)

    assert all(list(section.by_source) == ["001", "002", "003", "004"] for section in made.sections.values())


def test_silence_is_not_failure(loaded, schema, obliging_script):
    def script(asked, shape):
        if "Typhoon" in asked.user:
            return ReplyError("the reply does not fit")
        return nothing(asked, shape) if "council" in asked.user else obliging_script(asked, shape)

    made = composed(loaded, schema, script)

    assert made.sections["damage"].by_source == {"001": "found", "002": "failed", "003": "found", "004": "not addressed"}
    assert made.sections["damage"].failures == {"002": "the reply does not fit"}
    assert [s.status for s in made.sources] == ["read", "failed", "read", "read"]
    assert made.sources[1].problem == "the reply does not fit"


def test_a_section_that_no_source_addresses_says_so(loaded, schema):
    made = composed(loaded, schema, nothing)

    assert {section.status for section in made.sections.values()} == {"not addressed"}


def test_where_nothing_could_be_asked_there_is_no_briefing(loaded, schema):
    with pytest.raises(EngineError, match="refuses the key"):
        composed(loaded, schema, lambda *_: EngineError("x refuses the key"))


def test_an_error_that_is_no_engines_stops_the_run(loaded, schema):
    def script(asked, _):
        raise ReplayError("the cassette lacks a reply")

    with pytest.raises(ReplayError):
        composed(loaded, schema, script, jobs=4)


@pytest.mark.parametrize("jobs", [2, 4])
def test_the_number_of_jobs_changes_nothing_but_the_time(loaded, schema, obliging_script, jobs):
    def script(asked, shape):
        time.sleep(random.random() / 100)
        return ReplyError("no") if "Typhoon" in asked.user and "damaged" in asked.user else obliging_script(asked, shape)

    alone = composed(loaded, schema, script, jobs=1)
    together = composed(loaded, schema, script, jobs=jobs)

    assert bare(together) == bare(alone)
    assert together.made.calls == alone.made.calls


def test_the_order_of_the_sources_changes_no_finding(tmp_path, schema, obliging_script):
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text)
    names = [str(tmp_path / name) for name in ARTICLES]

    forwards, backwards = (composed(load_articles(order), schema, obliging_script) for order in (names, names[::-1]))

    assert {k: s.findings for k, s in forwards.sections.items()} == {k: s.findings for k, s in backwards.sections.items()}


def test_an_article_given_twice_adds_nothing(tmp_path, schema, obliging_script):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ARTICLES["001_porto.txt"])

    once, twice = (composed(load_articles(names), schema, obliging_script) for names in ([tmp_path / "a.txt"], [tmp_path]))

    assert {k: s.findings for k, s in once.sections.items()} == {k: s.findings for k, s in twice.sections.items()}


def test_progress_names_each_source_once(loaded, schema, obliging_script):
    said = []

    composed(loaded, schema, obliging_script, jobs=2, said=said)

    assert sorted(line.split()[1] for line in said[:-1]) == ["001:", "002:", "003:", "004:"]
    assert [line.split()[0] for line in said] == ["[1/4]", "[2/4]", "[3/4]", "[4/4]", "together:"]


def test_the_briefing_records_how_it_was_made(loaded, schema, obliging_script):
    made = composed(loaded, schema, obliging_script).made

    assert (made.model, made.engine) == ("scripted", "scripted")
    assert made.calls >= len(ARTICLES)
    assert made.at.endswith("Z")


def verdicts(asked, said):
    """One verdict for each claim of a question."""
    numbers = re.findall(r"^(\d+)\. ", asked.user, re.MULTILINE)
    return {"verdicts": [{"claim": n, "verdict": said, "missing": "", "instead": "", "wrong": []} for n in numbers]}


def reworded(script, said):
    """The same model, but no statement is a sentence word for word: each must be judged, and `said` is the verdict on all."""

    def answer(asked, shape):
        if asked.name == "judge_claims":
            return said if isinstance(said, EngineError) else verdicts(asked, said)
        return restated(script(asked, shape))

    return answer


def restated(reply):
    """A reply with a word more in each statement."""
    if isinstance(reply, dict):
        return {k: f"{v.rstrip('.')} there" if k == "statement" and v else restated(v) for k, v in reply.items()}
    return [restated(each) for each in reply] if isinstance(reply, list) else reply


def test_what_checking_takes_is_counted(loaded, schema, obliging_script):
    said = []

    engine = Scripted(reworded(obliging_script, "carried"))

    made = compose(loaded, schema, Connected(engine, "scripted", 1), say=said.append)

    asked = [p.name for p in engine.prompts]
    assert made.made.calls == len(asked)
    assert asked[: 2 * len(ARTICLES)] == ["extract", "judge_claims"] * len(ARTICLES)
    assert "4 claims (2 calls" in said[0]


def test_reading_checking_and_mending_an_article_takes_four_questions_at_most(loaded, schema, obliging_script):
    engine = Scripted(reworded(obliging_script, "in part"))

    read = read_one(loaded.sources[0], schema, engine)

    extracting = [p.name for p in engine.prompts if p.name == "extract"]
    assert [p.name for p in engine.prompts] == [*extracting, "judge_claims"]
    assert read.usage.calls == len(engine.prompts)
    assert all(c.quoted for c in read.checked)


def test_a_question_that_two_sections_share_is_asked_once(loaded, obliging_script):
    class Twice(BaseModel):
        damage: str = Field(description="What was damaged?")
        harm: str = Field(description="What was damaged?")

    engine = Scripted(reworded(obliging_script, "carried"))

    made = compose(loaded, load_schema(Twice), Connected(engine, "scripted", 1), say=lambda _: None).made

    assert len(engine.prompts) == len({(p.name, p.user) for p in engine.prompts}) == made.calls


def test_where_the_judge_fails_every_answer_is_there_as_a_quotation_with_the_reason(loaded, schema, obliging_script):
    said = []

    made = composed(loaded, schema, reworded(obliging_script, EngineError("x refuses")), said=said)

    findings = [f for section in made.sections.values() for f in section.findings]
    assert {status for section in made.sections.values() for status in section.by_source.values()} == {"found"}
    assert all(f.quoted and f.statement == f.citations[0].quote for f in findings)
    assert all("x refuses" in f.reasons[0] for f in findings)
    assert all("4 claims, 4 of them quoted (" in line for line in said[:-1])


def test_a_statement_that_the_judge_refuses_is_not_in_the_briefing(loaded, schema, obliging_script):
    made = composed(loaded, schema, reworded(obliging_script, "not carried"))

    findings = [f for section in made.sections.values() for f in section.findings]
    assert findings
    assert all(f.quoted and f.statement == f.citations[0].quote for f in findings)
    assert "repair" not in made.made.prompts


def test_a_judge_that_the_cassette_lacks_stops_the_run(loaded, schema, obliging_script):
    def script(asked, shape):
        if asked.name == "judge_claims":
            raise ReplayError("the cassette lacks a reply")
        return reworded(obliging_script, "carried")(asked, shape)

    with pytest.raises(ReplayError):
        composed(loaded, schema, script)


def harbour(tmp_path):
    """Two articles that tell one thing in other words."""
    (tmp_path / "001_wall.txt").write_text("The harbour gets a new sea wall.\n")
    (tmp_path / "002_wall.txt").write_text("Builders put up a sea wall at the harbour.\n")
    return load_articles([tmp_path])


class Works(BaseModel):
    """Public works."""

    built: str = Field(description="What was built?")


@pytest.mark.usefixtures("by_pairs")
def test_what_two_sources_say_in_other_words_is_one_finding_and_costs_no_question(tmp_path, obliging_script):
    said = []

    together = composed(harbour(tmp_path), load_schema(Works), obliging_script, said=said)

    assert [f.sources for f in together.sections["built"].findings] == [("001", "002")]
    assert said[-1].startswith("merging: 1 comparisons (1 calls"), "does the other text carry the statement?"
    assert_cited(together)


def carried_as(script, carried):
    """What answers with `carried` whether another text corroborates the shown statement."""

    def answer(asked, shape):
        if asked.name == "judge" and "Builders" in asked.user and "gets a new sea wall" in asked.user:
            return carried
        return script(asked, shape)

    return answer


@pytest.mark.usefixtures("by_pairs")
def test_what_is_alike_is_corroborated_only_if_the_other_text_carries_the_statement(tmp_path, obliging_script):
    works, articles = load_schema(Works), harbour(tmp_path)

    (near,) = composed(articles, works, carried_as(obliging_script, 0.2)).sections["built"].findings
    (carried,) = composed(articles, works, carried_as(obliging_script, 0.9)).sections["built"].findings

    assert (near.origins, near.carried_by, near.credibility) == (("001", "002"), ("001",), 3)
    assert (carried.origins, carried.carried_by, carried.credibility) == (("001", "002"), ("001", "002"), 2)


def test_a_corroboration_that_could_not_be_judged_counts_nothing_and_is_in_the_briefing(tmp_path, obliging_script):
    made = composed(harbour(tmp_path), load_schema(Works), carried_as(obliging_script, EngineError("x refuses")))

    section = made.sections["built"]
    assert section.findings[0].credibility == 3
    assert all("may corroborate is not counted" in why and "x refuses" in why for why in section.failures.values())


@pytest.mark.usefixtures("by_pairs")
def test_comparisons_are_counted_in_what_the_briefing_took(tmp_path, obliging_script):
    said = []

    made = composed(harbour(tmp_path), load_schema(Works), obliging_script, said=said).made

    read = sum(int(line.partition("(")[2].partition(" ")[0]) for line in said if not line.startswith("merging"))
    assert made.calls == read + 1  # does the other text carry the statement?


@pytest.mark.usefixtures("by_pairs")
def test_a_comparison_that_fails_is_in_the_briefing(tmp_path, obliging_script):
    said = []

    made = composed(harbour(tmp_path), load_schema(Works), carried_as(obliging_script, EngineError("x refuses")), said=said)

    section = made.sections["built"]
    assert [f.sources for f in section.findings] == [("001", "002")]
    assert sorted(section.failures) == ["001", "002"]
    assert section.by_source == {"001": "found", "002": "found"}
    assert said[-1].endswith("1 failed: x refuses")


@pytest.mark.usefixtures("by_pairs")
def test_a_comparison_that_the_cassette_lacks_stops_the_run(tmp_path, obliging_script):
    def script(asked, shape):
        if asked.name == "judge" and "Builders" in asked.user and "gets a new sea wall" in asked.user:
            raise ReplayError("the cassette lacks a reply")
        return obliging_script(asked, shape)

    with pytest.raises(ReplayError):
        composed(harbour(tmp_path), load_schema(Works), script)


def dated(tmp_path, *articles):
    """Articles of one sentence that is the answer and of another one, each with the day on which it was published."""
    for number, (day, text) in enumerate(articles, 1):
        head = f"---\npublished: {day}\n---\n" if day else ""
        (tmp_path / f"00{number}_news.md").write_text(f"{head}{text}\n")
    return load_articles([tmp_path])


def judged_by(script, **odds):
    """The model says of each prompt in `odds` with what probability its answer is yes."""
    return lambda asked, shape: odds[asked.name] if asked.name in odds else script(asked, shape)


CHANGED = (
    ("2024-01-10", "The council supports the new stadium."),
    ("2024-05-20", "The council opposes the new stadium."),
)


def test_a_position_that_changed_is_a_conflict_newest_first_and_the_older_is_kept_as_superseded(tmp_path, obliging_script):
    made = composed(dated(tmp_path, *CHANGED), load_schema(Works), obliging_script)

    old, new = sorted(made.sections["built"].findings, key=lambda f: f.sources)
    (conflict,) = made.conflicts
    assert (conflict.id, conflict.section, conflict.kind) == ("conflict-1", "built", "changed over time")
    assert conflict.findings == (new.id, old.id)
    assert (old.superseded_by, new.superseded_by) == (new.id, None)
    assert (old.credibility, new.credibility) == (3, 3), "what changed is not disputed"
    assert [str(f.as_of) for f in (old, new)] == ["2024-01-10", "2024-05-20"]
    assert_cited(made)
    assert not prove(made).failures


def test_the_order_of_the_articles_does_not_tell_which_position_is_newer(tmp_path, obliging_script):
    made = composed(dated(tmp_path, *CHANGED[::-1]), load_schema(Works), obliging_script)

    by_id = {f.id: f for f in made.sections["built"].findings}
    assert [by_id[key].sources for key in made.conflicts[0].findings] == [("001",), ("002",)]


def test_two_numbers_for_one_thing_are_a_conflict_that_makes_both_doubtful(tmp_path, obliging_script):
    articles = dated(
        tmp_path, ("2024-01-10", "About 30,000 dockers joined the strike."), ("2024-01-10", "15,000 dockers joined the strike.")
    )

    made = composed(articles, load_schema(Works), obliging_script)

    assert [c.kind for c in made.conflicts] == ["numeric"]
    assert [f.credibility for f in made.sections["built"].findings] == [4, 4]
    assert not any(f.superseded_by for f in made.sections["built"].findings)


def test_articles_that_agree_are_no_conflict(tmp_path, obliging_script):
    articles = dated(
        tmp_path,
        ("2024-01-10", "The council supports the new stadium."),
        ("2024-05-20", "The council is in favour of the new stadium."),
        ("2024-05-21", "The harbour gets a new wall."),
    )

    made = composed(articles, load_schema(Works), obliging_script)

    assert made.conflicts == ()
    assert not any(f.superseded_by for f in made.sections["built"].findings)


DOUBTFUL = (
    ("2024-01-10", "The council approved the new bridge."),
    ("2024-01-10", "The council discussed a new bridge."),
)


@pytest.mark.parametrize(("one_act", "kinds"), [(0.9, ["differing accounts"]), (0.2, [])])
@pytest.mark.usefixtures("by_pairs")
def test_what_is_not_certainly_at_odds_is_a_conflict_if_the_model_finds_one_act_in_both(
    tmp_path, obliging_script, one_act, kinds
):
    script = judged_by(obliging_script, same_act=one_act)

    made = composed(dated(tmp_path, *DOUBTFUL), load_schema(Works), script)

    assert [c.kind for c in made.conflicts] == kinds
    assert made.made.prompts["same_act"] == digest("same_act")


@pytest.mark.usefixtures("by_pairs")
def test_a_question_about_a_conflict_that_fails_is_in_the_briefing_under_both_sources(tmp_path, obliging_script):
    said = []
    script = judged_by(obliging_script, same_act=EngineError("x refuses"))

    made = composed(dated(tmp_path, *DOUBTFUL), load_schema(Works), script, said=said)

    assert made.conflicts == ()
    assert sorted(made.sections["built"].failures) == ["001", "002"]
    assert all("at odds" in why and "x refuses" in why for why in made.sections["built"].failures.values())
    assert said[-1].endswith("1 failed: x refuses")


def test_a_day_that_is_given_is_not_inferred(tmp_path, obliging_script):
    made = composed(dated(tmp_path, *CHANGED), load_schema(Works), obliging_script)

    assert [(str(s.published), s.published_inferred, s.published_to) for s in made.sources] == [
        ("2024-01-10", None, None),
        ("2024-05-20", None, None),
    ]


def test_when_an_article_without_a_day_was_published_is_read_from_its_text_and_said_to_be_inferred(tmp_path, obliging_script):
    text = "The harbour got a new wall.\n\nPrime Minister Liz Truss opened it."

    made = composed(dated(tmp_path, (None, text)), load_schema(Works), obliging_script)

    (source,) = made.sources
    assert source.published is None
    assert (str(source.published_from), str(source.published_to)) == ("2022-09-06", "2022-10-25")
    assert "Liz Truss" in source.published_inferred
    assert str(made.sections["built"].findings[0].as_of) == "2022-10-25"


def test_of_an_article_that_tells_no_time_no_day_is_known(tmp_path, obliging_script):
    made = composed(dated(tmp_path, (None, "The harbour got a new wall.")), load_schema(Works), obliging_script)

    assert (made.sources[0].published_from, made.sources[0].published_inferred) == (None, None)
    assert made.sections["built"].findings[0].as_of is None


def test_the_budgets_grow_with_the_articles_and_share_what_is_wanted():
    assert budgets(None, articles=2) == budgets(None, articles=5) == budgets(15, articles=5) == Budgets(7, 8)
    assert sum(budgets(None, articles=50)) == 150
    assert [sum(budgets(n, articles=5)) for n in (0, 1, 7, 1000)] == [0, 1, 7, 1000]
    with pytest.raises(UsageError, match="below 0"):
        budgets(-1, articles=5)


def test_names_that_the_user_gives_join_what_is_told_of_them(tmp_path, obliging_script):
    class Storms(BaseModel):
        storms: list[Storm]

    for name, text in (("001_a.txt", "Ada came."), ("002_b.txt", "The great storm came.")):
        (tmp_path / name).write_text(text + "\n")

    def script(asked, shape):
        reply = obliging_script(asked, shape)
        for said in reply.get("storms", ()) if isinstance(reply, dict) else ():
            said["name"]["value"] = "Ada" if "Ada" in asked.user else "the great storm"
        return reply

    engine = Scripted(script)
    made = compose(
        load_articles([tmp_path]),
        load_schema(Storms),
        Connected(engine, "scripted", 1),
        say=lambda _: None,
        given=Given(aliases={"Ada": ["the great storm"]}),
    )

    assert [f.aliases for f in made.sections["storms"].findings] == [("Ada", "the great storm")]


def test_only_the_prompts_that_were_asked_are_recorded(loaded, schema, obliging_script):
    made = composed(loaded, schema, obliging_script).made

    assert made.prompts == {name: digest(name) for name in ("extract", "front", "judge_claims", "reconcile")}


def test_prompts_whose_replies_came_from_the_cache_are_recorded_as_well(loaded, schema, obliging_script, tmp_path):
    def cached(script):
        engine = Cached(Scripted(script), tmp_path / "replies.sqlite", say=lambda _: None)
        return compose(loaded, schema, Connected(engine, "scripted", 1), say=lambda _: None).made

    first, second = cached(reworded(obliging_script, "carried")), cached([])

    assert (second.calls, second.reused) == (0, first.calls + first.reused)
    assert second.prompts == first.prompts == {n: digest(n) for n in ("extract", "front", "judge_claims", "reconcile")}


def test_reconciling_is_pure(loaded, schema, obliging_script):
    read = read_all(loaded.sources, schema, Scripted(obliging_script), jobs=1, say=lambda _: None)
    articles = articles_of(loaded.sources)

    material = gathered(schema, loaded, read, articles)
    assert by_comparing(material) == by_comparing(material)


def test_after_an_interruption_no_further_question_is_asked(loaded, schema, obliging_script, until):
    go_on = threading.Event()

    def script(asked, shape):
        assert "Porto" in asked.user or go_on.wait(300)
        return obliging_script(asked, shape)

    def interrupt(_):
        raise KeyboardInterrupt

    engine = Scripted(script)
    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        read_all(loaded.sources, schema, engine, jobs=1, say=interrupt)
    go_on.set()
    until(lambda: threading.active_count() <= before)

    others = [p for p in engine.prompts if "Porto" not in p.user]
    assert len(others) <= 1, "only the question under way may still end"


class TwoWords(BaseModel):
    answer: str


def ask(engine):
    return engine.reply(prompt("extract", topic="?", form=[], date=None, lines=[]), TwoWords)


def test_a_server_that_stays_away_is_asked_no_more():
    inner = Scripted(lambda *_: AwayError("cannot reach x"))
    engine = Stopping(inner)

    for _ in range(5):
        with pytest.raises(EngineError, match="cannot reach x"):
            ask(engine)

    assert len(inner.prompts) == 2


def test_a_server_that_comes_back_is_asked_again():
    away = EngineError("busy", retryable=True)
    engine = Stopping(Scripted([away, {"answer": "yes"}, away, {"answer": "yes"}]))

    for _ in range(2):
        with pytest.raises(EngineError):
            ask(engine)
        assert ask(engine).value.answer == "yes"


def test_replies_that_do_not_fit_and_refusals_of_one_article_stop_nothing():
    refusals = [ReplyError("no"), EngineError("the text is too long")] * 2
    engine = Stopping(Scripted([*refusals, {"answer": "yes"}]))

    for _ in refusals:
        with pytest.raises(EngineError):
            ask(engine)

    assert ask(engine).value.answer == "yes"


def test_the_python_api_takes_a_class_and_one_path(tmp_path, server, obliging, monkeypatch):
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "a.txt").write_text(ARTICLES["001_porto.txt"])
    server.respond = obliging

    made = summarize.brief(tmp_path / "a.txt", schema=Weather, model="test", base_url=server.url)

    assert_cited(made)
    assert made.schema_.name == "Weather"


def test_the_python_api_says_nothing_unless_asked(tmp_path, capsys):
    with pytest.raises(summarize.SourceError, match="no such file"):
        summarize.brief(tmp_path / "nope.txt", schema=Weather, model="local")

    assert capsys.readouterr() == ("", "")


def test_the_python_api_without_sources_is_wrong_usage():
    with pytest.raises(summarize.UsageError, match="no sources"):
        summarize.brief([], schema=Weather, model="local")


class Actor(BaseModel):
    name: str = Field(description="what the article calls it", json_schema_extra={"identifies": True})
    role: str | None = None


class Actors(BaseModel):
    """Who takes part?"""

    actors: list[Actor]


FRANCE = {
    "001_a.txt": "France will lead the force.\n",
    "002_b.txt": "France refused to send soldiers.\n",
    "003_c.txt": "France hosted a dinner for the ministers.\n",
}


@pytest.mark.usefixtures("by_pairs")
def test_an_article_that_only_names_an_item_is_not_counted_for_what_another_says_of_it(tmp_path, obliging_script):
    def script(asked, shape):
        reply = 0.1 if isinstance(shape, tuple) else obliging_script(asked, shape)
        for said in reply.get("actors", ()) if isinstance(reply, dict) else ():
            said["name"]["value"] = "France"
            said["role"] = {"sentences": [1], "value": "leader"} if "lead" in said["statement"] else None
        return reply

    for name, text in FRANCE.items():
        (tmp_path / name).write_text(text)

    made = composed(load_articles([tmp_path]), load_schema(Actors), script)

    (france,) = made.sections["actors"].findings
    assert (france.sources, france.origins) == (("001", "002", "003"), ("001", "002", "003"))
    assert (len(france.carried_by), france.credibility) == (1, 3)
    assert {s.statement: s.carried_by for s in france.statements} == {
        text.strip(): (name[:3],) for name, text in FRANCE.items()
    }
    assert {s.credibility for s in france.statements} == {3}
    (name,), (role,) = france.values["name"], france.values["role"]
    assert (name.origins, name.credibility) == (("001", "002", "003"), 1)
    assert (role.sources, role.credibility) == (("001",), 3)
    assert prove(made).failures == ()


THINGS = ["harbour", "bridge", "tunnel", "museum", "library", "station", "airport", "stadium", "market", "theatre"]


class Openings(BaseModel):
    opened: list[str] = Field(description="What was opened?")


def openings(tmp_path):
    """Two articles that tell of the same ten things in other words."""
    for number, text in enumerate(("The {} was opened by the mayor.", "Crowds came as the mayor opened the new {}.")):
        (tmp_path / f"00{number}_a.txt").write_text(" ".join(text.format(thing) for thing in THINGS) + "\n")
    return load_articles([tmp_path])


def all_said(asked, shape):
    """A model that writes, finds every sentence, and says yes of what is about one thing."""
    if isinstance(shape, tuple):
        return 1.0 if any(asked.user.count(thing) >= 2 for thing in THINGS) else 0.0
    text = "Crowds came as the mayor opened the new {}" if "Crowds" in asked.user else "The {} was opened by the mayor"
    if asked.name == "judge_claims":
        return verdicts(shape, "carried")
    said = {"context": [], "value": None}
    return {"opened": [{"sentences": [n], "statement": text.format(thing), **said} for n, thing in enumerate(THINGS, 1)]}


@pytest.mark.usefixtures("by_pairs")
def test_every_pair_that_the_budgets_do_not_suffice_for_is_counted(tmp_path):
    articles, schema = openings(tmp_path), load_schema(Openings)

    few = composed(articles, schema, all_said, budgets=Budgets(3, 8))
    none = composed(articles, schema, all_said, budgets=0)
    enough = composed(articles, schema, all_said, budgets=1000)

    assert [sum(f.credibility == 2 for f in made.sections["opened"].findings) for made in (few, none, enough)] == [3, 0, 10]
    assert few.made.not_compared == {"carrying": 7}
    assert none.made.not_compared == {"carrying": 10}
    assert enough.made.not_compared == {}
    assert not_compared(few.made.not_compared) == (
        "Not compared, for the budget was spent: 7 pairs of a text and a statement that it may carry."
    )
    assert not_compared({}) == ""


@pytest.mark.usefixtures("by_pairs")
def test_a_model_that_stays_away_is_not_waited_for_at_every_comparison(tmp_path):
    engine = Scripted(judged_by(all_said, judge=AwayError("cannot reach x")))

    compose(openings(tmp_path), load_schema(Openings), Connected(engine, "scripted", 1), say=lambda _: None)

    assert sum(asked.name == "judge" for asked in engine.prompts) == 2


@pytest.mark.usefixtures("by_pairs")
def test_a_conflict_that_the_budget_does_not_suffice_for_is_counted(tmp_path, obliging_script):
    script = judged_by(obliging_script, same_act=0.9)

    made = composed(dated(tmp_path, *DOUBTFUL), load_schema(Works), script, budgets=Budgets(7, 0))

    assert made.conflicts == ()
    assert made.made.not_compared == {"conflict": 1}


@pytest.mark.usefixtures("by_pairs")
def test_a_conflict_that_two_sections_cite_is_one(tmp_path, obliging_script):
    class Twice(BaseModel):
        works: str = Field(description="What was built?")
        planned: str = Field(description="What was planned?")

    articles = dated(
        tmp_path, ("2024-01-10", "About 30,000 dockers joined the strike."), ("2024-01-10", "15,000 dockers joined the strike.")
    )

    made = composed(articles, load_schema(Twice), obliging_script)

    (conflict,) = made.conflicts
    assert (conflict.section, conflict.findings, conflict.also) == (
        "works",
        ("works-1", "works-2"),
        ("planned-1", "planned-2"),
    )
    assert {f.credibility for section in made.sections.values() for f in section.findings} == {4}
    assert prove(made).failures == ()


def test_many_articles_are_brought_together_as_few_are(monkeypatch, tmp_path):
    corpus = written(12, tmp_path)
    few = summarize.brief(corpus, schema=Towns, engine=Scripted(answer))
    monkeypatch.setattr("summarize.pipeline.MANY", 5)

    many = summarize.brief(corpus, schema=Towns, engine=Scripted(answer))

    assert many.sections == few.sections
    assert many.conflicts == few.conflicts
