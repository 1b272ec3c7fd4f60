"""What a run would take, told before anything is asked, beside what it takes then."""

import importlib.util
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import summarize
from summarize.cli import app
from summarize.costing.estimate import SAMPLE, Sampled, estimate
from summarize.costing.models import KNOWN, Pace, hours, known
from summarize.engines import Choice
from summarize.engines.expected import CHARACTERS, expected
from summarize.reading.articles import load_articles
from summarize.records import Usage
from summarize.schema.load import load_schema
from summarize.testing import Scripted

ROOT = Path(__file__).parent.parent
REPLY_CHARACTERS = 3.5  # of a token of JSON; the recorded replies have 3.1 to 4.2


def sampled(sources, count=None):
    """A sample of these; of so many articles, if that is told."""
    found = Sampled()
    found.take(sources)
    found.count = count or found.count
    return found


@pytest.fixture(scope="module")
def made_up():
    spec = importlib.util.spec_from_file_location("made_up", ROOT / "benchmarks" / "made_up.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Counted(Scripted):
    """A scripted model whose tokens are counted by the same rule as those of an estimate; its replies as they are."""

    def reply(self, prompt, shape):
        reply = super().reply(prompt, shape)
        written = len(reply.value.model_dump_json(by_alias=True)) / REPLY_CHARACTERS
        return reply._replace(usage=expected(prompt, shape).model_copy(update={"completion_tokens": round(written)}))

    def choose(self, prompt, words):
        return Choice(super().choose(prompt, words).shares, expected(prompt, words))


def in_other_words(made_up):
    """The made-up model, wording its statements itself, so that they have to be checked."""

    def answer(prompt, wanted):
        said = made_up.answer(prompt, wanted)
        if prompt.name == "extract":
            for claim in (claim for claims in said.values() for claim in claims):
                claim["statement"] = re.sub(r"\b(the|of)\b", "this", claim["statement"])[:120]
        return said

    return answer


@pytest.mark.parametrize("count", [1, 5, 30])
def test_an_estimate_is_above_what_a_run_takes_and_not_far(made_up, tmp_path, count):
    folder = made_up.written(count, tmp_path)

    made = summarize.brief(folder, schema=made_up.Towns, engine=Counted(in_other_words(made_up))).made
    told = estimate(sampled(load_articles([folder]).sources), load_schema(made_up.Towns))

    assert 0.75 <= told.calls / made.calls <= 1.5
    assert 0.75 <= told.prompt_tokens / made.prompt_tokens <= 1.6
    assert 1.0 <= told.completion_tokens / made.completion_tokens <= 2.5  # its replies are shorter than a careful model's


def test_what_is_asked_about_articles_is_told_to_the_call_and_the_token(made_up, tmp_path):
    folder = made_up.written(5, tmp_path)
    engine = Scripted(made_up.answer)
    summarize.brief(folder, schema=made_up.Towns, engine=engine)

    reading = estimate(sampled(load_articles([folder]).sources), load_schema(made_up.Towns)).stages[0]

    asked = [prompt for prompt in engine.prompts if prompt.name == "extract"]
    text = sum(len(prompt.system) + len(prompt.user) for prompt in asked)
    assert reading.calls == len(asked)
    assert reading.prompt_tokens >= text / CHARACTERS


def test_a_recorded_run_of_the_embedded_model_is_told_within_a_fifth():
    tape = json.loads((ROOT / "cassettes/test_seeds/five_articles.json").read_text())["interactions"]
    used = [one["response"]["body"]["usage"] for one in tape]

    told = estimate(sampled(load_articles([ROOT / "seeds"]).sources), load_schema("multinational_force"), way="weighs")

    assert len(used) <= told.calls <= 1.2 * len(used)
    assert sum(one["prompt_tokens"] for one in used) <= told.prompt_tokens <= 1.2 * sum(one["prompt_tokens"] for one in used)


def test_only_a_sample_of_many_articles_is_looked_at(made_up, tmp_path):
    sources = load_articles([made_up.written(90, tmp_path)]).sources
    schema = load_schema(made_up.Towns)

    told, all_told = estimate(sampled(sources), schema), [estimate(sampled([source]), schema).stages[0] for source in sources]

    assert told.sampled <= SAMPLE
    assert told.articles == told.stages[0].calls == 90
    assert told.stages[0].prompt_tokens == pytest.approx(sum(stage.prompt_tokens for stage in all_told), rel=0.05)


def test_a_sample_stands_for_a_corpus_of_many_stories(made_up, tmp_path):
    sources, schema = load_articles([made_up.written(5, tmp_path)]).sources, load_schema(made_up.Towns)

    one, corpus = estimate(sampled(sources), schema), estimate(sampled(sources, 5_000_000), schema, stories=1_000_000)

    assert corpus.calls == 1_000_000 * one.calls
    assert corpus.prompt_tokens == pytest.approx(1_000_000 * one.prompt_tokens, rel=0.01)


@settings(max_examples=20)
@given(st.integers(1, 10**6), st.integers(1, 1000))
def test_more_articles_never_take_less(articles, more):
    sources, schema = load_articles([ROOT / "seeds"]).sources[:1], load_schema("incident")

    few, many = (estimate(sampled(sources, count), schema) for count in (articles, articles + more))

    assert few.calls <= many.calls
    assert few.prompt_tokens <= many.prompt_tokens


def test_of_nothing_there_is_nothing_to_tell():
    assert estimate(sampled([]), load_schema("news")).usage == Usage()


def test_every_known_model_has_a_price():
    told = estimate(sampled(load_articles([ROOT / "seeds"]).sources), load_schema("news"))

    costs = {one.model: one.dollars for one in known(told, Pace(4))}

    assert tuple(costs) == KNOWN
    assert all(costs.values())
    assert costs["openai/gpt-5-nano"] < costs["openai/gpt-5-mini"] < costs["openai/gpt-5"]


def test_a_rate_below_what_the_model_writes_makes_the_hours():
    told = estimate(sampled(load_articles([ROOT / "seeds"]).sources), load_schema("news"))

    assert hours(told, Pace(64, rpm=1)) == pytest.approx(told.calls / 60)
    assert hours(told, Pace(64, tpm=1000)) == pytest.approx((told.prompt_tokens + told.completion_tokens) / 60_000)
    assert hours(told, Pace(64)) < hours(told, Pace(4))


def dry(*words):
    return CliRunner().invoke(app, ["brief", *map(str, words), "--dry-run"])


def test_a_dry_run_asks_nothing_and_writes_no_briefing(server, tmp_path):
    ended = dry(ROOT / "seeds", "--model", "m", "--base-url", server.url, "-o", tmp_path / "briefing.json")

    assert ended.exit_code == 0
    assert server.requests == []
    assert list(tmp_path.iterdir()) == []
    assert "5 articles, 103 sentences, 2,611 words" in ended.stdout
    assert "An estimate, for English: nothing was asked." in ended.stdout
    assert re.search(r"^m at http\S+ +- +\d", ended.stdout, re.MULTILINE)


def test_a_dry_run_tells_the_dollars_of_the_chosen_model_first(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")

    told = json.loads(dry(ROOT / "seeds", "--model", "openai/gpt-5", "--json").stdout)

    assert told["models"][0]["model"] == "openai/gpt-5"
    assert told["models"][0]["dollars"] > 0
    assert [one["model"] for one in told["models"]].count("openai/gpt-5") == 1
    assert told["calls"] == sum(stage["calls"] for stage in told["stages"])


def test_a_dry_run_of_what_cannot_be_read_ends_as_a_run_does(tmp_path):
    assert dry(tmp_path / "nothing.txt").exit_code == 1


def test_a_dry_run_of_a_corpus_counts_what_is_new_for_the_folder_and_writes_nothing(tmp_path, made_up):
    corpus, out = made_up.written(10, tmp_path / "corpus"), tmp_path / "out"
    whole = summarize.estimate_stories(corpus, out, schema=made_up.Towns, engine=Scripted(made_up.answer))
    assert not out.exists()
    (corpus / "00009.txt").rename(tmp_path / "later")
    summarize.brief_stories(corpus, out, schema=made_up.Towns, engine=Scripted(made_up.answer))
    (tmp_path / "later").rename(corpus / "00009.txt")
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    new = summarize.estimate_stories(corpus, out, schema=made_up.Towns, engine=Scripted(made_up.answer))

    summarize.brief_stories(corpus, tmp_path / "whole", schema=made_up.Towns, engine=Scripted(made_up.answer))
    none = summarize.estimate_stories(corpus, tmp_path / "whole", schema=made_up.Towns, engine=Scripted(made_up.answer))

    assert (whole.articles, new.articles) == (10, 1)
    assert (none.articles, none.calls, none.stories) == (0, 0, 0)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_a_sample_of_many_articles_is_bounded_and_even():
    found = Sampled()
    found.take(range(1000))

    assert found.count == 1000
    assert list(found.articles) == list(range(0, 1000, 64))
