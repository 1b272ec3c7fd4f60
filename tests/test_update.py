"""A briefing that grows: the same as a run over all articles, for the price of the new ones."""

import json

import pytest
from pydantic import BaseModel, Field

import summarize
from summarize.briefing import update as updating
from summarize.briefing.file import load
from summarize.briefing.leaving_out import without
from summarize.briefing.proof import prove
from summarize.engines import connect
from summarize.engines.connect import Connected
from summarize.errors import BriefingError, EngineError, SourceError, UsageError
from summarize.render.as_json import rendered as dumps
from summarize.testing import Scripted, assert_cited

ARTICLES = {
    "001_wall.txt": "The harbour gets a new sea wall.\n",
    "002_wall.txt": "Builders put up a sea wall at the harbour.\n",
    "003_wall.txt": "At the harbour a sea wall is built.\n",
    "004_school.txt": "The town opens a school.\n",
}
FIRST, SECOND, THIRD, OTHER = ARTICLES


class Works(BaseModel):
    """Public works."""

    built: str = Field(description="What was built?")


@pytest.fixture
def world(tmp_path, monkeypatch, obliging_script):
    """A folder with articles, of which three tell of one wall, and a model for all of them."""
    monkeypatch.chdir(tmp_path)
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text)

    return World(monkeypatch, obliging_script)


class World:
    """`engine` is what the last run asked."""

    def __init__(self, monkeypatch, script):
        self.script, self.name, self._monkeypatch = script, "scripted", monkeypatch

    def brief(self, *names):
        self._connect()
        return summarize.brief(names, schema=Works)

    def update(self, briefing, *names, **how):
        self._connect()
        return summarize.update(briefing, names, **{"schema": Works, **how})

    def _connect(self):
        self.engine = Scripted(self.script, name=self.name)
        this = self.engine

        class Fixed:
            def __enter__(self):
                return Connected(this, "scripted", 1)

            def __exit__(self, *_):
                return None

        self._monkeypatch.setattr(connect, "connect", lambda *_, **__: Fixed())

    @property
    def asked(self):
        return [prompt.name for prompt in self.engine.prompts]


def told(briefing):
    return briefing.sources, briefing.sections, briefing.conflicts, briefing.claims


def test_an_update_is_the_same_as_a_run_over_all_articles(world):
    old = world.brief(FIRST, SECOND)

    made = world.update(old, THIRD, OTHER)

    assert told(made) == told(world.brief(*ARTICLES))
    assert_cited(made)
    assert not prove(made).failures


def test_an_update_of_a_briefings_file_is_the_same(world, tmp_path):
    world.brief(FIRST, SECOND).save(tmp_path / "b.json")

    made = world.update(tmp_path / "b.json", THIRD)

    assert dumps(made.model_copy(update={"made": None})) == dumps(
        world.brief(FIRST, SECOND, THIRD).model_copy(update={"made": None, "compared": made.compared})
    )


def test_one_article_after_the_other_is_the_same_as_all_at_once(world):
    made = world.brief(FIRST)
    for name in (SECOND, THIRD, OTHER):
        made = world.update(made, name)

    assert told(made) == told(world.brief(*ARTICLES))


@pytest.mark.usefixtures("by_pairs")
def test_only_the_new_article_and_the_pairs_that_it_touches_are_asked(world):
    old = world.brief(FIRST, SECOND)

    world.update(old, THIRD)

    asked = [p.user for p in world.engine.prompts]
    assert asked
    of_old = [user for user in asked if "new sea wall" in user or "Builders" in user]
    assert all(
        "At the harbour a sea wall is built." in user for user in of_old
    )  # does the new text carry what an old one says?
    assert len(of_old) == 1


def test_an_article_that_is_given_again_adds_nothing_and_asks_nothing(world):
    old = world.brief(FIRST, SECOND)

    made = world.update(old, FIRST)

    assert made.model_copy(update={"made": old.made}) == old
    assert world.asked == []


def test_an_article_that_failed_is_read_again_when_it_is_given_again(world):
    works = world.script
    world.script = lambda asked, shape: EngineError("no") if "Builders" in asked.user else works(asked, shape)
    old = world.brief(FIRST, SECOND)
    world.script = works

    made = world.update(old, SECOND)

    assert [s.status for s in old.sources] == ["read", "failed"]
    assert told(made) == told(world.brief(FIRST, SECOND))


@pytest.mark.usefixtures("by_pairs")
def test_a_comparison_that_failed_is_made_again(world):
    works = world.script
    world.script = lambda asked, shape: EngineError("no") if asked.name == "judge" else works(asked, shape)
    old = world.brief(FIRST, SECOND)
    world.script = works

    made = world.update(old, OTHER)

    assert sorted(old.sections["built"].failures) == ["001", "002"]
    assert told(made) == told(world.brief(FIRST, SECOND, OTHER))


def test_a_new_article_of_the_same_short_name_gives_both_the_ids_of_a_run_over_both(world, tmp_path):
    (tmp_path / "001_pier.txt").write_text("The pier was mended.\n")
    old = world.brief(FIRST)

    made = world.update(old, "001_pier.txt")

    assert [s.id for s in made.sources] == ["001_wall", "001_pier"]
    assert told(made) == told(world.brief(FIRST, "001_pier.txt"))
    assert not prove(made).failures


def test_what_could_not_be_read_stays_named_until_it_can_be_read(world, tmp_path):
    old = world.brief(FIRST, "late.txt")

    still = world.update(old, SECOND)
    (tmp_path / "late.txt").write_text("The town paints a bridge.\n")
    now = world.update(old, "late.txt")

    assert [(s.location, s.status) for s in still.sources if not s.text] == [("late.txt", "failed")]
    assert told(now) == told(world.brief(FIRST, "late.txt"))


def test_what_the_briefing_took_is_counted_in_all(world):
    old = world.brief(FIRST, SECOND)

    made = world.update(old, THIRD)

    assert made.made.calls == old.made.calls + len(world.asked)
    assert made.made.prompts == old.made.prompts


def test_a_briefing_without_a_source_grows_without_what_it_said(world):
    left = without(world.brief(FIRST, SECOND), ["001"])

    made = world.update(left, THIRD)

    assert "new wall" not in dumps(left)
    assert left.left_out == made.left_out == ("001",)
    assert told(made) == told(world.brief(SECOND, THIRD))


def test_a_source_that_comes_back_is_not_left_out(world):
    left = without(world.brief(FIRST, SECOND), ["001"])

    assert world.update(left, FIRST).left_out == ()


def test_a_briefing_of_an_older_version_is_refused(world):
    old = json.loads(dumps(world.brief(FIRST)))
    old["format"] = "summarize.briefing/1"

    with pytest.raises(BriefingError, match=r"made by an older version.*run `summarize brief` again"):
        world.update(load(old), SECOND)


def test_another_model_is_refused(world):
    old = world.brief(FIRST)
    world.name = "other"

    with pytest.raises(UsageError, match=r"made with scripted \(scripted\), this is other"):
        world.update(old, SECOND)
    assert world.asked == []


def test_another_schema_is_refused(world):
    class Others(BaseModel):
        closed: str

    with pytest.raises(UsageError, match="answers another schema \\('Works'\\) than 'Others'"):
        world.update(world.brief(FIRST), SECOND, schema=Others)


def test_a_schema_of_ones_own_must_be_named(world):
    with pytest.raises(UsageError, match="name it with --schema"):
        world.update(world.brief(FIRST), SECOND, schema=None)


def test_other_prompts_are_refused_by_name(world, monkeypatch):
    old = world.brief(FIRST)
    monkeypatch.setattr(updating, "digest", lambda name: f"sha256:{name}")

    with pytest.raises(UsageError, match="made with other prompts \\(extract, front, judge_claims\\)"):
        world.update(old, SECOND)


def test_where_no_new_article_can_be_read_there_is_no_new_briefing(world):
    old = world.brief(FIRST)

    with pytest.raises(SourceError, match=r"cannot read 'nope\.txt'"):
        world.update(old, "nope.txt")
    with pytest.raises(UsageError, match="no sources"):
        world.update(old)


def test_a_claim_that_was_changed_in_the_file_is_found(world):
    old = json.loads(dumps(world.brief(FIRST)))
    old["claims"][0]["claim"]["citations"][0]["quote"] = "The harbour gets an old sea wall"

    with pytest.raises(BriefingError, match="was changed: 1 of its citations"):
        load(old)
    assert [f.where for f in prove(load(old, check=False)).failures] == ["a claim of 001"]
