"""Hiding secrets: in whatever spelling they come, and nothing else with them."""

import base64
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.redaction import LONG, address, environment, spellings, without, without_parts

KEY = "sk-canary-1234567890/abc+def=XYZ"
KEYS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=16, max_size=60)


@pytest.mark.parametrize(
    "name", ["OPENAI_API_KEY", "GITHUB_TOKEN", "CLIENT_SECRET", "db_password", "GOOGLE_APPLICATION_CREDENTIALS"]
)
def test_a_secret_is_known_by_its_name(name):
    assert environment({name: KEY, "LANG": KEY}) == {name: KEY}


@pytest.mark.parametrize("value", ["", "none", "ollama", "password", "secret"])
def test_a_value_that_is_short_or_a_plain_word_hides_no_words(value):
    assert environment({"OPENAI_API_KEY": value}) == {}


@given(key=KEYS, before=st.text(max_size=5), after=st.text(max_size=5))
def test_a_secret_is_found_in_base64_wherever_it_begins(key, before, after):
    encoded = base64.b64encode(f"{before}{key}{after}".encode()).decode()

    assert any(spelling in encoded for spelling in spellings(key))


@given(key=KEYS, before=st.text(max_size=50), after=st.text(max_size=50))
def test_no_spelling_of_a_secret_is_left(key, before, after):
    for spelling in (key, quote(key, safe=""), base64.b64encode(key.encode()).decode().rstrip("=")):
        left = without(f"{before}{spelling}{after}", {"KEY": key}).replace("[KEY]", "\0")
        assert key not in left
        assert spelling not in left


@given(text=st.text(max_size=200))
def test_a_text_without_the_key_stays_as_it_is(text):
    assert without_parts(text, KEY, "X") == text


@given(start=st.integers(0, len(KEY) - LONG), length=st.integers(LONG, len(KEY)))
def test_no_part_of_a_key_is_left(start, length):
    part = KEY[start : start + length]

    left = without_parts(f"refused ({part})", KEY, "X_API_KEY")

    assert left == "refused ([X_API_KEY])"


@pytest.mark.parametrize("masked", ["sk-****XYZ", "sk-canary***", "sk-…=XYZ", "...def=XYZ", "sk-xxxxxxxxxx", "***=XYZ"])
def test_a_masked_key_is_hidden_where_an_end_of_it_is_shown(masked):
    left = without_parts(f"bad key {masked}, sorry", KEY, "X")

    assert "XYZ" not in left
    assert "sk-" not in left


def test_a_made_up_key_hides_no_words():
    assert without_parts("a field is required", "sk-no-key-required", "X") == "a field is required"


@pytest.mark.parametrize("word", ["wait...", "a***b", "sk...", "and so on…", "xxxx", "max_tokens..."])
def test_other_masked_words_stay(word):
    assert without_parts(word, KEY, "X") == word


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://127.0.0.1:1/v1", "http://127.0.0.1:1/v1"),
        ("https://api.example/v1beta/openai", "https://api.example/v1beta/openai"),
        ("https://me:pass@api.example/v1?key=abc#d", "https://api.example/v1"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1"),
    ],
)
def test_an_address_is_shown_without_what_is_nobodys_affair(url, shown):
    assert address(url) == shown


def test_a_part_of_an_address_that_is_a_secret_is_shown_as_a_digest_which_tells_addresses_apart():
    one, other = (address(f"https://gateway.example/acc/{token}/v1") for token in ("a1b2c3d4e5f6a7b8", "a1b2c3d4e5f6a7b9"))

    assert "a1b2" not in one + other
    assert one != other
    assert one == address("https://gateway.example/acc/a1b2c3d4e5f6a7b8/v1")
