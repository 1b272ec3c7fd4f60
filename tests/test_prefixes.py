"""What is the same in many questions stands first, so that services that cache the beginning of a prompt charge less for it."""

from importlib.resources import files
from itertools import takewhile
from pathlib import Path

import pytest

from summarize.engines import prices
from summarize.engines.prompts import SPLIT, names
from summarize.extracting.asking import question
from summarize.reading.articles import load_articles
from summarize.records import Usage
from summarize.schema.load import load_schema

SEEDS = Path(__file__).parent.parent / "seeds"


def test_questions_about_articles_differ_from_the_article_on():
    schema = load_schema("multinational_force")
    asked = [question(s, s.body, schema.sections, schema.title)[0] for s in load_articles([SEEDS]).sources]

    signs = zip(*(f"{one.system}\n{one.user}" for one in asked), strict=False)
    shared = "".join(one[0] for one in takewhile(lambda same: len(set(same)) == 1, signs))

    assert len(asked) == 5
    assert "\n\nArticle" in shared


@pytest.mark.parametrize("name", names())
def test_no_instruction_has_anything_of_its_question_in_it(name):
    instructions, _, _ = (files("summarize.prompts") / f"{name}.j2").read_text(encoding="utf-8").partition(SPLIT)

    assert "{{" not in instructions


def test_cached_tokens_cost_less():
    read, cached = Usage(prompt_tokens=10_000), Usage(prompt_tokens=10_000, cached_tokens=8_000)

    assert prices.cost("openai", "gpt-5-mini", cached) < prices.cost("openai", "gpt-5-mini", read)
