import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.engines.prompts import SPLIT, digest, names, prompt
from summarize.errors import SummarizeError

ROOT = Path(__file__).parent.parent
HOSTILE = ["{{ 7*7 }}", "{% if x %}", "{# no #}", "{% raw %}", "=== user ===", "\x1b[31m", "<script>", "[bold]", "{{", "%}"]


def extract(*sentences, question="Who?"):
    form = [f"who: {question}", "  name: who it is"]
    return prompt("extract", topic="Ships", form=form, date=None, lines=list(enumerate(sentences, 1)))


@pytest.mark.parametrize("text", HOSTILE)
def test_article_text_stays_as_it_is_and_out_of_the_system_message(text):
    filled = extract(f"before {text} after")

    assert f"[1] before {text} after" in filled.user.splitlines()
    assert filled.system == extract("nothing").system


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), min_size=1))
def test_any_text_is_one_line_of_the_prompt(text):
    filled = extract(text, "The end.")

    assert f"[1] {text}" in filled.user.splitlines()
    assert "[2] The end." in filled.user.splitlines()


def test_a_prompt_asks_the_question_and_explains_the_fields():
    filled = extract("A sentence.", question="Who leads {{ x }}?")

    assert "Who leads {{ x }}?" in filled.user
    assert "name: who it is" in filled.user


def test_the_digest_is_that_of_the_file():
    data = (ROOT / "prompts" / "extract.j2").read_bytes()

    assert digest("extract") == "sha256:" + hashlib.sha256(data).hexdigest()
    assert extract("x").digest == digest("extract")


def test_every_file_is_listed():
    assert list(names()) == sorted(file.stem for file in (ROOT / "prompts").glob("*.j2"))


@pytest.mark.parametrize("name", names())
def test_every_prompt_has_a_system_and_a_user_message(name):
    system, split, user = (ROOT / "prompts" / f"{name}.j2").read_text(encoding="utf-8").partition(SPLIT)

    assert system.strip()
    assert split
    assert user.strip()


@pytest.mark.parametrize("name", names())
def test_no_prompt_puts_values_into_the_system_message(name):
    system = (ROOT / "prompts" / f"{name}.j2").read_text(encoding="utf-8").partition(SPLIT)[0]

    assert "{{" not in system


def test_a_value_that_is_missing_is_an_error():
    with pytest.raises(SummarizeError, match="'form' is undefined"):
        prompt("extract", topic="Ships", date=None, lines=[])


def test_an_unknown_prompt_is_an_error_that_says_what_to_look_at():
    with pytest.raises(SummarizeError, match="no prompt 'nope'"):
        prompt("nope")
