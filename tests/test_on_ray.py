"""The work of a run on Ray, on this machine: `make ray`."""

import json

import pytest

from benchmarks.made_up import Towns, written
from summarize.api.corpora import brief_stories
from tests.test_batch import MADE_UP, completed, rows, told

pytestmark = [pytest.mark.ray, pytest.mark.filterwarnings("ignore")]  # Ray warns of itself


@pytest.mark.parametrize("schema", [f"{MADE_UP}:Towns", Towns], ids=["of a file", "of a module"])
def test_on_ray_the_result_is_that_of_threads_but_for_times(tmp_path, server, schema):
    server.respond = completed
    corpus = written(10, tmp_path / "corpus")

    for place in ("local", "ray"):
        did = brief_stories(
            [corpus], tmp_path / place, schema=schema, on=place, model="made-up", base_url=server.url, jobs=2, cache=False
        )
        assert (did.new, did.failed, did.unwritten) == (10, 0, 0)

    assert told(tmp_path / "ray") == told(tmp_path / "local")
    for table in ("claims", "findings", "citations", "conflicts"):
        assert json.dumps(rows(tmp_path / "ray", table)) == json.dumps(rows(tmp_path / "local", table))


def test_on_ray_the_workers_together_keep_to_one_limit(tmp_path, server):
    def costly(body):
        status, headers, answer = server.completion(completed(body))
        usage = {"prompt_tokens": 2000, "completion_tokens": 500, "total_tokens": 2500}
        return server.encoded(status, headers, answer | {"usage": usage})

    server.next = costly
    corpus = written(10, tmp_path / "corpus")

    did = brief_stories(
        [corpus], tmp_path / "out", schema=Towns, on="ray", model="made-up", base_url=server.url, jobs=4, cache=False,
        max_tokens=12_000,
    )  # fmt: skip

    problems = [row["problem"] for row in rows(tmp_path / "out", "articles") if row["status"] == "failed"]
    assert 2500 * len(server.requests) <= 12_000
    assert len(problems) == did.failed == 10 - len(server.requests)
    assert all("the limit of 12,000 tokens is reached" in problem for problem in problems)
