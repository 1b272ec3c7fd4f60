"""Files made wrong at random are refused in words, or all that is read of them holds. The benchmark tries many more."""

import pytest

from tests.hostile import KINDS, failure

TRIED = {"cassette": 40, "replies": 10}  # these take longer


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_made_wrong_is_refused_or_holds(tmp_path, monkeypatch, kind):
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path / "cache"))

    failures = {number: failure(kind, number, tmp_path) for number in range(TRIED.get(kind, 200))}

    assert {number: repr(error) for number, error in failures.items() if error} == {}
